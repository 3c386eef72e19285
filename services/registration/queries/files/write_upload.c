/* write_upload.c - a piece of a file; answered when it is on disk, the same piece again is no more
 *
 * Reads:   registration.v1.WriteUpload
 * Answers: registration.v1.UploadState
 * Refuses: MESSAGE_TOO_LARGE, UPLOAD_OFFSET, UPLOAD_UNKNOWN
 */
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "registration/queries.h"
#include "registration/state.h"
#include "registration/upload_answer.h"

enum decision write_upload(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Registration__V1__WriteUpload *asked =
		(const Ocop__Registration__V1__WriteUpload *)message;
	const struct upload_chunk chunk = {
		.offset_bytes = (int64_t)asked->offset_bytes,
		.bytes = asked->content.data,
		.size_bytes = asked->content.len,
	};
	struct upload upload;
	int error;

	if (!upload_find(tx, reply, asked->upload_id, &upload))
		return REFUSED;
	if (chunk.size_bytes > UPLOAD_CHUNK_LIMIT_BYTES) {
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "content", "at most 512 KiB");
		return REFUSED;
	}
	if (asked->offset_bytes > (uint64_t)upload.size_bytes) {
		reply_refuse(reply, REFUSAL(UPLOAD_OFFSET), "offset_bytes", NULL);
		return REFUSED;
	}

	error = upload_write(registration_state(tx)->folder, &upload, &chunk);
	if (error == ERROR_UNREADABLE) {
		reply_refuse(reply, REFUSAL(UPLOAD_OFFSET), "offset_bytes", "%lld bytes are here",
			     (long long)upload.offset_bytes);
		return REFUSED;
	}
	if (error) {
		transaction_fail(tx, error);
		return FAILED;
	}
	upload_answer(reply, &upload);
	return ACCEPTED;
}
