/* record_samples.c - samples came with the dossier; the receipt gets a number
 *
 * Reads:     registration.v1.RecordSamples
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision record_samples(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
