/* close_earlier_dossier.c - a dossier of kind EARLIER has all that is kept of it
 *
 * Reads:     registration.v1.CloseEarlierDossier
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision close_earlier_dossier(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
