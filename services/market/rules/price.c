/* price.c - which of the prices that a producer has named holds; facts in, decision out */
#include "market/rules/price.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/date.h"

/* Without a beginning it is as old as can be, without an end it never ends. */
static int32_t begins_on(const struct price *price)
{
	int32_t day;

	return date_parse(price->valid_from, &day) ? day : INT32_MIN;
}

static int32_t ends_on(const struct price *price)
{
	int32_t day;

	return date_parse(price->valid_until, &day) ? day : INT32_MAX;
}

static bool holds_on(const struct price *price, int32_t day)
{
	return begins_on(price) <= day && day <= ends_on(price);
}

const struct price *price_of_size(const struct price *prices, size_t count, const char *size,
				  int32_t day)
{
	const struct price *found = NULL;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(prices[i].size, size) == 0 && holds_on(&prices[i], day) &&
		    (!found || begins_on(&prices[i]) >= begins_on(found)))
			found = &prices[i];
	}
	return found;
}

int64_t price_lowest(const struct price *prices, size_t count, int32_t day)
{
	int64_t lowest = 0;

	for (size_t i = 0; i < count; i++) {
		const struct price *price = price_of_size(prices, count, prices[i].size, day);

		if (price && (lowest == 0 || price->price_dong < lowest))
			lowest = price->price_dong;
	}
	return lowest;
}

int32_t prices_turn_on(const struct price *prices, size_t count, int32_t day)
{
	int32_t turns_on = INT32_MAX;

	for (size_t i = 0; i < count; i++) {
		int32_t begins = begins_on(&prices[i]), ends = ends_on(&prices[i]);

		if (begins > day && begins < turns_on)
			turns_on = begins;
		if (ends >= day && ends < turns_on && ends < INT32_MAX)
			turns_on = ends + 1;
	}
	return turns_on;
}
