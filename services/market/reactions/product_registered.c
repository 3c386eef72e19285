/* product_registered.c - a product becomes a listing, with whatever certificate it has
 *
 * Follows: registration.v1.ProductRegistered
 * Writes:  listings, one row; what figures are counted from
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "market/figures/follow.h"
#include "market/reactions.h"
#include "market/records.h"
#include "market/rules.h"
#include "ocop/registration/v1/events.pb-c.h"

enum { SLUG_ID_LETTERS = 8 }; /* of the id, its random end: forty bits */

static const char *slug_of(struct arena *arena, const char *name, const char *product_id)
{
	size_t length = strlen(product_id);
	const char *end =
		length > SLUG_ID_LETTERS ? product_id + length - SLUG_ID_LETTERS : product_id;

	return text_slug(arena, arena_printf(arena, "%s %s", name, end));
}

/* What is told of the product may be older than its certificates: the newest word counts. */
static int32_t day_of_newest(const struct certificate *certificates, size_t count, int32_t day)
{
	for (size_t i = 0; i < count; i++) {
		int32_t from;

		if (date_parse(certificates[i].valid_from, &from) && from > day)
			day = from;
	}
	return day;
}

/* Certificates may have come first: sources are followed side by side. */
static void choose_certificate(struct transaction *tx, const char *product_id, int32_t day,
			       struct certificate *ret_certificate)
{
	struct certificate *certificates;
	size_t count;
	const struct certificate *speaks;

	certificates_of_product(tx, product_id, &certificates, &count);
	speaks = certificate_that_speaks(certificates, count,
					 day_of_newest(certificates, count, day));
	*ret_certificate = speaks ? *speaks : (struct certificate){.code = NULL};
}

void on_product_registered(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProductRegistered *product =
		(const Ocop__Registration__V1__ProductRegistered *)body;
	static const Ocop__Registration__V1__Place nowhere = OCOP__REGISTRATION__V1__PLACE__INIT;
	const Ocop__Registration__V1__Place *place = product->place ? product->place : &nowhere;
	struct listing listing = {
		.listing_id = product->product_id,
		.slug = slug_of(transaction_arena(tx), product->name, product->product_id),
		.product_name = product->name,
		.producer_id = product->producer_id,
		.producer_name = product->producer_name,
		.sector_code = product->sector_code,
		.rulebook_code = product->rulebook_code,
		.set_no = product->set_no,
		.commune_code = place->commune_code,
		.province_code = place->province_code,
		.commune_text = place->commune_text,
		.district_text = place->district_text,
		.province_text = place->province_text,
		.description = product->description,
		.imported = product->imported,
		.changed_at_us = event->occurred_at_us,
	};

	choose_certificate(tx, product->product_id, date_of_us(event->occurred_at_us),
			   &listing.certificate);
	listing_write(tx, &listing);
	figures_follow_product(tx, product);
	followed_source_write(tx, event->source, event->occurred_at_us);
}
