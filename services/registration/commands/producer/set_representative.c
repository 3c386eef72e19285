/* set_representative.c - who speaks for a producer
 *
 * Reads:     registration.v1.SetRepresentative
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision set_representative(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
