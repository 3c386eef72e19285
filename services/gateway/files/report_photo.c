/* report_photo.c - a photo for a report on a pack: from a request's body to registration, piece by
 * piece
 */
#include "gateway/files/report_photo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/refusal.h"
#include "gateway/address_limit.h"
#include "gateway/api/multipart.h"
#include "gateway/files/transfer.h"
#include "gateway/gateway.h"
#include "gateway/problem.h"
#include "gateway/sessions.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"

/* A photo on its way in. */
struct arrival {
	struct transfer transfer;
	struct report_photo_source source;
	Ocop__Registration__V1__OpenReportPhoto opening;
	Ocop__Registration__V1__WriteUpload piece;
	Ocop__Registration__V1__KeepReportPhoto keeping;
	char *upload_id;
	uint64_t offset_bytes;
	size_t trailer_at; /* as far as it was seen */
	uint8_t command_id[COMMAND_ID_SIZE_BYTES];
	report_photo_fn *on_kept;
	void *context;
};

static void refuse(struct arrival *arrival, const Ocop__Common__V1__Reply *reply)
{
	arrival->on_kept(arrival->context, NULL, reply);
}

static void on_stored(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;
	struct arena *arena = arrival->transfer.request->arena;
	const Ocop__Common__V1__Accepted *accepted =
		transfer_accepted(reply, &ocop__common__v1__accepted__descriptor, arena);

	if (accepted)
		arrival->on_kept(arrival->context, accepted->id, reply);
	else
		refuse(arrival, reply);
}

static void upload_id_set(ProtobufCMessage *keeping, char *upload_id)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(keeping->descriptor, "upload_id");

	assert(field && "a command that keeps a photo names its upload");
	*(char **)((char *)keeping + field->offset) = upload_id;
}

static void keep(struct arrival *arrival)
{
	ProtobufCMessage *keeping = arrival->source.keeping;

	if (!keeping) {
		ocop__registration__v1__keep_report_photo__init(&arrival->keeping);
		keeping = &arrival->keeping.base;
	}
	upload_id_set(keeping, arrival->upload_id);
	if (arrival->source.command_id)
		memcpy(arrival->command_id, arrival->source.command_id, COMMAND_ID_SIZE_BYTES);
	else
		command_id_create(clock_machine_us(), arrival->command_id);
	arrival->transfer.command_id = arrival->command_id;
	transfer_ask_at(&arrival->transfer, "registration", BACKEND_COMMANDS, keeping, on_stored);
}

/* What is at hand behind the photo is the trailer's; false when it is anything else. */
static bool trailer_read(struct arrival *arrival)
{
	struct report_photo_source *source = &arrival->source;
	const char *expected = source->trailer + arrival->trailer_at;

	if (source->bytes_size > strlen(expected) ||
	    memcmp(source->bytes, expected, source->bytes_size) != 0)
		return false;
	arrival->trailer_at += source->bytes_size;
	source->bytes_size = 0;
	return source->end == HTTP_PIECE_MORE || source->trailer[arrival->trailer_at] == '\0';
}

/* Written, and the next asked for: the one circle in this file. */
static void go_on(struct arrival *arrival);

static void on_bytes(void *context, const uint8_t *bytes, size_t size_bytes,
		     enum http_piece_end end)
{
	struct arrival *arrival = context;

	arrival->source.bytes = bytes;
	arrival->source.bytes_size = size_bytes;
	arrival->source.end = end;
	go_on(arrival);
}

static void on_written(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;
	size_t size_bytes = arrival->piece.content.len;

	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED) {
		refuse(arrival, reply);
		return;
	}
	arrival->offset_bytes += size_bytes;
	arrival->source.bytes += size_bytes;
	arrival->source.bytes_size -= size_bytes;
	go_on(arrival);
}

static void write_piece(struct arrival *arrival, uint64_t left_bytes)
{
	const struct report_photo_source *source = &arrival->source;
	Ocop__Registration__V1__WriteUpload *piece = &arrival->piece;

	ocop__registration__v1__write_upload__init(piece);
	piece->upload_id = arrival->upload_id;
	piece->offset_bytes = arrival->offset_bytes;
	piece->content.data = (uint8_t *)(uintptr_t)source->bytes; /* only read */
	piece->content.len =
		source->bytes_size < left_bytes ? source->bytes_size : (size_t)left_bytes;
	transfer_ask(&arrival->transfer, &piece->base, on_written);
}

static void go_on(struct arrival *arrival)
{
	const struct report_photo_source *source = &arrival->source;
	uint64_t left_bytes = source->size_bytes - arrival->offset_bytes;

	if (source->end == HTTP_PIECE_CUT)
		refuse(arrival, NULL);
	else if (left_bytes > 0 && source->bytes_size > 0)
		write_piece(arrival, left_bytes);
	else if (left_bytes == 0 && !trailer_read(arrival))
		refuse(arrival, NULL);
	else if (source->end == HTTP_PIECE_MORE)
		http_request_read(arrival->transfer.request, on_bytes, arrival);
	else if (left_bytes == 0)
		keep(arrival);
	else
		refuse(arrival, NULL);
}

static void on_opened(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;
	const Ocop__Registration__V1__UploadState *state =
		transfer_accepted(reply, &ocop__registration__v1__upload_state__descriptor,
				  arrival->transfer.request->arena);

	if (!state) {
		refuse(arrival, reply);
		return;
	}
	arrival->upload_id = state->upload_id;
	go_on(arrival);
}

void report_photo_take(struct gateway *gateway, struct http_request *request,
		       const struct report_photo_source *source, report_photo_fn *on_kept,
		       void *context)
{
	struct arrival *arrival = arena_alloc(request->arena, sizeof(*arrival));

	arrival->transfer.gateway = gateway;
	arrival->transfer.request = request;
	arrival->transfer.anonymous = source->is_anonymous;
	arrival->source = *source;
	arrival->on_kept = on_kept;
	arrival->context = context;
	ocop__registration__v1__open_report_photo__init(&arrival->opening);
	arrival->opening.size_bytes = source->size_bytes;
	arrival->opening.media_type = arena_strdup(request->arena, source->media_type);
	transfer_ask(&arrival->transfer, &arrival->opening.base, on_opened);
}

uint64_t report_body_size(const struct http_request *request)
{
	const char *text = http_request_header(request, "content-length");

	return text ? strtoull(text, NULL, 10) : 0; /* the server has seen that they are digits */
}

uint64_t form_photo_size(const struct http_request *request, const struct multipart *form,
			 const char *trailer)
{
	uint64_t around = form->file_begin + strlen(trailer);
	uint64_t size_bytes = report_body_size(request);

	return form->file_type && size_bytes > around ? size_bytes - around : 0;
}

static void respond_kept(void *context, const char *photo_id, const Ocop__Common__V1__Reply *reply)
{
	struct http_request *request = context;
	struct http_header header = {"Content-Type", "application/json"};
	const char *body;

	if (!photo_id && reply) {
		problem_respond_reply(request, reply);
		return;
	}
	if (!photo_id) {
		problem_respond(request, REFUSAL(HTTP_MALFORMED), NULL, "the body ended early");
		return;
	}
	body = arena_printf(request->arena, "{\"id\":\"%s\",\"version\":\"1\"}", photo_id);
	http_respond(request, 201, &header, 1, body, strlen(body));
}

void report_photo_upload(struct gateway *gateway, struct http_request *request)
{
	const char *type = http_request_header(request, "content-type");
	const struct report_photo_source source = {
		.media_type = type ? type : "",
		.size_bytes = report_body_size(request),
		.end = HTTP_PIECE_MORE,
		.trailer = "",
	};

	if (!report_may_come(gateway, request, false)) {
		problem_respond(request, REFUSAL(RATE_LIMITED), NULL, NULL);
		return;
	}
	if (source.size_bytes == 0) {
		problem_respond(request, REFUSAL(FIELD_MISSING), "content-length",
				"a body of known size");
		return;
	}
	report_photo_take(gateway, request, &source, respond_kept, request);
}

bool report_may_come(struct gateway *gateway, struct http_request *request, bool is_anonymous)
{
	return (!is_anonymous && sessions_secret(request)) ||
	       address_may_come(gateway->report_limit, request);
}
