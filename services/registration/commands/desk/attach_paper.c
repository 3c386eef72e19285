/* attach_paper.c - a paper of an office, from an upload
 *
 * Reads:     registration.v1.AttachPaper
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision attach_paper(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
