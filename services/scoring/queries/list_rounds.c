/* list_rounds.c - rounds of this shard, newest first
 *
 * The cursor is the id of the last one shown: ids sort by time.
 *
 * Reads:   scoring.v1.ListRounds
 * Answers: scoring.v1.ListRoundsReply
 * Refuses: CURSOR_INVALID
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records.h"

/* After every id in the order of bytes. */
static const char *const past_the_newest = "~";

enum decision list_rounds(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Scoring__V1__ListRounds *query = (const Ocop__Scoring__V1__ListRounds *)message;
	Ocop__Scoring__V1__ListRoundsReply answer = OCOP__SCORING__V1__LIST_ROUNDS_REPLY__INIT;
	struct arena *arena = transaction_arena(tx);
	int64_t limit = page_limit(query->limit);
	Ocop__Scoring__V1__Round *rounds = arena_alloc(arena, (size_t)limit * sizeof(*rounds));
	struct round round;

	if (query->cursor[0] && !identifier_is(query->cursor, "round")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	answer.rounds = arena_alloc(arena, (size_t)limit * sizeof(*answer.rounds));
	rounds_list(tx, query->state, query->cursor[0] ? query->cursor : past_the_newest,
		    limit + 1);
	while (round_next(tx, &round)) {
		if (answer.n_rounds == (size_t)limit) {
			answer.next = answer.rounds[limit - 1]->round_id;
			statement_end(tx);
			break;
		}
		round_message(tx, &round, &rounds[answer.n_rounds]);
		answer.rounds[answer.n_rounds] = &rounds[answer.n_rounds];
		answer.n_rounds++;
	}
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
