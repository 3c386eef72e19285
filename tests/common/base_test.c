/* base_test.c - the small parts: randomness, memory, clock, counters, errors, quoting */
#include "common/base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/metrics.h"

static void a_seed_gives_the_same_bytes_again(void **state)
{
	uint8_t first[32], second[32], again[32];

	(void)state;
	random_seed(7);
	random_bytes(first, sizeof(first));
	random_bytes(second, sizeof(second));
	random_seed(7);
	random_bytes(again, sizeof(again));
	assert_memory_equal(first, again, sizeof(first));
	assert_memory_not_equal(first, second, sizeof(first));
	random_seed(8);
	random_bytes(again, sizeof(again));
	assert_memory_not_equal(first, again, sizeof(first));
}

static void an_array_grows_and_keeps_what_it_has(void **state)
{
	size_t capacity = 0;
	int *items = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		items = memory_grow(items, (size_t)i, &capacity, sizeof(*items));
		items[i] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	memory_free(items);
}

static void copies_end_with_a_zero(void **state)
{
	(void)state;
	char *copy = memory_copy("abc", 2);
	assert_string_equal(copy, "ab");
	memory_free(copy);
	char *text = memory_printf("%s %d", "tn", 1);
	assert_string_equal(text, "tn 1");
	memory_free(text);
	assert_null(memory_strdup(NULL));
	memory_free(NULL);
}

static void a_moved_clock_moves_the_instance_only(void **state)
{
	struct clock clock = {0};
	int64_t month_us = INT64_C(30) * 86400 * 1000000;

	(void)state;
	clock_set_offset_us(&clock, month_us);
	int64_t before_us = clock_machine_us();
	int64_t moved_us = clock_now_us(&clock);
	int64_t after_us = clock_machine_us();
	assert_true(moved_us >= before_us + month_us && moved_us <= after_us + month_us);
	assert_true(before_us > INT64_C(1700000000000000));
}

static void every_counter_has_a_name_of_its_own(void **state)
{
	struct metrics metrics = {0};

	(void)state;
	for (int i = 0; i < METRIC_COUNT; i++) {
		assert_memory_equal(metric_name((enum metric)i), "ocop_", 5);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(metric_name((enum metric)i),
						metric_name((enum metric)j));
	}
	metrics_add(&metrics, METRIC_EVENTS_WRITTEN, 3);
	metrics_add(&metrics, METRIC_EVENTS_WRITTEN, 4);
	assert_int_equal(metrics_value(&metrics, METRIC_EVENTS_WRITTEN), 7);
	assert_int_equal(metrics_value(&metrics, METRIC_EVENTS_APPLIED), 0);
}

static void every_error_has_a_sentence(void **state)
{
	(void)state;
	for (int error = ERROR_MEMORY_LIMIT; error >= ERROR_REFUSED; error--)
		assert_string_not_equal(error_text(error), "unknown error");
	assert_string_equal(error_text(-1000), "unknown error");
}

static void quoting_cannot_be_broken_out_of(void **state)
{
	char buffer[32];

	(void)state;
	assert_string_equal(log_quote("a \"b\" \\ \n", buffer, sizeof(buffer)),
			    "\"a \\\"b\\\" \\\\ \\x0a\"");
	assert_string_equal(log_quote(NULL, buffer, sizeof(buffer)), "\"\"");
	/* A long value is cut, its quote is not. */
	const char *cut = log_quote("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", buffer, 16);
	assert_true(strlen(cut) < 16);
	assert_int_equal(cut[strlen(cut) - 1], '"');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_seed_gives_the_same_bytes_again),
		cmocka_unit_test(an_array_grows_and_keeps_what_it_has),
		cmocka_unit_test(copies_end_with_a_zero),
		cmocka_unit_test(a_moved_clock_moves_the_instance_only),
		cmocka_unit_test(every_counter_has_a_name_of_its_own),
		cmocka_unit_test(every_error_has_a_sentence),
		cmocka_unit_test(quoting_cannot_be_broken_out_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
