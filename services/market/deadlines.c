/* deadlines.c - what time and events bring to market: the search follows what has changed, figures
 * are counted, looks at stickers go into the day's counts, buyers are forgotten
 *
 * Asked after every run of events and every second, on the writer thread between transactions: what
 * is read is committed. Nothing of the search is stored, so there it has nothing to command. Badges
 * that are shown need no deadline: they are reckoned at every look, and certification tells when a
 * certificate's last day is over.
 */
#include "market/deadlines.h"

#include <inttypes.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "common/label/asked_counter.h"
#include "common/message/message.h"
#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/figures/counted.h"
#include "market/figures/figure_table_follow.h"
#include "market/rules/serial.h"
#include "market/search/follow.h"
#include "market/state.h"
#include "ocop/market/v1/commands.pb-c.h"

static void find_changed(struct transaction *tx, struct due_commands *due)
{
	(void)due; /* what is only in memory needs no command */
	search_follow(tx, market_index(tx));
}

/* As many products as one command takes; the id names where it begins. What was counted goes into
 * the table that is asked: this comes again after each command. */
static void find_uncounted(struct transaction *tx, struct due_commands *due)
{
	Ocop__Market__V1__CountFigures command = OCOP__MARKET__V1__COUNT_FIGURES__INIT;
	struct figure_progress mirror = figure_mirror_progress(tx);
	struct figure_progress progress = figure_progress_load(tx);

	figure_table_follow(tx, market_figures(tx));
	if (progress.change_number == mirror.change_number &&
	    progress.units_version == mirror.units_version)
		return;
	command.up_to_change_number = (uint64_t)mirror.change_number;
	due_commands_add(due,
			 arena_printf(transaction_arena(tx), "figures_%lld_%lld_%lld",
				      (long long)mirror.units_version,
				      (long long)progress.units_version,
				      (long long)progress.change_number),
			 transaction_now_us(tx), &command.base);
}

/* Questions wrote nothing: what they brought together is due when enough time has passed. Once
 * taken it is in the command alone, and lost with it. */
static void find_serial_scans(struct transaction *tx, struct due_commands *due)
{
	Ocop__Market__V1__CountSerialScans command = OCOP__MARKET__V1__COUNT_SERIAL_SCANS__INIT;
	struct arena *arena = transaction_arena(tx);
	struct asked_batch batch;

	if (!asked_counter_take(market_state(tx)->scans, clock_monotonic_us(), arena, &batch))
		return;
	command.scans = arena_alloc(arena, batch.count * sizeof(*command.scans));
	for (uint32_t i = 0; i < batch.count; i++) {
		Ocop__Market__V1__SerialScans *scans = arena_alloc(arena, sizeof(*scans));

		ocop__market__v1__serial_scans__init(scans);
		scans->kind = serial_scan_kind(batch.counts[i].key);
		scans->serial = message_text(serial_scan_serial(batch.counts[i].key));
		scans->commune_code = message_text(batch.counts[i].commune_code);
		scans->asked = batch.counts[i].asked;
		command.scans[command.n_scans++] = scans;
	}
	command.others = batch.others;
	due_commands_add(due, arena_printf(arena, "batch/%" PRIu64, batch.batch_no),
			 transaction_now_us(tx), &command.base);
}

/* Kept until a day, it goes when that begins. */
static void find_buyers_to_forget(struct transaction *tx, struct due_commands *due)
{
	const char *enquiry_id, *erase_on;
	int32_t day;

	contacts_to_erase(tx, trace_today(tx), due_commands_limit(due));
	while (contact_to_erase_next(tx, &enquiry_id, &erase_on)) {
		Ocop__Market__V1__ForgetBuyer command = OCOP__MARKET__V1__FORGET_BUYER__INIT;

		if (!date_parse(erase_on, &day))
			continue;
		command.enquiry_id = message_text(enquiry_id);
		due_commands_add(due, enquiry_id, date_begin_us(day), &command.base);
	}
}

const struct deadline market_deadlines[] = {
	{.name = "follow_listings", .find = find_changed},
	{.name = "count_figures", .find = find_uncounted},
	{.name = "count_serial_scans", .find = find_serial_scans},
	{.name = "forget_buyer", .find = find_buyers_to_forget},
	{0},
};
