/* record_suspension_act.c - an authority enters the act by which it may suspend certificates
 *
 * Entered again with its number, an act gets other days, title and text: so one comes to an end.
 * Certificates that are suspended stay so until they are reinstated.
 *
 * Reads:     certification.v1.RecordSuspensionAct
 * Needs:     the chairman of the province, or the ministry for the centre
 * Writes:    suspension_acts, one row
 * Publishes: certification.v1.SuspensionActRecorded
 * Refuses:   UNIT_UNKNOWN, FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID, LEVEL_NOT_COMPETENT
 */
#include "certification/commands.h"

#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records/authority.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum { ACT_TEXT_LENGTH_MAX = 4000 };

static void read_message(const Ocop__Certification__V1__RecordSuspensionAct *command,
			 struct reply *reply, struct suspension_act *ret_act)
{
	*ret_act = (struct suspension_act){
		.level = *command->province_code ? AUTHORITY_LEVEL(PROVINCE)
						 : AUTHORITY_LEVEL(CENTRE),
		.province_code = command->province_code,
		.number = require_composed(reply, "number", command->number, NUMBER_LENGTH_MAX),
		.issued_on = command->issued_on,
		.in_force_from = command->in_force_from,
		.in_force_until = command->in_force_until,
		.title = require_composed(reply, "title", command->title, NAME_LENGTH_MAX),
		.text = require_composed(reply, "text", command->text, ACT_TEXT_LENGTH_MAX),
	};
}

/* An act is issued before it holds, and holds for a day at least. */
static void check_days(struct transaction *tx, struct reply *reply,
		       const struct suspension_act *act)
{
	int32_t issued, from, until;

	if (!require_date(reply, "issued_on", act->issued_on, &issued) ||
	    !require_date(reply, "in_force_from", act->in_force_from, &from))
		return;
	if (issued > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "issued_on",
			     "a day that is yet to come");
	if (from < issued)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "in_force_from", "before its issue");
	if (*act->in_force_until &&
	    require_date(reply, "in_force_until", act->in_force_until, &until) && until < from)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "in_force_until",
			     "before its first day");
}

/* The ministry covers every province, but a province's acts are its own. */
static bool is_authority(struct transaction *tx, const struct suspension_act *act)
{
	struct subject subject = {.exists = true, .province_code = act->province_code};
	uint32_t role = act->level == AUTHORITY_LEVEL(CENTRE) ? ALLOW(MINISTRY) : ALLOW(CHAIRMAN);

	return caller_may(transaction_caller(tx), role, &subject);
}

/* A new one, or the next version of the one that is known by this number. */
static void number_it(struct transaction *tx, struct suspension_act *act)
{
	char *act_id = arena_alloc(transaction_arena(tx), IDENTIFIER_SIZE);
	struct suspension_act before;

	act->version = 1;
	act->recorded_on = today_text(tx);
	if (suspension_act_load(tx, act->level, act->province_code, act->number, &before)) {
		act->act_id = before.act_id;
		act->version = before.version + 1;
		act->recorded_on = before.recorded_on;
		return;
	}
	identifier_create("act", NULL, transaction_now_us(tx), act_id);
	act->act_id = act_id;
}

enum decision record_suspension_act(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__RecordSuspensionAct *command =
		(const Ocop__Certification__V1__RecordSuspensionAct *)message;
	struct suspension_act act;

	read_message(command, reply, &act);
	check_days(tx, reply, &act);
	if (!is_authority(tx, &act))
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), "province_code", NULL);
	if (reply_refused(reply))
		return REFUSED;

	number_it(tx, &act);
	suspension_act_write(tx, &act);
	event_suspension_act_recorded(tx, &act);
	reply_accept(reply, act.act_id, act.version);
	return ACCEPTED;
}
