/* save_team_sheet.c - saves the advisory team's pre-score of a dossier
 *
 * Reads:     scoring.v1.SaveTeamSheet
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision save_team_sheet(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
