/* move_inspection.c - a visit is moved to another day
 *
 * Reads:     certification.v1.MoveInspection
 * Needs:     who leads it; a visit that did not take place; the reason
 * Writes:    inspections: day and letter; inspection_team where one is named
 * Publishes: certification.v1.InspectionMoved
 * Refuses:   NO_SUCH_THING, LEVEL_NOT_COMPETENT, INSPECTION_STATE, DATE_INVALID, REASON_MISSING,
 *            FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID
 */
#include "certification/commands.h"

#include "certification/acts/inspecting.h"
#include "certification/events/inspection.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* A periodic visit stays within the year of its plan. */
static void check_words(struct transaction *tx, struct reply *reply,
			const Ocop__Certification__V1__MoveInspection *command,
			const struct inspection *inspection)
{
	struct inspection_plan plan;
	int32_t visit_on;

	if (command->reason[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	(void)allow_text(reply, "notice_number", command->notice_number, NUMBER_LENGTH_MAX);
	if (!require_date(reply, "visit_on", command->visit_on, &visit_on))
		return;
	if (visit_on < date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "visit_on", "a day that is over");
	else if (*inspection->plan_id && inspection_plan_load(tx, inspection->plan_id, &plan) &&
		 (uint32_t)date_year(visit_on) != plan.year)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "visit_on", "not in the plan's year");
}

enum decision move_inspection(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Certification__V1__MoveInspection *command =
		(const Ocop__Certification__V1__MoveInspection *)message;
	const struct inspection_member *team = NULL;
	struct inspection inspection;

	if (!inspection_gather(tx, reply, command->inspection_id, INSPECTION_MOVE, &inspection))
		return REFUSED;
	check_words(tx, reply, command, &inspection);
	if (command->n_team > 0)
		team = team_read(tx, reply, command->team, command->n_team);
	if (reply_refused(reply))
		return REFUSED;

	inspection.visit_on = command->visit_on;
	if (*command->notice_number)
		inspection.notice_number = command->notice_number;
	inspection_update(tx, &inspection);
	if (team != NULL)
		inspection_team_put(tx, inspection.inspection_id, team, command->n_team);
	event_inspection_moved(tx, &inspection, command->reason);
	reply_accept(reply, inspection.inspection_id, inspection.version);
	return ACCEPTED;
}
