/* preview_offline_form.c - what the upload of a form would do
 *
 * Reads:   scoring.v1.PreviewOfflineForm
 * Answers: scoring.v1.PreviewOfflineFormReply
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision preview_offline_form(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
