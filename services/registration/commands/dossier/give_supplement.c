/* give_supplement.c - the producer gives what was asked for: a new dated version; earlier ones stay
 * as they are
 *
 * Reads:     registration.v1.GiveSupplement
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision give_supplement(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
