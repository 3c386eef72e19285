/* record_centre_result.c - what the centre decided where it does not use this software
 *
 * Reads:     registration.v1.RecordCentreResult
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision record_centre_result(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
