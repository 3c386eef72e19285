/* list_marks.c - marks of a province by name
 *
 * Reads:   registration.v1.ListMarks
 * Answers: registration.v1.ListMarksReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_marks(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
