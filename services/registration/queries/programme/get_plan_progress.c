/* get_plan_progress.c - a plan's targets beside what was reached
 *
 * Reads:   registration.v1.GetPlanProgress
 * Answers: registration.v1.PlanProgress
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision get_plan_progress(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
