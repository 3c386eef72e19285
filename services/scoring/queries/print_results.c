/* print_results.c - the annex of results of a round as PDF
 *
 * As list_results.c: for everybody once published, before that those of closed dossiers for the
 * council and who oversees it.
 *
 * Reads:   scoring.v1.PrintResults
 * Answers: common.v1.PrintedDocument
 * Refuses: WRONG_SHARD, NO_SUCH_THING, SCOPE_MISSING, TOKEN_MISSING, DOSSIER_NOT_CLOSED,
 *          REPLY_TOO_LARGE
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/document/printed.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/documents/annex.h"
#include "scoring/records.h"

/* More than a round ever has; a line of the annex is about 200 bytes. */
enum { RESULTS_MAX = 2000 };

static size_t results_load(struct transaction *tx, const struct round *round,
			   Ocop__Scoring__V1__Result **results)
{
	struct stored_result stored;
	size_t count = 0;

	/* What all may read, a conflict hides no longer. */
	results_standing(
		tx, round->round_id,
		round->state == ROUND_STATE(PUBLISHED) ? "" : transaction_caller(tx)->account_id,
		"", RESULTS_MAX);
	while (result_next(tx, &stored))
		results[count++] = result_bytes_unpack(&stored, round, transaction_arena(tx));
	return count;
}

enum decision print_results(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__PrintResults *query =
		(const Ocop__Scoring__V1__PrintResults *)message;
	struct printed_about about = {.title = "Phụ lục kết quả", .landscape = true};
	struct printed printed;
	struct round round;
	int32_t held_on;

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (!require_results_visible(tx, reply, &round))
		return REFUSED;

	Ocop__Scoring__V1__Result **results =
		arena_alloc(transaction_arena(tx), (RESULTS_MAX + 1) * sizeof(*results));
	size_t count = results_load(tx, &round, results);
	if (transaction_failed(tx))
		return FAILED;
	if (count == 0) {
		reply_refuse(reply, REFUSAL(DOSSIER_NOT_CLOSED), NULL, NULL);
		return REFUSED;
	}

	about.author = round.name;
	/* Re-ratings have no day of a meeting: that of the opening. */
	about.created_us =
		date_parse(round.held_on, &held_on) ? date_begin_us(held_on) : round.opened_at_us;
	if (!printed_begin(tx, &about, &printed))
		return FAILED;
	annex_draw(printed.pdf, tx, &round, results, count);
	return printed_end(tx, reply, &printed, "phu-luc-ket-qua.pdf",
			   round.state == ROUND_STATE(PUBLISHED));
}
