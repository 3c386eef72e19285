/* get_inspection_plan.c - a yearly plan of inspections, with its lines and how far they are
 *
 * Reads:   certification.v1.GetInspectionPlan
 * Answers: certification.v1.InspectionPlan
 * Refuses: NO_SUCH_THING
 */
#include "certification/queries.h"

#include "certification/answers/inspection.h"
#include "common/store/transaction.h"

enum decision get_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__GetInspectionPlan *query =
		(const Ocop__Certification__V1__GetInspectionPlan *)message;
	Ocop__Certification__V1__InspectionPlan *shown;
	struct inspection_plan plan;

	if (!inspection_plan_load(tx, query->plan_id, &plan)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "plan_id", NULL);
		return REFUSED;
	}
	shown = inspection_plan_message(tx, &plan);
	inspection_plan_fill(tx, &plan, shown);
	reply_set_version(reply, plan.version);
	reply_set(reply, &shown->base);
	return ACCEPTED;
}
