/* print_dossier.c - prints a form or letter of a dossier as PDF
 *
 * Reads:   registration.v1.PrintDossier
 * Answers: registration.v1.DocumentMade
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision print_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
