/* get_upload.c - how much of a file is on disk: where to go on after a break
 *
 * Reads:   registration.v1.GetUpload
 * Answers: registration.v1.UploadState
 * Refuses: UPLOAD_UNKNOWN
 */
#include "common/store/transaction.h"
#include "registration/queries.h"
#include "registration/upload_answer.h"

enum decision get_upload(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__GetUpload *asked =
		(const Ocop__Registration__V1__GetUpload *)message;
	struct upload upload;

	if (!upload_find(tx, reply, asked->upload_id, &upload))
		return REFUSED;
	upload_answer(reply, &upload);
	return ACCEPTED;
}
