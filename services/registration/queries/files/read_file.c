/* read_file.c - a piece of the evidence of a dossier
 *
 * Reads:   registration.v1.ReadFile
 * Answers: registration.v1.ReadFileReply
 * Refuses: NO_SUCH_THING, EVIDENCE_UNKNOWN, FIELD_INVALID
 */
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/files/content_store.h"
#include "registration/files/upload.h"
#include "registration/queries.h"
#include "registration/records.h"
#include "registration/state.h"

enum decision read_file(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	const Ocop__Registration__V1__ReadFile *asked =
		(const Ocop__Registration__V1__ReadFile *)message;
	Ocop__Registration__V1__ReadFileReply answer =
		OCOP__REGISTRATION__V1__READ_FILE_REPLY__INIT;
	struct evidence evidence;
	size_t size_bytes = UPLOAD_CHUNK_LIMIT_BYTES;
	int error;

	evidence_find(tx, asked->dossier_id, asked->sha256, &evidence);
	if (!evidence.exists) {
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), "sha256", NULL);
		return REFUSED;
	}
	if (asked->offset_bytes > (uint64_t)evidence.size_bytes) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "offset_bytes", "the file ends at %lld",
			     (long long)evidence.size_bytes);
		return REFUSED;
	}

	answer.content.data = arena_alloc(reply_arena(reply), size_bytes);
	error = content_store_read(registration_state(tx)->folder, evidence.sha256,
				   (int64_t)asked->offset_bytes, answer.content.data, &size_bytes);
	if (error) {
		transaction_fail(tx, error); /* evidence is named, so its file must be there */
		return FAILED;
	}
	answer.content.len = size_bytes;
	answer.size_bytes = (uint64_t)evidence.size_bytes;
	answer.media_type = message_text(evidence.media_type);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
