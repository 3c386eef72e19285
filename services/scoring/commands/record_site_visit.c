/* record_site_visit.c - records a visit of the advisory team
 *
 * Reads:     scoring.v1.RecordSiteVisit
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision record_site_visit(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
