/* decide_idea.c - the commune accepts, returns or declines an idea; the latter two with a reason
 *
 * Reads:     registration.v1.DecideIdea
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision decide_idea(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
