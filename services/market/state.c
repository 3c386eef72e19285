/* state.c - what market holds from start to stop */
#include "market/state.h"

#include <stddef.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/label/asked_counter.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/rulebook_setting.h"
#include "common/service.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "market/figures/figure_table.h"
#include "market/figures/figure_table_follow.h"
#include "market/search/follow.h"
#include "market/search/search_index.h"

const struct setting market_settings[] = {
	{"public_url", SETTING_TEXT, "", 0, 200,
	 "where the portal is reached, without a slash at the end; stands in the QR codes"},
	{"sticker_quota_per_batch", SETTING_NUMBER, "0", 0, 10000000,
	 "stickers that a batch may draw on a certificate where the OCOP agency has granted none"},
	{"scan_far_apart_km", SETTING_NUMBER, "100", 1, 2000,
	 "from how many kilometres on two sights of one sticker are a signal"},
	{"scan_window_days", SETTING_NUMBER, "1", 0, 30,
	 "how many days before today's a sight of a sticker still counts for that"},
	{"serial_scans_pause_ms", SETTING_NUMBER, "5000", 0, 600000,
	 "how long looks at stickers come together before they are counted, milliseconds"},
	{"source_silent_ms", SETTING_NUMBER, "10000", 1000, 86400000,
	 "from how long a silence of the register or the registration on a listing says as of when "
	 "it "
	 "is, milliseconds"},
	{"enquiry_contact_days", SETTING_NUMBER, "90", 0, 730,
	 "how long after an enquiry was closed it is known how its buyer can be reached"},
	{"enquiries_open_per_buyer", SETTING_NUMBER, "5", 1, 1000,
	 "open enquiries that one buyer may have at one producer"},
	{0},
};

/* Before the writer runs: nobody else writes. */
static int load(struct service *service, struct market_state *state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct transaction_options options = {.arena = arena,
						    .now_us = clock_now_us(service_clock(service))};
	struct transaction *tx = transaction_begin(store_writer(service_store(service)), &options);
	int error;

	search_load(tx, state->index);
	figure_table_load(tx, state->figures);
	error = transaction_error(tx);
	transaction_rollback(tx);
	arena_destroy(arena);
	return error;
}

int market_start(struct service *service, void **ret_state)
{
	const struct settings *values = service_settings(service);
	struct market_state *state = memory_alloc(sizeof(*state));
	int64_t began_us = clock_monotonic_us();
	int error = rulebooks_open(values, &state->rulebooks);

	if (error) {
		memory_free(state);
		return error;
	}
	state->scans =
		asked_counter_create(1000 * settings_number(values, "serial_scans_pause_ms"));
	state->public_url = settings_text(values, "public_url");
	state->sticker_quota_per_batch = settings_number(values, "sticker_quota_per_batch");
	state->scan_far_apart_km = settings_number(values, "scan_far_apart_km");
	state->scan_window_days = settings_number(values, "scan_window_days");
	state->source_silent_us = 1000 * settings_number(values, "source_silent_ms");
	state->service = service;
	state->enquiry_contact_days = settings_number(values, "enquiry_contact_days");
	state->enquiries_open_per_buyer = settings_number(values, "enquiries_open_per_buyer");
	state->index = search_index_create();
	state->figures = figure_table_create();
	error = load(service, state);
	if (error) {
		market_stop(state);
		return error;
	}
	log_write(LOG_INFO, "search_loaded", "listings=%lld spent_ms=%lld size_bytes=%zu",
		  (long long)search_index_count(state->index),
		  (long long)(clock_monotonic_us() - began_us) / 1000,
		  search_index_bytes(state->index));
	log_write(LOG_INFO, "figures_loaded", "rows=%zu size_bytes=%zu",
		  figure_table_rows(state->figures), figure_table_bytes(state->figures));
	*ret_state = state;
	return 0;
}

void market_stop(void *state)
{
	struct market_state *market = state;

	if (market == NULL)
		return;
	rulebooks_destroy(market->rulebooks);
	asked_counter_destroy(market->scans);
	search_index_destroy(market->index);
	figure_table_destroy(market->figures);
	memory_free(market);
}

const struct market_state *market_state(const struct transaction *tx)
{
	return transaction_state(tx);
}

struct search_index *market_index(const struct transaction *tx)
{
	return market_state(tx)->index;
}

struct figure_table *market_figures(const struct transaction *tx)
{
	return market_state(tx)->figures;
}
