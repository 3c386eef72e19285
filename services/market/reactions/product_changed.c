/* product_changed.c - a product is known otherwise, or is another producer's
 *
 * Follows: registration.v1.ProductChanged, ProductTransferred
 * Writes:  listings, one row; the address of its page stays, because it stands on packs;
 *          what figures are counted from
 */
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "market/figures/follow.h"
#include "market/reactions.h"
#include "market/records.h"
#include "ocop/registration/v1/events.pb-c.h"

/* The listing as it is; false, and the event is held back and seen, when there is none. */
static bool load(struct transaction *tx, const char *product_id, struct listing *ret_listing)
{
	listing_load(tx, product_id, ret_listing);
	if (!ret_listing->exists)
		transaction_fail(tx, ERROR_NOT_FOUND);
	return ret_listing->exists;
}

static void write(struct transaction *tx, const Ocop__Common__V1__Event *event,
		  struct listing *listing)
{
	listing->changed_at_us = event->occurred_at_us;
	listing_write(tx, listing);
	followed_source_write(tx, event->source, event->occurred_at_us);
}

void on_product_changed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProductChanged *product =
		(const Ocop__Registration__V1__ProductChanged *)body;
	struct listing listing;

	if (!load(tx, product->product_id, &listing))
		return;
	listing.product_name = product->name;
	listing.rulebook_code = product->rulebook_code;
	listing.set_no = product->set_no;
	listing.sector_code = product->sector_code;
	listing.description = product->description;
	if (product->place) {
		listing.commune_code = product->place->commune_code;
		listing.province_code = product->place->province_code;
		listing.commune_text = product->place->commune_text;
		listing.district_text = product->place->district_text;
		listing.province_text = product->place->province_text;
	}
	write(tx, event, &listing);
	figures_follow_product_changed(tx, product);
}

void on_product_transferred(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProductTransferred *product =
		(const Ocop__Registration__V1__ProductTransferred *)body;
	struct listing listing;

	if (!load(tx, product->product_id, &listing))
		return;
	listing.producer_id = product->producer_id;
	listing.producer_name = product->producer_name;
	write(tx, event, &listing);
	figures_follow_product_transferred(tx, product);
}
