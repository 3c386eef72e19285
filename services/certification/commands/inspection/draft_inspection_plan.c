/* draft_inspection_plan.c - an authority begins its plan of inspections for a year
 *
 * Reads:     certification.v1.DraftInspectionPlan
 * Needs:     the OCOP agency for its province, the ministry for the centre; this year or the next,
 *            which has no plan yet
 * Writes:    inspection_plans, one row; inspection_plan_lines
 * Publishes: certification.v1.InspectionPlanDrafted
 * Refuses:   UNIT_UNKNOWN, LEVEL_NOT_COMPETENT, DATE_INVALID, INSPECTION_PLAN_EXISTS, and of a line
 *            FIELD_INVALID, FIELD_TOO_LONG, CERTIFICATE_UNKNOWN, PRODUCER_UNKNOWN, UNIT_UNKNOWN
 */
#include "certification/commands.h"

#include "certification/acts/inspecting.h"
#include "certification/acts/plan_lines.h"
#include "certification/events/inspection.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* A plan looks ahead: to the year that runs, or the next. */
static bool is_year_to_plan(struct transaction *tx, uint32_t year)
{
	uint32_t this_year = (uint32_t)date_year(date_of_us(transaction_now_us(tx)));

	return year == this_year || year == this_year + 1;
}

enum decision draft_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__DraftInspectionPlan *command =
		(const Ocop__Certification__V1__DraftInspectionPlan *)message;
	const struct subject subject = {.exists = true, .province_code = command->province_code};
	struct inspecting inspecting = inspecting_gather(tx, &subject);
	char plan_id[IDENTIFIER_SIZE];
	struct inspection_plan plan = {
		.plan_id = plan_id,
		.level = *command->province_code ? AUTHORITY_LEVEL(PROVINCE)
						 : AUTHORITY_LEVEL(CENTRE),
		.province_code = command->province_code,
		.year = command->year,
		.state = INSPECTION_PLAN_STATE(DRAFT),
		.number = "",
		.approved_on = "",
		.document_sha256 = "",
	};
	struct inspection_plan_line *lines;

	identifier_create("plan", NULL, transaction_now_us(tx), plan_id);
	lines = plan_lines_read(tx, reply, &plan, "lines", command->lines, command->n_lines);
	if (!leads_inspections(&inspecting, plan.level))
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), "province_code", NULL);
	if (!is_year_to_plan(tx, plan.year))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "year", "this year or the next");
	else if (inspection_plan_exists(tx, &plan))
		reply_refuse(reply, REFUSAL(INSPECTION_PLAN_EXISTS), "year", NULL);
	if (reply_refused(reply))
		return REFUSED;

	inspection_plan_write(tx, &plan);
	for (size_t i = 0; i < command->n_lines; i++)
		inspection_plan_line_insert(tx, &lines[i]);
	event_inspection_plan_drafted(tx, &plan);
	reply_accept(reply, plan_id, plan.version);
	return ACCEPTED;
}
