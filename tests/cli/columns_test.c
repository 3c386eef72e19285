/* columns_test.c - columns under the names people give them, days and stars as they write them */
#include "cli/import/columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cli/csv_file.h"
#include "common/base/arena.h"

enum { NAME, DAY, COUNT };

static const struct column table[COUNT] = {
	[NAME] = {{"product_name", "Tên sản phẩm", "Sản phẩm"}, true},
	[DAY] = {{"day", "Ngày"}, false},
};

static bool find(const char *text, struct arena *arena, struct csv_file **ret_file,
		 struct columns *ret_columns)
{
	struct csv_fault fault;

	*ret_file = csv_file_of_bytes(text, strlen(text), &fault);
	assert_non_null(*ret_file);
	return columns_find(*ret_file, "test", table, COUNT, arena, ret_columns);
}

static void heads_are_known_in_both_languages(void **state)
{
	static const char *const heads[] = {"product_name", "Product name", "Tên sản phẩm",
					    "TÊN SẢN PHẨM", "ten san pham", "Tên  sản-phẩm:"};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		struct columns columns;
		struct csv_file *file;
		char text[100];

		snprintf(text, sizeof(text), "STT;%s\n1;Chè\n", heads[i]);
		assert_true(find(text, arena, &file, &columns));
		assert_string_equal(columns_cell(&columns, 0, NAME), "Chè");
		assert_string_equal(columns_cell(&columns, 0, DAY), "");
		csv_file_destroy(file);
	}
	arena_destroy(arena);
}

static void needed_column_and_only_one_of_a_kind(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct columns columns;
	struct csv_file *file;

	(void)state;
	assert_false(find("Ngày\n1\n", arena, &file, &columns));
	csv_file_destroy(file);
	assert_false(find("Sản phẩm,product_name\n1,2\n", arena, &file, &columns));
	csv_file_destroy(file);
	arena_destroy(arena);
}

/* The day comes first, as in Vietnam, even where it could be a month. */
static void days_are_read_in_the_order_of_vietnam(void **state)
{
	static const char *const rows[][2] = {
		{"30/06/2021", "2021-06-30"},
		{"5/3/2021", "2021-03-05"},
		{"05-03-2021", "2021-03-05"},
		{"5.3.2021", "2021-03-05"},
		{"2021-06-30", "2021-06-30"},
		{"11/2024", "2024-11"},
		{"2024-11", "2024-11"},
		{"", ""},
		{"13/31/2021", "2021-31-13"}, /* no day: for the daemon to refuse */
		{"5/3/21", "5/3/21"},
		{"5/3-2021", "5/3-2021"},
		{"5/3/2021 0:00", "5/3/2021 0:00"},
		{"tháng 5", "tháng 5"},
		{"005/3/2021", "005/3/2021"},
		{"/3/2021", "/3/2021"},
		{"5", "5"},
		{"5/", "5/"},
	};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(date_cell(arena, rows[i][0]), rows[i][1]);
	arena_destroy(arena);
}

static void stars_are_a_number_or_wrong(void **state)
{
	(void)state;
	assert_int_equal(stars_cell(""), 0);
	assert_int_equal(stars_cell("4"), 4);
	assert_int_equal(stars_cell("4 sao"), 4);
	assert_int_equal(stars_cell("7"), 7);
	assert_int_equal(stars_cell("4*"), STARS_WRONG);
	assert_int_equal(stars_cell("bốn"), STARS_WRONG);
	assert_int_equal(stars_cell(" sao"), STARS_WRONG);
	assert_int_equal(stars_cell("-1"), STARS_WRONG);
	assert_int_equal(stars_cell("99999999999999999999"), STARS_WRONG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(heads_are_known_in_both_languages),
		cmocka_unit_test(needed_column_and_only_one_of_a_kind),
		cmocka_unit_test(days_are_read_in_the_order_of_vietnam),
		cmocka_unit_test(stars_are_a_number_or_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
