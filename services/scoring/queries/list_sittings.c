/* list_sittings.c - the agenda of a round: what is heard when, and what is on no sitting yet
 *
 * Without the dossiers that the caller has a conflict in.
 *
 * Reads:   scoring.v1.ListSittings
 * Answers: scoring.v1.ListSittingsReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, SCOPE_MISSING
 */
#include "scoring/queries.h"

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records.h"
#include "scoring/records/agenda.h"

static void sittings_read(struct transaction *tx, const char *round_id, const char *account_id,
			  Ocop__Scoring__V1__ListSittingsReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	size_t most = sittings_count(tx, round_id);
	Ocop__Scoring__V1__Sitting *messages = arena_alloc(arena, (most + 1) * sizeof(*messages));
	struct stored_sitting sitting;

	answer->sittings = arena_alloc(arena, (most + 1) * sizeof(*answer->sittings));
	sittings_list(tx, round_id);
	while (sitting_next(tx, &sitting)) {
		sitting_dossiers_load(tx, account_id, &sitting);
		sitting_message(&sitting, &messages[answer->n_sittings]);
		answer->sittings[answer->n_sittings] = &messages[answer->n_sittings];
		answer->n_sittings++;
	}
}

enum decision list_sittings(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__ListSittings *query =
		(const Ocop__Scoring__V1__ListSittings *)message;
	Ocop__Scoring__V1__ListSittingsReply answer = OCOP__SCORING__V1__LIST_SITTINGS_REPLY__INIT;
	const char *account_id = transaction_caller(tx)->account_id;
	struct round round;

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (!may_look_at_agenda(tx, &round)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
		return REFUSED;
	}

	sittings_read(tx, round.round_id, account_id, &answer);
	answer.unplanned_dossier_ids = dossiers_without_sitting(tx, round.round_id, account_id,
								&answer.n_unplanned_dossier_ids);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
