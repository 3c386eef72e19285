/* get_offline_form.c - a member's form for scoring without network
 *
 * Reads:   scoring.v1.GetOfflineForm
 * Answers: scoring.v1.OfflineForm
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision get_offline_form(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
