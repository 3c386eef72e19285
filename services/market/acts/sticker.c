/* sticker.c - what is known of a serial, held against what the pack says of itself */
#include "market/acts/sticker.h"

#include <string.h>

#include "common/base/date.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/acts/far_sight.h"
#include "market/records/known.h"
#include "market/records/signal.h"

static bool sticker_load(struct transaction *tx, const char *serial, struct sticker *sticker)
{
	if (!serial_run_of_serial(tx, serial, &sticker->run) ||
	    !batch_load(tx, sticker->run.batch_id, &sticker->batch))
		return false;
	listing_load(tx, listing_standing(tx, sticker->batch.product_id), &sticker->listing);
	if (!certificate_load(tx, sticker->run.certificate_code, &sticker->certificate))
		sticker->certificate = (struct certificate){.code = ""};
	sticker->listing.certificate = sticker->certificate;
	return sticker->listing.exists;
}

static bool fits_product(struct transaction *tx, const struct pack_claim *claim,
			 const struct sticker *sticker)
{
	struct listing named;
	struct variant variant;

	if (*claim->gtin && *sticker->run.gtin && strcmp(claim->gtin, sticker->run.gtin) != 0)
		return false;
	if (*claim->gtin && *sticker->run.gtin == '\0' &&
	    !variant_load(tx, sticker->listing.listing_id, claim->gtin, &variant))
		return false;
	if (*claim->product == '\0')
		return true;
	listing_load(tx, claim->product, &named);
	if (!named.exists)
		listing_load_by_slug(tx, claim->product, &named);
	return named.exists &&
	       strcmp(listing_standing(tx, named.listing_id), sticker->listing.listing_id) == 0;
}

/* Does what the pack says it is have the batch that the pack names? True where it names none, or
 * not of what. */
static bool batch_exists(struct transaction *tx, const struct pack_claim *claim,
			 const char *product_id)
{
	struct batch batch;

	if (*claim->batch == '\0')
		return true;
	if (*product_id)
		return batch_load_by_code(tx, product_id, claim->batch, &batch);
	return *claim->gtin == '\0' || gtin_has_batch(tx, claim->gtin, claim->batch);
}

static void facts_find(struct transaction *tx, const struct pack_claim *claim, const char *serial,
		       const struct sticker *sticker, struct serial_facts *facts)
{
	int64_t distance_km;
	const char *seen_in;
	struct unit commune;

	unit_load(tx, claim->commune_code, &commune);
	facts->fits_product = fits_product(tx, claim, sticker);
	facts->batch_exists = batch_exists(tx, claim, sticker->listing.listing_id);
	facts->fits_batch = *claim->batch == '\0' || strcmp(claim->batch, sticker->batch.code) == 0;
	facts->certificate = *sticker->certificate.code ? &sticker->certificate : NULL;
	facts->badge = badge_on(facts->certificate, date_of_us(transaction_now_us(tx)));
	facts->is_seen_far_apart = serial_is_seen_far_apart(tx, serial, far_sight_since(tx)) ||
				   far_sight_find(tx, serial, &commune, &seen_in, &distance_km);
}

void sticker_judge(struct transaction *tx, const char *serial, const struct pack_claim *claim,
		   struct sticker *sticker, struct serial_facts *ret_facts)
{
	*ret_facts =
		(struct serial_facts){.is_known = *serial && sticker_load(tx, serial, sticker)};
	if (ret_facts->is_known)
		facts_find(tx, claim, serial, sticker, ret_facts);
	else
		ret_facts->batch_exists = batch_exists(tx, claim, "");
}
