/* change_offer.c - an offer is another one from now on
 *
 * Reads:     market.v1.ChangeOffer
 * Needs:     an offer that was not withdrawn
 * Writes:    offers, one row
 * Publishes: market.v1.OfferChanged
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, LINK_INVALID, DATE_INVALID,
 *            OFFER_WITHDRAWN
 */
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/offer_content.h"
#include "market/commands.h"
#include "market/events/enquiry.h"
#include "market/records/offer.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision change_offer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__ChangeOffer *command =
		(const Ocop__Market__V1__ChangeOffer *)message;
	struct offer offer;

	if (!offer_load(tx, command->offer_id, &offer))
		return FAILED; /* the subject was there */
	offer_content_read(tx, command->content, reply, &offer.content);
	if (*offer.withdrawn_on)
		reply_refuse(reply, REFUSAL(OFFER_WITHDRAWN), NULL, "%s", offer.withdrawn_on);
	if (reply_refused(reply))
		return REFUSED;

	offer_update(tx, &offer);
	event_offer_changed(tx, &offer);
	reply_accept(reply, offer.offer_id, (uint64_t)offer.version);
	return ACCEPTED;
}
