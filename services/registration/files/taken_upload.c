/* taken_upload.c - an upload becomes a file of the store: what commands that take one share */
#include "registration/files/taken_upload.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "registration/files/file_type.h"
#include "registration/files/inspection.h"
#include "registration/files/upload.h"
#include "registration/records/file.h"
#include "registration/state.h"
#include "registration/subjects.h"

static bool caller_is(struct transaction *tx, const char *dossier_id, uint32_t actors)
{
	struct dossier dossier;

	dossier_load(tx, dossier_id, &dossier);
	return dossier.exists && (dossier_actors(tx, &dossier) & actors) != 0;
}

static Ocop__Common__V1__RefusalCode find_upload(struct transaction *tx, const char *upload_id,
						 struct upload *ret_upload)
{
	int error = upload_load(registration_state(tx)->folder, upload_id, transaction_arena(tx),
				ret_upload);

	if (error && error != ERROR_NOT_FOUND)
		transaction_fail(tx, error);
	if (error || strcmp(ret_upload->account_id, transaction_caller(tx)->account_id) != 0)
		return REFUSAL(UPLOAD_UNKNOWN);
	if (ret_upload->offset_bytes < ret_upload->size_bytes)
		return REFUSAL(UPLOAD_INCOMPLETE);
	return REFUSAL(UNSPECIFIED);
}

static int store(struct transaction *tx, const struct upload *upload, struct taken_upload *taken)
{
	struct arena *arena = transaction_arena(tx);
	const char *root = registration_state(tx)->folder;
	const char *path = upload_path(root, upload->upload_id, arena);
	int error = content_hash(path, taken->sha256);

	if (!error)
		error = content_store_add(root, path, taken->sha256);
	if (!error && taken->has_thumbnail)
		error = content_store_add_thumbnail(
			root, upload_thumbnail_path(root, upload->upload_id, arena), taken->sha256);
	return error ? error : upload_touch(root, upload->upload_id);
}

/* Looks into the file and takes it in. */
static Ocop__Common__V1__RefusalCode take_in(struct transaction *tx, const struct upload *upload,
					     struct taken_upload *taken)
{
	const struct registration_state *registration = registration_state(tx);
	struct arena *arena = transaction_arena(tx);
	struct inspection found = {.verdict = INSPECTOR_FAILED};
	int error;

	*taken = (struct taken_upload){
		.file_name = upload->file_name,
		.media_type = file_type_of_name(upload->file_name),
		.size_bytes = upload->size_bytes,
	};
	if (!taken->media_type)
		return REFUSAL(FILE_TYPE_REFUSED);
	error = inspection_run(
		registration->inspector,
		upload_path(registration->folder, upload->upload_id, arena), taken->media_type,
		upload_thumbnail_path(registration->folder, upload->upload_id, arena), &found);
	if (!error && found.verdict == INSPECTOR_MISMATCH)
		return REFUSAL(FILE_TYPE_MISMATCH);
	if (!error && found.verdict == INSPECTOR_UNREADABLE)
		return strncmp(taken->media_type, "image/", strlen("image/")) == 0
			       ? REFUSAL(IMAGE_INVALID)
			       : REFUSAL(FILE_TYPE_MISMATCH);
	taken->page_count = found.page_count;
	taken->has_thumbnail = found.has_thumbnail;
	if (!error)
		error = store(tx, upload, taken);
	if (error)
		transaction_fail(tx, error);
	return REFUSAL(UNSPECIFIED);
}

enum decision taken_upload_prepare_kept(struct transaction *tx, struct reply *reply,
					const char *upload_id, void **ret_prepared)
{
	struct taken_upload *taken;
	struct upload upload;
	Ocop__Common__V1__RefusalCode why;

	if (*upload_id == '\0')
		return ACCEPTED;

	taken = arena_alloc(transaction_arena(tx), sizeof(*taken));
	why = find_upload(tx, upload_id, &upload);
	if (!why)
		why = take_in(tx, &upload, taken);
	if (transaction_failed(tx))
		return FAILED;
	if (why) {
		reply_refuse(reply, why, "upload_id", NULL);
		return REFUSED;
	}
	*ret_prepared = taken;
	return ACCEPTED;
}

enum decision taken_upload_prepare(struct transaction *tx, struct reply *reply,
				   const char *dossier_id, const char *upload_id, uint32_t actors,
				   void **ret_prepared)
{
	if (*upload_id == '\0' || !caller_is(tx, dossier_id, actors))
		return transaction_failed(tx) ? FAILED : ACCEPTED;
	return taken_upload_prepare_kept(tx, reply, upload_id, ret_prepared);
}

bool dossier_has_room(struct transaction *tx, struct reply *reply, const char *dossier_id,
		      int64_t more_bytes, const char *field)
{
	int64_t limit_bytes = registration_state(tx)->dossier_limit_bytes;
	int64_t size_bytes = dossier_files_size(tx, dossier_id);

	if (transaction_failed(tx))
		return false;
	if (more_bytes <= limit_bytes - size_bytes)
		return true;
	reply_refuse(reply, REFUSAL(DOSSIER_TOO_LARGE), field,
		     "%lld bytes are attached, at most %lld", (long long)size_bytes,
		     (long long)limit_bytes);
	return false;
}

bool taken_upload_fits(struct transaction *tx, struct reply *reply, const char *dossier_id,
		       const struct taken_upload *taken)
{
	return dossier_has_room(tx, reply, dossier_id, taken->size_bytes, "upload_id");
}
