/* get_producer_record.c - all that is known of a producer besides his name
 *
 * Reads:   registration.v1.GetProducerRecord
 * Answers: registration.v1.ProducerRecord
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision get_producer_record(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
