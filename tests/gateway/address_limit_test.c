/* address_limit_test.c - how often one address may do what costs others something */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <sodium.h>

#include "gateway/address_limit.h"

enum { PER_HOUR = 6 };

static const int64_t s = 1000000;

static int allowed_about(struct address_limit *limit, const char *address, const char *about,
			 int64_t now_us, int asked)
{
	const struct address_count who = {address, about};
	int64_t wait_s;
	int count = 0;

	while (asked-- > 0)
		count += address_limit_allows(limit, &who, now_us, &wait_s);
	return count;
}

static int allowed(struct address_limit *limit, const char *address, int64_t now_us, int asked)
{
	return allowed_about(limit, address, NULL, now_us, asked);
}

static void address_has_its_share_at_once_and_then_one_by_one(void **state)
{
	struct address_limit *limit = address_limit_create(PER_HOUR);
	const struct address_count who = {.address = "192.0.2.1"};
	int64_t wait_s;

	(void)state; /* its own */
	assert_int_equal(allowed(limit, "192.0.2.1", 100 * s, 20), PER_HOUR);
	assert_false(address_limit_allows(limit, &who, 100 * s, &wait_s));
	assert_in_range(wait_s, 600, 601); /* a sixth of an hour */
	assert_int_equal(allowed(limit, "192.0.2.1", 699 * s, 1), 0);
	assert_int_equal(allowed(limit, "192.0.2.1", 700 * s, 5), 1);
	assert_int_equal(allowed(limit, "192.0.2.1", 7200 * s, 20), PER_HOUR);
	address_limit_destroy(limit);
}

static void others_are_not_held_up(void **state)
{
	struct address_limit *limit = address_limit_create(PER_HOUR);

	(void)state; /* its own */
	assert_int_equal(allowed(limit, "192.0.2.1", 0, 20), PER_HOUR);
	assert_int_equal(allowed(limit, "192.0.2.2", 0, 20), PER_HOUR);
	assert_int_equal(allowed(limit, "2001:db8:0:1::1", 0, 20), PER_HOUR);
	assert_int_equal(allowed(limit, "2001:db8:0:1::2", 0, 20), 0); /* the same subscriber */
	assert_int_equal(allowed(limit, "2001:db8:0:2::1", 0, 20), PER_HOUR);
	assert_int_equal(allowed(limit, "::ffff:192.0.2.1", 0, 20), 0); /* the first, mapped */
	address_limit_destroy(limit);
}

static void what_it_is_about_is_counted_apart(void **state)
{
	struct address_limit *limit = address_limit_create(PER_HOUR);

	(void)state; /* its own */
	assert_int_equal(allowed_about(limit, "192.0.2.1", "an", 0, 20), PER_HOUR);
	assert_int_equal(allowed_about(limit, "192.0.2.1", "binh", 0, 20), PER_HOUR);
	assert_int_equal(allowed_about(limit, "192.0.2.2", "an", 0, 20), PER_HOUR);
	assert_int_equal(allowed_about(limit, "192.0.2.1", "", 0, 20), PER_HOUR);
	assert_int_equal(allowed(limit, "192.0.2.1", 0, 20), PER_HOUR);
	assert_int_equal(allowed_about(limit, "192.0.2.1", "an", 0, 20), 0);
	assert_int_equal(allowed_about(limit, "2001:db8::1", "an", 0, 20), PER_HOUR);
	assert_int_equal(allowed_about(limit, "2001:db8::2", "an", 0, 20), 0); /* its /64 */
	address_limit_destroy(limit);
}

static void what_was_none_is_given_back(void **state)
{
	struct address_limit *limit = address_limit_create(PER_HOUR);
	const struct address_count who = {"192.0.2.1", "an"};
	const struct address_count stranger = {"192.0.2.9", "an"};

	(void)state; /* its own */
	for (int i = 0; i < 100; i++) {
		assert_int_equal(allowed_about(limit, "192.0.2.1", "an", i * s, 1), 1);
		address_limit_give_back(limit, &who);
	}
	assert_int_equal(allowed_about(limit, "192.0.2.1", "an", 100 * s, 20), PER_HOUR);
	address_limit_give_back(limit, &stranger); /* never counted: nobody's */
	assert_int_equal(allowed_about(limit, "192.0.2.1", "an", 100 * s, 20), 0);
	address_limit_give_back(limit, &who);
	assert_int_equal(allowed_about(limit, "192.0.2.1", "an", 100 * s, 20), 1);
	address_limit_destroy(limit);
}

static void hundred_thousand_addresses_take_no_more_memory_and_each_is_heard(void **state)
{
	struct address_limit *limit = address_limit_create(PER_HOUR);
	int heard = 0;

	(void)state; /* its own */
	for (int i = 0; i < 100000; i++) {
		char address[32];

		(void)snprintf(address, sizeof(address), "10.%d.%d.%d", i >> 16, i >> 8 & 255,
			       i & 255); /* fits */
		heard += allowed(limit, address, i, 1);
	}
	assert_int_equal(heard, 100000);
	address_limit_destroy(limit);
}

static void without_a_limit_all_are_heard(void **state)
{
	struct address_limit *limit = address_limit_create(0);

	(void)state; /* its own */
	assert_int_equal(allowed(limit, "192.0.2.1", 0, 1000), 1000);
	address_limit_destroy(limit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(address_has_its_share_at_once_and_then_one_by_one),
		cmocka_unit_test(others_are_not_held_up),
		cmocka_unit_test(what_it_is_about_is_counted_apart),
		cmocka_unit_test(what_was_none_is_given_back),
		cmocka_unit_test(hundred_thousand_addresses_take_no_more_memory_and_each_is_heard),
		cmocka_unit_test(without_a_limit_all_are_heard),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("gateway_address_limit", tests, NULL, NULL);
}
