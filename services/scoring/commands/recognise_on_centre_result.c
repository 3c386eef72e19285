/* recognise_on_centre_result.c - the province recognises on the result of the centre
 *
 * Reads:     scoring.v1.RecogniseOnCentreResult
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"

enum decision recognise_on_centre_result(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
