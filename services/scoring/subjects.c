/* subjects.c - the thing a command or query is about, found by its fields' names
 *
 * Every message about a round calls its fields alike, so one function serves them all.
 */
#include "scoring/subjects.h"

#include <string.h>

#include "common/base/identifier.h"
#include "common/command.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/records.h"

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

void subject_of_dossier(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct round round;
	struct round_dossier dossier;

	if (!round_find(tx, message_field_text(message, "round_id"), &round, ret_subject))
		return;
	ret_subject->version = 0;
	if (!round_dossier_load(tx, round.round_id, message_field_text(message, "dossier_id"),
				&dossier))
		return; /* the handler says that the round has no such dossier */
	ret_subject->version = dossier.version;
	ret_subject->commune_code = dossier.commune_code;
	ret_subject->producer_id = dossier.producer_id;
}

void subject_of_sheet(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject)
{
	struct round round;
	struct round_dossier dossier;
	struct score_sheet sheet;

	if (!round_find(tx, message_field_text(message, "round_id"), &round, ret_subject))
		return;
	ret_subject->version = 0;
	if (!round_dossier_load(tx, round.round_id, message_field_text(message, "dossier_id"),
				&dossier))
		return;
	sheet = (struct score_sheet){
		.round_id = dossier.round_id,
		.dossier_id = dossier.dossier_id,
		.pass = dossier.pass,
		.member_id = message_field_text(message, "member_id"),
	};
	if (score_sheet_load(tx, &sheet, &sheet))
		ret_subject->version = sheet.version;
}

void subject_of_plan(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject)
{
	if (strcmp(message_field_text(message, "shard"), transaction_shard(tx)) != 0)
		ret_subject->why = REFUSAL(WRONG_SHARD);
	ret_subject->exists = true;
	ret_subject->province_code = message_field_text(message, "unit_code");
}
