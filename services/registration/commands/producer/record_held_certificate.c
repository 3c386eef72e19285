/* record_held_certificate.c - another certificate of a producer or a product; with its id, again
 *
 * Reads:     registration.v1.RecordHeldCertificate
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision record_held_certificate(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
