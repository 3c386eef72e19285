/* record_mark.c - a collective or certification mark and the products that use it; with its id,
 * again
 *
 * Reads:     registration.v1.RecordMark
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision record_mark(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
