/* rules.h - what the market may say of a product; facts in, decision out
 *
 * No clock, no store, no log; what is passed in is borrowed, nothing is kept.
 *
 * The one rule that matters is the decisions' own (26/2026/QĐ-TTg and those before it): stars and
 * mark are used only while the certificate is valid. So they are shown only on such a day. That a
 * recognition without full data is "not verified", never "expired", is ours: a register that is
 * silent proves nothing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/market/v1/types.pb-c.h"

struct certificate;

#define BADGE(state) OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_##state

enum {
	STARS_MAX = 5,
	STORY_LIMIT_BYTES = 8000,      /* some two printed pages of Vietnamese */
	QUERY_LIMIT_BYTES = 400,       /* the longest product name of the registers is 150 */
	PRICE_LIMIT_DONG = 1000000000, /* a carved table may cost a car's price, not a house's */
};

/* What a listing shows of a certificate. */
struct badge {
	Ocop__Market__V1__BadgeState state;
	uint32_t stars; /* 0 unless the state is VALID */
};

/* The badge on a day (date.h); the certificate may be NULL. A certificate whose last day is over
 * is expired even before certification has said so. */
struct badge badge_on(const struct certificate *certificate, int32_t day);

/* Of a product's certificates the one that speaks for it: a valid one, the most stars first; else
 * what its authority last decided; else a claim of an old register that nobody has verified, which
 * weighs more than a dated one that has run out. NULL when none says anything. */
const struct certificate *certificate_that_speaks(const struct certificate *certificates,
						  size_t count, int32_t day);

/* Where a badge stands in the market: 0 for five valid stars, more for what comes later: fewer
 * stars, not verified, expired or suspended, never certified, revoked. */
enum { BADGE_CLASSES_VALID = STARS_MAX, BADGE_CLASSES = STARS_MAX + 4 };
int badge_class(struct badge badge);

/* The first day after this one on which the badge may be another without anybody saying so: a
 * certificate begins, or is over. INT32_MAX for never. */
int32_t badge_turns_on(const struct certificate *certificate, int32_t day);

/* In which of the bands that a search offers a price in đồng lies: 1 to PRICE_BAND_MAX, each as
 * wide as price_band_begins says; 0 when no price is said. */
enum { PRICE_BAND_MAX = 5 };
int price_band(int64_t price_dong);

/* The lowest price of a band from 1 on. */
int64_t price_band_begins(int band);

/* What a producer says of his product. Borrows all of it. */
struct listing_words {
	const char *story;
	uint64_t price_dong; /* 0: not said */
	uint32_t availability;
	const uint32_t *months;
	size_t month_count; /* 0: not said */
};

/* REFUSAL(UNSPECIFIED) is yes; else the field that is wrong. */
Ocop__Common__V1__RefusalCode may_describe_listing(const struct listing_words *words,
						   const char **ret_field);

/* 1 to 6 for "I" to "VI"; 0 for what is no sector. */
int sector_number(const char *sector_code);
