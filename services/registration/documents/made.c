/* made.c - the beginning and the end of every query that makes a document */
#include "registration/documents/made.h"

#include "common/access_token.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/state.h"

bool made_begin(struct transaction *tx, struct document *ret_document)
{
	int error =
		document_begin(registration_state(tx)->folder, transaction_caller(tx)->account_id,
			       transaction_arena(tx), ret_document);

	if (error)
		transaction_fail(tx, error);
	return !error;
}

enum decision made_end(struct transaction *tx, struct reply *reply, struct document *document,
		       int error)
{
	Ocop__Registration__V1__DocumentMade answer = OCOP__REGISTRATION__V1__DOCUMENT_MADE__INIT;

	if (!error && !transaction_failed(tx))
		error = document_finish(document, transaction_arena(tx));
	if (error)
		transaction_fail(tx, error);
	if (transaction_failed(tx)) {
		document_discard(document);
		return FAILED;
	}
	answer.document_id = message_text(document->document_id);
	answer.size_bytes = (uint64_t)document->size_bytes;
	answer.media_type = message_text(document->media_type);
	answer.file_name = message_text(document->file_name);
	answer.sha256 = message_text(document->sha256);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
