/* upload_answer.c - what the three queries about an upload share: finding it, and telling of it */
#include "registration/upload_answer.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/error.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/state.h"

bool upload_find(struct transaction *tx, struct reply *reply, const char *upload_id,
		 struct upload *ret_upload)
{
	int error = upload_load(registration_state(tx)->folder, upload_id, reply_arena(reply),
				ret_upload);

	if (error && error != ERROR_NOT_FOUND) {
		transaction_fail(tx, error);
		return false;
	}
	if (error || strcmp(ret_upload->account_id, transaction_caller(tx)->account_id) != 0) {
		reply_refuse(reply, REFUSAL(UPLOAD_UNKNOWN), "upload_id", NULL);
		return false;
	}
	return true;
}

void upload_answer(struct reply *reply, const struct upload *upload)
{
	Ocop__Registration__V1__UploadState state = OCOP__REGISTRATION__V1__UPLOAD_STATE__INIT;
	Google__Protobuf__Timestamp expires_at = message_time(upload->expires_at_us);

	state.upload_id = message_text(upload->upload_id);
	state.offset_bytes = (uint64_t)upload->offset_bytes;
	state.size_bytes = (uint64_t)upload->size_bytes;
	state.metadata = message_text(upload->metadata);
	state.expires_at = &expires_at;
	reply_set(reply, &state.base);
}
