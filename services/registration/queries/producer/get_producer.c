/* get_producer.c - one producer
 *
 * Reads:   registration.v1.GetProducer
 * Answers: registration.v1.Producer
 * Refuses: NO_SUCH_THING
 */
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"

enum decision get_producer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Registration__V1__GetProducer *asked =
		(const Ocop__Registration__V1__GetProducer *)message;
	struct producer producer;

	producer_load(tx, asked->producer_id, &producer);
	if (!producer.exists) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "producer_id", NULL);
		return REFUSED;
	}
	reply_set(reply, &producer_message(tx, &producer)->base);
	reply_set_version(reply, producer.version);
	return ACCEPTED;
}
