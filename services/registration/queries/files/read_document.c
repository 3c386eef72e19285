/* read_document.c - a piece of a document that was made for the caller
 *
 * Reads:   registration.v1.ReadDocument
 * Answers: registration.v1.ReadFileReply
 * Refuses: DOCUMENT_UNKNOWN, FIELD_INVALID
 */
#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/files/document_store.h"
#include "registration/files/upload.h"
#include "registration/queries.h"
#include "registration/state.h"

/* Another's document, or one whose hour is over, is none. */
static bool find(struct transaction *tx, const char *document_id, struct reply *reply,
		 struct document *ret_document)
{
	int error =
		document_load(registration_state(tx)->folder, transaction_caller(tx)->account_id,
			      document_id, transaction_arena(tx), ret_document);

	if (error == ERROR_NOT_FOUND)
		reply_refuse(reply, REFUSAL(DOCUMENT_UNKNOWN), "document_id", NULL);
	else if (error)
		transaction_fail(tx, error);
	return !error;
}

enum decision read_document(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__ReadDocument *asked =
		(const Ocop__Registration__V1__ReadDocument *)message;
	Ocop__Registration__V1__ReadFileReply answer =
		OCOP__REGISTRATION__V1__READ_FILE_REPLY__INIT;
	size_t size_bytes = UPLOAD_CHUNK_LIMIT_BYTES;
	struct document document;
	int error;

	if (!find(tx, asked->document_id, reply, &document))
		return REFUSED;
	if (asked->offset_bytes > (uint64_t)document.size_bytes) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "offset_bytes",
			     "the document ends at %lld", (long long)document.size_bytes);
		return REFUSED;
	}

	if (asked->limit_bytes && asked->limit_bytes < size_bytes)
		size_bytes = asked->limit_bytes;
	answer.content.data = arena_alloc(reply_arena(reply), size_bytes);
	error = document_read(&document, (int64_t)asked->offset_bytes, answer.content.data,
			      &size_bytes);
	if (error == ERROR_NOT_FOUND) { /* its hour ended just now */
		reply_refuse(reply, REFUSAL(DOCUMENT_UNKNOWN), "document_id", NULL);
		return REFUSED;
	}
	if (error) {
		transaction_fail(tx, error);
		return FAILED;
	}
	answer.content.len = size_bytes;
	answer.size_bytes = (uint64_t)document.size_bytes;
	answer.media_type = message_text(document.media_type);
	answer.file_name = message_text(document.file_name);
	answer.sha256 = message_text(document.sha256);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
