/* describe_listing.c - a producer says in his own words what his product is, what its sizes cost
 * from when until when, and when it can be had
 *
 * Reads:     market.v1.DescribeListing
 * Needs:     a listing that is known here
 * Writes:    listing_stories, one row; listing_prices, in the place of those that were
 * Publishes: market.v1.ListingDescribed
 * Refuses:   FIELD_TOO_LONG, FIELD_INVALID (also a size that the product does not have),
 * DATE_INVALID
 */
#include "common/store/transaction.h"
#include "market/acts/listing_prices.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/content.h"
#include "market/rules.h"
#include "ocop/market/v1/commands.pb-c.h"

/* Each month a bit, however often it is named. */
static int64_t months_of(const struct listing_words *words)
{
	int64_t months = 0;

	for (size_t i = 0; i < words->month_count; i++)
		months |= INT64_C(1) << (words->months[i] - 1);
	return months;
}

enum decision describe_listing(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__DescribeListing *command =
		(const Ocop__Market__V1__DescribeListing *)message;
	const struct listing_words words = {
		.story = command->story,
		.price_dong = command->price_dong,
		.availability = (uint32_t)command->availability,
		.months = command->season_months,
		.month_count = command->n_season_months,
	};
	struct listing listing;
	Ocop__Common__V1__RefusalCode why;
	const char *field;
	struct price *prices;
	size_t price_count;

	listing_load(tx, command->listing_id, &listing);
	price_count = listing_prices_read(tx, command, &prices, reply);
	if (transaction_failed(tx))
		return FAILED;

	why = may_describe_listing(&words, &field);
	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, field, NULL);
	if (reply_refused(reply))
		return REFUSED;

	listing.story = words.story;
	listing.season_months = months_of(&words);
	listing.availability = words.availability;
	story_write(tx, &listing, transaction_now_us(tx));
	prices_write(tx, listing.listing_id, prices, price_count);
	event_listing_described(tx, &listing, (uint64_t)listing.version + 1);
	reply_accept(reply, listing.listing_id, (uint64_t)listing.version + 1);
	return ACCEPTED;
}
