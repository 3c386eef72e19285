/* record_survey_entry.c - writes a line of a commune's survey, a new one or, with its id, again
 *
 * Reads:     registration.v1.RecordSurveyEntry
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision record_survey_entry(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
