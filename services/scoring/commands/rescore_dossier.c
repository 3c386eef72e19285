/* rescore_dossier.c - the council scores a dossier again; earlier sheets and results stay
 *
 * Because members are too far apart, because a supplement came after a sheet was handed in, or,
 * once it is closed, to correct. A correction found after the round was closed takes the round back
 * into scoring; once the chair has reported, only where a complaint about the result was upheld.
 *
 * Reads:     scoring.v1.RescoreDossier
 * Needs:     a round in scoring, closed or reported
 * Writes:    passes, one row; round_dossiers; rounds when it goes back
 * Publishes: scoring.v1.RescoreOrdered; ScoringStarted when the round goes back
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, DOSSIER_NOT_IN_ROUND,
 *            MEMBER_HAS_CONFLICT, SCOPE_MISSING, ROUND_STATE, SECOND_PASS_NOT_NEEDED
 */
#include "scoring/commands.h"

#include "common/base/text.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/complaints.h"
#include "scoring/sitting.h"

static bool reason_is_fine(struct reply *reply, const char *reason)
{
	if (!reason[0])
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	else if (text_length(reason) > REASON_LENGTH_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "reason", NULL);
	return !reply_refused(reply);
}

static void pass_begin(struct transaction *tx, struct sitting *sitting, const char *reason,
		       Ocop__Scoring__V1__RoundState next)
{
	sitting->dossier.pass++;
	sitting->dossier.closed = false;
	round_dossier_update(tx, &sitting->dossier);
	pass_insert(tx, &sitting->dossier, reason);
	event_rescore_ordered(tx, &sitting->dossier, reason);
	if (sitting->round.state == next)
		return;
	sitting->round.state = next;
	round_update(tx, &sitting->round);
	event_scoring_started(tx, &sitting->round);
}

enum decision rescore_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__RescoreDossier *command =
		(const Ocop__Scoring__V1__RescoreDossier *)message;
	Ocop__Scoring__V1__RoundState next;
	struct closing_facts facts;
	struct sitting sitting;
	struct pass_facts pass;

	if (!reason_is_fine(reply, command->reason))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;
	pass_facts_load(tx, &sitting.round, &sitting.dossier, sitting.dossier.pass, sitting.sheet,
			&sitting.conflicts, transaction_arena(tx), &pass);
	bool upheld = complaint_was_upheld(tx, command->round_id, command->dossier_id,
					   sitting.dossier.pass);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_leader(tx, reply, &sitting) ||
	    !require_act(reply, &sitting.round, ACT_RESCORE, &next))
		return REFUSED;
	closing_facts_gather(tx, &sitting, &pass, &facts);
	Ocop__Common__V1__RefusalCode why = may_reopen_result(sitting.round.state, upheld);
	if (!why)
		why = may_rescore_dossier(&facts);
	if (why) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}

	pass_begin(tx, &sitting, command->reason, next);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
