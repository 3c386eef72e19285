/* withdraw_offer.c - an offer stands no more, for good
 *
 * Reads:     market.v1.WithdrawOffer
 * Needs:     an offer that was not withdrawn
 * Writes:    offers, one row
 * Publishes: market.v1.OfferWithdrawn
 * Refuses:   OFFER_WITHDRAWN
 */
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events/enquiry.h"
#include "market/records/offer.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision withdraw_offer(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Market__V1__WithdrawOffer *command =
		(const Ocop__Market__V1__WithdrawOffer *)message;
	struct offer offer;

	if (!offer_load(tx, command->offer_id, &offer))
		return FAILED; /* the subject was there */
	if (*offer.withdrawn_on) {
		reply_refuse(reply, REFUSAL(OFFER_WITHDRAWN), NULL, "%s", offer.withdrawn_on);
		return REFUSED;
	}

	offer.withdrawn_on = trace_today(tx);
	offer_update(tx, &offer);
	event_offer_withdrawn(tx, &offer);
	reply_accept(reply, offer.offer_id, (uint64_t)offer.version);
	return ACCEPTED;
}
