/* figure_span.h - from which day to which a recognition is what, for counting; facts in, days out
 *
 * No clock, no store, no log. A day is a number of date.h. The days are those that the papers name,
 * not those on which they were entered: figures of a past day are as they are known now.
 *
 * A recognition counts from the day of its decision. One of which only the month or year is known
 * counts from the first day of it, one of which nothing is known as earlier than all others; so
 * registration counts them too (recognitions_count).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/certification/v1/types.pb-c.h"

enum {
	FIGURE_DAY_FIRST = -1000000, /* before every day there is */
	FIGURE_DAY_NEVER = 1000000,  /* after every day there is */
};

#define REPLACED_FOR(kind) OCOP__CERTIFICATION__V1__REPLACEMENT_KIND__REPLACEMENT_KIND_##kind

/* What was told of a recognition. Days are YYYY-MM-DD, or "" for none. Owns nothing. */
struct recognition {
	const char *code; /* ten characters */
	const char *product_id;
	int64_t star;           /* 0: not known */
	bool is_verified;       /* false: an old register claims it, and enough is not known */
	const char *decided_on; /* also YYYY-MM and YYYY */
	const char *valid_from;
	const char *last_day; /* extended or not */
	const char *sector_code;
	int64_t set_no;
	const char *commune_code; /* of its product as it was issued */
	const char *province_code;
	const char *revoked_on;
	const char *replaced_by; /* code; "" while none stands in its place */
	Ocop__Certification__V1__ReplacementKind replaced_for;
	const char *replaced_on; /* when it was told, for one whose successor is not known */
};

/* Its days. It counts at all from `from_day`; what comes first in this order holds on a day:
 * revoked_day, replaced_day, not verified, after end_day, suspended, valid. */
struct figure_span {
	int32_t from_day;
	int32_t end_day; /* the last one, included */
	int32_t revoked_day;
	int32_t replaced_day;
	int32_t next_day; /* of the product's next recognition */
};

/* The first day that a text may mean: a day, a month or a year; false for others. */
bool figure_day_parse(const char *text, int32_t *ret_day);

/* The day a recognition counts from, and the year of its decision, 0 when it is not known. */
int32_t figure_from_day(const struct recognition *recognition);
int figure_year(const struct recognition *recognition);

/* True for what is counted: a certificate with a mistake that was replaced by one without it is the
 * same recognition as that. */
bool figure_counts(const struct recognition *recognition);

/* Its days, but for next_day; `successor` is the recognition that replaced it, NULL while that is
 * not known. Another one stands in its place from that one's decision on. */
struct figure_span figure_span(const struct recognition *recognition,
			       const struct recognition *successor);
