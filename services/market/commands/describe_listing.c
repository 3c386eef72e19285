/* describe_listing.c - a producer says in his own words what his product is
 *
 * Reads:     market.v1.DescribeListing
 * Needs:     a listing that is known here
 * Writes:    listing_stories, one row
 * Publishes: market.v1.ListingDescribed
 * Refuses:   FIELD_TOO_LONG
 */
#include "common/store/transaction.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/rules.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision describe_listing(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__DescribeListing *command =
		(const Ocop__Market__V1__DescribeListing *)message;
	struct listing listing;
	Ocop__Common__V1__RefusalCode why;

	listing_load(tx, command->listing_id, &listing);
	if (transaction_failed(tx))
		return FAILED;

	why = may_describe_listing(command->story);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "story", "at most %d bytes", STORY_LIMIT_BYTES);
		return REFUSED;
	}

	story_write(tx, listing.listing_id, command->story, transaction_now_us(tx));
	event_listing_described(tx, &listing, (uint64_t)listing.version + 1);
	reply_accept(reply, listing.listing_id, (uint64_t)listing.version + 1);
	return ACCEPTED;
}
