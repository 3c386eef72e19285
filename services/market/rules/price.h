/* price.h - which of the prices that a producer has named holds; facts in, decision out
 *
 * A price is of a size, or of the product; it holds from and to and including its days. No law says
 * which of two holds: the one that began last does, so that a price of the days before Tết stands
 * in the place of the usual one and goes by itself.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Borrows its texts. */
struct price {
	const char *size; /* name of a variant; "" for the product */
	int64_t price_dong;
	const char *valid_from; /* YYYY-MM-DD or "" */
	const char *valid_until;
};

/* The price of this very size on a day (date.h); NULL when none holds. */
const struct price *price_of_size(const struct price *prices, size_t count, const char *size,
				  int32_t day);

/* The lowest of those that hold on a day; 0 when none does. */
int64_t price_lowest(const struct price *prices, size_t count, int32_t day);

/* The first day after this one on which another price may hold; INT32_MAX for never. */
int32_t prices_turn_on(const struct price *prices, size_t count, int32_t day);
