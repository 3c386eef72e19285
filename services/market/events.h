/* events.h - what market tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is, builds its message on the
 * stack and appends it to the log under the thing's id and version. Followers see it when the
 * transaction is committed, in this order, once. An event is never changed after release.
 */
#pragma once

#include <stdint.h>

struct listing;
struct transaction;

/* The producer has described the product in his own words; `version` is what the listing now has.
 */
void event_listing_described(struct transaction *tx, const struct listing *listing,
			     uint64_t version);
