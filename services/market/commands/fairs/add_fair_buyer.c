/* add_fair_buyer.c - an organisation comes to a fair to buy
 *
 * Reads:     market.v1.AddFairBuyer
 * Needs:     a fair that is planned
 * Writes:    fair_participants, one row
 * Publishes: market.v1.FairBuyerAdded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (more buyers than a fair may have),
 *            FAIR_STATE
 */
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/fair_content.h"
#include "market/commands.h"
#include "market/events.h"

enum decision add_fair_buyer(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Market__V1__AddFairBuyer *command =
		(const Ocop__Market__V1__AddFairBuyer *)message;
	char participant_id[IDENTIFIER_SIZE];
	struct fair fair;

	if (!fair_load(tx, command->fair_id, &fair))
		return FAILED; /* the subject was there */
	const struct fair_participant buyer = {
		.participant_id = participant_id,
		.fair_id = fair.fair_id,
		.producer_id = "",
		.buyer_name = require_composed(reply, "name", command->name, FAIR_NAME_MAX),
		.state = PARTICIPANT_STATE(ACCEPTED),
		.note = allow_composed(reply, "note", command->note, FAIR_TEXT_MAX),
		.version = 1,
	};
	if (fair_buyer_count(tx, fair.fair_id) >= FAIR_BUYERS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "fair_id", "at most %d buyers",
			     FAIR_BUYERS_MAX);
	if (transaction_failed(tx))
		return FAILED;
	if (fair.state != FAIR_STATE(PLANNED))
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "%s", fair.ended_on);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("participant", NULL, transaction_now_us(tx), participant_id);
	participant_insert(tx, &buyer);
	event_fair_buyer_added(tx, &buyer);
	reply_accept(reply, participant_id, 1);
	return ACCEPTED;
}
