/* print_minutes.c - minutes of a closed dossier, or of all closed ones of a round, as PDF
 *
 * Nothing of a dossier that is open is printed. A member does not get those he has a conflict in.
 *
 * Reads:   scoring.v1.PrintMinutes
 * Answers: common.v1.PrintedDocument
 * Refuses: WRONG_SHARD, NO_SUCH_THING, SCOPE_MISSING, DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT,
 *          DOSSIER_NOT_CLOSED, REPLY_TOO_LARGE
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/document/printed.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/documents/minutes.h"
#include "scoring/sitting.h"

/* The one that was asked for; false when refused. */
static bool require_closed(struct transaction *tx, struct reply *reply,
			   const Ocop__Scoring__V1__PrintMinutes *query)
{
	struct sitting sitting;

	if (!sitting_load(tx, query->round_id, query->dossier_id, reply, &sitting) ||
	    !require_no_conflict(tx, reply, &sitting))
		return false;
	if (!sitting.dossier.closed)
		reply_refuse(reply, REFUSAL(DOSSIER_NOT_CLOSED), "dossier_id", NULL);
	return sitting.dossier.closed;
}

static bool require_any_closed(struct transaction *tx, struct reply *reply,
			       const struct round *round)
{
	struct round_counts counts;

	round_count(tx, round->round_id, transaction_caller(tx)->account_id, &counts);
	if (counts.closed == 0)
		reply_refuse(reply, REFUSAL(DOSSIER_NOT_CLOSED), NULL, NULL);
	return counts.closed > 0;
}

/* Every closed dossier, each in an emptied arena: a round's sheets are longer than memory. */
static void dossiers_draw(struct transaction *tx, const struct round *round,
			  const struct council *council, const char *dossier_id,
			  const struct printed *printed)
{
	struct arena *scratch = arena_create(ARENA_LIMIT_BYTES);
	struct arena *arena = transaction_use_arena(tx, scratch);
	struct round_dossier dossier;
	const char *after = dossier_id;

	while (printed_has_room(printed) &&
	       (*dossier_id ? round_dossier_load(tx, round->round_id, dossier_id, &dossier)
			    : round_dossier_closed_after(tx, round->round_id,
							 transaction_caller(tx)->account_id, after,
							 &dossier))) {
		minutes_draw_dossier(printed->pdf, tx, round, council, &dossier);
		after = arena_strdup(arena, dossier.dossier_id);
		arena_reset(scratch);
		if (*dossier_id)
			break;
	}
	(void)transaction_use_arena(tx, arena); /* it was the scratch one */
	arena_destroy(scratch);
}

enum decision print_minutes(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__PrintMinutes *query =
		(const Ocop__Scoring__V1__PrintMinutes *)message;
	struct printed_about about = {.title = "Biên bản họp hội đồng"};
	struct printed printed;
	struct council council;
	struct round round;
	int32_t held_on;

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (!may_look_into(tx, &round)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
		return REFUSED;
	}
	if (query->dossier_id[0] ? !require_closed(tx, reply, query)
				 : !require_any_closed(tx, reply, &round))
		return REFUSED;

	council_load(tx, &round, &council);
	if (transaction_failed(tx))
		return FAILED;
	about.author = round.name;
	/* Re-ratings have no day of a meeting: that of the opening. */
	about.created_us =
		date_parse(round.held_on, &held_on) ? date_begin_us(held_on) : round.opened_at_us;
	if (!printed_begin(tx, &about, &printed))
		return FAILED;
	minutes_draw_head(printed.pdf, tx, &round, &council);
	dossiers_draw(tx, &round, &council, query->dossier_id, &printed);
	minutes_draw_foot(printed.pdf);
	return printed_end(tx, reply, &printed, "bien-ban.pdf", false);
}
