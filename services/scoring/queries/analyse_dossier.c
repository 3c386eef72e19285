/* analyse_dossier.c - how far producer, team and council are apart
 *
 * Reads:   scoring.v1.AnalyseDossier
 * Answers: scoring.v1.DossierAnalysis
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision analyse_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
