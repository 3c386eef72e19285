/* appoint_advisers.c - appoints the advisory team; again replaces it, until the round opens
 *
 * Reads:     scoring.v1.AppointAdvisers
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision appoint_advisers(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
