/* declare_producer_link.c - a member linked to a producer takes no part in his dossiers
 *
 * Reads:     scoring.v1.DeclareProducerLink
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision declare_producer_link(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
