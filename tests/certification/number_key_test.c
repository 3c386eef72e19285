/* number_key_test.c - numbers as people type them are the numbers that were printed */
#include "certification/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/arena.h"

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_create(1024 * 1024);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_destroy(arena);
	return 0;
}

static void typed_otherwise_it_is_the_same_number(void **state)
{
	static const char printed[] = "0012/2026/GCN-OCOP-19";
	static const char *const typed[] = {
		"0012/2026/GCN-OCOP-19",
		"  0012/2026/gcn-ocop-19 ",
		"12/2026/GCN-OCOP-19",
		"0012 / 2026 / GCN – OCOP – 19",   /* en dashes, as phones put them */
		"0012/2026/GCN\u2011OCOP\u221219", /* a hyphen that does not break, a minus */
		"\uff10\uff10\uff11\uff12\uff0f2026/\uff27\uff23\uff2e-OCOP-\uff11\uff19", /* full
											      width
											    */
		"0012\\2026\\GCN_OCOP_19",
		"0012\u00a02026\u200aGCN OCOP 19", /* blanks that are none */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		assert_string_equal(number_key(arena, typed[i]), number_key(arena, printed));
	assert_string_equal(number_key(arena, printed), "12 2026 gcn ocop 19");
}

static void another_number_stays_another(void **state)
{
	static const struct {
		const char *one, *other;
	} pairs[] = {
		{"0012/2026/GCN-OCOP-19", "0012/2026/GCN-OCOP-20"},
		{"1/12/2026", "11/2/2026"},
		{"0010/2026", "001/2026"},
		{"A0/1", "A/1"},
		{"00/1", "1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_string_not_equal(number_key(arena, pairs[i].one),
					number_key(arena, pairs[i].other));
}

static void marks_alone_are_no_number(void **state)
{
	(void)state;
	assert_string_equal(number_key(arena, ""), "");
	assert_string_equal(number_key(arena, " / – . "), "");
	assert_string_equal(number_key(arena, "000"), "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_otherwise_it_is_the_same_number),
		cmocka_unit_test(another_number_stays_another),
		cmocka_unit_test(marks_alone_are_no_number),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
