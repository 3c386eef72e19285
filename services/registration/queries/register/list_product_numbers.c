/* list_product_numbers.c - the numbers of a commune's official codes in their order
 *
 * Reads:   registration.v1.ListProductNumbers
 * Answers: registration.v1.ListProductNumbersReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_product_numbers(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
