/* serial.h - what market stores of stickers: quotas, runs, serials and how often they were looked
 * at; only commands write it
 *
 * Texts that come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

struct transaction;

/* --- sticker_quotas */

/* How many stickers a batch may have under a certificate, and how many it has. */
struct sticker_quota {
	const char *batch_id;
	const char *certificate_code;
	int64_t granted;
	int64_t drawn;
	bool exists; /* false: nobody granted any, which is not a grant of none */
};

/* Zeroes when there is none. */
void sticker_quota_load(struct transaction *tx, const char *batch_id, const char *certificate_code,
			struct sticker_quota *ret_quota);

/* Adds it, or sets what is granted and drawn. */
void sticker_quota_write(struct transaction *tx, const struct sticker_quota *quota);

/* All of a batch. */
void sticker_quotas_of_batch(struct transaction *tx, const char *batch_id,
			     Ocop__Market__V1__StickerQuota ***ret_quotas, size_t *ret_count);

/* Begins the quotas of all batches after the pair, with the serials that are there; then gives one
 * after the other. */
void sticker_quotas_list(struct transaction *tx, const char *batch_id, const char *certificate_code,
			 int64_t limit);
Ocop__Market__V1__StickerQuota *sticker_quota_next(struct transaction *tx);

/* --- serial_runs, serials */

/* Serials that were drawn together. */
struct serial_run {
	int64_t run_no;
	const char *run_id;
	const char *batch_id;
	const char *certificate_code;
	const char *gtin; /* fourteen digits or "" */
	int64_t stickers;
	const char *drawn_on;
};

/* False when there is none. */
bool serial_run_load(struct transaction *tx, const char *run_id, struct serial_run *ret_run);

/* The run that a serial was drawn in; false for a serial that nobody drew. */
bool serial_run_of_serial(struct transaction *tx, const char *serial, struct serial_run *ret_run);

/* Adds it; returns its run_no. */
int64_t serial_run_insert(struct transaction *tx, const struct serial_run *run);

/* All of a batch, the last RUNS_SHOWN_MAX. */
enum { RUNS_SHOWN_MAX = 200 };
void serial_runs_of_batch(struct transaction *tx, const char *batch_id,
			  Ocop__Market__V1__SerialRun ***ret_runs, size_t *ret_count);

/* False when there is such a serial already: draw another. */
bool serial_insert(struct transaction *tx, const char *serial, int64_t run_no);

/* Begins the serials of a run; gives one after the other, NULL at the end. */
void serials_of_run(struct transaction *tx, int64_t run_no);
const char *serial_next(struct transaction *tx);

/* --- serial_scans */

/* Adds looks at a serial on a day in a commune; "" where nobody said. */
void serial_scan_add(struct transaction *tx, const char *serial, const char *day,
		     const char *commune_code, int64_t asked);

/* True when it is counted that day there already. */
bool serial_scan_is_counted(struct transaction *tx, const char *serial, const char *day,
			    const char *commune_code);

/* Rows of a day. */
int64_t serial_scans_on(struct transaction *tx, const char *day);

/* A commune in which it was seen since a day, with where that is. */
struct seen_commune {
	const char *code;
	int64_t latitude_microdegrees;
	int64_t longitude_microdegrees;
	const char *province_code;
};

/* Begins the communes, known ones, in which a serial was seen since a day; then one after the
 * other. */
void serial_communes_since(struct transaction *tx, const char *serial, const char *day);
bool serial_commune_next(struct transaction *tx, struct seen_commune *ret_seen);

/* Forgets what was counted before a day (YYYY-MM-DD). */
void serial_scans_forget(struct transaction *tx, const char *before_day);
