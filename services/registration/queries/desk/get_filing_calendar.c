/* get_filing_calendar.c - the rounds of a rule book's calendar from today on
 *
 * Reads:   registration.v1.GetFilingCalendar
 * Answers: registration.v1.FilingCalendar
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision get_filing_calendar(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
