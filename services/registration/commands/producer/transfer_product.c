/* transfer_product.c - a product goes to another producer, with its codes, dossiers and
 * certificates
 *
 * Reads:     registration.v1.TransferProduct
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision transfer_product(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
