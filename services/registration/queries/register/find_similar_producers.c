/* find_similar_producers.c - who is already registered under such a name? Asked before registering
 *
 * Reads:   registration.v1.FindSimilarProducers
 * Answers: registration.v1.FindSimilarProducersReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision find_similar_producers(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
