/* list_survey_entries.c - lines of communes' surveys
 *
 * Reads:   registration.v1.ListSurveyEntries
 * Answers: registration.v1.ListSurveyEntriesReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_survey_entries(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
