/* approve_round.c - the chairman's, for the centre the Minister's, decision on the results
 *
 * A decision number is taken once on this shard; other shards keep theirs.
 *
 * Reads:     scoring.v1.ApproveRound
 * Needs:     a reported round; the authority of its level
 * Writes:    results (decision), rounds
 * Publishes: scoring.v1.ResultDecided for each dossier, then RoundApproved
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID, FIELD_INVALID, ROUND_STATE,
 *            LEVEL_NOT_COMPETENT, DECISION_NUMBER_TAKEN
 */
#include "scoring/commands.h"

#include <inttypes.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

/* What stands, read before any of it is written. */
struct standing {
	struct stored_result *items;
	size_t count, capacity;
};

static struct standing standing_load(struct transaction *tx, const char *round_id)
{
	struct standing standing = {0};
	struct stored_result stored;

	results_standing(tx, round_id, "", "", INT64_MAX);
	while (result_next(tx, &stored)) {
		standing.items = memory_grow(standing.items, standing.count, &standing.capacity,
					     sizeof(stored));
		standing.items[standing.count++] = stored;
	}
	return standing;
}

static Ocop__Scoring__V1__DecisionOutcome decide(const struct rulebook *book,
						 const struct round *round, int32_t decided_on,
						 const Ocop__Scoring__V1__Result *result,
						 struct arena *scratch)
{
	struct failed_gate *missed =
		arena_alloc(scratch, (result->n_missed_minimums + 1) * sizeof(*missed));
	struct dossier_result given = {
		.outcome = result->outcome,
		.mean = {result->points_sum, result->points_count},
		.band_star = result->band_star,
		.star = result->star,
		.missed = missed,
		.missed_count = result->n_missed_minimums,
	};

	for (size_t i = 0; i < result->n_missed_minimums; i++)
		missed[i] = (struct failed_gate){result->missed_minimums[i]->star,
						 result->missed_minimums[i]->criterion_code};
	return decision_of_round(book, round, decided_on, &given);
}

/* A round may hold more results than one command's arena: what is unpacked goes into a scratch. */
static void result_tell(struct transaction *tx, const struct round *round,
			struct stored_result *stored, int32_t decided_on, struct arena *scratch)
{
	const struct rulebook *book = round_rulebook(tx, round);
	struct round_dossier dossier;

	if (!book || !round_dossier_load(tx, stored->round_id, stored->dossier_id, &dossier))
		return; /* the transaction has failed: what stands has its dossier */
	const Ocop__Scoring__V1__Result *result = result_bytes_unpack(stored, round, scratch);
	if (!result) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	stored->decision = decide(book, round, decided_on, result, scratch);
	result_decide(tx, stored);
	round_dossier_update(tx, &dossier);
	event_result_decided(tx, &dossier, result_bytes_unpack(stored, round, scratch));
	arena_reset(scratch);
}

static void results_tell(struct transaction *tx, const struct round *round, int32_t decided_on)
{
	struct standing standing = standing_load(tx, round->round_id);
	struct arena *scratch = arena_create(ARENA_LIMIT_BYTES);

	for (size_t i = 0; i < standing.count; i++)
		result_tell(tx, round, &standing.items[i], decided_on, scratch);
	arena_destroy(scratch);
	memory_free(standing.items);
}

static bool authority_decides(struct transaction *tx, const struct round *round)
{
	struct subject subject = {.province_code = round->unit_code, .round_id = round->round_id};
	uint32_t allow = round->level == LEVEL(CENTRE) ? ALLOW(MINISTRY) : ALLOW(CHAIRMAN);

	return caller_may(transaction_caller(tx), allow, &subject);
}

static bool fields_read(struct transaction *tx, struct reply *reply,
			const Ocop__Scoring__V1__ApproveRound *command, int32_t *ret_decided_on)
{
	(void)require_text(reply, "decision_number", command->decision_number,
			   NUMBER_LENGTH_MAX); /* said in the reply */
	if (require_date(reply, "decided_on", command->decided_on, ret_decided_on) &&
	    *ret_decided_on > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "decided_on", "not in the future");
	return !reply_refused(reply);
}

enum decision approve_round(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__ApproveRound *command =
		(const Ocop__Scoring__V1__ApproveRound *)message;
	struct round round;
	int32_t decided_on;

	if (!fields_read(tx, reply, command, &decided_on))
		return REFUSED;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;

	if (!require_act(reply, &round, ACT_APPROVE, &round.state))
		return REFUSED;
	/* Star and validity hang on the day: a slip of the pen would make them those of another
	 * time. */
	if (decided_on < date_of_us(round.opened_at_us))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "decided_on",
			     "not before the round was opened");
	if (!authority_decides(tx, &round))
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), NULL, NULL);
	if (decision_number_exists(tx, command->decision_number))
		reply_refuse(reply, REFUSAL(DECISION_NUMBER_TAKEN), "decision_number", NULL);
	if (reply_refused(reply))
		return REFUSED;

	round.decision_number = command->decision_number;
	round.decided_on = command->decided_on;
	results_tell(tx, &round, decided_on);
	round_update(tx, &round);
	event_round_approved(tx, &round);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
