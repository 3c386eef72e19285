/* codes_test.c - official codes: issued once, of units that are or were */
#include <stdio.h>

#include "codes_fixture.h"

static size_t codes_issued(void)
{
	return harness_events(fixture.harness, MESSAGE(product_code_issued));
}

static void code_is_issued_once_whatever_happens(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	plan(&round);
	/* Word of the round comes first, and the daemon ends before it can act on it. */
	take(dossier_id, round.round_id);
	assert_int_equal(codes_issued(), 0);
	harness_restart(fixture.harness);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	harness_advance(fixture.harness, 1000000);
	assert_string_equal(code_of(dossier_id), "19-05503-1-2026");

	for (int i = 0; i < 3; i++) { /* found again by nobody, started again or not */
		harness_advance(fixture.harness, 1000000);
		harness_restart(fixture.harness);
		harness_advance(fixture.harness, 1000000);
	}
	take(dossier_id, round.round_id); /* told twice */
	harness_advance(fixture.harness, 120 * 1000000LL);
	assert_int_equal(codes_issued(), 1);
	assert_string_equal(code_of(dossier_id), "19-05503-1-2026");
}

static void nobody_else_issues_a_code(void **state)
{
	Ocop__Registration__V1__IssueProductCode message =
		OCOP__REGISTRATION__V1__ISSUE_PRODUCT_CODE__INIT;
	Ocop__Scoring__V1__RoundPlanned round = a_round();

	(void)state; /* the fixture holds it */
	plan(&round);
	message.dossier_id = (char *)an_admitted_dossier(round.round_id);
	assert_refused(command(&message.base), ROLE_MISSING);
	assert_int_equal(codes_issued(), 0);
}

static void year_is_that_of_the_round(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	round.held_on = (char *)"2027-01-08";
	plan(&round);
	dossier_id = an_admitted_dossier(round.round_id);
	take(dossier_id, round.round_id);
	assert_string_equal(code_of(dossier_id), "19-05503-1-2027");
}

enum { MANY = 8 };

static void many_at_once_get_the_numbers_in_sequence(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossiers[MANY];
	bool seen[MANY + 1] = {false};

	(void)state; /* the fixture holds it */
	plan(&round);
	for (int i = 0; i < MANY; i++) {
		char name[32];

		(void)snprintf(name, sizeof name, "Sản phẩm %d", i); /* fits */
		another_product(name);
		dossiers[i] = a_proposed_dossier();
		take(dossiers[i], round.round_id); /* acted on once all are admitted */
	}
	for (int i = 0; i < MANY; i++)
		(void)harness_id(fixture.harness, admit(dossiers[i], round.round_id));
	harness_advance(fixture.harness, 1000000);
	for (int i = 0; i < MANY; i++) {
		int number = 0, end = 0;

		(void)sscanf(code_of(dossiers[i]), "19-05503-%d-2026%n", &number, &end);
		assert_int_equal(end, strlen("19-05503-1-2026"));
		assert_true(number >= 1 && number <= MANY && !seen[number]);
		seen[number] = true;
	}
	assert_int_equal(codes_issued(), MANY);
}

static void record_na_ri_of_then(void)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__FormerUnit unit = OCOP__IDENTITY__V1__FORMER_UNIT__INIT;
	Ocop__Identity__V1__FormerUnit *units[] = {&unit};

	unit.province_code = (char *)"06";
	unit.province_name = (char *)"Tỉnh Bắc Kạn";
	unit.district_code = (char *)"066";
	unit.district_name = (char *)"Huyện Na Rì";
	unit.commune_code = (char *)"02155";
	unit.commune_name = (char *)"Thị trấn Yến Lạc";
	unit.successor_province_code = (char *)"19";
	unit.successor_commune_code = (char *)"02155";
	event.former_units = units;
	event.n_former_units = 1;
	harness_event(fixture.harness, "identity", "units", &event.base);
}

static void codes_of_units_that_never_were_are_refused(void **state)
{
	static const struct {
		const char *code;
		bool right;
	} rows[] = {
		{"19-05503-1-2025", true},
		{"19-02155-1-2025", true},
		{"08-05503-1-2025", false}, /* the commune is in another province */
		{"19-99999-1-2025", false}, /* no commune */
		{"06-02155-1-2025", false}, /* Bắc Kạn is no province of today */
		{"06-066-02155-1-2021", true},
		{"06-066-02150-1-2019", true},  /* merged before there was a list */
		{"06-067-02155-1-2019", true},  /* so was this district */
		{"19-066-02155-1-2021", false}, /* Na Rì was in Bắc Kạn */
		{"99-066-02155-1-2021", false}, /* no province ever */
		{"99-067-02155-1-2021", false},
	};

	(void)state; /* the fixture holds it */
	record_na_ri_of_then();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char name[32];
		const Ocop__Common__V1__Reply *reply;

		(void)snprintf(name, sizeof name, "Sản phẩm %zu", i); /* fits */
		reply = import(name, rows[i].code);
		if (rows[i].right != (harness_refusal(reply) == REFUSAL(UNSPECIFIED)))
			fail_msg("%s", rows[i].code);
		if (!rows[i].right) {
			assert_refused(reply, IMPORT_ROW_INVALID);
			assert_string_equal(reply->refusals[0]->field, "product_code");
		}
	}
	/* Numbers of an old commune are none of the commune that took over its code. */
	Ocop__Registration__V1__ListProductNumbers message = numbers_of("02155");
	assert_string_equal(rows_of(list(&message)), "1-1 19-02155-1-2025|");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(code_is_issued_once_whatever_happens),
		TEST(nobody_else_issues_a_code),
		TEST(year_is_that_of_the_round),
		TEST(many_at_once_get_the_numbers_in_sequence),
		TEST(codes_of_units_that_never_were_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
