/* paper_test.c - a certificate on paper, read back by other programs; templates that cannot be
 * followed */
#include "certification/certification_fixture.h"

#include <unistd.h>

#include "certification/paper/template.h"
#include "common/base/error.h"
#include "common/document/pdf.h"
#include "ocop/common/v1/queries.pb-c.h"

enum { OUTPUT_SIZE = 64 * 1024, COMMAND_SIZE = 512 };

static const char portal[] = "https://ocop.vi-du.example";

static int set_up_with_portal(void **state)
{
	return setenv("OCOP_PUBLIC_URL", portal, 1) || set_up(state);
}

static int tear_down_with_portal(void **state)
{
	return unsetenv("OCOP_PUBLIC_URL") || tear_down(state);
}

static const Ocop__Common__V1__Reply *print(struct harness *h, const char *code)
{
	Ocop__Certification__V1__PrintCertificate query =
		OCOP__CERTIFICATION__V1__PRINT_CERTIFICATE__INIT;

	query.code = (char *)code;
	return harness_query(h, &query.base);
}

/* What a program says of a certificate's PDF, which it is given as "$f"; it must end with 0. */
static const char *said_of(struct harness *h, const char *code, const char *program)
{
	static char output[OUTPUT_SIZE];
	const Ocop__Common__V1__PrintedDocument *document =
		harness_body(h, print(h, code), &ocop__common__v1__printed_document__descriptor);
	char path[] = "/tmp/ocop-paper-XXXXXX", command[COMMAND_SIZE];
	int file = mkstemp(path);
	FILE *pipe;

	assert_true(file >= 0);
	assert_int_equal(write(file, document->content.data, document->content.len),
			 document->content.len);
	assert_int_equal(close(file), 0);
	(void)snprintf(command, sizeof(command), "f=%s; (%s) 2>&1", path, program); /* fits */
	pipe = popen(command, "r");
	assert_non_null(pipe);
	output[fread(output, 1, sizeof(output) - 1, pipe)] = '\0';
	assert_int_equal(pclose(pipe), 0);
	assert_int_equal(unlink(path), 0);
	return output;
}

static void code_on_the_paper_leads_to_the_answer(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;
	char expected[128];

	(void)snprintf(expected, sizeof(expected), "QR-Code:%s/verify/%s\n", portal, code);
	assert_string_equal(
		said_of(h, code, "pdftoppm -r 150 -png \"$f\" | zbarimg -q - 2>/dev/null"),
		expected);
}

static void paper_is_sound_and_its_letters_are_embedded(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;
	const char *fonts;

	assert_non_null(strstr(said_of(h, code, "qpdf --check \"$f\""),
			       "No syntax or stream encoding errors found"));
	assert_non_null(strstr(said_of(h, code, "pdfinfo \"$f\""), "Pages:           1\n"));
	assert_non_null(strstr(said_of(h, code, "pdfinfo \"$f\""), "841.89 x 595.276 pts (A4)"));
	fonts = said_of(h, code, "pdffonts \"$f\" | tail -n +3 | awk '{print $(NF-4)}' | sort -u");
	assert_string_equal(fonts, "yes\n");
}

static void every_mark_of_the_names_can_be_copied_out(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;
	const char *text = said_of(h, code, "pdftotext -layout \"$f\" -");

	assert_non_null(strstr(text, "Miến dong Ví dụ"));
	assert_non_null(strstr(text, "Hợp tác xã Ví dụ 1"));
	assert_non_null(strstr(text, "0001/2026/GCN-OCOP-19"));
	assert_non_null(strstr(text, "ỦY BAN NHÂN DÂN"));
	assert_non_null(strstr(text, "★★★★"));
	assert_non_null(strstr(text, "đạt hạng 4 sao"));
	assert_non_null(strstr(text, "12/QĐ-UBND ngày 01/12/2026"));
	assert_non_null(strstr(text, "đến hết ngày 01/12/2029"));
	assert_non_null(strstr(text, "ngày 01 tháng 12 năm 2026"));
	/* Nothing is known of these two: their lines are left out. */
	assert_null(strstr(text, "Địa chỉ"));
	assert_null(strstr(text, "Chỉ gồm"));
	assert_null(strstr(text, "BỘ TRƯỞNG"));
}

static void five_stars_have_the_ministers_parts(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 5, "2026-12-01")->code;
	const char *text = said_of(h, code, "pdftotext -layout \"$f\" -");

	assert_non_null(strstr(text, "BỘ TRƯỞNG"));
	assert_null(strstr(text, "ỦY BAN NHÂN DÂN"));
}

static void what_is_over_says_so_above_all(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;

	assert_null(strstr(said_of(h, code, "pdftotext -layout \"$f\" -"), "HẾT HẠN"));
	harness_set_date(h, "2029-12-02");
	assert_non_null(
		strstr(said_of(h, code, "pdftotext -layout \"$f\" - | head -3"), "ĐÃ HẾT HẠN"));
}

static void what_has_no_paper_is_refused(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__RecognitionRecorded *recorded;

	assert_int_equal(harness_refusal(print(h, "0000000000")), REFUSAL(CERTIFICATE_UNKNOWN));
	tell_claim(h, "claim_1", "công nhận lần đầu", "", "", "");
	recorded = harness_last_event(h, &CERTIFICATES(recognition_recorded));
	assert_non_null(recorded);
	assert_int_equal(harness_refusal(print(h, recorded->certificate->code)),
			 REFUSAL(CERTIFICATE_STATE));
}

static void template_that_cannot_be_followed_is_told_with_its_line(void **state)
{
	static const char whole[] = "[middle]\n"
				    "bold = {product_name} {producer_name} {official_number}\n"
				    "qr = {url}\n";
	static const struct {
		const char *more, *fault; /* behind the path */
	} cases[] = {
		{"", NULL},
		{"[foot]\nbold = a\n", ":5: no part of the page is named [foot]"},
		{"huge = a\n", ":4: no style is named \"huge\""},
		{"bold = {produkt}\n", ":4: nothing is named \"{produkt}\""},
		{"bold = {star\n", ":4: a brace has no partner: a name stands in { }"},
		{"bold = star}\n", ":4: a brace has no partner: a name stands in { }"},
		{"rule = wide\n", ":4: \"wide\" is no length of 0 to 500 points"},
		{"bold = a\nnothing\n", ":5: neither a [part] nor \"style = text\""},
		{"bold = \xff\n", ":4: the line is no UTF-8 text"},
	};

	(void)state; /* no daemon is needed */
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char path[] = "/tmp/ocop-template-XXXXXX", fault[TEMPLATE_FAULT_SIZE];
		struct certificate_template *read = NULL;
		FILE *file = fdopen(mkstemp(path), "w");

		assert_true(fprintf(file, "%s%s", whole, cases[i].more) > 0);
		assert_int_equal(fclose(file), 0);
		assert_int_equal(template_load(path, &read, fault),
				 cases[i].fault ? ERROR_SETTING : 0);
		if (cases[i].fault)
			assert_string_equal(fault + strlen(path), cases[i].fault);
		template_destroy(read);
		assert_int_equal(unlink(path), 0);
	}
}

static void template_without_what_proves_is_refused(void **state)
{
	char path[] = "/tmp/ocop-template-XXXXXX", fault[TEMPLATE_FAULT_SIZE];
	struct certificate_template *read;
	FILE *file = fdopen(mkstemp(path), "w");

	(void)state; /* no daemon is needed */
	assert_true(fprintf(file, "[middle]\nbold = %s\n",
			    "{product_name} {producer_name} {official_number} {url}") > 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(template_load(path, &read, fault), ERROR_SETTING);
	assert_non_null(strstr(fault, "no \"qr\" has {url}"));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(template_load("/tmp/ocop-template-none", &read, fault), ERROR_SETTING);
	assert_string_equal(fault, "/tmp/ocop-template-none: cannot be read");
}

#define WITH_PORTAL(name)                                                                          \
	cmocka_unit_test_setup_teardown(name, set_up_with_portal, tear_down_with_portal)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PORTAL(code_on_the_paper_leads_to_the_answer),
		WITH_PORTAL(paper_is_sound_and_its_letters_are_embedded),
		WITH_PORTAL(every_mark_of_the_names_can_be_copied_out),
		WITH_PORTAL(five_stars_have_the_ministers_parts),
		WITH_PORTAL(what_is_over_says_so_above_all),
		WITH_PORTAL(what_has_no_paper_is_refused),
		cmocka_unit_test(template_that_cannot_be_followed_is_told_with_its_line),
		cmocka_unit_test(template_without_what_proves_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
