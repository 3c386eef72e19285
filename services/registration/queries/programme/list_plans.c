/* list_plans.c - schemes and plans by unit and first year, newest first
 *
 * Reads:   registration.v1.ListPlans
 * Answers: registration.v1.ListPlansReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_plans(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
