/* list_held_certificates.c - other certificates by the day they end, those that end first first
 *
 * Reads:   registration.v1.ListHeldCertificates
 * Answers: registration.v1.ListHeldCertificatesReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_held_certificates(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
