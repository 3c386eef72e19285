/* list_desk.c - what waits with an office, overdue first, then by the day it is due, then oldest
 * first
 *
 * Reads:   registration.v1.ListDesk
 * Answers: registration.v1.ListDeskReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_desk(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
