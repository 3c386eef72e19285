/* report_team_sheet.c - the advisory team reports on a dossier to the council
 *
 * Reads:     scoring.v1.ReportTeamSheet
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision report_team_sheet(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
