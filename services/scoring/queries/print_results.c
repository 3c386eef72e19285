/* print_results.c - the annex of results as PDF
 *
 * Reads:   scoring.v1.PrintResults
 * Answers: scoring.v1.PrintedDocument
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision print_results(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
