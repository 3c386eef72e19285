/* conclude_dossier.c - a dossier's stay in a round is over, as the round says
 *
 * Reads:     registration.v1.ConcludeDossier, from the daemon itself
 * Needs:     a dossier in this round, and the round's news of how it ended
 * Writes:    dossiers, dossier_moves; centre_results, where a round of the centre did not recognise
 *            it: what the province may decide on
 * Publishes: nothing: whom it concerns has followed the round's own event
 * Refuses:   DOSSIER_STATE
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/moves.h"
#include "registration/records/desk/centre_result.h"

static enum dossier_verb verb_of_decision(Ocop__Scoring__V1__DecisionOutcome decision,
					  bool is_of_centre)
{
	if (decision == DECISION_OUTCOME(RECOGNISED))
		return DOSSIER_RECOGNISE;
	if (decision == DECISION_OUTCOME(PROPOSED_TO_CENTRE))
		return DOSSIER_PROPOSE_TO_CENTRE;
	return is_of_centre ? DOSSIER_NOT_RECOGNISED_BY_CENTRE : DOSSIER_NOT_RECOGNISE;
}

static enum dossier_verb verb_of_news(const struct round_news *news, bool is_of_centre)
{
	switch (news->kind) {
	case ROUND_DID_NOT_TAKE:
		return is_of_centre ? DOSSIER_NOT_TAKEN_BY_CENTRE : DOSSIER_NOT_TAKEN;
	case ROUND_LEFT:
		return DOSSIER_LEFT;
	case ROUND_TOOK: /* no ending: round_news_ending never gives it */
	case ROUND_DECIDED:
		break;
	}
	return verb_of_decision(news->decision, is_of_centre);
}

static const char *reason_of_news(struct transaction *tx, const struct round_news *news)
{
	if (news->kind != ROUND_DECIDED)
		return news->reason;
	return arena_printf(transaction_arena(tx), "%s, %s", news->decision_number,
			    news->decided_on);
}

/* What the chairman of the province may decide on. */
static void keep_centre_result(struct transaction *tx, const struct dossier *dossier,
			       const struct round_news *news)
{
	centre_result_put(tx, &(struct centre_result){
				      .dossier_id = dossier->dossier_id,
				      .round_id = news->round_id,
				      .submission_no = dossier->submissions,
				      .star = news->star,
				      .points_sum = news->points_sum,
				      .points_count = news->points_count,
				      .points_text = news->points_text,
				      .decision_number = news->decision_number,
				      .decided_on = news->decided_on,
				      .decision_sha256 = "",
			      });
}

enum decision conclude_dossier(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Registration__V1__ConcludeDossier *asked =
		(const Ocop__Registration__V1__ConcludeDossier *)message;
	struct round_news news;
	struct round round;
	struct move move;
	bool is_of_centre;

	round_news_ending(tx, asked->dossier_id, asked->round_id, &news);
	round_load(tx, asked->round_id, &round);
	if (transaction_failed(tx))
		return FAILED;

	if (!news.exists) {
		reply_refuse(reply, REFUSAL(DOSSIER_STATE), "round_id", NULL);
		return REFUSED;
	}
	is_of_centre = round.level == ROUND_LEVEL(CENTRE);
	if (!move_begin(tx, reply, asked->dossier_id, verb_of_news(&news, is_of_centre), &move))
		return REFUSED;
	if (strcmp(move.dossier.round_id, asked->round_id) != 0) {
		reply_refuse(reply, REFUSAL(DOSSIER_STATE), "round_id", NULL);
		return REFUSED;
	}

	/* The province's decision is its proposal to the centre: the day that counts there. What a
	 * round of the centre does not take in stays proposed on that day. */
	if (move.to == DOSSIER_STATE(PROPOSED_TO_CENTRE) && news.kind == ROUND_DECIDED)
		move.dossier.to_centre_on = news.decided_on;
	if (move.verb == DOSSIER_NOT_RECOGNISED_BY_CENTRE)
		keep_centre_result(tx, &move.dossier, &news);
	move_due_none(&move);
	move_finish(tx, &move, reason_of_news(tx, &news));
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
