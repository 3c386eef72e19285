/* change_product.c - a product has another name, set or description; all fields as they are from
 * now on
 *
 * Reads:     registration.v1.ChangeProduct
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision change_product(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
