/* filters.h - what a search asks for besides words
 */
#pragma once

#include "market/search/listing_filter.h"
#include "ocop/market/v1/queries.pb-c.h"

struct reply;
struct transaction;

/* Reads the filters of a question, all but the unit; refuses FILTER_INVALID. */
void filters_read(const Ocop__Market__V1__SearchListings *query, struct reply *reply,
		  struct filters *ret_filters);

/* The token of the unit asked for, in the transaction's arena: "" when none is. UNIT_UNKNOWN for a
 * code that no unit has; a name may be any. */
const char *filters_unit_token(struct transaction *tx, const char *unit, struct reply *reply);
