/* get_team_report.c - the advisory team's work on a dossier
 *
 * Reads:   scoring.v1.GetTeamReport
 * Answers: scoring.v1.TeamReport
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision get_team_report(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
