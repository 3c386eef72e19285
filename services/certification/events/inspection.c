/* inspection.c - what certification tells of inspections: one function an event */
#include "certification/events/inspection.h"

#include "certification/answers/inspection.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/events.pb-c.h"

void event_inspection_plan_drafted(struct transaction *tx, const struct inspection_plan *plan)
{
	Ocop__Certification__V1__InspectionPlanDrafted event =
		OCOP__CERTIFICATION__V1__INSPECTION_PLAN_DRAFTED__INIT;

	event.plan = inspection_plan_message(tx, plan);
	inspection_plan_fill(tx, plan, event.plan);
	outbox_append(tx, plan->plan_id, plan->version, &event.base);
}

void event_inspection_plan_approved(struct transaction *tx, const struct inspection_plan *plan)
{
	Ocop__Certification__V1__InspectionPlanApproved event =
		OCOP__CERTIFICATION__V1__INSPECTION_PLAN_APPROVED__INIT;

	event.plan_id = message_text(plan->plan_id);
	event.number = message_text(plan->number);
	event.approved_on = message_text(plan->approved_on);
	event.document_sha256 = message_text(plan->document_sha256);
	outbox_append(tx, plan->plan_id, plan->version, &event.base);
}

void event_inspection_plan_changed(struct transaction *tx, const struct inspection_plan *plan,
				   const struct plan_change_told *told)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Certification__V1__InspectionPlanChanged event =
		OCOP__CERTIFICATION__V1__INSPECTION_PLAN_CHANGED__INIT;

	event.plan_id = message_text(plan->plan_id);
	event.reason = message_text(told->reason);
	event.document_number = message_text(told->document_number);
	event.n_added = told->added_count;
	event.added = arena_alloc(arena, (told->added_count + 1) * sizeof(*event.added));
	for (size_t i = 0; i < told->added_count; i++)
		event.added[i] = inspection_plan_line_message(tx, &told->added[i], plan->year);
	event.n_struck = told->struck_count;
	event.struck = arena_alloc(arena, (told->struck_count + 1) * sizeof(*event.struck));
	for (size_t i = 0; i < told->struck_count; i++)
		event.struck[i] = told->struck[i];
	outbox_append(tx, plan->plan_id, plan->version, &event.base);
}

/* Ids, not names: who follows knows the certificate. */
void event_inspection_announced(struct transaction *tx, const struct inspection *inspection)
{
	Ocop__Certification__V1__InspectionAnnounced event =
		OCOP__CERTIFICATION__V1__INSPECTION_ANNOUNCED__INIT;

	event.inspection = inspection_message(tx, inspection);
	event.inspection->product_name = message_text("");
	event.inspection->producer_name = message_text("");
	event.inspection->lines = inspection_line_messages(tx, inspection->inspection_id, false,
							   &event.inspection->n_lines);
	outbox_append(tx, inspection->inspection_id, inspection->version, &event.base);
}

void event_inspection_moved(struct transaction *tx, const struct inspection *inspection,
			    const char *reason)
{
	const Ocop__Certification__V1__Inspection *shown = inspection_message(tx, inspection);
	Ocop__Certification__V1__InspectionMoved event =
		OCOP__CERTIFICATION__V1__INSPECTION_MOVED__INIT;

	event.inspection_id = message_text(inspection->inspection_id);
	event.visit_on = message_text(inspection->visit_on);
	event.reason = message_text(reason);
	event.notice_number = message_text(inspection->notice_number);
	event.n_team = shown->n_team;
	event.team = shown->team;
	outbox_append(tx, inspection->inspection_id, inspection->version, &event.base);
}

void event_inspection_cancelled(struct transaction *tx, const struct inspection *inspection)
{
	Ocop__Certification__V1__InspectionCancelled event =
		OCOP__CERTIFICATION__V1__INSPECTION_CANCELLED__INIT;

	event.inspection_id = message_text(inspection->inspection_id);
	event.reason = message_text(inspection->cancel_reason);
	outbox_append(tx, inspection->inspection_id, inspection->version, &event.base);
}

void event_inspection_held(struct transaction *tx, const struct inspection *inspection)
{
	Ocop__Certification__V1__InspectionHeld event =
		OCOP__CERTIFICATION__V1__INSPECTION_HELD__INIT;

	event.inspection_id = message_text(inspection->inspection_id);
	event.held_on = message_text(inspection->held_on);
	event.lines =
		inspection_line_messages(tx, inspection->inspection_id, false, &event.n_lines);
	outbox_append(tx, inspection->inspection_id, inspection->version, &event.base);
}

void event_remedies_ordered(struct transaction *tx, const struct inspection *inspection,
			    uint32_t from_finding_no)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Certification__V1__RemediesOrdered event =
		OCOP__CERTIFICATION__V1__REMEDIES_ORDERED__INIT;
	struct inspection_finding finding;

	event.inspection_id = message_text(inspection->inspection_id);
	event.findings = arena_alloc(arena, INSPECTION_LINES_MAX * sizeof(*event.findings));
	inspection_findings(tx, inspection->inspection_id);
	while (inspection_finding_next(tx, &finding)) {
		if (finding.finding_no >= from_finding_no)
			event.findings[event.n_findings++] =
				inspection_finding_message(tx, &finding);
	}
	outbox_append(tx, inspection->inspection_id, inspection->version, &event.base);
}

/* The last try alone: what came before was told. */
void event_remedy_recorded(struct transaction *tx, const struct inspection *inspection,
			   const struct inspection_finding *finding)
{
	Ocop__Certification__V1__RemedyRecorded event =
		OCOP__CERTIFICATION__V1__REMEDY_RECORDED__INIT;

	event.inspection_id = message_text(inspection->inspection_id);
	event.finding = inspection_finding_message(tx, finding);
	if (event.finding->n_remedies > 1) {
		event.finding->remedies += event.finding->n_remedies - 1;
		event.finding->n_remedies = 1;
	}
	outbox_append(tx, inspection->inspection_id, inspection->version, &event.base);
}

void event_remedy_overdue(struct transaction *tx, const struct inspection *inspection,
			  const struct inspection_finding *finding)
{
	Ocop__Certification__V1__RemedyOverdue event =
		OCOP__CERTIFICATION__V1__REMEDY_OVERDUE__INIT;

	event.inspection_id = message_text(inspection->inspection_id);
	event.finding_no = finding->finding_no;
	event.due_on = message_text(finding->remedy_until);
	outbox_append(tx, inspection->inspection_id, inspection->version, &event.base);
}

void event_inspection_concluded(struct transaction *tx, const struct inspection *inspection)
{
	Ocop__Certification__V1__InspectionConcluded event =
		OCOP__CERTIFICATION__V1__INSPECTION_CONCLUDED__INIT;

	event.inspection_id = message_text(inspection->inspection_id);
	event.code = message_text(inspection->code);
	event.product_id = message_text(inspection->product_id);
	event.kind = inspection->kind;
	event.level = inspection->level;
	event.outcome = inspection->outcome;
	event.ground_code = message_text(inspection->ground_code);
	event.conclusion_number = message_text(inspection->conclusion_number);
	event.concluded_on = message_text(inspection->concluded_on);
	event.document_sha256 = message_text(inspection->conclusion_sha256);
	outbox_append(tx, inspection->inspection_id, inspection->version, &event.base);
}
