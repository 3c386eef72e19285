/* record_business_plan.c - a business plan of a product, later with its result; with its id, again
 *
 * Reads:     registration.v1.RecordBusinessPlan
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision record_business_plan(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
