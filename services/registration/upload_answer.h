/* upload_answer.h - what the three queries about an upload share: finding it, and telling of it */
#pragma once

#include <stdbool.h>

#include "common/reply.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/files/upload.h"

struct transaction;

/* Loads an upload of the caller's own; false with UPLOAD_UNKNOWN in the reply (another's upload is
 * as unknown as none), or when the transaction has failed. */
bool upload_find(struct transaction *tx, struct reply *reply, const char *upload_id,
		 struct upload *ret_upload);

/* Sets the reply: UploadState. */
void upload_answer(struct reply *reply, const struct upload *upload);
