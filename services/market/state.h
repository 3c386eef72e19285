/* state.h - what market holds from start to stop: the search, figures, looks at stickers that are
 * not counted yet, and what the installation sets
 */
#pragma once

#include <stdint.h>

#include "common/settings.h"

struct asked_counter;
struct figure_table;
struct rulebooks;
struct search_index;
struct service;
struct transaction;

/* Texts belong to the settings, which live as long. */
struct market_state {
	struct search_index *index;
	struct figure_table *figures;
	struct rulebooks *rulebooks; /* what sectors and sets are called */
	struct asked_counter *scans; /* keys: serial_scan_key of rules/serial.h */
	const char *public_url;      /* of the portal, without a slash at the end; "" for none */
	int64_t sticker_quota_per_batch;
	int64_t scan_far_apart_km;
	int64_t scan_window_days;
	int64_t source_silent_us; /* from how long a silence on a listing says "as of" */
	struct service *service;  /* NULL in tests without a daemon */
	int64_t enquiry_contact_days;
	int64_t enquiries_open_per_buyer;
};

/* The settings market has besides those of every daemon. */
extern const struct setting market_settings[];

/* The daemon's start: makes search and figures from the store. Returns 0 or an ERROR_*. */
int market_start(struct service *service, void **ret_state);

/* The daemon's stop: frees the state. NULL is fine. */
void market_stop(void *state);

/* The state a handler's transaction was begun with; the search and the figures in it. */
const struct market_state *market_state(const struct transaction *tx);
struct search_index *market_index(const struct transaction *tx);
struct figure_table *market_figures(const struct transaction *tx);
