/* piece.c - a piece of a file of the content store, or of its small picture, as an answer */
#include "registration/files/piece.h"

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/files/content_store.h"
#include "registration/files/upload.h"
#include "registration/records/file.h"
#include "registration/state.h"

/* Pictures beside the store's files are all of this type. */
static const char thumbnail_type[] = "image/jpeg";

/* Reads into `content`, whose length says how much at most; size_bytes is then the whole's. */
static int piece_read(struct transaction *tx, const struct dossier_file *file,
		      const struct piece *piece, ProtobufCBinaryData *content, int64_t *size_bytes)
{
	const char *folder = registration_state(tx)->folder;
	int64_t offset_bytes = (int64_t)piece->offset_bytes;

	*size_bytes = file->size_bytes;
	if (piece->thumbnail)
		return content_store_read_thumbnail(folder, file->sha256, offset_bytes,
						    content->data, &content->len, size_bytes);
	return content_store_read(folder, file->sha256, offset_bytes, content->data, &content->len);
}

enum decision piece_answer(struct transaction *tx, struct reply *reply,
			   const struct dossier_file *file, const struct piece *piece)
{
	Ocop__Registration__V1__ReadFileReply answer =
		OCOP__REGISTRATION__V1__READ_FILE_REPLY__INIT;
	int64_t size_bytes;
	int error;

	if (piece->offset_bytes > (uint64_t)file->size_bytes) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "offset_bytes", "the file ends at %lld",
			     (long long)file->size_bytes);
		return REFUSED;
	}

	answer.content.len = UPLOAD_CHUNK_LIMIT_BYTES;
	if (piece->limit_bytes && piece->limit_bytes < answer.content.len)
		answer.content.len = piece->limit_bytes;
	answer.content.data = arena_alloc(reply_arena(reply), answer.content.len);
	error = piece_read(tx, file, piece, &answer.content, &size_bytes);
	if (error) {
		transaction_fail(tx, error);
		return FAILED;
	}
	answer.size_bytes = (uint64_t)size_bytes;
	answer.media_type = message_text(piece->thumbnail ? thumbnail_type : file->media_type);
	answer.file_name = message_text(file->name);
	answer.sha256 = message_text(file->sha256);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
