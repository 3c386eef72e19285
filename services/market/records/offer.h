/* offer.h - what market stores of offers: only commands write it
 *
 * Texts that come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/market/v1/offers.pb-c.h"

struct transaction;

/* An offer with what it says. */
struct offer {
	const char *offer_id;
	const char *listing_id;
	Ocop__Market__V1__OfferContent content;
	const char *recorded_on;
	const char *withdrawn_on; /* "" while it was not */
	int64_t version;
};

/* False when there is none. */
bool offer_load(struct transaction *tx, const char *offer_id, struct offer *ret_offer);

/* Adds it as version 1. */
void offer_insert(struct transaction *tx, const struct offer *offer);

/* Writes what it says and whether it was withdrawn, as a new version, which it raises. */
void offer_update(struct transaction *tx, struct offer *offer);

/* How many of a listing were not withdrawn, over ones not counted. */
int64_t offers_standing_count(struct transaction *tx, const char *listing_id, const char *today);

/* Begins a listing's offers, with those of what was merged into it, older than the cursor (an
 * offer_id, "" for the newest); then gives one after the other. */
void offers_list(struct transaction *tx, const char *listing_id, const char *cursor, int64_t limit);

/* The same of those that stand on a day, shops before wholesale, as they were recorded. */
void offers_list_standing(struct transaction *tx, const char *listing_id, const char *today,
			  int64_t limit);
bool offer_next(struct transaction *tx, struct offer *ret_offer);
