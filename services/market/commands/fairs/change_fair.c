/* change_fair.c - what is on record of a fair is this from now on; whose it is stays
 *
 * Reads:     market.v1.ChangeFair
 * Needs:     a fair that is planned
 * Writes:    fairs, one row
 * Publishes: market.v1.FairChanged
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, PAPER_UNKNOWN, FAIR_STATE
 */
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/fair_content.h"
#include "market/commands.h"
#include "market/events.h"

enum decision change_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__ChangeFair *command = (const Ocop__Market__V1__ChangeFair *)message;
	struct fair fair;

	if (!fair_load(tx, command->fair_id, &fair))
		return FAILED; /* the subject was there */
	if (fair.state != FAIR_STATE(PLANNED))
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "%s", fair.ended_on);
	fair_content_read(tx, command->content, &fair, reply);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	fair_update(tx, &fair);
	fair.version++;
	event_fair_changed(tx, &fair);
	reply_accept(reply, fair.fair_id, (uint64_t)fair.version);
	return ACCEPTED;
}
