/* get_dossier_track.c - where a dossier is and has been
 *
 * Reads:   registration.v1.GetDossierTrack
 * Answers: registration.v1.DossierTrack
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision get_dossier_track(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
