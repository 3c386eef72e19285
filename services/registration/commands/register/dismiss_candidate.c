/* dismiss_candidate.c - two that look alike are two: they are candidates no more
 *
 * Reads:     registration.v1.DismissCandidate
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision dismiss_candidate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
