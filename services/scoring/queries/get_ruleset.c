/* get_ruleset.c - one scoring sheet of a rule book, as its data file has it
 *
 * Reads:   scoring.v1.GetRuleset
 * Answers: scoring.v1.RulebookDocument
 * Refuses: RULEBOOK_UNKNOWN, SET_UNKNOWN, SHEET_UNAVAILABLE
 */
#include "common/message/message.h"
#include "scoring/answers.h"
#include "scoring/queries.h"
#include "scoring/records.h"

enum decision get_ruleset(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Scoring__V1__GetRuleset *query = (const Ocop__Scoring__V1__GetRuleset *)message;
	Ocop__Scoring__V1__RulebookDocument answer = OCOP__SCORING__V1__RULEBOOK_DOCUMENT__INIT;
	const struct rulebook *book = require_rulebook(tx, reply, "code", query->code);
	const struct sheet *sheet =
		book ? require_sheet(reply, "set_no", book, query->set_no) : NULL;

	if (!sheet)
		return REFUSED;

	answer.code = message_text(book->code);
	answer.set_no = sheet->set_no;
	answer.sha256 = message_text(sheet->document_sha256);
	answer.document.data = (uint8_t *)sheet->document;
	answer.document.len = sheet->document_size_bytes;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
