/* undo_merge.c - parts again what was merged
 *
 * Reads:     registration.v1.UndoMerge
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision undo_merge(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
