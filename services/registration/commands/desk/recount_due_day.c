/* recount_due_day.c - counts a dossier's due day again after the calendar changed; sent by the
 * daemon to itself
 *
 * Reads:     registration.v1.RecountDueDay
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision recount_due_day(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
