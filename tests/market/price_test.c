/* price_test.c - which price holds on which day */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/date.h"
#include "market/rules/price.h"

/* A usual price, one of the days before Tết, and one that has ended; a size with a price to come.
 */
static const struct price prices[] = {
	{"gói", 65000, "", ""},
	{"gói", 80000, "2027-01-20", "2027-02-05"},
	{"gói", 60000, "2026-01-01", "2026-06-30"},
	{"hộp", 120000, "2026-12-01", ""},
};
enum { COUNT = sizeof(prices) / sizeof(prices[0]) };

static int32_t day(const char *text)
{
	int32_t number;

	assert_true(date_parse(text, &number));
	return number;
}

static int64_t holds(const char *size, const char *on)
{
	const struct price *price = price_of_size(prices, COUNT, size, day(on));

	return price ? price->price_dong : 0;
}

static void price_that_began_last_holds_to_the_end_of_its_last_day(void **state)
{
	(void)state;
	assert_int_equal(holds("gói", "2025-12-31"), 65000);
	assert_int_equal(holds("gói", "2026-06-30"), 60000);
	assert_int_equal(holds("gói", "2026-07-01"), 65000);
	assert_int_equal(holds("gói", "2027-01-20"), 80000);
	assert_int_equal(holds("gói", "2027-02-05"), 80000);
	assert_int_equal(holds("gói", "2027-02-06"), 65000);
	assert_int_equal(holds("hộp", "2026-11-30"), 0);
	assert_int_equal(holds("hộp", "2026-12-01"), 120000);
	assert_int_equal(holds("thùng", "2026-12-01"), 0);
}

static void lowest_is_of_those_that_hold(void **state)
{
	(void)state;
	assert_int_equal(price_lowest(prices, COUNT, day("2027-01-25")), 80000);
	assert_int_equal(price_lowest(prices, COUNT, day("2026-12-01")), 65000);
	assert_int_equal(price_lowest(prices + 3, 1, day("2026-11-30")), 0);
	assert_int_equal(price_lowest(NULL, 0, day("2026-11-30")), 0);
}

static void next_day_of_another_price_is_known(void **state)
{
	(void)state;
	assert_int_equal(prices_turn_on(prices, COUNT, day("2026-06-29")), day("2026-07-01"));
	assert_int_equal(prices_turn_on(prices, COUNT, day("2026-07-01")), day("2026-12-01"));
	assert_int_equal(prices_turn_on(prices, COUNT, day("2027-02-05")), day("2027-02-06"));
	assert_int_equal(prices_turn_on(prices, COUNT, day("2027-02-06")), INT32_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(price_that_began_last_holds_to_the_end_of_its_last_day),
		cmocka_unit_test(lowest_is_of_those_that_hold),
		cmocka_unit_test(next_day_of_another_price_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
