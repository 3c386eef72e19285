/* list_results.c - results of a round: all of them for everybody once published, before that those
 * of closed dossiers for the council and who oversees it
 *
 * Reads:   scoring.v1.ListResults
 * Answers: scoring.v1.ListResultsReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, SCOPE_MISSING, TOKEN_MISSING, CURSOR_INVALID
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records.h"

static void page_read(struct transaction *tx, const struct round *round, size_t limit,
		      Ocop__Scoring__V1__ListResultsReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct stored_result stored;

	answer->results = arena_alloc(arena, limit * sizeof(*answer->results));
	while (result_next(tx, &stored)) {
		if (answer->n_results == limit) {
			answer->next = answer->results[limit - 1]->dossier_id;
			statement_end(tx);
			return;
		}
		Ocop__Scoring__V1__Result *result = result_bytes_unpack(&stored, round, arena);
		if (!result) {
			transaction_fail(tx, ERROR_UNREADABLE);
			return;
		}
		answer->results[answer->n_results++] = result;
	}
}

enum decision list_results(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Scoring__V1__ListResults *query =
		(const Ocop__Scoring__V1__ListResults *)message;
	Ocop__Scoring__V1__ListResultsReply answer = OCOP__SCORING__V1__LIST_RESULTS_REPLY__INIT;
	int64_t limit = page_limit(query->limit);
	struct round round;

	if (query->cursor[0] && !identifier_is(query->cursor, "dossier")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (!require_results_visible(tx, reply, &round))
		return REFUSED;

	/* What all may read, a conflict hides no longer. */
	const char *member_id =
		round.state == ROUND_STATE(PUBLISHED) ? "" : transaction_caller(tx)->account_id;
	results_standing(tx, round.round_id, member_id, query->cursor, limit + 1);
	page_read(tx, &round, (size_t)limit, &answer);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	reply_set_version(reply, round.version);
	return ACCEPTED;
}
