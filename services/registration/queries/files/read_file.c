/* read_file.c - a piece of a file of a dossier, evidence or paper, or of a photo's small picture
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
#include "registration/records/file.h"
#include "registration/state.h"
#include "registration/subjects.h"

/* Pictures beside the store's files are all of this type. */
static const char thumbnail_type[] = "image/jpeg";

static bool sees_edits(struct transaction *tx, const char *dossier_id)
{
	struct dossier dossier;

	dossier_load(tx, dossier_id, &dossier);
	return dossier_sight(tx, &dossier).edits;
}

/* False, with the reason in the reply, when the dossier has no such file. */
static bool find_file(struct transaction *tx, const Ocop__Registration__V1__ReadFile *asked,
		      struct reply *reply, struct dossier_file *ret_file)
{
	const char *field = "sha256";

	if (*asked->evidence_id) {
		field = "evidence_id";
		file_of_evidence(tx, asked->dossier_id, asked->evidence_id, ret_file);
	} else if (*asked->paper_id) {
		field = "paper_id";
		file_of_paper(tx, asked->dossier_id, asked->paper_id, ret_file);
	} else {
		file_of_hash(tx, asked->dossier_id, asked->sha256, ret_file);
	}
	if (!ret_file->was_submitted && !sees_edits(tx, asked->dossier_id))
		ret_file->exists = false;
	if (!ret_file->exists && *asked->paper_id)
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), field, NULL);
	else if (!ret_file->exists)
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), field, NULL);
	else if (*ret_file->sha256 == '\0')
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), field, "a link, not a file");
	else if (asked->thumbnail && !ret_file->has_thumbnail)
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), field, "no photo, but a file");
	return !reply_refused(reply);
}

/* Reads into `content`, whose length says how much at most; size_bytes is then the whole's. */
static int read_piece(struct transaction *tx, const Ocop__Registration__V1__ReadFile *asked,
		      const struct dossier_file *file, ProtobufCBinaryData *content,
		      int64_t *size_bytes)
{
	const char *folder = registration_state(tx)->folder;
	int64_t offset_bytes = (int64_t)asked->offset_bytes;

	*size_bytes = file->size_bytes;
	if (asked->thumbnail)
		return content_store_read_thumbnail(folder, file->sha256, offset_bytes,
						    content->data, &content->len, size_bytes);
	return content_store_read(folder, file->sha256, offset_bytes, content->data, &content->len);
}

enum decision read_file(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	const Ocop__Registration__V1__ReadFile *asked =
		(const Ocop__Registration__V1__ReadFile *)message;
	Ocop__Registration__V1__ReadFileReply answer =
		OCOP__REGISTRATION__V1__READ_FILE_REPLY__INIT;
	struct dossier_file file;
	int64_t size_bytes;
	int error;

	if (!find_file(tx, asked, reply, &file))
		return REFUSED;
	if (asked->offset_bytes > (uint64_t)file.size_bytes) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "offset_bytes", "the file ends at %lld",
			     (long long)file.size_bytes);
		return REFUSED;
	}

	answer.content.len = UPLOAD_CHUNK_LIMIT_BYTES;
	if (asked->limit_bytes && asked->limit_bytes < answer.content.len)
		answer.content.len = asked->limit_bytes;
	answer.content.data = arena_alloc(reply_arena(reply), answer.content.len);
	error = read_piece(tx, asked, &file, &answer.content, &size_bytes);
	if (error) {
		transaction_fail(tx, error); /* the file is named, so it must be there */
		return FAILED;
	}
	answer.size_bytes = (uint64_t)size_bytes;
	answer.media_type = message_text(asked->thumbnail ? thumbnail_type : file.media_type);
	answer.file_name = message_text(file.name);
	answer.sha256 = message_text(file.sha256);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
