/* get_listing.c - one listing, by id or by the slug of its page, and where it can be bought
 *
 * Reads:   market.v1.GetListing
 * Answers: market.v1.Listing
 * Refuses: FIELD_MISSING, LISTING_UNKNOWN
 */
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "market/answers/listing_content.h"
#include "market/answers/offer.h"
#include "market/lookup.h"
#include "market/queries.h"
#include "market/records.h"
#include "ocop/market/v1/queries.pb-c.h"

enum decision get_listing(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__GetListing *query = (const Ocop__Market__V1__GetListing *)message;
	int32_t today = date_of_us(transaction_now_us(tx));
	Ocop__Market__V1__Listing *answer;
	struct listing listing;

	if (*query->listing_id == '\0') {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "listing_id", NULL);
		return REFUSED;
	}

	listing_find(tx, query->listing_id, &listing);
	if (transaction_failed(tx))
		return FAILED;
	if (!listing.exists) {
		reply_refuse(reply, REFUSAL(LISTING_UNKNOWN), "listing_id", NULL);
		return REFUSED;
	}

	answer = listing_message_whole(tx, &listing, today);
	offers_public(tx, &listing, &answer->offers, &answer->n_offers);
	reply_set(reply, &answer->base);
	reply_set_version(reply, (uint64_t)listing.version);
	return ACCEPTED;
}
