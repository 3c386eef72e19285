/* confirm_dossier.c - the producer stands by what was typed for him: the commune may then submit
 * it, as long as nothing changes
 *
 * Reads:     registration.v1.ConfirmDossier
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision confirm_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
