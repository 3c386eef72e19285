/* open_upload.c - a file is about to come: name and size, and whether it can be taken at all
 *
 * Reads:   registration.v1.OpenUpload
 * Answers: registration.v1.UploadState
 * Refuses: FIELD_INVALID, FIELD_TOO_LONG, FILE_TYPE_REFUSED, FILE_TOO_LARGE, COMMAND_ID_REUSED
 */
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "registration/files/file_type.h"
#include "registration/files/upload.h"
#include "registration/queries.h"
#include "registration/state.h"
#include "registration/upload_answer.h"

static bool name_is_sound(const char *name)
{
	return *name && strlen(name) <= UPLOAD_NAME_LIMIT_BYTES && !strpbrk(name, "/\\\n\t");
}

static void check(const Ocop__Registration__V1__OpenUpload *asked, int64_t limit_bytes,
		  struct reply *reply)
{
	if (!name_is_sound(asked->file_name))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "file_name",
			     "a name of at most %d bytes, without a folder",
			     (int)UPLOAD_NAME_LIMIT_BYTES);
	else if (!file_type_of_name(asked->file_name))
		reply_refuse(reply, REFUSAL(FILE_TYPE_REFUSED), "file_name", NULL);
	if (strlen(asked->metadata) > UPLOAD_METADATA_LIMIT_BYTES)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "metadata", "at most %d bytes",
			     (int)UPLOAD_METADATA_LIMIT_BYTES);
	else if (strpbrk(asked->metadata, "\n\r"))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "metadata", "one line");
	if (asked->size_bytes == 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "size_bytes", "at least one byte");
	else if (asked->size_bytes > (uint64_t)limit_bytes)
		reply_refuse(reply, REFUSAL(FILE_TOO_LARGE), "size_bytes", "at most %lld bytes",
			     (long long)limit_bytes);
}

/* The same request sent again is the same upload: its id follows from who asks and his command's
 * id. Without one it is a new upload. */
static void upload_id_make(struct transaction *tx, char *ret_id)
{
	const struct caller *caller = transaction_caller(tx);
	char command_id[COMMAND_ID_TEXT_SIZE];

	if (!caller->command_id) {
		identifier_create("upload", NULL, transaction_now_us(tx), ret_id);
		return;
	}
	command_id_print(caller->command_id, command_id);
	identifier_derive(
		"upload", NULL, 0,
		arena_printf(transaction_arena(tx), "%s/%s", caller->account_id, command_id),
		ret_id);
}

/* What an upload of this id already is: begun (true, and answered or refused), or not. */
static bool is_begun(struct transaction *tx, const Ocop__Registration__V1__OpenUpload *asked,
		     const char *upload_id, struct reply *reply)
{
	struct upload upload;

	if (upload_load(registration_state(tx)->folder, upload_id, transaction_arena(tx), &upload))
		return false;
	if (upload.size_bytes != (int64_t)asked->size_bytes ||
	    strcmp(upload.file_name, asked->file_name))
		reply_refuse(reply, REFUSAL(COMMAND_ID_REUSED), NULL, NULL);
	else
		upload_answer(reply, &upload);
	return true;
}

/* Makes it, and reads it back as it is now. */
static int begin(struct transaction *tx, const Ocop__Registration__V1__OpenUpload *asked,
		 const char *upload_id, struct upload *ret_upload)
{
	const char *folder = registration_state(tx)->folder;
	const struct upload upload = {
		.upload_id = upload_id,
		.account_id = transaction_caller(tx)->account_id,
		.file_name = asked->file_name,
		.metadata = asked->metadata,
		.size_bytes = (int64_t)asked->size_bytes,
	};
	int error = upload_create(folder, &upload);

	return error ? error : upload_load(folder, upload_id, transaction_arena(tx), ret_upload);
}

enum decision open_upload(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Registration__V1__OpenUpload *asked =
		(const Ocop__Registration__V1__OpenUpload *)message;
	const struct registration_state *registration = registration_state(tx);
	char upload_id[IDENTIFIER_SIZE];
	struct upload upload;
	int error;

	check(asked, registration->evidence_limit_bytes, reply);
	if (reply_refused(reply))
		return REFUSED;

	upload_id_make(tx, upload_id);
	if (is_begun(tx, asked, upload_id, reply))
		return reply_refused(reply) ? REFUSED : ACCEPTED;
	uploads_sweep(registration->folder);
	error = begin(tx, asked, upload_id, &upload);
	if (error) {
		transaction_fail(tx, error);
		return FAILED;
	}
	upload_answer(reply, &upload);
	return ACCEPTED;
}
