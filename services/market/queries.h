/* queries.h - what market can be asked: the table and its handlers
 *
 * query.c calls a handler on a reader thread, inside a read transaction, after token, role and
 * scope were checked. A handler writes nothing. Lists give a page and a cursor, opaque to
 * the caller; CURSOR_INVALID for one that is none of ours. All of it is public.
 */
#pragma once

#include "common/query.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct query market_queries[];

/* Shows a listing by id or by the slug of its page. LISTING_UNKNOWN. */
enum decision get_listing(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Finds listings by words, place, sector, stars and state, best first. FILTER_INVALID,
 * UNIT_UNKNOWN. */
enum decision search_listings(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
