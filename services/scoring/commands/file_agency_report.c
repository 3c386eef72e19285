/* file_agency_report.c - the agency reports on a re-rating
 *
 * Reads:     scoring.v1.FileAgencyReport
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision file_agency_report(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
