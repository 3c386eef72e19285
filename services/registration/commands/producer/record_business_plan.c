/* record_business_plan.c - a business plan of a product, later with its result; with its id, again
 *
 * Reads:     registration.v1.RecordBusinessPlan
 * Needs:     a product that stands for itself
 * Writes:    business_plans, one row
 * Publishes: registration.v1.BusinessPlanRecorded
 * Refuses:   NO_SUCH_THING (another's plan), RECORD_STRUCK, FIELD_MISSING,
 *            FIELD_TOO_LONG, FIELD_INVALID (years; amounts; a result before the plan has begun)
 */
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"

static void check_years(const Ocop__Registration__V1__BusinessPlan *plan, struct reply *reply)
{
	if (plan->from_year < YEAR_FIRST || plan->from_year >= YEAR_END)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "from_year", "a year from %d",
			     YEAR_FIRST);
	else if (plan->until_year < plan->from_year ||
		 plan->until_year >= plan->from_year + BUSINESS_PLAN_YEARS)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "until_year",
			     "not before from_year, and within %d years", BUSINESS_PLAN_YEARS);
}

/* What came of it can be said once it has begun. */
static void check_result(struct transaction *tx, const Ocop__Registration__V1__BusinessPlan *plan,
			 struct reply *reply)
{
	uint32_t this_year = (uint32_t)date_year(date_of_us(transaction_now_us(tx)));

	if (*plan->result && plan->from_year > this_year)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "result", "the plan has not begun");
	if (*plan->result == '\0' && plan->achieved_revenue_vnd > 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "result", NULL);
}

static Ocop__Registration__V1__BusinessPlan read_message(
	struct transaction *tx, const Ocop__Registration__V1__RecordBusinessPlan *asked,
	struct reply *reply)
{
	Ocop__Registration__V1__BusinessPlan plan = OCOP__REGISTRATION__V1__BUSINESS_PLAN__INIT;

	plan.product_id = asked->product_id;
	plan.from_year = asked->from_year;
	plan.until_year = asked->until_year;
	plan.goal = message_text(require_composed(reply, "goal", asked->goal, REASON_LENGTH_MAX));
	plan.investment_vnd = asked->investment_vnd;
	plan.planned_revenue_vnd = asked->planned_revenue_vnd;
	plan.result =
		message_text(allow_composed(reply, "result", asked->result, REASON_LENGTH_MAX));
	plan.achieved_revenue_vnd = asked->achieved_revenue_vnd;
	check_years(&plan, reply);
	check_amount(reply, "investment_vnd", plan.investment_vnd);
	check_amount(reply, "planned_revenue_vnd", plan.planned_revenue_vnd);
	check_amount(reply, "achieved_revenue_vnd", plan.achieved_revenue_vnd);
	check_result(tx, &plan, reply);
	return plan;
}

enum decision record_business_plan(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	struct recording recording;

	if (!recording_begin(tx, reply, message, &recording))
		return REFUSED;

	Ocop__Registration__V1__BusinessPlan plan = read_message(
		tx, (const Ocop__Registration__V1__RecordBusinessPlan *)message, reply);
	if (reply_refused(reply))
		return REFUSED;

	plan.business_plan_id = message_text(recording.id);
	plan.version = recording.version;
	business_plan_write(tx, &plan);
	event_business_plan_recorded(tx, &plan);
	reply_accept(reply, recording.id, recording.version);
	return ACCEPTED;
}
