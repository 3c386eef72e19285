/* list_merges.c - merges, newest first
 *
 * Reads:   registration.v1.ListMerges
 * Answers: registration.v1.ListMergesReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_merges(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
