/* lapsing.h - certificates that come to their end, and those that lapsed: listed and counted
 *
 * As records.h. A certificate that expired counts as lapsed while its product has no other in
 * force.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "certification/records.h"

struct transaction;

/* What is asked for; "" narrows nothing but the two days, which are always there. */
struct lapsing_filter {
	const char *province_code; /* of today: what was merged into it counts */
	const char *commune_code;  /* the same */
	const char *producer_id;
	const char *from, *until; /* last days, YYYY-MM-DD, both included */
	int64_t limit;
};

/* A row; the certificate as its lists have it. */
struct lapsing {
	struct certificate certificate;
	const char *dossier_id; /* of the re-rating that was handed in, or "" */
};

/* The earliest last day first, those after (last_day, arrival) in that order; "" and 0 for the
 * first page. Begins a statement; call lapsing_next until it returns false. */
void lapsing_list(struct transaction *tx, const struct lapsing_filter *filter, const char *last_day,
		  int64_t arrival);
bool lapsing_next(struct transaction *tx, struct lapsing *ret);

/* Counts of one commune or producer. The stages tell apart by three days: today, and the last days
 * for which the window of re-rating opens and ends today. */
struct lapsing_days {
	const char *today;
	const char *window_opens; /* a later end than this: the window is not open yet */
	const char *window_ends;  /* an earlier end than this: it is over */
};
struct lapsing_count {
	const char *key;  /* commune as at the issue, or producer */
	const char *name; /* of the producer; "" for a commune */
	uint32_t certificates, early, window_open, window_missed, filed, lapsed;
};

/* By key, those after one ("" for the first page). */
void lapsing_count(struct transaction *tx, const struct lapsing_filter *filter,
		   const struct lapsing_days *days, bool by_producer, const char *after_key);
bool lapsing_count_next(struct transaction *tx, struct lapsing_count *ret);
