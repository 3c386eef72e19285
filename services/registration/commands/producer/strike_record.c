/* strike_record.c - strikes what was recorded by mistake: a line of a survey, an area, a linkage, a
 * held certificate, a support, a business plan or a mark, by its id
 *
 * Reads:     registration.v1.StrikeRecord
 * Needs:     nothing yet
 * Writes:    nothing
 * Publishes: nothing
 * Refuses:   HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/commands.h"

enum decision strike_record(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
