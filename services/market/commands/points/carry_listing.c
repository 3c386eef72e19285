/* carry_listing.c - a shop carries a product, from a day to a day
 *
 * A product without a valid certificate may be carried too: its page and the shop's show no stars
 * then, whatever the shop's sign says.
 *
 * Reads:     market.v1.CarryListing
 * Needs:     a shop that is not closed; a product that is known here and not merged away, or one
 *            that the shop has on record already: its days may change whatever became of it
 * Writes:    carried_listings, one row
 * Publishes: market.v1.ListingCarried
 * Refuses:   DATE_INVALID, FIELD_INVALID (more products at a time than a shop may have),
 * LISTING_UNKNOWN, POINT_OF_SALE_CLOSED
 */
#include <string.h>

#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/point_of_sale.h"

/* What it carries may always be ended, however many it carries and whatever became of the product.
 */
static void listing_check(struct transaction *tx, const char *point_of_sale_id,
			  const char *listing_id, struct reply *reply)
{
	const char *today = trace_today(tx);
	struct listing listing;
	struct carried carried;

	if (carried_find(tx, point_of_sale_id, listing_id, &carried)) {
		if (*carried.until == '\0' || strcmp(carried.until, today) >= 0)
			return;
	} else {
		listing_load(tx, listing_id, &listing);
		if (!listing.exists || *listing.merged_into)
			reply_refuse(reply, REFUSAL(LISTING_UNKNOWN), "listing_id", NULL);
	}
	if (carried_count_from(tx, point_of_sale_id, today) >= CARRIED_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "listing_id", "at most %d products",
			     CARRIED_MAX);
}

enum decision carry_listing(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__CarryListing *command =
		(const Ocop__Market__V1__CarryListing *)message;
	struct point_of_sale point;

	if (!point_of_sale_load(tx, command->point_of_sale_id, &point))
		return FAILED; /* the subject was there */
	if (*point.ended_on)
		reply_refuse(reply, REFUSAL(POINT_OF_SALE_CLOSED), NULL, "%s", point.ended_on);
	if (allow_date(reply, "since", command->since) &&
	    allow_date(reply, "until", command->until) && *command->until &&
	    strcmp(command->until, command->since) < 0)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "until", "not before since");
	listing_check(tx, point.point_of_sale_id, command->listing_id, reply);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	carried_write(tx, point.point_of_sale_id, command->listing_id, command->since,
		      command->until);
	point_of_sale_touch(tx, point.point_of_sale_id);
	point.version++;
	event_listing_carried(tx, &point, command);
	reply_accept(reply, point.point_of_sale_id, (uint64_t)point.version);
	return ACCEPTED;
}
