/* call_meeting.c - the council meets over a re-rating after all
 *
 * Reads:     scoring.v1.CallMeeting
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision call_meeting(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
