/* drop_upload.c - an upload is not gone on with; what it became stays
 *
 * Reads:   registration.v1.DropUpload
 * Answers: registration.v1.UploadState
 * Refuses: UPLOAD_UNKNOWN
 */
#include "common/store/transaction.h"
#include "registration/queries.h"
#include "registration/state.h"
#include "registration/upload_answer.h"

enum decision drop_upload(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Registration__V1__DropUpload *asked =
		(const Ocop__Registration__V1__DropUpload *)message;
	struct upload upload;
	int error;

	if (!upload_find(tx, reply, asked->upload_id, &upload))
		return REFUSED;

	error = upload_remove(registration_state(tx)->folder, asked->upload_id);
	if (error) {
		transaction_fail(tx, error);
		return FAILED;
	}
	upload_answer(reply, &upload);
	return ACCEPTED;
}
