/* indicator_sums.h - indicators summed up: by line, and in all
 *
 * All producers of a country are 12,000: they are read once and summed up in memory.
 */
#pragma once

#include <stddef.h>

#include "market/figures/indicators/indicator_question.h"

/* A line. */
struct indicator_sums {
	const char *code; /* "" is not known */
	uint64_t counts[INDICATORS + 1];
	uint64_t linkages, areas, hectares_hundredths, households;
	uint64_t held[HELD_KINDS + 1];
};

/* All lines, the one that is not known last; the total apart. In the transaction's arena. */
struct indicator_table {
	struct indicator_sums *lines;
	size_t count;
	struct indicator_sums total;
};

/* Sums up the producers that the caller may see, or all of them for anybody. By years, a line is
 * all of a year, and the total that of the year asked for. */
void indicators_sum_up(struct transaction *tx, const struct indicator_question *question,
		       bool for_anybody, struct indicator_table *ret_table);

/* True when so few have reported that anybody could tell single ones from the sum. */
bool indicator_is_withheld(const struct indicator_sums *sums, bool for_anybody);

/* True when so few have raw-material areas that hectares and households would tell of single ones,
 * however many have reported. */
bool indicator_areas_are_withheld(const struct indicator_sums *sums, bool for_anybody);
