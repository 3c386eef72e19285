/* declare_conflict.c - a member is linked to a producer and takes no part in his dossier
 *
 * Declared again, it replaces what was declared: so an acting chair can be named later. A sheet the
 * member had handed in stays sealed for ever and counts for nothing.
 *
 * Reads:     scoring.v1.DeclareConflict
 * Needs:     a dossier of the round whose scoring is not over; its council
 * Writes:    conflicts, one row
 * Publishes: scoring.v1.ConflictDeclared
 * Refuses:   DOSSIER_NOT_IN_ROUND, ROUND_STATE, DOSSIER_CLOSED, COUNCIL_MEMBER_UNKNOWN,
 *            ACTING_CHAIR_MISSING, REASON_MISSING, FIELD_TOO_LONG, SCOPE_MISSING
 */
#include "scoring/commands.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

/* The conflicts that stand beside the one that is declared. */
static struct conflicts others_of(struct transaction *tx, const struct conflicts *conflicts,
				  const char *member_id)
{
	struct conflict *items = arena_alloc(transaction_arena(tx),
					     (conflicts->count + 1) * sizeof(struct conflict));
	size_t count = 0;

	for (size_t i = 0; i < conflicts->count; i++)
		if (strcmp(conflicts->items[i].member_id, member_id) != 0)
			items[count++] = conflicts->items[i];
	return (struct conflicts){items, count};
}

static bool reason_is_fine(struct reply *reply, const char *reason)
{
	if (!reason[0])
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	else if (text_length(reason) > REASON_LENGTH_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "reason", NULL);
	return !reply_refused(reply);
}

/* Members speak for themselves; who keeps the round, for all. */
static bool may_speak_for(struct transaction *tx, const struct round *round, const char *member_id)
{
	const struct caller *caller = transaction_caller(tx);
	struct subject subject = {.province_code = round->unit_code, .round_id = round->round_id};

	return strcmp(caller->account_id, member_id) == 0 ||
	       caller_may(caller, ALLOW(COUNCIL_SECRETARY) | ALLOW(OCOP_AGENCY), &subject);
}

enum decision declare_conflict(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__DeclareConflict *command =
		(const Ocop__Scoring__V1__DeclareConflict *)message;
	struct conflict conflict = {command->member_id, command->reason, command->acting_chair_id};
	struct sitting sitting;

	if (!reason_is_fine(reply, command->reason))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;

	if (!require_act(reply, &sitting.round, ACT_DECLARE_CONFLICT, &sitting.round.state))
		return REFUSED;
	if (!may_speak_for(tx, &sitting.round, command->member_id)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "member_id", NULL);
		return REFUSED;
	}
	struct conflicts others = others_of(tx, &sitting.conflicts, command->member_id);
	Ocop__Common__V1__RefusalCode why =
		sitting.dossier.closed ? REFUSAL(DOSSIER_CLOSED)
				       : may_declare_conflict(&sitting.council, &others, &conflict);
	if (why) {
		reply_refuse(reply, why,
			     why == REFUSAL(ACTING_CHAIR_MISSING) ? "acting_chair_id" : "member_id",
			     NULL);
		return REFUSED;
	}

	conflict_put(tx, command->round_id, command->dossier_id, &conflict);
	round_dossier_update(tx, &sitting.dossier);
	event_conflict_declared(tx, &sitting.dossier, &conflict);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
