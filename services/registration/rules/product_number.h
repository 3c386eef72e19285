/* product_number.h - a commune's numbers in their order: each has a code or a reason why it has
 * none
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registration/records/numbers/product_number.h"

struct arena;

/* Part of a commune's numbers: all codes and gaps behind a row, in their order. */
struct number_range {
	uint32_t after_number; /* of the row before; 0 at the beginning */
	uint32_t last_number;  /* that the commune has given */
	const struct numbered_code *codes;
	size_t code_count;
	bool codes_end; /* there are no more than these */
	const struct number_gap *gaps;
	size_t gap_count;
};

/* A row: a code, or numbers without one. */
struct product_number {
	uint32_t number;
	uint32_t until_number;            /* the number itself for a code */
	const struct numbered_code *code; /* NULL for none */
	const char *gap_reason;           /* "" for a code; what is known of a gap */
};

/* The rows of the range, at most `limit`, into an array of so many; returns how many. A gap that a
 * code lies in is two. */
size_t product_numbers_of(const struct number_range *range, size_t limit,
			  struct product_number *ret_rows);
