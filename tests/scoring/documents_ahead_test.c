/* documents_ahead_test.c - documents are out so many working days before a sitting */
#include "scoring_fixture.h"

static void documents_go_out_a_working_day_ahead(void **state)
{
	const char *round_id;

	(void)state;
	harness_set_date(fixture.harness, "2026-12-11"); /* a Friday */
	round_id = round_planned();
	(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	assert_refused(start(round_id), ROUND_STATE);
	round_opened(round_id);
	assert_refused(start(round_id), DOCUMENTS_NOT_AHEAD);
	harness_set_date(fixture.harness, "2026-12-13"); /* a Sunday is no working day */
	assert_refused(start(round_id), DOCUMENTS_NOT_AHEAD);
	harness_set_date(fixture.harness, "2026-12-14");
	assert_accepted(start(round_id));
}

static void documents_are_ahead_as_the_offices_calendar_counts(void **state)
{
	Ocop__Identity__V1__CalendarDaysRecorded event =
		OCOP__IDENTITY__V1__CALENDAR_DAYS_RECORDED__INIT;
	Ocop__Identity__V1__CalendarDay day = OCOP__IDENTITY__V1__CALENDAR_DAY__INIT;
	Ocop__Identity__V1__CalendarDay *days[] = {&day};
	const char *round_id = round_planned();

	(void)state;
	(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	round_opened(round_id); /* on Monday the 7th */
	day.day = (char *)"2026-12-08";
	day.kind = OCOP__IDENTITY__V1__CALENDAR_DAY_KIND__CALENDAR_DAY_KIND_HOLIDAY;
	event.days = days;
	event.n_days = 1;
	event.calendar_version = 1;
	harness_event(fixture.harness, "identity", "calendar", &event.base);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_refused(start(round_id), DOCUMENTS_NOT_AHEAD);
	harness_set_date(fixture.harness, "2026-12-09");
	assert_accepted(start(round_id));
}

static void documents_may_go_out_the_same_day_where_the_settings_say_so(void **state)
{
	const char *round_id;

	(void)state;
	fixture.settings.documents_ahead_days_present_case = DOCUMENTS_AHEAD_DAYS_GIVEN;
	round_id = round_planned();
	(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	round_opened(round_id);
	assert_accepted(start(round_id));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(documents_go_out_a_working_day_ahead),
		TEST(documents_are_ahead_as_the_offices_calendar_counts),
		TEST(documents_may_go_out_the_same_day_where_the_settings_say_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
