/* record_complaint.c - a complaint about a result has come in
 *
 * What it is about is kept, not who complained: that stands in the paper.
 *
 * Reads:     scoring.v1.RecordComplaint
 * Needs:     a reported round, a closed dossier
 * Writes:    complaints, one row
 * Publishes: scoring.v1.ComplaintRecorded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID, FIELD_INVALID (a day to come),
 *            DOSSIER_NOT_IN_ROUND, ROUND_STATE, MEMBER_HAS_CONFLICT, COMPLAINT_NUMBER_TAKEN
 */
#include "scoring/commands.h"

#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records/complaints.h"
#include "scoring/sitting.h"

static bool complaint_read(struct transaction *tx, struct reply *reply,
			   const Ocop__Scoring__V1__RecordComplaint *command,
			   struct complaint *ret_complaint)
{
	int32_t received_on;

	*ret_complaint = (struct complaint){
		.version = 1,
		.round_id = command->round_id,
		.dossier_id = command->dossier_id,
		.number = require_composed(reply, "number", command->number, NUMBER_LENGTH_MAX),
		.matter = require_composed(reply, "matter", command->matter, REASON_LENGTH_MAX),
		.received_on = command->received_on,
	};
	if (require_date(reply, "received_on", command->received_on, &received_on) &&
	    received_on > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "received_on", "not after today");
	return !reply_refused(reply);
}

enum decision record_complaint(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__RecordComplaint *command =
		(const Ocop__Scoring__V1__RecordComplaint *)message;
	char complaint_id[IDENTIFIER_SIZE];
	struct complaint complaint;
	struct sitting sitting;

	if (!complaint_read(tx, reply, command, &complaint))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;
	bool taken = complaint_number_exists(tx, command->round_id, complaint.number);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_act(reply, &sitting.round, ACT_HANDLE_COMPLAINT, &sitting.round.state) ||
	    !require_no_conflict(tx, reply, &sitting))
		return REFUSED;
	if (taken) {
		reply_refuse(reply, REFUSAL(COMPLAINT_NUMBER_TAKEN), "number", NULL);
		return REFUSED;
	}

	identifier_create("complaint", transaction_shard(tx), transaction_now_us(tx), complaint_id);
	complaint.complaint_id = complaint_id;
	complaint.pass = sitting.dossier.pass;
	complaint_insert(tx, &complaint);
	event_complaint_recorded(tx, &complaint);
	reply_accept(reply, complaint.complaint_id, complaint.version);
	return ACCEPTED;
}
