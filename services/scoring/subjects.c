/* subjects.c - the thing a command or query is about, found by its fields' names
 *
 * Every message about a round calls its fields alike, so one function serves them all.
 */
#include "scoring/subjects.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/identifier.h"
#include "common/command.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/records.h"
#include "scoring/records/agenda.h"
#include "scoring/records/complaints.h"
#include "scoring/records/links.h"
#include "scoring/records/team.h"

/* The round; false when it is not here, having said why in the subject. */
static bool round_find(struct transaction *tx, const char *round_id, struct round *ret_round,
		       struct subject *ret_subject)
{
	char shard[SHARD_NAME_SIZE];

	if (!identifier_is(round_id, "round") || !identifier_shard(round_id, shard))
		return false;
	if (strcmp(shard, transaction_shard(tx)) != 0) {
		ret_subject->why = REFUSAL(WRONG_SHARD);
		return false;
	}
	if (!round_load(tx, round_id, ret_round))
		return false;
	ret_subject->exists = true;
	ret_subject->version = ret_round->version;
	ret_subject->province_code = ret_round->unit_code;
	ret_subject->round_id = ret_round->round_id;
	return true;
}

void subject_of_round(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject)
{
	struct round round;

	(void)round_find(tx, message_field_text(message, "round_id"), &round,
			 ret_subject); /* the subject says it */
}

/* The dossier of a round; false when there is no such, or the caller has a conflict in it. Then no
 * handler is asked at all, and no version tells him whether it moves. */
static bool dossier_find(struct transaction *tx, const ProtobufCMessage *message,
			 struct round_dossier *ret_dossier, struct subject *ret_subject)
{
	const char *dossier_id = message_field_text(message, "dossier_id");
	struct round round;

	if (!round_find(tx, message_field_text(message, "round_id"), &round, ret_subject))
		return false;
	ret_subject->version = 0;
	if (conflict_exists(tx, round.round_id, dossier_id, transaction_caller(tx)->account_id)) {
		ret_subject->why = REFUSAL(MEMBER_HAS_CONFLICT);
		return false;
	}
	if (!round_dossier_load(tx, round.round_id, dossier_id, ret_dossier))
		return false; /* the handler says that the round has no such dossier */
	ret_subject->commune_code = ret_dossier->commune_code;
	ret_subject->producer_id = ret_dossier->producer_id;
	return true;
}

void subject_of_dossier(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct round_dossier dossier;

	if (dossier_find(tx, message, &dossier, ret_subject))
		ret_subject->version = dossier.version;
}

void subject_of_minutes(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	if (message_field_text(message, "dossier_id")[0])
		subject_of_dossier(tx, message, ret_subject);
	else
		subject_of_round(tx, message, ret_subject);
}

void subject_of_sheet(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject)
{
	const char *member_id = message_field_text(message, "member_id");
	struct round_dossier dossier;
	struct score_sheet sheet;

	/* How often another saves is his business too. */
	if (!dossier_find(tx, message, &dossier, ret_subject) ||
	    strcmp(member_id, transaction_caller(tx)->account_id) != 0)
		return;
	sheet = (struct score_sheet){
		.round_id = dossier.round_id,
		.dossier_id = dossier.dossier_id,
		.pass = dossier.pass,
		.member_id = member_id,
	};
	if (score_sheet_load(tx, &sheet, &sheet))
		ret_subject->version = sheet.version;
}

void subject_of_team_report(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject)
{
	struct round_dossier dossier;
	struct team_report report;

	if (dossier_find(tx, message, &dossier, ret_subject) &&
	    team_report_load(tx, &dossier, &report))
		ret_subject->version = report.version;
}

void subject_of_sitting(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	const char *sitting_id = message_field_text(message, "sitting_id");
	struct stored_sitting sitting;
	struct round round;

	if (!round_find(tx, message_field_text(message, "round_id"), &round, ret_subject))
		return;
	ret_subject->version = 0;
	if (!sitting_id[0])
		return; /* a new one */
	ret_subject->exists = sitting_stored_load(tx, round.round_id, sitting_id, &sitting);
	ret_subject->version = ret_subject->exists ? sitting.version : 0;
}

void subject_of_complaint(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject)
{
	struct complaint complaint;
	struct round round;

	if (!round_find(tx, message_field_text(message, "round_id"), &round, ret_subject))
		return;
	ret_subject->version = 0;
	if (!complaint_load(tx, message_field_text(message, "complaint_id"), &complaint) ||
	    strcmp(complaint.round_id, round.round_id) != 0)
		return; /* the handler says that the round has no such complaint */
	if (conflict_exists(tx, round.round_id, complaint.dossier_id,
			    transaction_caller(tx)->account_id))
		ret_subject->why = REFUSAL(MEMBER_HAS_CONFLICT);
	else
		ret_subject->version = complaint.version;
}

void subject_of_plan(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject)
{
	if (strcmp(message_field_text(message, "shard"), transaction_shard(tx)) != 0)
		ret_subject->why = REFUSAL(WRONG_SHARD);
	ret_subject->exists = true;
	ret_subject->province_code = message_field_text(message, "unit_code");
}
