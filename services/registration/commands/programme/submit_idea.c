/* submit_idea.c - hands an idea to the commune; with its id, a returned one again
 *
 * Reads:     registration.v1.SubmitIdea
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision submit_idea(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
