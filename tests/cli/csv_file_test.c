/* csv_file_test.c - tables with names in their first row */
#include "cli/csv_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct csv_file *read_text(const char *text)
{
	char path[] = "/tmp/ocop-csv-XXXXXX";
	int handle = mkstemp(path);

	assert_true(handle >= 0);
	assert_int_equal(write(handle, text, strlen(text)), strlen(text));
	close(handle);
	struct csv_file *file = csv_file_read(path);
	unlink(path);
	return file;
}

static void cells_are_found_by_column(void **state)
{
	struct csv_file *file =
		read_text("product,stars\nMiến dong,4\n\"Chè, tôm \"\"nõn\"\"\",5\n");

	(void)state;
	assert_non_null(file);
	assert_int_equal(csv_file_rows(file), 2);
	assert_string_equal(csv_cell(file, 0, "product"), "Miến dong");
	assert_string_equal(csv_cell(file, 1, "product"), "Chè, tôm \"nõn\"");
	assert_string_equal(csv_cell(file, 1, "stars"), "5");
	assert_string_equal(csv_cell(file, 1, "year"), "");
	assert_true(csv_file_has(file, "stars"));
	assert_false(csv_file_has(file, "year"));
	csv_file_destroy(file);
}

static void lines_are_those_of_the_file(void **state)
{
	struct csv_file *file = read_text("a,b\n1,\"two\nlines\"\n2,x\n");

	(void)state;
	assert_int_equal(csv_file_line(file, 0), 2);
	assert_int_equal(csv_file_line(file, 1), 4); /* behind a cell with a line break */
	csv_file_destroy(file);
}

static void mark_and_windows_line_ends_are_no_content(void **state)
{
	struct csv_file *file = read_text("\xef\xbb\xbf"
					  "a,b\r\n1,2\r\n");

	(void)state;
	assert_int_equal(csv_file_rows(file), 1);
	assert_string_equal(csv_cell(file, 0, "a"), "1");
	assert_string_equal(csv_cell(file, 0, "b"), "2");
	csv_file_destroy(file);
}

static void last_line_needs_no_end_and_a_short_row_has_empty_cells(void **state)
{
	struct csv_file *file = read_text("a,b\n1");

	(void)state;
	assert_int_equal(csv_file_rows(file), 1);
	assert_string_equal(csv_cell(file, 0, "b"), "");
	csv_file_destroy(file);
}

static void broken_and_empty_files_are_refused(void **state)
{
	(void)state;
	assert_null(read_text(""));
	assert_null(read_text("a,b\n\"never closed\n"));
	assert_null(csv_file_read("/tmp/there-is-no-such-file.csv"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_found_by_column),
		cmocka_unit_test(lines_are_those_of_the_file),
		cmocka_unit_test(mark_and_windows_line_ends_are_no_content),
		cmocka_unit_test(last_line_needs_no_end_and_a_short_row_has_empty_cells),
		cmocka_unit_test(broken_and_empty_files_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
