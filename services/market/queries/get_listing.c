/* get_listing.c - one listing, by id or by the slug of its page
 *
 * Reads:   market.v1.GetListing
 * Answers: market.v1.Listing
 * Refuses: FIELD_MISSING, LISTING_UNKNOWN
 *
 * Of a product that was merged into another the other's listing: addresses that were printed hold.
 */
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "market/answers.h"
#include "market/queries.h"
#include "market/records.h"
#include "ocop/market/v1/queries.pb-c.h"

enum decision get_listing(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__GetListing *query = (const Ocop__Market__V1__GetListing *)message;
	int32_t today = date_of_us(transaction_now_us(tx));
	struct listing listing;

	if (*query->listing_id == '\0') {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "listing_id", NULL);
		return REFUSED;
	}

	listing_load(tx, query->listing_id, &listing);
	if (!listing.exists)
		listing_load_by_slug(tx, query->listing_id, &listing);
	if (listing.exists && *listing.merged_into)
		listing_load(tx, listing_standing(tx, listing.listing_id), &listing);
	if (transaction_failed(tx))
		return FAILED;
	if (!listing.exists) {
		reply_refuse(reply, REFUSAL(LISTING_UNKNOWN), "listing_id", NULL);
		return REFUSED;
	}

	reply_set(reply, &listing_message(reply_arena(reply), &listing, today)->base);
	reply_set_version(reply, (uint64_t)listing.version);
	return ACCEPTED;
}
