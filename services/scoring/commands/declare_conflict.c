/* declare_conflict.c - a member or an adviser is linked to a producer and takes no part in his
 * dossier
 *
 * Declared again by who keeps the round, it replaces what was declared: so an acting chair can be
 * named later. Who has a conflict himself says nothing more about the dossier, of others neither. A
 * sheet the member had handed in stays sealed for ever and counts for nothing.
 *
 * Reads:     scoring.v1.DeclareConflict
 * Needs:     a dossier of the round whose scoring is not over; its council and advisory team
 * Writes:    conflicts, one row
 * Publishes: scoring.v1.ConflictDeclared
 * Refuses:   DOSSIER_NOT_IN_ROUND, ROUND_STATE, DOSSIER_CLOSED, COUNCIL_MEMBER_UNKNOWN,
 *            ACTING_CHAIR_MISSING, REASON_MISSING, FIELD_TOO_LONG, SCOPE_MISSING,
 *            MEMBER_HAS_CONFLICT
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"
#include "scoring/acts/declaring.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

enum decision declare_conflict(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__DeclareConflict *command =
		(const Ocop__Scoring__V1__DeclareConflict *)message;
	struct conflict conflict = {command->member_id, command->reason, command->acting_chair_id};
	struct judges judges;
	struct sitting sitting;

	if (!require_reason(reply, command->reason))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;
	judges_load(tx, &sitting.round, &judges);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_act(reply, &sitting.round, ACT_DECLARE_CONFLICT, &sitting.round.state) ||
	    !require_voice(tx, reply, &sitting.round, command->member_id))
		return REFUSED;
	if (sitting.dossier.closed) {
		reply_refuse(reply, REFUSAL(DOSSIER_CLOSED), "dossier_id", NULL);
		return REFUSED;
	}
	if (!require_stand_in(tx, reply, &judges, &sitting.conflicts, &conflict))
		return REFUSED;

	conflict_put(tx, command->round_id, command->dossier_id, &conflict);
	round_dossier_update(tx, &sitting.dossier);
	event_conflict_declared(tx, &sitting.dossier, &conflict);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
