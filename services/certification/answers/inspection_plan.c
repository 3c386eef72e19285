/* inspection_plan.c - plans of inspections as messages show them */
#include "certification/answers/inspection.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

Ocop__Certification__V1__InspectionPlan *inspection_plan_message(struct transaction *tx,
								 const struct inspection_plan *plan)
{
	Ocop__Certification__V1__InspectionPlan *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__inspection_plan__init(message);
	message->plan_id = message_text(plan->plan_id);
	message->level = plan->level;
	message->province_code = message_text(plan->province_code);
	message->year = plan->year;
	message->state = plan->state;
	message->number = message_text(plan->number);
	message->approved_on = message_text(plan->approved_on);
	message->document_sha256 = message_text(plan->document_sha256);
	message->version = plan->version;
	return message;
}

Ocop__Certification__V1__InspectionPlanLine *inspection_plan_line_message(
	struct transaction *tx, const struct inspection_plan_line *line, uint32_t year)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Certification__V1__InspectionPlanLine *message = arena_alloc(arena, sizeof(*message));
	Ocop__Certification__V1__PlannedInspection *planned = arena_alloc(arena, sizeof(*planned));

	ocop__certification__v1__planned_inspection__init(planned);
	planned->code = message_text(line->code);
	planned->producer_id = message_text(line->producer_id);
	planned->commune_code = message_text(line->commune_code);
	planned->quarter = line->quarter;
	planned->month = line->month;
	planned->note = message_text(line->note);
	ocop__certification__v1__inspection_plan_line__init(message);
	message->line_no = line->line_no;
	message->planned = planned;
	message->due_on = date_text(arena, plan_line_due(year, line->quarter, line->month));
	message->announced = line->announced;
	message->held = line->held;
	message->struck_on = message_text(line->struck_on);
	message->struck_reason = message_text(line->struck_reason);
	return message;
}

static Ocop__Certification__V1__InspectionPlanChange *change_message(
	struct transaction *tx, const struct inspection_plan_change *change)
{
	Ocop__Certification__V1__InspectionPlanChange *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__inspection_plan_change__init(message);
	message->reason = message_text(change->reason);
	message->document_number = message_text(change->document_number);
	message->changed_on = message_text(change->changed_on);
	message->added = change->added;
	message->struck = change->struck;
	return message;
}

void inspection_plan_fill(struct transaction *tx, const struct inspection_plan *plan,
			  Ocop__Certification__V1__InspectionPlan *message)
{
	struct arena *arena = transaction_arena(tx);
	struct inspection_plan_change change;
	struct inspection_plan_line line;

	message->lines = arena_alloc(arena, PLAN_LINES_MAX * sizeof(*message->lines));
	inspection_plan_lines(tx, plan->plan_id);
	while (inspection_plan_line_next(tx, &line))
		message->lines[message->n_lines++] =
			inspection_plan_line_message(tx, &line, plan->year);

	message->changes = arena_alloc(arena, PLAN_CHANGES_MAX * sizeof(*message->changes));
	inspection_plan_changes(tx, plan->plan_id);
	while (inspection_plan_change_next(tx, &change))
		message->changes[message->n_changes++] = change_message(tx, &change);
}
