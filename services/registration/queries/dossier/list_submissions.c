/* list_submissions.c - the versions of a dossier that were submitted, oldest first
 *
 * Reads:   registration.v1.ListSubmissions
 * Answers: registration.v1.ListSubmissionsReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_submissions(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
