/* record_plan.c - writes the scheme or yearly plan of a unit; the unit's plan of this kind and
 * first year is replaced
 *
 * Reads:     registration.v1.RecordPlan
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision record_plan(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
