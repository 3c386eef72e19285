/* document_pdf_test.c - pages as other programs read them: pdftotext, pdffonts, pdfinfo, qpdf */
#include <pthread.h>

#include "common/document/letterhead.h"
#include "common/document/pdf.h"
#include "document_fixture.h"

/* Every letter with every mark, composed, as Vietnamese writes them. */
static const char all_letters[] =
	"aáàảãạ ăắằẳẵặ âấầẩẫậ đ eéèẻẽẹ êếềểễệ iíìỉĩị oóòỏõọ ôốồổỗộ ơớờởỡợ uúùủũụ ưứừửữự yýỳỷỹỵ "
	"AÁÀẢÃẠ ĂẮẰẲẴẶ ÂẤẦẨẪẬ Đ EÉÈẺẼẸ ÊẾỀỂỄỆ IÍÌỈĨỊ OÓÒỎÕỌ ÔỐỒỔỖỘ ƠỚỜỞỠỢ UÚÙỦŨỤ ƯỨỪỬỮỰ YÝỲỶỸỴ";

static const struct pdf_options options = {
	.title = "Phiếu đăng ký", .author = "Xã Ví dụ", .created_us = noon_us};

static const struct pdf_column columns[] = {
	{"TT", 1, PDF_CENTRE}, {"Tiêu chí", 5, PDF_LEFT}, {"Điểm", 1, PDF_RIGHT}};

static struct pdf *begin(const char *path)
{
	struct pdf *pdf;

	assert_int_equal(pdf_open(path, &options, &pdf), 0);
	return pdf;
}

static void write_letter(const char *path)
{
	static const struct letterhead head = {
		.superior = "",
		.office = "Ủy ban nhân dân\nxã Ví dụ",
		.number = "12/TTr-UBND",
		.regarding = "",
		.place = "Ví dụ",
		.date = "2026-02-09",
	};
	static const struct signer signer = {
		.dated = "",
		.authority = "TM. ỦY BAN NHÂN DÂN",
		.position = "CHỦ TỊCH",
		.hint = "(Ký tên, đóng dấu)",
		.name = "",
	};
	struct pdf *pdf = begin(path);

	letterhead_print(pdf, &head);
	pdf_title(pdf, "TỜ TRÌNH");
	pdf_paragraph(pdf, all_letters);
	pdf_field(pdf, "Điện thoại", "", 1);
	pdf_field(pdf, "Tên đơn vị", "Hợp tác xã Ví dụ 1", 1);
	pdf_box(pdf, true, "Có đăng ký");
	pdf_box(pdf, false, "Có công bố");
	letterhead_signature(pdf, "- Lưu: VT.", &signer);
	assert_int_equal(pdf_close(pdf), 0);
}

/* The words of a text in one line each, blanks that a line's end made taken out. */
static void assert_has_words(const char *text, const char *words)
{
	char *copy = strdup(words);

	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
		if (!strstr(text, word))
			fail_msg("\"%s\" is not in the text", word);
	}
	free(copy);
}

static void every_letter_can_be_copied_out(void **state)
{
	const char *path = path_of("letter.pdf");
	char *text;

	(void)state;
	write_letter(path);
	text = output_of("pdftotext -layout", path, "-");
	assert_has_words(text, all_letters);
	assert_non_null(strstr(text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
	assert_non_null(strstr(text, "ỦY BAN NHÂN DÂN"));
	assert_non_null(strstr(text, "XÃ VÍ DỤ")); /* in capitals, marks kept */
	assert_non_null(strstr(text, "Ví dụ, ngày 09 tháng 02 năm 2026"));
	assert_non_null(strstr(text, "Số: 12/TTr-UBND"));
	assert_non_null(strstr(text, "Tên đơn vị: Hợp tác xã Ví dụ 1"));
	assert_non_null(strstr(text, "☒"));
	assert_non_null(strstr(text, "☐"));
	free(text);
}

static void file_is_sound_and_carries_its_letters(void **state)
{
	const char *path = path_of("sound.pdf");
	char *output;

	(void)state;
	write_letter(path);
	free(output_of("qpdf --check", path, ""));
	output = output_of("pdffonts", path, "| tail -n +3");
	assert_true(count_of(output, "\n") >= 3); /* upright, bold, italic */
	assert_int_equal(count_of(output, "yes yes yes"), count_of(output, "\n"));
	assert_int_equal(count_of(output, "+Noto"), count_of(output, "\n"));
	free(output);
	output = output_of("TZ=Asia/Ho_Chi_Minh pdfinfo -isodates", path, "");
	assert_non_null(strstr(output, "2026-06-01T12:00:00+07"));
	assert_non_null(strstr(output, "Phiếu đăng ký"));
	assert_non_null(strstr(output, "A4"));
	free(output);
}

static void same_calls_give_the_same_bytes(void **state)
{
	(void)state;
	write_letter(path_of("one.pdf"));
	write_letter(path_of("two.pdf"));
	assert_same_files(path_of("one.pdf"), path_of("two.pdf"));
}

static void *write_on_thread(void *path)
{
	write_letter(path);
	return NULL;
}

static void threads_make_their_own_documents(void **state)
{
	enum { COUNT = 4 };
	char paths[COUNT][PATH_LENGTH];
	pthread_t threads[COUNT];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		(void)snprintf(paths[i], PATH_LENGTH, "%s/thread%d.pdf", test_folder, i);
		assert_int_equal(pthread_create(&threads[i], NULL, write_on_thread, paths[i]), 0);
	}
	for (int i = 0; i < COUNT; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	for (int i = 1; i < COUNT; i++)
		assert_same_files(paths[0], paths[i]);
}

static void headings_come_on_every_page(void **state)
{
	const char *path = path_of("table.pdf");
	struct pdf *pdf = begin(path);
	char *text;
	int pages;

	(void)state;
	pdf_table_begin(pdf, columns, 3);
	for (int i = 1; i <= 120; i++) {
		char number[16];

		(void)snprintf(number, sizeof number, "Dòng-%d", i);
		pdf_table_row(pdf, 0, (const char *[]){"1", number, "3"});
	}
	pdf_table_end(pdf);
	pages = pdf_pages(pdf);
	assert_int_equal(pdf_close(pdf), 0);

	assert_in_range(pages, 3, 6);
	text = output_of("pdftotext -layout", path, "-");
	assert_int_equal(count_of(text, "Tiêu chí"), pages);
	assert_int_equal(count_of(text, "\f"), pages);
	assert_int_equal(count_of(text, "Dòng-"), 120);
	free(text);
}

static void long_cell_goes_on_overleaf(void **state)
{
	const char *path = path_of("cell.pdf");
	struct pdf *pdf = begin(path);
	char *long_text = calloc(1, 64 * 1024);
	char *text;
	int pages;

	(void)state;
	for (int i = 0; i < 2000; i++)
		(void)strcat(long_text, "miến-dong ");
	pdf_table_begin(pdf, columns, 3);
	pdf_table_row(pdf, 0, (const char *[]){"1", long_text, "3"});
	pdf_table_row(pdf, PDF_BOLD, (const char *[]){"2", "cuối-bảng", NULL});
	pdf_table_end(pdf);
	pdf_field(pdf, "Phương án", long_text, 3);
	pages = pdf_pages(pdf);
	assert_int_equal(pdf_close(pdf), 0);

	assert_in_range(pages, 4, 30);
	text = output_of("pdftotext", path, "-");
	assert_int_equal(count_of(text, "miến-dong"), 4000);
	assert_int_equal(count_of(text, "cuối-bảng"), 1);
	free(text);
	free(long_text);
}

static void first_page_has_no_number(void **state)
{
	const char *path = path_of("numbers.pdf");
	struct pdf *pdf = begin(path);
	char *text;

	(void)state;
	pdf_text(pdf, &(struct pdf_style){0}, "Trang đầu");
	pdf_need(pdf, 10000);
	pdf_text(pdf, &(struct pdf_style){0}, "Trang sau");
	assert_int_equal(pdf_pages(pdf), 2);
	assert_int_equal(pdf_close(pdf), 0);
	text = output_of("pdftotext", path, "-");
	assert_null(strchr(text, '1'));
	assert_non_null(strchr(text, '2'));
	free(text);
}

static void full_disk_is_told(void **state)
{
	struct pdf *pdf = begin("/dev/full");

	(void)state;
	pdf_paragraph(pdf, all_letters);
	assert_int_equal(pdf_close(pdf), ERROR_DISK_FULL);
	assert_int_equal(pdf_open(path_of("no/such/folder.pdf"), &options, &pdf),
			 ERROR_INPUT_OUTPUT);
}

static void days_are_written_as_papers_write_them(void **state)
{
	static const char *const rows[][2] = {
		{"2026-01-05", "Ví dụ, ngày 05 tháng 01 năm 2026"},
		{"2026-02-28", "Ví dụ, ngày 28 tháng 02 năm 2026"},
		{"2026-03-09", "Ví dụ, ngày 09 tháng 3 năm 2026"},
		{"2026-12-10", "Ví dụ, ngày 10 tháng 12 năm 2026"},
		{"", "Ví dụ, ngày …… tháng …… năm ………"},
	};
	char text[LETTERHEAD_DAY_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		letterhead_day("Ví dụ", rows[i][0], text);
		assert_string_equal(text, rows[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_letter_can_be_copied_out),
		cmocka_unit_test(file_is_sound_and_carries_its_letters),
		cmocka_unit_test(same_calls_give_the_same_bytes),
		cmocka_unit_test(threads_make_their_own_documents),
		cmocka_unit_test(headings_come_on_every_page),
		cmocka_unit_test(long_cell_goes_on_overleaf),
		cmocka_unit_test(first_page_has_no_number),
		cmocka_unit_test(full_disk_is_told),
		cmocka_unit_test(days_are_written_as_papers_write_them),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
