/* preview_import.c - what an import of rows would do; nothing is changed
 *
 * Reads:   registration.v1.PreviewImport
 * Answers: registration.v1.ImportPreview
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision preview_import(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
