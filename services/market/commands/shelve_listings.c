/* shelve_listings.c - listings that changed are put where the search finds them; those that were
 * merged away are taken from there
 *
 * Reads:     market.v1.ShelveListings, from the daemon itself
 * Needs:     nothing
 * Writes:    the shelf; nothing that others are told of
 * Publishes: nothing
 * Refuses:   nothing
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "market/commands.h"
#include "market/records.h"
#include "market/rules.h"
#include "market/search/shelf.h"
#include "market/search/words.h"
#include "ocop/market/v1/commands.pb-c.h"

/* Most names that one place has: a commune of today took in at most ten old ones, each with its
 * district and province. */
enum { PLACE_KEYS_MAX = 40 };

/* Names of today and before. A commune of today may have been parts of several districts: whose
 * old district is written was in that one, and its name is among the words already. */
static size_t place_keys(struct transaction *tx, const struct listing *listing,
			 const char *ret_keys[PLACE_KEYS_MAX])
{
	size_t count = 0;

	statement(tx, "SELECT name_key FROM units WHERE code IN ($1, $2)"
		      " UNION SELECT commune_key FROM former_units"
		      " WHERE successor_commune_code = $1 AND $3 = ''"
		      " UNION SELECT district_key FROM former_units"
		      " WHERE successor_commune_code = $1 AND $3 = ''"
		      " UNION SELECT province_key FROM former_units"
		      " WHERE successor_commune_code = $1 AND $3 = ''"
		      " LIMIT $4");
	bind_text(tx, listing->commune_code);
	bind_text(tx, listing->province_code);
	bind_text(tx, listing->district_text);
	bind_i64(tx, PLACE_KEYS_MAX);
	while (statement_step(tx))
		ret_keys[count++] = column_text(tx, "name_key");
	return count;
}

static void shelve(struct transaction *tx, const struct listing *listing)
{
	const struct certificate *speaks =
		*listing->certificate.code ? &listing->certificate : NULL;
	struct badge badge = badge_on(speaks, date_of_us(transaction_now_us(tx)));
	const char *keys[PLACE_KEYS_MAX];

	if (*listing->merged_into) {
		shelf_remove(tx, listing);
		return;
	}
	size_t count = place_keys(tx, listing, keys);

	shelf_put(tx, listing, badge_class(badge),
		  words_of_listing(transaction_arena(tx), listing, keys, count));
}

enum decision shelve_listings(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Market__V1__ShelveListings *command =
		(const Ocop__Market__V1__ShelveListings *)message;
	struct listing *listings =
		arena_alloc(transaction_arena(tx), SHELVE_LISTINGS_MAX * sizeof *listings);
	int64_t progress = shelf_progress(tx);
	size_t count = listings_changed_after(tx, progress, SHELVE_LISTINGS_MAX, listings);

	if (transaction_failed(tx))
		return FAILED;

	for (size_t i = 0; i < count; i++) {
		if (listings[i].change_number > (int64_t)command->up_to_change_number)
			break;
		shelve(tx, &listings[i]);
		progress = listings[i].change_number;
	}
	shelf_set_progress(tx, progress);
	reply_accept(reply, "shelf", (uint64_t)progress);
	return ACCEPTED;
}
