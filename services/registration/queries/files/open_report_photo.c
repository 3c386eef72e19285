/* open_report_photo.c - a photo for a report on a pack is about to come, from anybody
 *
 * It is written like any upload, under an id that nobody can guess and that the gateway keeps to
 * itself; one that becomes no photo goes like any upload that is not finished.
 *
 * Reads:   registration.v1.OpenReportPhoto
 * Answers: registration.v1.UploadState
 * Refuses: FILE_TYPE_REFUSED, FIELD_INVALID, FILE_TOO_LARGE
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

/* What a telephone's camera makes has 2 to 6 MB. */
enum { REPORT_PHOTO_LIMIT_BYTES = 8 * 1024 * 1024 };

static void check(const Ocop__Registration__V1__OpenReportPhoto *asked, struct reply *reply)
{
	if (strncmp(asked->media_type, "image/", strlen("image/")) != 0 ||
	    *file_type_ending(asked->media_type) == '\0')
		reply_refuse(reply, REFUSAL(FILE_TYPE_REFUSED), "media_type", NULL);
	if (asked->size_bytes == 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "size_bytes", "at least one byte");
	else if (asked->size_bytes > REPORT_PHOTO_LIMIT_BYTES)
		reply_refuse(reply, REFUSAL(FILE_TOO_LARGE), "size_bytes", "at most %d bytes",
			     REPORT_PHOTO_LIMIT_BYTES);
}

enum decision open_report_photo(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Registration__V1__OpenReportPhoto *asked =
		(const Ocop__Registration__V1__OpenReportPhoto *)message;
	const char *folder = registration_state(tx)->folder;
	char upload_id[IDENTIFIER_SIZE];
	struct upload upload = {
		.upload_id = upload_id,
		.account_id = transaction_caller(tx)->account_id,
		.file_name = arena_printf(transaction_arena(tx), "photo%s",
					  file_type_ending(asked->media_type)),
		.metadata = "",
		.size_bytes = (int64_t)asked->size_bytes,
	};
	int error;

	check(asked, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("upload", NULL, transaction_now_us(tx), upload_id);
	uploads_sweep(folder);
	error = upload_create(folder, &upload);
	if (!error)
		error = upload_load(folder, upload_id, transaction_arena(tx), &upload);
	if (error) {
		transaction_fail(tx, error);
		return FAILED;
	}
	upload_answer(reply, &upload);
	return ACCEPTED;
}
