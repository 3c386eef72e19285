/* record_linkage.c - a producer's link with another; with its id, again
 *
 * Reads:     registration.v1.RecordLinkage
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision record_linkage(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
