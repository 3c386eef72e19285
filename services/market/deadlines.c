/* deadlines.c - what time brings to market: changed listings go on the shelf
 *
 * Badges need no deadline: they are reckoned at every look, and certification tells when a
 * certificate's last day is over.
 */
#include "market/deadlines.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "market/commands.h"
#include "market/records.h"
#include "market/search/shelf.h"
#include "ocop/market/v1/commands.pb-c.h"

/* One command takes the next SHELVE_LISTINGS_MAX changes; while there are more, deadlines are asked
 * again at once. */
static void find_unshelved(struct transaction *tx, struct due_commands *due)
{
	Ocop__Market__V1__ShelveListings command = OCOP__MARKET__V1__SHELVE_LISTINGS__INIT;
	int64_t progress = shelf_progress(tx);
	int64_t last = listings_last_change(tx);

	if (progress >= last)
		return;
	command.up_to_change_number = (uint64_t)last;
	due_commands_add(due,
			 arena_printf(transaction_arena(tx), "shelf_%lld", (long long)progress),
			 transaction_now_us(tx), &command.base);
}

const struct deadline market_deadlines[] = {
	{.name = "shelve_listings", .find = find_unshelved},
	{0},
};
