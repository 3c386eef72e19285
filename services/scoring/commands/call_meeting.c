/* call_meeting.c - the council meets over a re-rating after all, and scores it
 *
 * Because the agency holds the matter to be complex, or because opinions differ once who leads and
 * a quorum have given theirs. From here the dossier is scored like any other, in this pass and
 * those that may follow; opinions stay sealed until the close.
 *
 * Reads:     scoring.v1.CallMeeting
 * Needs:     a round of re-ratings in scoring; a report that calls for a meeting, or opinions
 * Writes:    meetings, one row; round_dossiers
 * Publishes: scoring.v1.MeetingCalled
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, DOSSIER_NOT_IN_ROUND,
 *            MEMBER_HAS_CONFLICT, SCOPE_MISSING, ROUND_STATE, ROUND_KIND, DOSSIER_CLOSED,
 *            AGENCY_REPORT_MISSING, ACTING_CHAIR_MISSING, MEETING_NOT_NEEDED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"
#include "scoring/acts/declaring.h"
#include "scoring/events.h"
#include "scoring/records/re_rating.h"
#include "scoring/sitting.h"

enum decision call_meeting(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Scoring__V1__CallMeeting *command =
		(const Ocop__Scoring__V1__CallMeeting *)message;
	struct re_rating_facts facts;
	struct closing_facts closing;
	struct sitting sitting;
	struct pass_facts pass;

	if (!require_reason(reply, command->reason))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;
	pass_facts_load(tx, &sitting.round, &sitting.dossier, sitting.dossier.pass, sitting.sheet,
			&sitting.conflicts, transaction_arena(tx), &pass);
	re_rating_facts_load(tx, &sitting.round, &sitting.dossier, &facts);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_leader(tx, reply, &sitting) ||
	    !require_act(reply, &sitting.round, ACT_CALL_MEETING, &sitting.round.state))
		return REFUSED;
	closing_facts_gather(tx, &sitting, &pass, &closing);
	Ocop__Common__V1__RefusalCode why = may_call_meeting(&facts, &closing);
	if (why) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}

	meeting_insert(tx, &sitting.dossier, command->reason);
	round_dossier_update(tx, &sitting.dossier);
	event_meeting_called(tx, &sitting.dossier, command->reason);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
