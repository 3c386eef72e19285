/* set_variants.c - what one recognition of the product or set covers, all variants together
 *
 * Reads:     registration.v1.SetVariants
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision set_variants(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
