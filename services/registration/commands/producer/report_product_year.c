/* report_product_year.c - the report on a product's year; once more, it is replaced
 *
 * Reads:     registration.v1.ReportProductYear
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision report_product_year(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
