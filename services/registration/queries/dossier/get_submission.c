/* get_submission.c - a submitted version as text
 *
 * Reads:   registration.v1.GetSubmission
 * Answers: registration.v1.SubmissionContent
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision get_submission(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
