/* csv_file_test.c - tables with names in their first row */
#include "cli/csv_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct csv_file *read_bytes(const char *bytes, size_t size_bytes)
{
	struct csv_fault fault;

	return csv_file_of_bytes(bytes, size_bytes, &fault);
}

static const char *fault_of(const char *text)
{
	struct csv_fault fault;

	assert_null(csv_file_of_bytes(text, strlen(text), &fault));
	return fault.what;
}

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

static void separator_is_that_of_the_first_row(void **state)
{
	static const struct {
		const char *name;
		const char *text;
		const char *a, *b; /* of the row behind the head */
		unsigned line;
	} rows[] = {
		{"comma", "a,b\n1;2,3\n", "1;2", "3", 2},
		{"semicolon", "a;b\r\n1,5;3\r\n", "1,5", "3", 2},
		{"tab", "a\tb\n 1 ,;2\t3\n", "1 ,;2", "3", 2},
		{"named", "sep=;\r\na;b\r\n1,5;3\r\n", "1,5", "3", 3},
		{"named otherwise than the head looks", "sep=,\na,b\n1;2;3,4\n", "1;2;3", "4", 3},
		{"commas in quotes of the head", "\"a\";b;\"x,y,z\"\n1,5;3\n", "1,5", "3", 2},
		{"quoted cells with separators and quotes", "a;b\n\"1;\"\"2\"\"\";3\n", "1;\"2\"",
		 "3", 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct csv_file *file = read_bytes(rows[i].text, strlen(rows[i].text));

		if (file == NULL || csv_file_rows(file) != 1)
			fail_msg("%s: not read", rows[i].name);
		assert_string_equal(csv_cell(file, 0, "a"), rows[i].a);
		assert_string_equal(csv_cell(file, 0, "b"), rows[i].b);
		assert_int_equal(csv_file_line(file, 0), rows[i].line);
		csv_file_destroy(file);
	}
}

/* "a<tab>ế" and "1<tab>2": what Excel calls Unicode Text. */
static void unicode_text_of_excel_is_read(void **state)
{
	static const char little[] = "\xff\xfe"
				     "a\0\t\0\xbf\x1e\r\0\n\0"
				     "1\0\t\0\x32\0";
	static const char big[] = "\xfe\xff"
				  "\0a\0;\x1e\xbf\0\n\0001\0;\0002";

	(void)state;
	struct csv_file *file = read_bytes(little, sizeof(little) - 1);
	assert_non_null(file);
	assert_string_equal(csv_cell(file, 0, "ế"), "2");
	csv_file_destroy(file);
	file = read_bytes(big, sizeof(big) - 1);
	assert_non_null(file);
	assert_string_equal(csv_cell(file, 0, "ế"), "2");
	csv_file_destroy(file);
	/* Half a pair at the end, half a unit, a zero. */
	assert_null(read_bytes("\xff\xfe"
			       "a\0\0\xd8",
			       6));
	assert_null(read_bytes("\xff\xfe"
			       "a\0b",
			       5));
	assert_null(read_bytes("\xff\xfe"
			       "a\0\0\0",
			       6));
}

static void other_encodings_are_refused_with_what_to_do(void **state)
{
	(void)state;
	assert_non_null(strstr(fault_of("T\xean,b\n1,2\n"), "CSV UTF-8"));   /* windows-1258 */
	assert_non_null(strstr(fault_of("a,b\nMi\xd5n dong,2\n"), "UTF-8")); /* TCVN3 */
	assert_non_null(strstr(fault_of("a,\xc0\xaf\n"), "UTF-8"));          /* overlong */
	assert_non_null(strstr(fault_of("a,\xed\xa0\x80\n"), "UTF-8"));      /* a surrogate */
	assert_non_null(strstr(fault_of("a,\xe1\xba"), "UTF-8"));            /* cut */
	assert_null(read_bytes("a\0b", 3));
}

static void empty_rows_are_none_and_count_as_lines(void **state)
{
	struct csv_file *file = read_text("a;b\r\n1;2\r\n\r\n;\r\n3;4\r\n;;;\r\n");

	(void)state;
	assert_int_equal(csv_file_rows(file), 2);
	assert_int_equal(csv_file_line(file, 0), 2);
	assert_int_equal(csv_file_line(file, 1), 5);
	assert_string_equal(csv_cell(file, 1, "b"), "4");
	csv_file_destroy(file);
	assert_null(read_text("\n;;\n\n"));
}

static void line_ends_in_cells_are_unified(void **state)
{
	struct csv_file *file = read_text("a,b\r\n\"1\r\n2\r3\",x\r\n4,y\r\n");

	(void)state;
	assert_string_equal(csv_cell(file, 0, "a"), "1\n2\n3");
	assert_int_equal(csv_file_line(file, 1), 5);
	csv_file_destroy(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_found_by_column),
		cmocka_unit_test(lines_are_those_of_the_file),
		cmocka_unit_test(mark_and_windows_line_ends_are_no_content),
		cmocka_unit_test(last_line_needs_no_end_and_a_short_row_has_empty_cells),
		cmocka_unit_test(broken_and_empty_files_are_refused),
		cmocka_unit_test(separator_is_that_of_the_first_row),
		cmocka_unit_test(unicode_text_of_excel_is_read),
		cmocka_unit_test(other_encodings_are_refused_with_what_to_do),
		cmocka_unit_test(empty_rows_are_none_and_count_as_lines),
		cmocka_unit_test(line_ends_in_cells_are_unified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
