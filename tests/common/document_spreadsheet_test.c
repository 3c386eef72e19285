/* document_spreadsheet_test.c - lists as bytes on disk, and as a reader of the format sees them */
#include "common/document/spreadsheet.h"
#include "document_fixture.h"

static const struct spreadsheet_column columns[] = {
	{"Tên", 30}, {"Doanh thu, đồng", 20}, {"Ngày", 12}};

static struct spreadsheet *begin(const char *path, const struct spreadsheet_driver *driver)
{
	const struct spreadsheet_options options = {
		.driver = driver,
		.name = "Sản phẩm",
		.columns = columns,
		.column_count = 3,
		.created_us = noon_us,
		.folder = test_folder,
	};
	struct spreadsheet *sheet;

	assert_int_equal(spreadsheet_open(path, &options, &sheet), 0);
	return sheet;
}

static void add_row(struct spreadsheet *sheet, const char *text, int64_t number, const char *date)
{
	spreadsheet_text(sheet, text);
	spreadsheet_number(sheet, number);
	spreadsheet_date(sheet, date);
	spreadsheet_row_end(sheet);
}

static void csv_is_written_to_the_letter(void **state)
{
	static const char expected[] = "\xef\xbb\xbfTên,\"Doanh thu, đồng\",Ngày\r\n"
				       "Miến dong,1500000000,2026-06-01\r\n"
				       "\"một, hai \"\"ba\"\"\",-5,\r\n"
				       "\"hai\ndòng\",0,2026-06-02\r\n"
				       ",,\r\n"
				       ",3000.05,\r\n";
	const char *path = path_of("list.csv");
	struct spreadsheet *sheet = begin(path, &spreadsheet_csv);
	size_t size;
	char *bytes;

	(void)state;
	add_row(sheet, "Miến dong", 1500000000, "2026-06-01");
	add_row(sheet, "một, hai \"ba\"", -5, "");
	add_row(sheet, "hai\ndòng", 0, "2026-06-02");
	spreadsheet_text(sheet, "");
	spreadsheet_blank(sheet);
	spreadsheet_blank(sheet);
	spreadsheet_row_end(sheet);
	spreadsheet_blank(sheet);
	spreadsheet_hundredths(sheet, 300005);
	spreadsheet_blank(sheet);
	spreadsheet_row_end(sheet);
	assert_int_equal(spreadsheet_close(sheet), 0);
	bytes = bytes_of(path, &size);
	assert_string_equal(bytes, expected);
	free(bytes);
}

static const char *const formulas[] = {"=1+1", "+84 912", "-2",    "@SUM(A1)",
				       "\t=1", "\r=1",    "=\"a\""};
enum { FORMULA_COUNT = sizeof formulas / sizeof *formulas };

static void csv_text_is_never_a_formula(void **state)
{
	static const char expected[] = "'=1+1,0,\r\n"
				       "'+84 912,0,\r\n"
				       "'-2,0,\r\n"
				       "'@SUM(A1),0,\r\n"
				       "'\t=1,0,\r\n"
				       "\"'\r=1\",0,\r\n"
				       "\"'=\"\"a\"\"\",0,\r\n";
	const char *path = path_of("formulas.csv");
	struct spreadsheet *sheet = begin(path, &spreadsheet_csv);
	size_t size;
	char *bytes;

	(void)state;
	for (size_t i = 0; i < FORMULA_COUNT; i++)
		add_row(sheet, formulas[i], 0, "");
	assert_int_equal(spreadsheet_close(sheet), 0);
	bytes = bytes_of(path, &size);
	assert_string_equal(strchr(bytes, '\n') + 1, expected);
	free(bytes);
}

/* The sheet's XML, read by another program. */
static char *sheet_xml(const char *path)
{
	return output_of("python3 -c \"import sys, zipfile; "
			 "sys.stdout.write(zipfile.ZipFile(sys.argv[1])"
			 ".read('xl/worksheets/sheet1.xml').decode())\"",
			 path, "");
}

static void xlsx_keeps_texts_numbers_and_days_apart(void **state)
{
	const char *path = path_of("list.xlsx");
	struct spreadsheet *sheet = begin(path, &spreadsheet_xlsx);
	char *xml;

	(void)state;
	add_row(sheet, "Miến dong <Tài Hoan> & Cty", 1500000000, "2026-06-01");
	for (size_t i = 0; i < FORMULA_COUNT; i++)
		add_row(sheet, formulas[i], -5, "");
	assert_int_equal(spreadsheet_close(sheet), 0);
	xml = sheet_xml(path);
	assert_non_null(strstr(xml, "<t>Miến dong &lt;Tài Hoan&gt; &amp; Cty</t>"));
	assert_non_null(strstr(xml, "<v>1500000000</v>"));
	assert_non_null(strstr(xml, "<v>46174</v>")); /* days from 1899-12-30 to 2026-06-01 */
	assert_non_null(strstr(xml, "<t>=1+1</t>"));
	assert_non_null(strstr(xml, "<t>@SUM(A1)</t>"));
	assert_null(strstr(xml, "<f>"));
	free(xml);
}

static void same_rows_give_the_same_bytes(void **state)
{
	static const char *const names[] = {"one.xlsx", "two.xlsx"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct spreadsheet *sheet = begin(path_of(names[i]), &spreadsheet_xlsx);

		add_row(sheet, "Miến dong", 1, "2026-06-01");
		assert_int_equal(spreadsheet_close(sheet), 0);
	}
	assert_same_files(path_of("one.xlsx"), path_of("two.xlsx"));
}

static void long_text_is_refused_and_not_cut(void **state)
{
	struct spreadsheet *sheet = begin(path_of("long.xlsx"), &spreadsheet_xlsx);
	char *text = calloc(1, 32769);

	(void)state;
	memset(text, 'x', 32768); /* Excel takes 32767 */
	add_row(sheet, text, 1, "");
	add_row(sheet, "sau", 1, "");
	assert_int_equal(spreadsheet_close(sheet), ERROR_TOO_LARGE);
	free(text);
}

static void full_disk_is_told(void **state)
{
	struct spreadsheet *sheet = begin("/dev/full", &spreadsheet_csv);

	(void)state;
	add_row(sheet, "Miến dong", 1, "2026-06-01");
	assert_int_equal(spreadsheet_close(sheet), ERROR_DISK_FULL);
	sheet = begin("/dev/full", &spreadsheet_xlsx);
	add_row(sheet, "Miến dong", 1, "2026-06-01");
	assert_true(spreadsheet_close(sheet) < 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_is_written_to_the_letter),
		cmocka_unit_test(csv_text_is_never_a_formula),
		cmocka_unit_test(xlsx_keeps_texts_numbers_and_days_apart),
		cmocka_unit_test(same_rows_give_the_same_bytes),
		cmocka_unit_test(long_text_is_refused_and_not_cut),
		cmocka_unit_test(full_disk_is_told),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
