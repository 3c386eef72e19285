/* pack_report_test.c - the life of a report on a pack: every move, every way to close it */
#include "certification/certification_fixture.h"

#include "certification/rules/pack_report.h"

static void every_move_is_in_the_table_or_refused(void **state)
{
	/* By move and state: what it then is, 0 where it may not. */
	static const int to[][4] = {
		[PACK_REPORT_MOVE(REPORT)] = {0, 0, 0, 0},
		[PACK_REPORT_MOVE(TAKE_UP)] = {0, 2, 0, 0},
		[PACK_REPORT_MOVE(FORWARD)] = {0, 1, 1, 0},
		[PACK_REPORT_MOVE(CLOSE)] = {0, 3, 3, 0},
	};

	(void)state; /* a table needs none */
	for (int move = 1; move <= 4; move++) {
		for (int from = 0; from <= 3; from++) {
			Ocop__Certification__V1__PackReportState then;
			Ocop__Common__V1__RefusalCode why = may_move_pack_report(
				(Ocop__Certification__V1__PackReportMove)move,
				(Ocop__Certification__V1__PackReportState)from, &then);

			assert_int_equal(why, to[move][from] ? REFUSAL(UNSPECIFIED)
							     : REFUSAL(PACK_REPORT_STATE));
			if (to[move][from])
				assert_int_equal(then, to[move][from]);
		}
	}
}

static void closing_asks_who_of_what_and_on_which_paper(void **state)
{
	static const struct {
		struct closing_facts facts;
		Ocop__Common__V1__RefusalCode why;
	} cases[] = {
		{{PACK_REPORT_STATE(RECEIVED), PACK_REPORT_CONCLUSION(UNFOUNDED), false, false,
		  true},
		 REFUSAL(UNSPECIFIED)},
		{{PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_CONCLUSION(WARNED), true, false, true},
		 REFUSAL(UNSPECIFIED)},
		{{PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_CONCLUSION(INSPECTION), true, false,
		  true},
		 REFUSAL(LEVEL_NOT_COMPETENT)},
		{{PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_CONCLUSION(INSPECTION), false, false,
		  false},
		 REFUSAL(UNSPECIFIED)},
		{{PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_CONCLUSION(REVOCATION), true, true,
		  true},
		 REFUSAL(LEVEL_NOT_COMPETENT)},
		{{PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_CONCLUSION(REVOCATION), true, true,
		  false},
		 REFUSAL(UNSPECIFIED)},
		{{PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_CONCLUSION(REVOCATION), true, false,
		  false},
		 REFUSAL(PAPER_MISSING)},
		{{PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_CONCLUSION(REVOCATION), false, true,
		  false},
		 REFUSAL(FIELD_INVALID)},
		{{PACK_REPORT_STATE(TAKEN_UP), PACK_REPORT_CONCLUSION(UNSPECIFIED), true, true,
		  false},
		 REFUSAL(FIELD_INVALID)},
		{{PACK_REPORT_STATE(TAKEN_UP), (Ocop__Certification__V1__PackReportConclusion)5,
		  true, true, false},
		 REFUSAL(FIELD_INVALID)},
		{{PACK_REPORT_STATE(CLOSED), PACK_REPORT_CONCLUSION(UNFOUNDED), true, true, false},
		 REFUSAL(PACK_REPORT_STATE)},
	};

	(void)state; /* as above */
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(may_close_pack_report(&cases[i].facts), cases[i].why);
}

static void overdue_is_what_nobody_took_up_by_the_end_of_its_day(void **state)
{
	(void)state; /* as above */
	assert_false(
		pack_report_is_overdue(PACK_REPORT_STATE(RECEIVED), "2026-12-05", "2026-12-05"));
	assert_true(
		pack_report_is_overdue(PACK_REPORT_STATE(RECEIVED), "2026-12-05", "2026-12-06"));
	assert_false(pack_report_is_overdue(PACK_REPORT_STATE(TAKEN_UP), "", "2026-12-06"));
	assert_false(pack_report_is_overdue(PACK_REPORT_STATE(RECEIVED), "", "2026-12-06"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_move_is_in_the_table_or_refused),
		cmocka_unit_test(closing_asks_who_of_what_and_on_which_paper),
		cmocka_unit_test(overdue_is_what_nobody_took_up_by_the_end_of_its_day),
	};

	return cmocka_run_group_tests_name("certification_pack_report", tests, NULL, NULL);
}
