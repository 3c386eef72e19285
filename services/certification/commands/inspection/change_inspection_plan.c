/* change_inspection_plan.c - lines are added to a plan of inspections, and others struck
 *
 * A struck line stays in the plan with its day and reason; one that a visit was announced under is
 * not struck any more.
 *
 * Reads:     certification.v1.ChangeInspectionPlan
 * Needs:     who leads on the plan's level; of a plan that was approved, the reason
 * Writes:    inspection_plan_lines; inspection_plan_changes, one row when it was approved
 * Publishes: certification.v1.InspectionPlanChanged
 * Refuses:   NO_SUCH_THING, LEVEL_NOT_COMPETENT, FIELD_MISSING (nothing to change), FIELD_INVALID,
 *            REASON_MISSING, FIELD_TOO_LONG, PLAN_LINE_UNKNOWN, PLAN_LINE_USED,
 *            INSPECTION_PLAN_EMPTY, and of a line that is added as DraftInspectionPlan
 */
#include "certification/commands.h"

#include "certification/acts/inspecting.h"
#include "certification/acts/plan_lines.h"
#include "certification/answers.h"
#include "certification/events/inspection.h"
#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static void check_words(const Ocop__Certification__V1__ChangeInspectionPlan *command,
			const struct inspection_plan *plan, struct reply *reply)
{
	if (command->n_add == 0 && command->n_strike == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "add", NULL);
	if (command->n_strike > PLAN_LINES_AT_ONCE)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "strike", "at most %d at once",
			     PLAN_LINES_AT_ONCE);
	if (command->reason[0] == '\0' && plan->state == INSPECTION_PLAN_STATE(APPROVED))
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	(void)allow_text(reply, "document_number", command->document_number, NUMBER_LENGTH_MAX);
}

/* Strikes line after line, so that one that is named twice is not there the second time. */
static void strike(struct transaction *tx, struct reply *reply,
		   const Ocop__Certification__V1__ChangeInspectionPlan *command)
{
	struct inspection_plan_line line;

	for (size_t i = 0; i < command->n_strike; i++) {
		const char *field = arena_printf(reply_arena(reply), "strike[%zu]", i);

		if (!inspection_plan_line_load(tx, command->plan_id, command->strike[i], &line) ||
		    *line.struck_on) {
			reply_refuse(reply, REFUSAL(PLAN_LINE_UNKNOWN), field, NULL);
			continue;
		}
		if (line.announced > 0)
			reply_refuse(reply, REFUSAL(PLAN_LINE_USED), field, NULL);
		line.struck_on = today_text(tx);
		line.struck_reason = command->reason;
		inspection_plan_line_strike(tx, &line);
	}
}

static void change_keep(struct transaction *tx, const struct inspection_plan *plan,
			const Ocop__Certification__V1__ChangeInspectionPlan *command)
{
	if (plan->state != INSPECTION_PLAN_STATE(APPROVED))
		return;
	inspection_plan_change_insert(tx, &(struct inspection_plan_change){
						  .plan_id = plan->plan_id,
						  .reason = command->reason,
						  .document_number = command->document_number,
						  .changed_on = today_text(tx),
						  .added = (uint32_t)command->n_add,
						  .struck = (uint32_t)command->n_strike,
					  });
}

/* Too many lines make a plan that no answer has room for; none make an approved one empty. */
static void check_lines_left(struct transaction *tx, struct reply *reply,
			     const struct inspection_plan *plan, size_t added)
{
	if (inspection_plan_lines_count(tx, plan->plan_id) + added > PLAN_LINES_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "add", "at most %d in a plan",
			     PLAN_LINES_MAX);
	if (plan->state == INSPECTION_PLAN_STATE(APPROVED) && added == 0 &&
	    inspection_plan_lines_standing(tx, plan->plan_id) == 0)
		reply_refuse(reply, REFUSAL(INSPECTION_PLAN_EMPTY), "strike", NULL);
}

enum decision change_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	const Ocop__Certification__V1__ChangeInspectionPlan *command =
		(const Ocop__Certification__V1__ChangeInspectionPlan *)message;
	struct inspection_plan_line *lines;
	struct inspection_plan plan;

	if (!plan_gather(tx, reply, command->plan_id, &plan))
		return REFUSED;
	check_words(command, &plan, reply);
	lines = plan_lines_read(tx, reply, &plan, "add", command->add, command->n_add);
	if (reply_refused(reply))
		return REFUSED;

	strike(tx, reply, command);
	check_lines_left(tx, reply, &plan, command->n_add);
	if (reply_refused(reply))
		return REFUSED;

	for (size_t i = 0; i < command->n_add; i++)
		inspection_plan_line_insert(tx, &lines[i]);
	change_keep(tx, &plan, command);
	inspection_plan_write(tx, &plan);
	event_inspection_plan_changed(tx, &plan,
				      &(struct plan_change_told){
					      .added = lines,
					      .added_count = command->n_add,
					      .struck = command->strike,
					      .struck_count = command->n_strike,
					      .reason = command->reason,
					      .document_number = command->document_number,
				      });
	reply_accept(reply, plan.plan_id, plan.version);
	return ACCEPTED;
}
