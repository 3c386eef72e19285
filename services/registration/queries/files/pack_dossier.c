/* pack_dossier.c - puts the whole dossier with the offices' papers into one zip, as the centre asks
 * for it
 *
 * Reads:   registration.v1.PackDossier
 * Answers: registration.v1.DocumentMade
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision pack_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
