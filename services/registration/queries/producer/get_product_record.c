/* get_product_record.c - all that is known of a product besides its name
 *
 * Reads:   registration.v1.GetProductRecord
 * Answers: registration.v1.ProductRecord
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision get_product_record(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
