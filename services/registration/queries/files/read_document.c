/* read_document.c - a piece of such a document, on the `files` endpoint
 *
 * Reads:   registration.v1.ReadDocument
 * Answers: registration.v1.ReadFileReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision read_document(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
