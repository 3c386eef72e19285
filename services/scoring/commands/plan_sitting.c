/* plan_sitting.c - puts a sitting on the agenda of a round
 *
 * Reads:     scoring.v1.PlanSitting
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision plan_sitting(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
