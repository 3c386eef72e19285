/* filing_test.c - the rounds to come and the last safe day to file, by the decision's calendar
 *
 * 26/2026: proposals of communes strictly before 30 April and 30 October, of the province before 30
 * January and 30 July; rounds before 30 June, 30 December, 30 March and 30 September. That the last
 * safe day is the last one is tried day by day, by submitting.
 */
#include "common/base/date.h"
#include "registration_fixture.h"

static const Ocop__Common__V1__Reply *ask(const char *rulebook_code, const char *province_code)
{
	Ocop__Registration__V1__GetFilingCalendar message =
		OCOP__REGISTRATION__V1__GET_FILING_CALENDAR__INIT;

	message.rulebook_code = (char *)rulebook_code;
	message.province_code = (char *)province_code;
	return harness_query(fixture.harness, &message.base);
}

static const Ocop__Registration__V1__FilingCalendar *calendar_of(const char *rulebook_code,
								 const char *province_code)
{
	return harness_body(fixture.harness, ask(rulebook_code, province_code),
			    MESSAGE(filing_calendar));
}

static void record_holidays(const char *const *days, size_t count)
{
	Ocop__Identity__V1__CalendarDaysRecorded event =
		OCOP__IDENTITY__V1__CALENDAR_DAYS_RECORDED__INIT;
	Ocop__Identity__V1__CalendarDay rows[8], *pointers[8];

	for (size_t i = 0; i < count; i++) {
		ocop__identity__v1__calendar_day__init(&rows[i]);
		rows[i].day = (char *)days[i];
		rows[i].kind = OCOP__IDENTITY__V1__CALENDAR_DAY_KIND__CALENDAR_DAY_KIND_HOLIDAY;
		pointers[i] = &rows[i];
	}
	event.days = pointers;
	event.n_days = count;
	event.calendar_version = 1;
	harness_event(fixture.harness, "identity", "calendar", &event.base);
}

static void the_next_four_rounds_by_their_date(void **state)
{
	static const struct {
		const char *level, *hold_before, *proposals_before, *safe_filing_on;
	} rounds[] = {
		{"centre", "2026-09-30", "2026-07-30", ""},
		/* 9 to 29 October are 15 working days; the 8th is the day before. */
		{"province", "2026-12-30", "2026-10-30", "2026-10-08"},
		{"centre", "2027-03-30", "2027-01-30", ""},
		/* 9 to 29 April 2027: a Friday to a Thursday. */
		{"province", "2027-06-30", "2027-04-30", "2027-04-08"},
	};
	const Ocop__Registration__V1__FilingCalendar *calendar = calendar_of("", "");

	(void)state; /* the fixture holds it */
	assert_string_equal(calendar->rulebook_code, "26-2026");
	assert_int_equal(calendar->screening_working_days, 15);
	assert_int_equal(calendar->n_rounds, sizeof rounds / sizeof *rounds);
	for (size_t i = 0; i < calendar->n_rounds; i++) {
		assert_string_equal(calendar->rounds[i]->level, rounds[i].level);
		assert_string_equal(calendar->rounds[i]->hold_before, rounds[i].hold_before);
		assert_string_equal(calendar->rounds[i]->proposals_before,
				    rounds[i].proposals_before);
		assert_string_equal(calendar->rounds[i]->safe_filing_on, rounds[i].safe_filing_on);
		assert_string_equal(calendar->rounds[i]->round_id, "");
	}
}

static void a_round_is_over_on_its_date(void **state)
{
	(void)state;                                     /* the fixture holds it */
	harness_set_date(fixture.harness, "2026-07-29"); /* strictly before */
	assert_string_equal(calendar_of("", "")->rounds[0]->proposals_before, "2026-07-30");
	harness_set_date(fixture.harness, "2026-07-30");
	assert_string_equal(calendar_of("", "")->rounds[0]->proposals_before, "2026-10-30");
	assert_string_equal(calendar_of("", "")->rounds[3]->proposals_before, "2027-07-30");
}

/* Days off before the date make it earlier, and submitting on every day around it agrees. */
static void the_last_safe_day_is_the_last_on_which_filing_is_due_in_time(void **state)
{
	static const char *const off[] = {"2026-10-12", "2026-10-20"};
	char day[DATE_TEXT_SIZE];
	int32_t safe = 0;

	(void)state; /* the fixture holds it */
	record_holidays(off, 2);
	assert_string_equal(calendar_of("", "")->rounds[1]->safe_filing_on, "2026-10-06");
	assert_true(date_parse("2026-10-06", &safe));
	for (int32_t filing = safe - 4; filing < safe + 5; filing++) {
		const Ocop__Registration__V1__CheckDossierReply *check;
		Ocop__Registration__V1__CheckDossier message =
			OCOP__REGISTRATION__V1__CHECK_DOSSIER__INIT;

		date_print(filing, day);
		harness_set_date(fixture.harness, day);
		sign_in_producer();
		message.dossier_id = (char *)open_a_dossier();
		complete(message.dossier_id);
		(void)harness_id(fixture.harness, submit(message.dossier_id));
		check = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
				     MESSAGE(check_dossier_reply));
		assert_string_equal(check->proposals_before, "2026-10-30");
		assert_string_equal(check->safe_filing_on, "2026-10-06");
		assert_int_equal(strcmp(get_dossier_of(message.dossier_id)->due_on,
					check->proposals_before) < 0,
				 filing <= safe);
		(void)harness_id(fixture.harness, withdraw(message.dossier_id, "Thử"));
	}
}

static void rounds_that_are_planned_stand_beside_the_laws(void **state)
{
	Ocop__Scoring__V1__RoundPlanned of_the_law = a_round();
	Ocop__Scoring__V1__RoundPlanned extra = a_round();
	Ocop__Scoring__V1__RoundPlanned elsewhere = a_round();
	Ocop__Scoring__V1__RoundPlanned other_book = a_round();
	Ocop__Scoring__V1__RoundPlanned begun = a_round();
	Ocop__Scoring__V1__RoundPlanned re_ratings = a_round();
	Ocop__Scoring__V1__RoundOpened opened = OCOP__SCORING__V1__ROUND_OPENED__INIT;
	const Ocop__Registration__V1__FilingCalendar *calendar;

	(void)state; /* the fixture holds it */
	plan(&of_the_law);
	extra.round_id = (char *)"round_tn1_01K00000000000000000000001";
	extra.name = (char *)"Đợt bổ sung năm 2026";
	extra.held_on = (char *)"2026-09-15";
	extra.proposals_before = (char *)"2026-08-10";
	plan(&extra);
	elsewhere.round_id = (char *)"round_tn1_01K00000000000000000000002";
	elsewhere.unit_code = (char *)"08";
	elsewhere.proposals_before = (char *)"2026-08-11";
	plan(&elsewhere);
	other_book.round_id = (char *)"round_tn1_01K00000000000000000000004";
	other_book.rulebook_code = (char *)"148-2023";
	other_book.proposals_before = (char *)"2026-08-13";
	plan(&other_book);
	begun.round_id = (char *)"round_tn1_01K00000000000000000000003";
	begun.proposals_before = (char *)"2026-08-12";
	plan(&begun);
	opened.round_id = begun.round_id;
	harness_event(fixture.harness, "scoring_tn1", begun.round_id, &opened.base);
	re_ratings.round_id = (char *)"round_tn1_01K00000000000000000000005";
	re_ratings.kind = OCOP__SCORING__V1__ROUND_KIND__ROUND_KIND_RE_RATING;
	re_ratings.held_on = re_ratings.proposals_before = (char *)""; /* outside the calendar */
	plan(&re_ratings);

	calendar = calendar_of("26/2026/QĐ-TTg", "19");
	assert_int_equal(calendar->n_rounds, 5);
	assert_string_equal(calendar->rounds[1]->proposals_before, "2026-08-10");
	assert_string_equal(calendar->rounds[1]->round_id, extra.round_id);
	assert_string_equal(calendar->rounds[1]->name, extra.name);
	assert_string_equal(calendar->rounds[1]->held_on, "2026-09-15");
	assert_string_equal(calendar->rounds[1]->hold_before, "");
	/* 20 July to 7 August are 15 working days, a Monday to a Friday: the Sunday before. */
	assert_string_equal(calendar->rounds[1]->safe_filing_on, "2026-07-19");
	assert_string_equal(calendar->rounds[2]->proposals_before, "2026-10-30");
	assert_string_equal(calendar->rounds[2]->round_id, of_the_law.round_id);
	assert_string_equal(calendar->rounds[2]->hold_before, "2026-12-30");
	assert_int_equal(calendar_of("", "")->n_rounds, 4);
	assert_int_equal(calendar_of("", "08")->n_rounds, 5);
}

static void a_book_that_is_over_has_no_rounds_to_come(void **state)
{
	(void)state; /* the fixture holds it */
	assert_int_equal(calendar_of("1048-2019", "")->n_rounds, 0);
}

static void what_is_not_known_is_refused(void **state)
{
	(void)state; /* the fixture holds it */
	assert_refused(ask("99-2099", ""), RULEBOOK_UNKNOWN);
	assert_refused(ask("", "99"), UNIT_UNKNOWN);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(ask("", ""), TOKEN_MISSING);
}

static void what_runs_outside_the_calendar_has_no_next_round(void **state)
{
	const Ocop__Registration__V1__CheckDossierReply *check;
	Ocop__Registration__V1__CheckDossier message = OCOP__REGISTRATION__V1__CHECK_DOSSIER__INIT;

	(void)state;                                       /* the fixture holds it */
	message.dossier_id = (char *)a_proposed_dossier(); /* the day of filing is past */
	check = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			     MESSAGE(check_dossier_reply));
	assert_string_equal(check->proposals_before, "");
	assert_string_equal(check->safe_filing_on, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(the_next_four_rounds_by_their_date),
		TEST(a_round_is_over_on_its_date),
		TEST(the_last_safe_day_is_the_last_on_which_filing_is_due_in_time),
		TEST(rounds_that_are_planned_stand_beside_the_laws),
		TEST(a_book_that_is_over_has_no_rounds_to_come),
		TEST(what_is_not_known_is_refused),
		TEST(what_runs_outside_the_calendar_has_no_next_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
