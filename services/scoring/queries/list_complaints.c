/* list_complaints.c - complaints about results of a round
 *
 * Reads:   scoring.v1.ListComplaints
 * Answers: scoring.v1.ListComplaintsReply
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision list_complaints(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
