/* list_carry_over.c - what is still to do after a dossier was carried over
 *
 * Reads:   registration.v1.ListCarryOver
 * Answers: registration.v1.ListCarryOverReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_carry_over(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
