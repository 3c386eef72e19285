/* envelope_fuzz.c - any bytes as a frame, an event, a reply and every command and query
 *
 * The first byte chooses the message. What is read must pack again, and the packed bytes must be
 * read again and be written as JSON: a message that only one side understands is a fault.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/json/message_json.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/certification/v1/types.pb-c.h"
#include "ocop/common/v1/access_token.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"
#include "ocop/notification/v1/types.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "ocop/scoring/v1/commands.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

/* The order is that of the first byte: append only, or the corpus means something else. */
static const ProtobufCMessageDescriptor *const messages[] = {
	&ocop__common__v1__frame__descriptor,
	&ocop__common__v1__reply_frame__descriptor,
	&ocop__common__v1__event_frame__descriptor,
	&ocop__common__v1__event__descriptor,
	&ocop__common__v1__signed_access_token__descriptor,
	&ocop__common__v1__access_token__descriptor,
	&ocop__common__v1__head__descriptor,
	&ocop__common__v1__replay_reply__descriptor,
	&ocop__common__v1__status_reply__descriptor,
	&ocop__registration__v1__register_producer__descriptor,
	&ocop__registration__v1__register_product__descriptor,
	&ocop__registration__v1__import_product__descriptor,
	&ocop__registration__v1__open_dossier__descriptor,
	&ocop__registration__v1__fill_forms__descriptor,
	&ocop__registration__v1__save_self_assessment__descriptor,
	&ocop__registration__v1__attach_evidence__descriptor,
	&ocop__registration__v1__remove_evidence__descriptor,
	&ocop__registration__v1__submit_dossier__descriptor,
	&ocop__registration__v1__screen_dossier__descriptor,
	&ocop__registration__v1__propose_dossier__descriptor,
	&ocop__registration__v1__admit_dossier__descriptor,
	&ocop__registration__v1__return_dossier__descriptor,
	&ocop__registration__v1__withdraw_dossier__descriptor,
	&ocop__registration__v1__issue_product_code__descriptor,
	&ocop__registration__v1__conclude_dossier__descriptor,
	&ocop__registration__v1__open_upload__descriptor,
	&ocop__registration__v1__write_upload__descriptor,
	&ocop__scoring__v1__plan_round__descriptor,
	&ocop__scoring__v1__take_dossier__descriptor,
	&ocop__scoring__v1__appoint_council__descriptor,
	&ocop__scoring__v1__declare_conflict__descriptor,
	&ocop__scoring__v1__open_round__descriptor,
	&ocop__scoring__v1__start_scoring__descriptor,
	&ocop__scoring__v1__save_score_sheet__descriptor,
	&ocop__scoring__v1__submit_score_sheet__descriptor,
	&ocop__scoring__v1__record_finding__descriptor,
	&ocop__scoring__v1__record_agreed_options__descriptor,
	&ocop__scoring__v1__close_dossier__descriptor,
	&ocop__scoring__v1__rescore_dossier__descriptor,
	&ocop__scoring__v1__withdraw_from_round__descriptor,
	&ocop__scoring__v1__close_round__descriptor,
	&ocop__scoring__v1__report_round__descriptor,
	&ocop__scoring__v1__approve_round__descriptor,
	&ocop__scoring__v1__publish_round__descriptor,
	&ocop__certification__v1__issue_certificate__descriptor,
	&ocop__certification__v1__record_legacy_recognition__descriptor,
	&ocop__certification__v1__expire_certificate__descriptor,
	&ocop__certification__v1__revoke_certificate__descriptor,
	&ocop__certification__v1__replace_certificate__descriptor,
	&ocop__identity__v1__add_agency__descriptor,
	&ocop__identity__v1__add_account__descriptor,
	&ocop__identity__v1__grant_role__descriptor,
	&ocop__identity__v1__revoke_role__descriptor,
	&ocop__identity__v1__open_session__descriptor,
	&ocop__identity__v1__close_session__descriptor,
	&ocop__identity__v1__create_key__descriptor,
	&ocop__identity__v1__revoke_key__descriptor,
	&ocop__identity__v1__add_shard__descriptor,
	&ocop__identity__v1__close_shard__descriptor,
	&ocop__identity__v1__record_units__descriptor,
	&ocop__identity__v1__move_clock__descriptor,
	&ocop__identity__v1__bootstrap_operator__descriptor,
	&ocop__identity__v1__prune_sessions__descriptor,
	&ocop__market__v1__describe_listing__descriptor,
	&ocop__market__v1__search_listings_reply__descriptor,
	&ocop__registration__v1__dossier__descriptor,
	&ocop__certification__v1__certificate__descriptor,
	&ocop__notification__v1__public_event__descriptor,
};

/* Shorter messages are too small to ask for more memory than there may be. */
enum { SURELY_UNPACKED_BYTES = 8 * 1024 };

/* What is written of the bytes is what is written of their message; what has none is not written.
 * (What has one may not be either: something stands twice.) */
static void write_json(const ProtobufCMessageDescriptor *descriptor,
		       const ProtobufCBinaryData *bytes, const ProtobufCMessage *message)
{
	size_t size_bytes, of_message_bytes;
	char *text = packed_to_json_text(descriptor, bytes, &size_bytes);
	char *of_message = message ? message_to_json_text(message, &of_message_bytes) : NULL;

	if (text && !message && bytes->len < SURELY_UNPACKED_BYTES)
		abort();
	if (text && message && strcmp(text, of_message) != 0)
		abort();
	memory_free(text);
	memory_free(of_message);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size_bytes)
{
	static struct arena *arena;
	const char *field;

	if (size_bytes == 0)
		return 0;
	if (arena == NULL)
		arena = arena_create(ARENA_LIMIT_BYTES);
	arena_reset(arena);
	const ProtobufCMessageDescriptor *descriptor =
		messages[input[0] % (sizeof(messages) / sizeof(messages[0]))];
	ProtobufCBinaryData bytes = {.len = size_bytes - 1, .data = (uint8_t *)input + 1};
	const ProtobufCMessage *message =
		message_unpack(descriptor, bytes.data, bytes.len, arena, &field);
	write_json(descriptor, &bytes, message);
	if (message == NULL)
		return 0;
	ProtobufCBinaryData packed = message_pack(message, arena);
	if (packed.len <= FRAME_LIMIT_BYTES &&
	    message_unpack(descriptor, packed.data, packed.len, arena, &field) == NULL)
		abort(); /* what we send nobody could read */
	return 0;
}
