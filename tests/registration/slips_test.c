/* slips_test.c - numbers of registration slips, at the commune and at the province */
#include "codes_fixture.h"
#include "registration/rules/slip_number.h"

static void slips_are_numbered_once_at_each_office(void **state)
{
	const Ocop__Registration__V1__Dossier *dossier;
	const char *first = open_a_dossier();
	const char *second;

	(void)state; /* the fixture holds it */
	complete(first);
	assert_string_equal(get_dossier_of(first)->commune_slip, "");
	(void)harness_id(fixture.harness, submit(first));
	assert_string_equal(get_dossier_of(first)->commune_slip, "01/PĐK-19-05503-2026");
	assert_string_equal(get_dossier_of(first)->province_slip, "");

	another_product("Chè Ví dụ");
	second = a_proposed_dossier();
	dossier = get_dossier_of(second);
	assert_string_equal(dossier->commune_slip, "02/PĐK-19-05503-2026");
	assert_string_equal(dossier->province_slip, "01/PĐK-19-05503-2026");

	/* Sent back by the province and handed in again, it keeps both. */
	(void)harness_id(fixture.harness, return_it(second, "Thiếu ảnh", "2026-06-20"));
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(second));
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(second, 4));
	(void)harness_id(fixture.harness, propose(second));
	dossier = get_dossier_of(second);
	assert_string_equal(dossier->commune_slip, "02/PĐK-19-05503-2026");
	assert_string_equal(dossier->province_slip, "01/PĐK-19-05503-2026");
	(void)harness_id(fixture.harness, screen(first, 4));
	(void)harness_id(fixture.harness, record_samples_of(first, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, propose(first));
	assert_string_equal(get_dossier_of(first)->province_slip, "02/PĐK-19-05503-2026");
}

static void slips_begin_anew_each_year(void **state)
{
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	(void)a_proposed_dossier();
	another_product("Chè Ví dụ");
	harness_set_date(fixture.harness, "2027-01-05");
	dossier_id = a_proposed_dossier();
	assert_string_equal(get_dossier_of(dossier_id)->commune_slip, "01/PĐK-19-05503-2027");
	assert_string_equal(get_dossier_of(dossier_id)->province_slip, "01/PĐK-19-05503-2027");
}

static void slip_numbers_are_printed_as_papers_are(void **state)
{
	static const struct {
		int64_t number;
		const char *text;
	} rows[] = {
		{1, "01/PĐK-19-05503-2026"},
		{9, "09/PĐK-19-05503-2026"},
		{10, "10/PĐK-19-05503-2026"},
		{1234, "1234/PĐK-19-05503-2026"},
		{INT64_MAX, "9223372036854775807/PĐK-19-05503-2026"},
	};

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[SLIP_NUMBER_SIZE];

		slip_number_print(rows[i].number, "19", "05503", 2026, text);
		assert_string_equal(text, rows[i].text);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(slips_are_numbered_once_at_each_office),
		TEST(slips_begin_anew_each_year),
		cmocka_unit_test(slip_numbers_are_printed_as_papers_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
