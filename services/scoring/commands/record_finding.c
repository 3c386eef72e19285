/* record_finding.c - the secretary records what the council found against a product
 *
 * A finding is carried by more votes for it than against, of a quorum. One that is not carried is
 * recorded too: what a sheet raises goes to a vote before the dossier closes, and the scoring goes
 * on.
 *
 * Recorded again, it is replaced: a slip of the pen must not disqualify a product. It belongs to
 * the present pass: a dossier scored again starts without findings.
 *
 * Reads:     scoring.v1.RecordFinding
 * Needs:     a round in scoring, an open dossier
 * Writes:    findings, one row
 * Publishes: scoring.v1.FindingRecorded
 * Refuses:   FIELD_MISSING, REASON_MISSING, FIELD_TOO_LONG, DOSSIER_NOT_IN_ROUND, ROUND_STATE,
 *            DOSSIER_CLOSED, FINDING_UNKNOWN, FIELD_INVALID, QUORUM_MISSED, MEMBER_HAS_CONFLICT,
 *            MEETING_NOT_NEEDED
 */
#include "scoring/commands.h"

#include "common/base/text.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

static bool finding_read(struct reply *reply, const Ocop__Scoring__V1__Finding *message,
			 struct finding *ret_finding)
{
	if (!message)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "finding", NULL);
	else if (!message->reason[0])
		reply_refuse(reply, REFUSAL(REASON_MISSING), "finding.reason", NULL);
	else if (text_length(message->reason) > REASON_LENGTH_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "finding.reason", NULL);
	if (reply_refused(reply))
		return false;
	*ret_finding = (struct finding){
		.kind = message->kind,
		.code = message->code,
		.reason = message->reason,
		.votes_for = message->votes_for,
		.votes_against = message->votes_against,
	};
	return true;
}

static bool finding_permit(struct reply *reply, const struct sitting *sitting,
			   const struct finding *finding)
{
	struct voting_facts facts = {
		.members = council_taking_part(&sitting->council, &sitting->conflicts),
		.eligible = council_eligible(&sitting->council, &sitting->conflicts),
		.quorum_percent = sitting->round.quorum_percent,
	};
	Ocop__Common__V1__RefusalCode why = may_record_finding(sitting->sheet, finding, &facts);

	if (sitting->dossier.closed)
		reply_refuse(reply, REFUSAL(DOSSIER_CLOSED), NULL, NULL);
	else if (why == REFUSAL(FIELD_INVALID))
		reply_refuse(reply, why, "finding.votes_for", "at most %zu votes", facts.members);
	else if (why == REFUSAL(QUORUM_MISSED))
		reply_refuse(reply, why, "finding.votes_for", "%u percent of %zu are needed",
			     facts.quorum_percent, facts.eligible);
	else if (why)
		reply_refuse(reply, why, "finding.code", NULL);
	return !reply_refused(reply);
}

enum decision record_finding(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Scoring__V1__RecordFinding *command =
		(const Ocop__Scoring__V1__RecordFinding *)message;
	struct sitting sitting;
	struct finding finding;

	if (!finding_read(reply, command->finding, &finding))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;

	if (!require_act(reply, &sitting.round, ACT_RECORD_FINDING, &sitting.round.state) ||
	    !require_no_conflict(tx, reply, &sitting) || !require_meeting(reply, &sitting))
		return REFUSED;
	if (!finding_permit(reply, &sitting, &finding))
		return REFUSED;

	finding_put(tx, &sitting.dossier, &finding);
	round_dossier_update(tx, &sitting.dossier);
	event_finding_recorded(tx, &sitting.dossier, &finding);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
