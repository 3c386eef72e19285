/* signal.h - stickers that may be counterfeits, by day and place; only commands write it
 *
 * Texts that come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

struct transaction;

#define SIGNAL(name) OCOP__MARKET__V1__SIGNAL_KIND__SIGNAL_KIND_##name

/* One row. */
struct serial_signal {
	int64_t signal_number;
	const char *signal_id;
	Ocop__Market__V1__SignalKind kind;
	const char *serial; /* "": all that were too many to be kept */
	const char *day;    /* YYYY-MM-DD in Vietnam */
	const char *province_code;
	const char *commune_code;
	const char *other_commune_code; /* of FAR_APART */
	int64_t distance_km;
	const char *product_id;
	const char *product_name; /* joined in */
	int64_t asked;
	const char *conclusion; /* "" while it is open */
	const char *concluded_on;
	int64_t version;
};

/* False when there is none. */
bool serial_signal_load(struct transaction *tx, const char *signal_id,
			struct serial_signal *ret_signal);

/* The id of the row of the same kind, serial, day and place (of FAR_APART whatever the place), in
 * the arena; "" for none. */
const char *serial_signal_find(struct transaction *tx, const struct serial_signal *signal);

/* Adds it, open, as version 1. */
void serial_signal_insert(struct transaction *tx, const struct serial_signal *signal);

/* Counts up how often it was seen. */
void serial_signal_count(struct transaction *tx, const char *signal_id, int64_t asked);

/* What was found, on this day (YYYY-MM-DD), as a new version. */
void serial_signal_conclude(struct transaction *tx, const char *signal_id, const char *conclusion,
			    const char *day);

/* Rows of a day. */
int64_t serial_signals_on(struct transaction *tx, const char *day);

/* True when an open signal says that the serial was seen far apart since a day. */
bool serial_is_seen_far_apart(struct transaction *tx, const char *serial, const char *since_day);

/* Forgets those before a day. */
void serial_signals_forget(struct transaction *tx, const char *before_day);

/* Which are listed, and after which: the day, count and number of the last one shown. */
struct signal_filter {
	const char *province_code; /* "": of no known place */
	bool all_provinces;
	Ocop__Market__V1__SignalKind kind; /* UNSPECIFIED: all */
	bool open_only;
	const char *after_day; /* "": from the newest */
	int64_t after_asked;
	int64_t after_number;
	int64_t limit;
};

/* Begins the list, the newest day and the most asked first; then gives one after the other. */
void serial_signals_list(struct transaction *tx, const struct signal_filter *filter);
bool serial_signal_next(struct transaction *tx, struct serial_signal *ret_signal);
