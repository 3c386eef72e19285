/* own_listing.c - listings by whose they are, for those who look after them */
#include "market/records/own_listing.h"

#include "common/store/transaction.h"

void own_listings_begin(struct transaction *tx, const char *producer_id, const char *commune_code,
			int64_t after_number, int64_t limit)
{
	statement(tx, "SELECT " LISTING_COLUMNS " FROM listings l" LISTING_JOINS
		      " WHERE ((l.producer_id = $1 AND $1 <> '')"
		      " OR (l.commune_code = $2 AND $2 <> ''))"
		      " AND l.listing_number > $3 AND l.merged_into = ''"
		      " ORDER BY l.listing_number LIMIT $4");
	bind_text(tx, producer_id);
	bind_text(tx, commune_code);
	bind_i64(tx, after_number);
	bind_i64(tx, limit);
}

bool own_listing_next(struct transaction *tx, struct listing *ret_listing)
{
	if (!statement_step(tx))
		return false;
	listing_read(tx, ret_listing);
	return true;
}
