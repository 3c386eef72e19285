/* records_rules_test.c - what may be recorded of producers and products: numbers, years, texts */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "registration/rules/known.h"

static Ocop__Registration__V1__ProducerYear sound_year(void)
{
	Ocop__Registration__V1__ProducerYear report = OCOP__REGISTRATION__V1__PRODUCER_YEAR__INIT;

	report.year = 2026;
	report.revenue_vnd = report.export_vnd = 5;
	report.worker_count = report.local_worker_count = 3;
	return report;
}

static void report_of_a_year_names_each_rule_it_does_not_keep(void **state)
{
	Ocop__Registration__V1__ProducerYear report = sound_year();
	struct report_fault faults[REPORT_FAULTS_MAX];

	(void)state; /* rules need none */
	assert_int_equal(producer_year_faults(&report, 2026, faults), 0);
	report.year = 2027;
	report.revenue_vnd = -1;
	report.local_worker_count = 4;
	report.linked_household_count = 1;
	assert_int_equal(producer_year_faults(&report, 2026, faults), 5);
	assert_string_equal(faults[0].field, "year");
	assert_string_equal(faults[1].field, "revenue_vnd");
	assert_string_equal(faults[2].field, "export_vnd");
	assert_string_equal(faults[3].field, "local_worker_count");
	assert_string_equal(faults[4].field, "linked_household_count");
	report = sound_year();
	report.year = 2009;
	assert_int_equal(producer_year_faults(&report, 2026, faults), 1);
	report = sound_year();
	report.revenue_vnd = AMOUNT_VND_MAX + 1;
	assert_int_equal(producer_year_faults(&report, 2026, faults), 1);
	report = sound_year();
	report.export_vnd = -1;
	assert_int_equal(producer_year_faults(&report, 2026, faults), 1);
	report = sound_year();
	report.linked_household_count = 7;
	report.in_linked_chain = true;
	assert_int_equal(producer_year_faults(&report, 2026, faults), 0);
}

static void markets_without_exports_contradict_each_other(void **state)
{
	Ocop__Registration__V1__ProductYear report = OCOP__REGISTRATION__V1__PRODUCT_YEAR__INIT;
	struct report_fault faults[REPORT_FAULTS_MAX];

	(void)state; /* rules need none */
	report.year = 2026;
	report.revenue_vnd = 5;
	assert_int_equal(product_year_faults(&report, 2026, faults), 0);
	report.export_markets = "Séc";
	assert_int_equal(product_year_faults(&report, 2026, faults), 1);
	assert_string_equal(faults[0].field, "export_markets");
	report.export_vnd = 1;
	assert_int_equal(product_year_faults(&report, 2026, faults), 0);
	report.export_vnd = 6;
	assert_int_equal(product_year_faults(&report, 2026, faults), 1);
	assert_string_equal(faults[0].rule, "not more than revenue_vnd");
}

static void telephones_and_addresses_are_looked_at_from_outside(void **state)
{
	static const struct {
		const char *text;
		bool phone, email;
	} rows[] = {
		{"", true, true},
		{"0209 3870 123", true, false},
		{"+84 (209) 387.0123", true, false},
		{"1234567", false, false},
		{"1234567890123456", false, false},
		{"0209 3870 12a", false, false},
		{"htx@example.org", false, true},
		{"htx@example", false, false},
		{"@example.org", false, false},
		{"a@b@example.org", false, false},
		{"a b@example.org", false, false},
		{"htx@.", false, false},
	};

	(void)state; /* rules need none */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (phone_is_sound(rows[i].text) != rows[i].phone ||
		    email_is_sound(rows[i].text) != rows[i].email)
			fail_msg("%s", rows[i].text);
	}
}

/* By the table of moves: who has it in that state. */
static void dossier_is_judged_while_an_office_or_round_has_it(void **state)
{
	static const bool judged[] = {
		[DOSSIER_STATE(DRAFT)] = false,
		[DOSSIER_STATE(SUBMITTED)] = true,
		[DOSSIER_STATE(SCREENED)] = true,
		[DOSSIER_STATE(PROPOSED)] = true,
		[DOSSIER_STATE(RETURNED)] = false,
		[DOSSIER_STATE(ADMITTED)] = true,
		[DOSSIER_STATE(RECOGNISED)] = false,
		[DOSSIER_STATE(NOT_RECOGNISED)] = false,
		[DOSSIER_STATE(PROPOSED_TO_CENTRE)] = true,
		[DOSSIER_STATE(WITHDRAWN)] = false,
	};

	(void)state; /* rules need none */
	for (int i = DOSSIER_STATE(DRAFT); i <= DOSSIER_STATE(WITHDRAWN); i++)
		assert_int_equal(dossier_is_judged((Ocop__Registration__V1__DossierState)i),
				 judged[i]);
}

static void history_says_in_words_what_was(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct producer producer = {
		.name = "Hợp tác xã Ví dụ 1",
		.legal_form = LEGAL_FORM(COOPERATIVE),
		.registration_number = "4600000001",
		.address = "",
		.place = {.commune_code = "02155",
			  .province_code = "19",
			  .commune_text = "Xã Na Rì",
			  .district_text = "",
			  .province_text = "Tỉnh Thái Nguyên"},
	};
	struct product product = {.name = "Rau Ví dụ", .rulebook_code = "26-2026", .set_no = 1};

	(void)state; /* rules need none */
	assert_string_equal(producer_in_words(arena, &producer),
			    "Hợp tác xã Ví dụ 1; hợp tác xã; 4600000001; Xã Na Rì; "
			    "Tỉnh Thái Nguyên");
	assert_string_equal(product_in_words(arena, &product),
			    "Rau Ví dụ; bộ tiêu chí 1 (26-2026)");
	product.set_no = 0;
	assert_string_equal(product_in_words(arena, &product), "Rau Ví dụ; chưa rõ bộ tiêu chí");
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(report_of_a_year_names_each_rule_it_does_not_keep),
		cmocka_unit_test(markets_without_exports_contradict_each_other),
		cmocka_unit_test(telephones_and_addresses_are_looked_at_from_outside),
		cmocka_unit_test(dossier_is_judged_while_an_office_or_round_has_it),
		cmocka_unit_test(history_says_in_words_what_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
