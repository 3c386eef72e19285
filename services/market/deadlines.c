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

/* Commands of one look: eight times 256 listings hold the writer for about a fifth of a second. */
enum { SHELVE_COMMANDS_MAX = 8 };

/* Each command takes the next SHELVE_LISTINGS_MAX changes, so a long way is several commands, each
 * with a name of its own. */
static void find_unshelved(struct transaction *tx, struct due_commands *due)
{
	Ocop__Market__V1__ShelveListings command = OCOP__MARKET__V1__SHELVE_LISTINGS__INIT;
	int64_t progress = shelf_progress(tx);
	int64_t last = listings_last_change(tx);

	command.up_to_change_number = (uint64_t)last;
	for (int i = 0; i < SHELVE_COMMANDS_MAX && progress < last; i++) {
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "shelf_%lld_%d",
					      (long long)progress, i),
				 transaction_now_us(tx), &command.base);
		progress += SHELVE_LISTINGS_MAX;
	}
}

const struct deadline market_deadlines[] = {
	{.name = "shelve_listings", .find = find_unshelved},
	{0},
};
