/* list_round_dossiers.c - dossiers of a round as its council and its advisory team see them
 *
 * How many have handed in, not what. A member does not see a dossier he has a conflict in.
 *
 * Reads:   scoring.v1.ListRoundDossiers
 * Answers: scoring.v1.ListRoundDossiersReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, CURSOR_INVALID, SCOPE_MISSING
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records.h"
#include "scoring/records/complaints.h"
#include "scoring/records/re_rating.h"
#include "scoring/records/supplements.h"
#include "scoring/records/team.h"
#include "scoring/sitting.h"

static void conflicts_fill(const struct conflicts *conflicts, struct arena *arena,
			   Ocop__Scoring__V1__RoundDossier *message)
{
	Ocop__Scoring__V1__Conflict *items =
		arena_alloc(arena, (conflicts->count + 1) * sizeof(*items));

	message->conflicts =
		arena_alloc(arena, (conflicts->count + 1) * sizeof(*message->conflicts));
	message->n_conflicts = conflicts->count;
	for (size_t i = 0; i < conflicts->count; i++) {
		ocop__scoring__v1__conflict__init(&items[i]);
		items[i].member_id = message_text(conflicts->items[i].member_id);
		items[i].reason = message_text(conflicts->items[i].reason);
		items[i].acting_chair_id = message_text(conflicts->items[i].acting_chair_id);
		message->conflicts[i] = &items[i];
	}
}

static void dossier_message(struct transaction *tx, const struct round *round,
			    const struct council *council, const struct round_dossier *dossier,
			    Ocop__Scoring__V1__RoundDossier *ret_message)
{
	struct supplements supplements;
	struct team_report report;
	struct conflicts conflicts;
	struct meeting meeting;

	(void)team_report_load(tx, dossier, &report); /* empty while there is none */
	conflicts_load(tx, dossier->round_id, dossier->dossier_id, &conflicts);
	ocop__scoring__v1__round_dossier__init(ret_message);
	ret_message->dossier_id = message_text(dossier->dossier_id);
	ret_message->product_id = message_text(dossier->product_id);
	ret_message->product_name = message_text(dossier->product_name);
	ret_message->producer_name = message_text(dossier->producer_name);
	ret_message->set_no = dossier->set_no;
	ret_message->pass = dossier->pass;
	ret_message->sheets_due = (uint32_t)council_eligible(council, &conflicts);
	ret_message->sheets_sealed = score_sheets_count_sealed(tx, dossier->round_id,
							       dossier->dossier_id, dossier->pass);
	ret_message->closed = dossier->closed;
	ret_message->team_reported = report.reported;
	ret_message->site_visits = site_visits_count(tx, dossier);
	ret_message->complaints_open =
		complaints_count_open(tx, dossier->round_id, dossier->dossier_id);
	ret_message->opinions_given = opinions_count(tx, dossier);
	ret_message->meeting = meeting_load(tx, dossier, &meeting);
	ret_message->due_on = message_text(dossier->due_on);
	ret_message->overdue = re_rating_is_overdue(
		dossier->due_on, date_of_us(transaction_now_us(tx)), round->state);
	supplements_load(tx, dossier, &supplements);
	ret_message->supplement_open = supplements.deadline[0] != '\0';
	ret_message->supplement_due_on = message_text(supplement_due_on(tx, &supplements));
	ret_message->submission_no = supplements.submission_no;
	ret_message->sheets_before_supplement =
		score_sheets_count_before(tx, dossier, &supplements);
	conflicts_fill(&conflicts, transaction_arena(tx), ret_message);
}

static void page_read(struct transaction *tx, const struct round *round,
		      const struct council *council, size_t limit,
		      Ocop__Scoring__V1__ListRoundDossiersReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Scoring__V1__RoundDossier *messages = arena_alloc(arena, limit * sizeof(*messages));
	struct round_dossier dossier;

	answer->dossiers = arena_alloc(arena, limit * sizeof(*answer->dossiers));
	while (round_dossier_next(tx, &dossier)) {
		if (answer->n_dossiers == limit) {
			answer->next = answer->dossiers[limit - 1]->dossier_id;
			statement_end(tx);
			return;
		}
		dossier_message(tx, round, council, &dossier, &messages[answer->n_dossiers]);
		answer->dossiers[answer->n_dossiers] = &messages[answer->n_dossiers];
		answer->n_dossiers++;
	}
}

enum decision list_round_dossiers(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Scoring__V1__ListRoundDossiers *query =
		(const Ocop__Scoring__V1__ListRoundDossiers *)message;
	Ocop__Scoring__V1__ListRoundDossiersReply answer =
		OCOP__SCORING__V1__LIST_ROUND_DOSSIERS_REPLY__INIT;
	int64_t limit = page_limit(query->limit);
	struct council council;
	struct round round;

	if (query->cursor[0] && !identifier_is(query->cursor, "dossier")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (!may_look_at_agenda(tx, &round)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
		return REFUSED;
	}

	council_load(tx, &round, &council);
	round_dossiers_list(tx, round.round_id, transaction_caller(tx)->account_id, query->cursor,
			    limit + 1);
	page_read(tx, &round, &council, (size_t)limit, &answer);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
