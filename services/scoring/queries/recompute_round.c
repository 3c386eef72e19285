/* recompute_round.c - recomputes every result of a round from its sheets and rule book
 *
 * Byte for byte, every pass, findings and agreed options included: a star that cannot be recomputed
 * is no star. Every sheet that counted must still be the one it was sealed as, as must the report
 * and the opinions of a re-rating in writing; every decision must be the one that the level takes
 * on such a result, and a closed dossier must have its result. What is stored may have been changed
 * behind the daemon: it is compared, never trusted.
 *
 * Reads:   scoring.v1.RecomputeRound
 * Answers: scoring.v1.RecomputeRoundReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, REPLY_TOO_LARGE
 */
#include "scoring/queries.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/acts/recomputing.h"
#include "scoring/records.h"
#include "scoring/records/links.h"
#include "scoring/sitting.h"

/* A query shall not take a reader for longer; a year of the largest province has 11,000 in two
 * rounds. */
enum { SHEETS_MAX = 6000 };

/* The answer while it grows. */
struct report {
	Ocop__Scoring__V1__RecomputeRoundReply message;
	char *differing[PAGE_LIMIT_MAX];
	struct differences differences;
};

/* A dossier is named once, whatever differs in it; its passes come one after the other. */
static void differing_add(struct report *report, const char *dossier_id)
{
	size_t count = report->message.n_differing_dossier_ids;

	if (count == PAGE_LIMIT_MAX ||
	    (count > 0 && strcmp(report->differing[count - 1], dossier_id) == 0))
		return;
	report->differing[report->message.n_differing_dossier_ids++] =
		arena_strdup(report->differences.arena, dossier_id);
}

/* A conflict hides a dossier from its member, and so that there is a result. */
static bool is_hidden(struct transaction *tx, const char *round_id, const char *dossier_id)
{
	return conflict_exists(tx, round_id, dossier_id, transaction_caller(tx)->account_id);
}

static void results_compare(struct transaction *tx, const struct round *round,
			    const struct rulebook *book, struct arena *scratch,
			    struct report *report)
{
	struct stored_result stored;

	results_of_every_pass(tx, round->round_id);
	while (result_next(tx, &stored)) {
		if (is_hidden(tx, stored.round_id, stored.dossier_id))
			continue;
		report->message.results++;
		if (!result_is_recomputed(tx, round, book, &stored, scratch, &report->differences))
			differing_add(report, stored.dossier_id);
		arena_reset(scratch);
	}
}

static void lost_compare(struct transaction *tx, const struct round *round,
			 const struct rulebook *book, struct arena *scratch, struct report *report)
{
	struct stored_result lost = {.round_id = round->round_id};
	struct round_dossier dossier;

	lost.dossier_id = result_lost_after(tx, round->round_id, "");
	while (lost.dossier_id[0]) {
		if (!is_hidden(tx, lost.round_id, lost.dossier_id) &&
		    round_dossier_load(tx, lost.round_id, lost.dossier_id, &dossier)) {
			lost.pass = dossier.pass;
			(void)result_is_recomputed(tx, round, book, &lost, scratch,
						   &report->differences); /* without a result */
			differing_add(report, lost.dossier_id);
			arena_reset(scratch);
		}
		lost.dossier_id = result_lost_after(tx, round->round_id, lost.dossier_id);
	}
}

enum decision recompute_round(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__RecomputeRound *query =
		(const Ocop__Scoring__V1__RecomputeRound *)message;
	struct report report = {.message = OCOP__SCORING__V1__RECOMPUTE_ROUND_REPLY__INIT};
	struct round round;

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (score_sheets_count_in_round(tx, round.round_id) > SHEETS_MAX) {
		reply_refuse(reply, REFUSAL(REPLY_TOO_LARGE), NULL, "over %d sheets", SHEETS_MAX);
		return REFUSED;
	}
	const struct rulebook *book = round_rulebook(tx, &round);
	if (!book)
		return FAILED;

	struct arena *scratch = arena_create(ARENA_LIMIT_BYTES);
	report.differences.arena = transaction_arena(tx);
	results_compare(tx, &round, book, scratch, &report);
	lost_compare(tx, &round, book, scratch, &report);
	arena_destroy(scratch);
	if (transaction_failed(tx))
		return FAILED;

	report.message.differing_dossier_ids = report.differing;
	report.message.differences = report.differences.list;
	report.message.n_differences = report.differences.count;
	reply_set(reply, &report.message.base);
	return ACCEPTED;
}
