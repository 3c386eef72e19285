/* listing_filter.h - what a listing must be besides being found
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct listing_facts;

/* What a listing must be besides being found; 0 for anything. */
struct filters {
	uint32_t stars; /* valid ones */
	bool valid_only;
	uint32_t sector; /* 1 to 6 */
	uint32_t set_no;
	bool in_unit;
	uint32_t unit; /* word of a unit, district or name; NUMBER_NONE: no listing has it */
	uint32_t price_band;
	uint32_t month; /* 1 to 12 */
	bool potential_only;
};

/* The filters that a listing may fail, as bits. */
enum filter {
	FILTER_STARS = 1,
	FILTER_VALID = 2,
	FILTER_SECTOR = 4,
	FILTER_SET = 8,
	FILTER_UNIT = 16,
	FILTER_PRICE = 32,
	FILTER_MONTH = 64,
	FILTER_POTENTIAL = 128,
};

/* The bits of the filters that a listing of this class fails, but for its unit. */
unsigned filters_failed(const struct filters *filters, const struct listing_facts *facts,
			uint32_t badge_class);

/* Ranks of the classes that pass: begin to end - 1. */
void filters_rank_range(const struct filters *filters, uint32_t *ret_begin, uint32_t *ret_end);
