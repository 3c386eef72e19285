/* list_standing_offers.c - where a product can be bought today; anybody may know
 *
 * Reads:   market.v1.ListStandingOffers
 * Answers: market.v1.ListStandingOffersReply
 * Refuses: LISTING_UNKNOWN
 */
#include "common/store/transaction.h"
#include "market/answers/offer.h"
#include "market/lookup.h"
#include "market/queries.h"
#include "market/records.h"

enum decision list_standing_offers(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Market__V1__ListStandingOffers *query =
		(const Ocop__Market__V1__ListStandingOffers *)message;
	Ocop__Market__V1__ListStandingOffersReply answer =
		OCOP__MARKET__V1__LIST_STANDING_OFFERS_REPLY__INIT;
	struct listing listing;

	listing_find(tx, query->listing_id, &listing);
	if (transaction_failed(tx))
		return FAILED;
	if (!listing.exists) {
		reply_refuse(reply, REFUSAL(LISTING_UNKNOWN), "listing_id", NULL);
		return REFUSED;
	}

	offers_public(tx, &listing, &answer.offers, &answer.n_offers);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
