/* find_rulebook.c - under which rule book a dossier filed on a day is rated
 *
 * Reads:   scoring.v1.FindRulebook
 * Answers: scoring.v1.FindRulebookReply
 * Refuses: DATE_INVALID, FIELD_MISSING, FIELD_INVALID (no such kind), RULEBOOK_NOT_IN_FORCE (no
 *          book was, on that day)
 */
#include "scoring/queries.h"

#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/transition.h"
#include "common/store/transaction.h"
#include "scoring/records.h"
#include "scoring/state.h"

static bool fields_read(struct reply *reply, const Ocop__Scoring__V1__FindRulebook *query,
			int32_t *ret_filed_on)
{
	(void)require_date(reply, "filed_on", query->filed_on, ret_filed_on); /* in the reply */
	if (query->dossier_kind == DOSSIER_KIND(UNSPECIFIED))
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "dossier_kind", NULL);
	else if (query->dossier_kind > DOSSIER_KIND(EARLIER))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "dossier_kind", NULL);
	return !reply_refused(reply);
}

enum decision find_rulebook(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__FindRulebook *query =
		(const Ocop__Scoring__V1__FindRulebook *)message;
	Ocop__Scoring__V1__FindRulebookReply answer = OCOP__SCORING__V1__FIND_RULEBOOK_REPLY__INIT;
	struct rulebook_filing filing;
	int32_t filed_on;

	if (!fields_read(reply, query, &filed_on))
		return REFUSED;

	if (!rulebook_of_filing(scoring_state(tx)->rulebooks, filed_on,
				query->dossier_kind == DOSSIER_KIND(RE_RATING), &filing)) {
		reply_refuse(reply, REFUSAL(RULEBOOK_NOT_IN_FORCE), "filed_on", NULL);
		return REFUSED;
	}

	answer.code = message_text(filing.book->code);
	answer.official_number = message_text(filing.book->official_number);
	/* One of an earlier rating is rated already: nothing is to be finished. */
	if (filing.ends && query->dossier_kind != DOSSIER_KIND(EARLIER)) {
		answer.finish_by = date_text(transaction_arena(tx), filing.finish_by_day);
		answer.then_code = message_text(filing.then ? filing.then->code : "");
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
