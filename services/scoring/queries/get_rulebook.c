/* get_rulebook.c - one rule book, as its data file has it
 *
 * Reads:   scoring.v1.GetRulebook
 * Answers: scoring.v1.RulebookDocument
 * Refuses: RULEBOOK_UNKNOWN
 */
#include "common/message/message.h"
#include "scoring/answers.h"
#include "scoring/queries.h"
#include "scoring/records.h"

enum decision get_rulebook(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Scoring__V1__GetRulebook *query =
		(const Ocop__Scoring__V1__GetRulebook *)message;
	Ocop__Scoring__V1__RulebookDocument answer = OCOP__SCORING__V1__RULEBOOK_DOCUMENT__INIT;
	const struct rulebook *book = require_rulebook(tx, reply, "code", query->code);

	if (!book)
		return REFUSED;

	answer.code = message_text(book->code);
	answer.sha256 = message_text(book->document_sha256);
	answer.document.data = (uint8_t *)book->document;
	answer.document.len = book->document_size_bytes;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
