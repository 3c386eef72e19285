/* reserve_product_numbers.c - numbers of official codes that a commune has given on paper: the
 * sequence goes on after them
 *
 * Reads:     registration.v1.ReserveProductNumbers
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision reserve_product_numbers(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
