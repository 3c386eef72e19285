/* places.h - the places that readers name, confirmed by the feed that is here */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct reply;
struct transaction;

/* Reads a place of the public feed: "" and "0" are before the first, "head" is behind the newest.
 * FEED_PLACE_UNKNOWN is in the reply for one that this feed does not confirm: it is shorter, or has
 * another item there; then its store was restored and the reader knows more than it. */
void feed_place_read(struct transaction *tx, const char *field, const char *text,
		     struct reply *reply, int64_t *ret_sequence);

/* The same of a subscription's count. */
void subscription_place_read(struct transaction *tx, const char *subscription_id, const char *text,
			     struct reply *reply, int64_t *ret_count);
