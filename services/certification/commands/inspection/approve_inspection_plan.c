/* approve_inspection_plan.c - the plan of inspections of a year is approved by a paper
 *
 * Reads:     certification.v1.ApproveInspectionPlan
 * Needs:     the chairman for his province, the Minister for the centre; a draft with a line; the
 *            paper, which registration keeps
 * Writes:    inspection_plans: state and paper
 * Publishes: certification.v1.InspectionPlanApproved
 * Refuses:   NO_SUCH_THING, LEVEL_NOT_COMPETENT, INSPECTION_PLAN_STATE, INSPECTION_PLAN_EMPTY,
 *            FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID, PAPER_MISSING
 */
#include "certification/commands.h"

#include "certification/events/inspection.h"
#include "certification/records/dossier.h"
#include "certification/records/inspection/inspection_plan.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static void check_words(struct transaction *tx, struct reply *reply,
			const Ocop__Certification__V1__ApproveInspectionPlan *command)
{
	int32_t approved_on;

	(void)require_text(reply, "number", command->number, NUMBER_LENGTH_MAX);
	if (require_date(reply, "approved_on", command->approved_on, &approved_on) &&
	    approved_on > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "approved_on",
			     "a day that is yet to come");
}

/* The ministry covers every province, but a province's plan is its chairman's. */
static bool may_approve(struct transaction *tx, const struct inspection_plan *plan)
{
	struct subject subject = {.exists = true, .province_code = plan->province_code};
	uint32_t role = plan->level == AUTHORITY_LEVEL(CENTRE) ? ALLOW(MINISTRY) : ALLOW(CHAIRMAN);

	return caller_may(transaction_caller(tx), role, &subject);
}

enum decision approve_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply)
{
	const Ocop__Certification__V1__ApproveInspectionPlan *command =
		(const Ocop__Certification__V1__ApproveInspectionPlan *)message;
	struct inspection_plan plan;

	if (!inspection_plan_load(tx, command->plan_id, &plan)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "plan_id", NULL);
		return REFUSED;
	}
	check_words(tx, reply, command);
	if (!may_approve(tx, &plan))
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), NULL, NULL);
	if (plan.state != INSPECTION_PLAN_STATE(DRAFT))
		reply_refuse(reply, REFUSAL(INSPECTION_PLAN_STATE), NULL, NULL);
	if (inspection_plan_lines_standing(tx, plan.plan_id) == 0)
		reply_refuse(reply, REFUSAL(INSPECTION_PLAN_EMPTY), NULL, NULL);
	if (!paper_sha256(tx, command->paper_id, &plan.document_sha256))
		reply_refuse(reply, REFUSAL(PAPER_MISSING), "paper_id", NULL);
	if (reply_refused(reply))
		return REFUSED;

	plan.state = INSPECTION_PLAN_STATE(APPROVED);
	plan.number = command->number;
	plan.approved_on = command->approved_on;
	inspection_plan_write(tx, &plan);
	event_inspection_plan_approved(tx, &plan);
	reply_accept(reply, plan.plan_id, plan.version);
	return ACCEPTED;
}
