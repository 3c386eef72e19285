/* track_test.c - where a dossier is and has been, in days counted by hand
 *
 * June 2026 begins on a Monday; nothing in June and July is a holiday.
 */
#include "registration_fixture.h"

static const Ocop__Common__V1__Reply *ask_track(const char *dossier_id)
{
	Ocop__Registration__V1__GetDossierTrack message =
		OCOP__REGISTRATION__V1__GET_DOSSIER_TRACK__INIT;

	message.dossier_id = (char *)dossier_id;
	return harness_query(fixture.harness, &message.base);
}

static const Ocop__Registration__V1__DossierTrack *track_of(const char *dossier_id)
{
	return harness_body(fixture.harness, ask_track(dossier_id), MESSAGE(dossier_track));
}

/* A stay as it must be. */
struct expected_stay {
	Ocop__Registration__V1__Office office;
	Ocop__Registration__V1__DossierState state;
	const char *from_on, *until_on;
	uint32_t calendar_days, working_days;
	const char *due_on;
	bool overdue;
	const char *reason;
};

static void assert_stays(const Ocop__Registration__V1__DossierTrack *track,
			 const struct expected_stay *expected, size_t count)
{
	assert_int_equal(track->n_steps, count);
	for (size_t i = 0; i < count; i++) {
		const Ocop__Registration__V1__TrackStep *step = track->steps[i];

		assert_int_equal(step->office, expected[i].office);
		assert_int_equal(step->state, expected[i].state);
		assert_string_equal(step->from_on, expected[i].from_on);
		assert_string_equal(step->until_on, expected[i].until_on);
		assert_int_equal(step->calendar_days, expected[i].calendar_days);
		assert_int_equal(step->working_days, expected[i].working_days);
		assert_string_equal(step->due_on, expected[i].due_on);
		assert_int_equal(step->overdue, expected[i].overdue);
		assert_string_equal(step->reason, expected[i].reason);
	}
}

static void on(const char *day)
{
	harness_set_date(fixture.harness, day);
}

/* Opened on Monday 1 June, submitted on the 3rd. */
static const char *a_submitted_dossier(void)
{
	const char *dossier_id;

	sign_in_producer();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	on("2026-06-03");
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	return dossier_id;
}

static void screen_and_propose(const char *dossier_id)
{
	sign_in_commune();
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	(void)harness_id(fixture.harness, propose(dossier_id));
}

static void stays_are_counted_office_by_office(void **state)
{
	static const struct expected_stay stays[] = {
		{OFFICE(PRODUCER), DOSSIER_STATE(DRAFT), "2026-06-01", "2026-06-03", 2, 2, "",
		 false, ""},
		/* 4, 5, 8, 9, 10; due on the 24th */
		{OFFICE(COMMUNE), DOSSIER_STATE(SCREENED), "2026-06-03", "2026-06-10", 7, 5,
		 "2026-06-24", false, ""},
		{OFFICE(PROVINCE), DOSSIER_STATE(PROPOSED), "2026-06-10", "2026-06-12", 2, 2, "",
		 false, ""},
		/* a Friday to a Monday: 15 to 19 and 22; it was the 19th */
		{OFFICE(PRODUCER), DOSSIER_STATE(RETURNED), "2026-06-12", "2026-06-22", 10, 6,
		 "2026-06-19", true, "Thiếu giấy"},
		/* 23 to 26, 29 to 3, 6 to 10, 13 to 15; it was the 13th */
		{OFFICE(COMMUNE), DOSSIER_STATE(SUBMITTED), "2026-06-22", "", 23, 17, "2026-07-13",
		 true, ""},
	};
	static const struct {
		Ocop__Registration__V1__Office office;
		uint32_t calendar_days, working_days;
	} offices[] = {
		{OFFICE(PRODUCER), 12, 8}, {OFFICE(COMMUNE), 30, 22}, {OFFICE(PROVINCE), 2, 2}};
	const char *dossier_id = a_submitted_dossier();
	const Ocop__Registration__V1__DossierTrack *track;

	(void)state; /* the fixture holds it */
	on("2026-06-10");
	screen_and_propose(dossier_id);
	on("2026-06-12");
	sign_in_agency();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-06-19"));
	on("2026-06-22");
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	on("2026-07-13"); /* the last day is not over */
	assert_false(track_of(dossier_id)->steps[4]->overdue);
	on("2026-07-15");

	track = track_of(dossier_id);
	assert_string_equal(track->dossier_id, dossier_id);
	assert_stays(track, stays, sizeof stays / sizeof *stays);
	assert_int_equal(track->n_offices, sizeof offices / sizeof *offices);
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
		assert_int_equal(track->offices[i]->office, offices[i].office);
		assert_int_equal(track->offices[i]->calendar_days, offices[i].calendar_days);
		assert_int_equal(track->offices[i]->working_days, offices[i].working_days);
	}
}

static void a_way_that_has_ended_waits_with_nobody(void **state)
{
	static const struct expected_stay stays[] = {
		{OFFICE(PRODUCER), DOSSIER_STATE(DRAFT), "2026-06-01", "2026-06-03", 2, 2, "",
		 false, ""},
		{OFFICE(COMMUNE), DOSSIER_STATE(SUBMITTED), "2026-06-03", "2026-06-04", 1, 1,
		 "2026-06-24", false, ""},
		{OFFICE(NOBODY), DOSSIER_STATE(WITHDRAWN), "2026-06-04", "", 0, 0, "", false,
		 "Đổi ý"},
	};
	const char *dossier_id = a_submitted_dossier();

	(void)state; /* the fixture holds it */
	on("2026-06-04");
	sign_in_producer();
	(void)harness_id(fixture.harness, withdraw(dossier_id, "Đổi ý"));
	on("2026-07-15");
	assert_stays(track_of(dossier_id), stays, sizeof stays / sizeof *stays);
	assert_int_equal(track_of(dossier_id)->n_offices, 2);
}

static const char *an_admitted_dossier(void)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = a_proposed_dossier(); /* all of it on 1 June */

	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	return dossier_id;
}

static void ask_supplement_of(const char *dossier_id)
{
	Ocop__Registration__V1__AskSupplement message =
		OCOP__REGISTRATION__V1__ASK_SUPPLEMENT__INIT;
	Ocop__Registration__V1__ReturnItem item = OCOP__REGISTRATION__V1__RETURN_ITEM__INIT;
	Ocop__Registration__V1__ReturnItem *items[] = {&item};

	item.text = (char *)"Kết quả kiểm nghiệm";
	message.dossier_id = (char *)dossier_id;
	message.reason = (char *)"Cần kiểm nghiệm lại";
	message.deadline = (char *)"2026-06-19";
	message.items = items;
	message.n_items = 1;
	(void)accepted_id(&message.base);
}

static void a_supplement_is_a_stay_with_the_producer(void **state)
{
	static const struct expected_stay stays[] = {
		{OFFICE(PRODUCER), DOSSIER_STATE(DRAFT), "2026-06-01", "2026-06-01", 0, 0, "",
		 false, ""},
		{OFFICE(COMMUNE), DOSSIER_STATE(SCREENED), "2026-06-01", "2026-06-01", 0, 0,
		 "2026-06-22", false, ""},
		{OFFICE(PROVINCE), DOSSIER_STATE(PROPOSED), "2026-06-01", "2026-06-01", 0, 0, "",
		 false, ""},
		{OFFICE(ROUND), DOSSIER_STATE(ADMITTED), "2026-06-01", "2026-06-08", 7, 5, "",
		 false, ""},
		{OFFICE(PRODUCER), DOSSIER_STATE(ADMITTED), "2026-06-08", "2026-06-12", 4, 4,
		 "2026-06-19", false, "Cần kiểm nghiệm lại"},
		{OFFICE(ROUND), DOSSIER_STATE(ADMITTED), "2026-06-12", "", 3, 1, "", false,
		 "Đã kiểm nghiệm"},
	};
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__GiveSupplement give = OCOP__REGISTRATION__V1__GIVE_SUPPLEMENT__INIT;
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);

	(void)state; /* the fixture holds it */
	on("2026-06-08");
	sign_in_agency();
	ask_supplement_of(dossier_id);
	on("2026-06-12");
	sign_in_producer();
	link.link = (char *)"https://example.org/kiem-nghiem";
	(void)accepted_id(&link.base);
	give.dossier_id = (char *)dossier_id;
	give.note = (char *)"Đã kiểm nghiệm";
	(void)accepted_id(&give.base);
	on("2026-06-15");
	assert_stays(track_of(dossier_id), stays, sizeof stays / sizeof *stays);
}

static void a_due_day_that_moved_is_the_stays(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	Ocop__Identity__V1__CalendarDaysRecorded event =
		OCOP__IDENTITY__V1__CALENDAR_DAYS_RECORDED__INIT;
	Ocop__Identity__V1__CalendarDay row = OCOP__IDENTITY__V1__CALENDAR_DAY__INIT;
	Ocop__Identity__V1__CalendarDay *rows[] = {&row};
	const Ocop__Registration__V1__DossierTrack *track;

	(void)state; /* the fixture holds it */
	row.day = (char *)"2026-06-10";
	row.kind = OCOP__IDENTITY__V1__CALENDAR_DAY_KIND__CALENDAR_DAY_KIND_HOLIDAY;
	event.days = rows;
	event.n_days = 1;
	event.calendar_version = 1;
	harness_event(fixture.harness, "identity", "calendar", &event.base);
	on("2026-06-11");
	track = track_of(dossier_id);
	assert_int_equal(track->n_steps, 2);
	assert_string_equal(track->steps[1]->due_on, "2026-06-25");
	assert_string_equal(track->steps[1]->reason, ""); /* of coming here, not of the calendar */
	assert_int_equal(track->steps[1]->calendar_days, 8);
	assert_int_equal(track->steps[1]->working_days, 5); /* 4, 5, 8, 9, 11 */
}

static void track_is_for_who_may_see_the_dossier(void **state)
{
	Ocop__Scoring__V1__ConflictDeclared event = OCOP__SCORING__V1__CONFLICT_DECLARED__INIT;
	const char *dossier_id = an_admitted_dossier();

	(void)state; /* the fixture holds it */
	event.round_id = (char *)"round_tn1_01K00000000000000000000000";
	event.dossier_id = (char *)dossier_id;
	event.member_id = (char *)"account_member";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &event.base);
	sign_in_unit("account_member", ROLE(COUNCIL_MEMBER), "19");
	assert_refused(ask_track(dossier_id), MEMBER_HAS_CONFLICT);
	sign_in_unit("account_other", ROLE(COUNCIL_MEMBER), "19");
	assert_int_equal(track_of(dossier_id)->n_steps, 4);
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(ask_track(dossier_id), SCOPE_MISSING);
	assert_refused(ask_track("dossier_01K00000000000000000000000"), NO_SUCH_THING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(ask_track(dossier_id), TOKEN_MISSING);
}

/* Whose dossier it is learns the result with everybody, and not before. */
static void a_result_is_shown_once_it_is_published(void **state)
{
	Ocop__Scoring__V1__ResultDecided decided = OCOP__SCORING__V1__RESULT_DECIDED__INIT;
	Ocop__Scoring__V1__RoundPublished published = OCOP__SCORING__V1__ROUND_PUBLISHED__INIT;
	Ocop__Scoring__V1__Result result = OCOP__SCORING__V1__RESULT__INIT;
	const char *dossier_id = an_admitted_dossier();

	(void)state; /* the fixture holds it */
	decided.result = &result;
	result.round_id = published.round_id = (char *)"round_tn1_01K00000000000000000000000";
	result.dossier_id = (char *)dossier_id;
	result.mean_text = (char *)"83.29";
	result.star = 4;
	result.decision = DECISION_OUTCOME(RECOGNISED);
	result.decision_number = (char *)"1234/QĐ-UBND";
	result.decided_on = (char *)"2026-06-20";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &decided.base);
	sign_in_producer();
	assert_int_equal(track_of(dossier_id)->n_results, 0);
	harness_event(fixture.harness, "scoring_tn1", result.round_id, &published.base);
	assert_int_equal(track_of(dossier_id)->n_results, 1);
	assert_int_equal(track_of(dossier_id)->results[0]->star, 4);
	assert_int_equal(track_of(dossier_id)->results[0]->outcome, DOSSIER_STATE(RECOGNISED));
	assert_string_equal(track_of(dossier_id)->results[0]->points_text, "83.29");
	assert_string_equal(track_of(dossier_id)->results[0]->decision_number, "1234/QĐ-UBND");
	sign_in_commune();
	assert_int_equal(track_of(dossier_id)->n_results, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(stays_are_counted_office_by_office),
		TEST(a_way_that_has_ended_waits_with_nobody),
		TEST(a_supplement_is_a_stay_with_the_producer),
		TEST(a_due_day_that_moved_is_the_stays),
		TEST(track_is_for_who_may_see_the_dossier),
		TEST(a_result_is_shown_once_it_is_published),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
