/* get_offline_form.c - a member's form for scoring without network
 *
 * His dossiers of the round that he may still score, with what he has written so far; from the day
 * the documents are out. Of re-ratings those over which the council meets.
 *
 * Reads:   scoring.v1.GetOfflineForm
 * Answers: scoring.v1.OfflineForm
 * Refuses: WRONG_SHARD, NO_SUCH_THING, COUNCIL_MEMBER_UNKNOWN, MEMBER_DOES_NOT_SCORE, ROUND_STATE,
 *          REPLY_TOO_LARGE
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/offline/form_page.h"
#include "scoring/records/re_rating.h"
#include "scoring/sitting.h"

/* What a reply carries besides the file is a name. */
enum { FORM_LIMIT_BYTES = REPLY_LIMIT_BYTES - 1024 };

static const struct council_member *require_scorer(struct transaction *tx, struct reply *reply,
						   const struct council *council)
{
	const struct council_member *member =
		council_find(council, transaction_caller(tx)->account_id);

	if (!member)
		reply_refuse(reply, REFUSAL(COUNCIL_MEMBER_UNKNOWN), NULL, NULL);
	else if (!member_scores(council, member))
		reply_refuse(reply, REFUSAL(MEMBER_DOES_NOT_SCORE), NULL, NULL);
	return reply_refused(reply) ? NULL : member;
}

/* Closed or handed in, there is nothing left to fill. */
static bool form_dossier_load(struct transaction *tx, const struct round *round,
			      const char *member_id, struct form_dossier *item)
{
	struct score_sheet key = {
		.round_id = round->round_id,
		.dossier_id = item->dossier.dossier_id,
		.pass = item->dossier.pass,
		.member_id = member_id,
	};
	struct score_sheet sheet;
	bool found = score_sheet_load(tx, &key, &sheet);

	if (item->dossier.closed || (found && sheet.sealed) ||
	    dossier_is_in_writing(tx, round, &item->dossier))
		return false;
	item->draft = found ? sheet_bytes_unpack(&sheet, transaction_arena(tx)) : NULL;
	item->sheet = round_sheet(tx, round, item->dossier.set_no);
	return item->sheet != NULL;
}

static void dossiers_load(struct transaction *tx, struct form_facts *facts)
{
	struct form_dossier *items =
		arena_alloc(transaction_arena(tx), PAGE_LIMIT_MAX * sizeof(*items));

	round_dossiers_list(tx, facts->round->round_id, facts->member->member_id, "",
			    PAGE_LIMIT_MAX);
	while (facts->count < PAGE_LIMIT_MAX &&
	       round_dossier_next(tx, &items[facts->count].dossier))
		if (form_dossier_load(tx, facts->round, facts->member->member_id,
				      &items[facts->count]))
			facts->count++;
	facts->dossiers = items;
}

enum decision get_offline_form(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__GetOfflineForm *query =
		(const Ocop__Scoring__V1__GetOfflineForm *)message;
	Ocop__Scoring__V1__OfflineForm answer = OCOP__SCORING__V1__OFFLINE_FORM__INIT;
	struct form_facts facts = {0};
	struct council council;
	struct round round;

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	council_load(tx, &round, &council);
	facts.round = &round;
	facts.book = round_rulebook(tx, &round);
	facts.member = require_scorer(tx, reply, &council);
	if (transaction_failed(tx))
		return FAILED;
	if (!facts.member || !require_act(reply, &round, ACT_TAKE_FORM, &round.state))
		return REFUSED;
	dossiers_load(tx, &facts);
	if (transaction_failed(tx))
		return FAILED;

	answer.content = form_page_make(&facts, transaction_arena(tx));
	answer.file_name =
		arena_printf(transaction_arena(tx), "phieu-cham-%s.html", round.round_id);
	answer.dossiers = (uint32_t)facts.count;
	if (answer.content.len > FORM_LIMIT_BYTES) {
		reply_refuse(reply, REFUSAL(REPLY_TOO_LARGE), NULL, NULL);
		return REFUSED;
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
