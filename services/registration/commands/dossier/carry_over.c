/* carry_over.c - fills a draft from an earlier dossier of the product: what is unchanged and still
 * valid is kept by hash; what differs is a list to do
 *
 * Reads:     registration.v1.CarryOver
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision carry_over(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
