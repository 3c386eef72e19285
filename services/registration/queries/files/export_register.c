/* export_register.c - writes a list as a file
 *
 * Reads:   registration.v1.ExportRegister
 * Answers: registration.v1.DocumentMade
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision export_register(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
