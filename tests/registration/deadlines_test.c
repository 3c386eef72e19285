/* deadlines_test.c - the day a dossier is due by: counted, counted again, and who is reminded of it
 *
 * The days of early 2027 are written out one by one below: the independent computation.
 */
#include "common/base/date.h"
#include "registration_fixture.h"

#define DAY_KIND(name) OCOP__IDENTITY__V1__CALENDAR_DAY_KIND__CALENDAR_DAY_KIND_##name
#define REMINDER(name) OCOP__REGISTRATION__V1__REMINDER_KIND__REMINDER_KIND_##name

static void record_day(const char *day, Ocop__Identity__V1__CalendarDayKind kind, uint64_t version)
{
	Ocop__Identity__V1__CalendarDaysRecorded event =
		OCOP__IDENTITY__V1__CALENDAR_DAYS_RECORDED__INIT;
	Ocop__Identity__V1__CalendarDay row = OCOP__IDENTITY__V1__CALENDAR_DAY__INIT;
	Ocop__Identity__V1__CalendarDay *rows[] = {&row};

	row.day = (char *)day;
	row.kind = kind;
	event.days = rows;
	event.n_days = 1;
	event.calendar_version = version;
	harness_event(fixture.harness, "identity", "calendar", &event.base);
}

static const char *a_submitted_dossier(void)
{
	const char *dossier_id;

	sign_in_producer();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	return dossier_id;
}

static const char *due_on(const char *dossier_id)
{
	return get_dossier_of(dossier_id)->due_on;
}

static size_t reminders(void)
{
	return harness_events(fixture.harness, MESSAGE(dossier_reminded));
}

static size_t moved_due_days(void)
{
	return harness_events(fixture.harness, MESSAGE(dossier_due_moved));
}

static void assert_reminded(size_t count, Ocop__Registration__V1__ReminderKind kind,
			    Ocop__Registration__V1__Office office, const char *due_day)
{
	const Ocop__Registration__V1__DossierReminded *event =
		harness_last_event(fixture.harness, MESSAGE(dossier_reminded));

	assert_int_equal(reminders(), count);
	assert_int_equal(event->kind, kind);
	assert_int_equal(event->office, office);
	assert_string_equal(event->due_on, due_day);
	assert_string_equal(event->commune_code, "05503");
	assert_string_equal(event->province_code, "19");
	assert_string_equal(event->producer_id, fixture.producer_id);
}

/* January to March 2027; "w" is a working day. New Year is a Friday; Tết begins on Saturday 6
 * February, its five days from the 5th on take the 10th and 11th in place of the weekend. */
static const char early_2027[] = "---wwwww--wwwww--wwwww--wwwww--"
				 "wwww-------w--wwwww--wwwww--"
				 "wwwww--wwwww--wwwww--wwwww--www";

static const char *fifteen_letters_on(int from, char text[DATE_TEXT_SIZE])
{
	int day = from;

	for (int left = 15; left > 0;) {
		day++;
		if (early_2027[day] == 'w')
			left--;
	}
	date_print(date_make(2027, 1, 1) + day, text);
	return text;
}

static void due_days_across_tet_agree_with_the_days_one_by_one(void **state)
{
	static const char *const recorded[] = {"2027-02-05", "2027-02-08", "2027-02-09",
					       "2027-02-10", "2027-02-11"};
	char today[DATE_TEXT_SIZE], expected[DATE_TEXT_SIZE];

	(void)state; /* the fixture holds it */
	for (uint64_t i = 0; i < sizeof recorded / sizeof *recorded; i++)
		record_day(recorded[i], DAY_KIND(HOLIDAY), i + 1);
	for (int day = 10; day < 60; day += 7) { /* from 11 January on, every week */
		const char *dossier_id;

		date_print(date_make(2027, 1, 1) + day + day % 4, today);
		harness_set_date(fixture.harness, today);
		dossier_id = a_submitted_dossier();
		assert_string_equal(due_on(dossier_id),
				    fifteen_letters_on(day + day % 4, expected));
		(void)harness_id(fixture.harness, withdraw(dossier_id, "Thử"));
		assert_string_equal(due_on(dossier_id), "");
	}
}

static void holiday_added_later_moves_what_is_not_over(void **state)
{
	const char *dossier_id = a_submitted_dossier(); /* on Monday 1 June 2026 */
	const Ocop__Registration__V1__Dossier *dossier;
	const Ocop__Registration__V1__DossierDueMoved *event;

	(void)state; /* the fixture holds it */
	assert_string_equal(due_on(dossier_id), "2026-06-22");
	record_day("2026-06-10", DAY_KIND(HOLIDAY), 1);
	dossier = get_dossier_of(dossier_id);
	assert_string_equal(dossier->due_on, "2026-06-23");
	assert_int_equal(moved_due_days(), 1);
	event = harness_last_event(fixture.harness, MESSAGE(dossier_due_moved));
	assert_string_equal(event->dossier_id, dossier_id);
	assert_string_equal(event->due_on, "2026-06-23");
	assert_int_equal(dossier->n_history, 3); /* opened, submitted, counted again */
	assert_int_equal(dossier->history[2]->from, DOSSIER_STATE(SUBMITTED));
	assert_int_equal(dossier->history[2]->to, DOSSIER_STATE(SUBMITTED));
	assert_string_equal(dossier->history[2]->deadline, "2026-06-23");
	assert_string_not_equal(dossier->history[2]->reason, "");

	/* A screened one is still due by it. */
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	harness_set_date(fixture.harness, "2026-06-23"); /* the last day is not over yet */
	record_day("2026-06-12", DAY_KIND(HOLIDAY), 2);
	assert_string_equal(due_on(dossier_id), "2026-06-24");
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(SCREENED));
	record_day("2026-06-12", DAY_KIND(ORDINARY), 3); /* a mistake, taken back */
	assert_string_equal(due_on(dossier_id), "2026-06-23");
}

static void what_the_calendar_does_not_touch_stays(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	uint64_t version = get_dossier_of(dossier_id)->version;

	(void)state;                                            /* the fixture holds it */
	for (uint64_t calendar = 1; calendar < 4; calendar++) { /* beyond the period */
		record_day("2026-07-20", DAY_KIND(HOLIDAY), calendar);
		assert_string_equal(due_on(dossier_id), "2026-06-22");
	}
	assert_int_equal(moved_due_days(), 0);
	assert_int_equal(get_dossier_of(dossier_id)->version, version);
	record_day("2026-06-09", DAY_KIND(HOLIDAY), 4);
	assert_string_equal(due_on(dossier_id), "2026-06-23");
}

static void a_day_that_has_passed_does_not_move(void **state)
{
	const char *dossier_id = a_submitted_dossier();

	(void)state; /* the fixture holds it */
	harness_set_date(fixture.harness, "2026-06-23");
	record_day("2026-06-10", DAY_KIND(HOLIDAY), 1);
	assert_string_equal(due_on(dossier_id), "2026-06-22");
	assert_int_equal(moved_due_days(), 0);
}

static void nobody_is_overdue_by_a_working_saturday(void **state)
{
	const char *dossier_id = a_submitted_dossier();

	(void)state; /* the fixture holds it */
	record_day("2026-06-06", DAY_KIND(WORKING), 1);
	assert_string_equal(due_on(dossier_id), "2026-06-19");
	harness_set_date(fixture.harness, "2026-06-19");
	record_day("2026-06-13", DAY_KIND(WORKING), 2); /* known too late: it was the 18th */
	assert_string_equal(due_on(dossier_id), "2026-06-19");
	assert_int_equal(moved_due_days(), 1);
}

static void a_day_that_somebody_named_does_not_move(void **state)
{
	const char *dossier_id = a_submitted_dossier();

	(void)state; /* the fixture holds it */
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-06-15"));
	record_day("2026-06-10", DAY_KIND(HOLIDAY), 1);
	record_day("2026-06-15", DAY_KIND(HOLIDAY), 2);
	assert_string_equal(due_on(dossier_id), "2026-06-15");
	assert_int_equal(moved_due_days(), 0);
	/* It ends with the next working day: overdue is the day after that. */
	harness_set_date(fixture.harness, "2026-06-16");
	assert_reminded(1, REMINDER(DUE_SOON), OFFICE(PRODUCER), "2026-06-15");
	harness_set_date(fixture.harness, "2026-06-17");
	assert_reminded(2, REMINDER(OVERDUE), OFFICE(PRODUCER), "2026-06-15");
	/* He may still come again; then the commune has its days anew, the 10th and 15th off. */
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_string_equal(due_on(dossier_id), "2026-07-08");
}

static void each_reminder_comes_once_across_restarts(void **state)
{
	const char *dossier_id = a_submitted_dossier(); /* due on Monday the 22nd */

	(void)state; /* the fixture holds it */
	harness_set_date(fixture.harness, "2026-06-16");
	assert_int_equal(reminders(), 0);
	harness_set_date(fixture.harness, "2026-06-17"); /* the 17th, 18th, 19th are between */
	assert_reminded(1, REMINDER(DUE_SOON), OFFICE(COMMUNE), "2026-06-22");
	harness_restart(fixture.harness);
	harness_set_date(fixture.harness, "2026-06-17");
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4)); /* a new version, the same day */
	harness_set_date(fixture.harness, "2026-06-22");
	assert_int_equal(reminders(), 1);
	harness_set_date(fixture.harness, "2026-06-23");
	assert_reminded(2, REMINDER(OVERDUE), OFFICE(COMMUNE), "2026-06-22");
	harness_restart(fixture.harness);
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	harness_set_date(fixture.harness, "2026-07-23");
	assert_int_equal(reminders(), 2);
}

static void after_a_long_downtime_only_what_is_true_is_said(void **state)
{
	(void)state; /* the fixture holds it */
	(void)a_submitted_dossier();
	harness_set_date(fixture.harness, "2026-07-01");
	assert_reminded(1, REMINDER(OVERDUE), OFFICE(COMMUNE), "2026-06-22");
	harness_set_date(fixture.harness, "2026-07-02");
	assert_int_equal(reminders(), 1);
}

static void a_dossier_that_moved_on_is_nobodys_reminder(void **state)
{
	const char *dossier_id = a_proposed_dossier(); /* on 1 June */

	harness_set_date(fixture.harness, "2026-06-30");
	assert_int_equal(reminders(), 0);
	/* With another office the same day is another matter. */
	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-07-03"));
	assert_reminded(1, REMINDER(DUE_SOON), OFFICE(PRODUCER), "2026-07-03");
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Vẫn thiếu", "2026-07-03"));
	assert_reminded(2, REMINDER(DUE_SOON), OFFICE(PRODUCER), "2026-07-03");
}

static void a_supplement_is_reminded_of_like_a_return(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Registration__V1__AskSupplement ask = OCOP__REGISTRATION__V1__ASK_SUPPLEMENT__INIT;
	Ocop__Registration__V1__GiveSupplement give = OCOP__REGISTRATION__V1__GIVE_SUPPLEMENT__INIT;
	Ocop__Registration__V1__ReturnItem item = OCOP__REGISTRATION__V1__RETURN_ITEM__INIT;
	Ocop__Registration__V1__ReturnItem *items[] = {&item};
	const char *dossier_id = a_proposed_dossier(); /* on 1 June */
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);

	(void)state; /* the fixture holds it */
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	item.text = (char *)"Kết quả kiểm nghiệm";
	ask.dossier_id = (char *)dossier_id;
	ask.reason = (char *)"Cần kiểm nghiệm lại";
	ask.deadline = (char *)"2026-06-19";
	ask.items = items;
	ask.n_items = 1;
	(void)accepted_id(&ask.base);
	record_day("2026-06-10", DAY_KIND(HOLIDAY), 1); /* a named day: it stays */
	harness_set_date(fixture.harness, "2026-06-15");
	assert_int_equal(reminders(), 0);
	harness_set_date(fixture.harness, "2026-06-16"); /* 17, 18, 19 */
	assert_reminded(1, REMINDER(DUE_SOON), OFFICE(PRODUCER), "2026-06-19");
	harness_set_date(fixture.harness, "2026-06-20");
	assert_reminded(2, REMINDER(OVERDUE), OFFICE(PRODUCER), "2026-06-19");

	sign_in_producer();
	link.link = (char *)"https://example.org/kiem-nghiem";
	(void)accepted_id(&link.base);
	give.dossier_id = (char *)dossier_id;
	(void)accepted_id(&give.base);
	assert_string_equal(due_on(dossier_id), "");
	harness_set_date(fixture.harness, "2026-07-20");
	assert_int_equal(reminders(), 2);
	assert_int_equal(moved_due_days(), 0);
}

static void a_moved_day_is_reminded_of_anew(void **state)
{
	(void)state; /* the fixture holds it */
	(void)a_submitted_dossier();
	harness_set_date(fixture.harness, "2026-06-17");
	assert_reminded(1, REMINDER(DUE_SOON), OFFICE(COMMUNE), "2026-06-22");
	record_day("2026-06-18", DAY_KIND(HOLIDAY), 1); /* the 23rd: not soon any more... */
	assert_int_equal(reminders(), 2);               /* ...but the 18th does not count */
	assert_reminded(2, REMINDER(DUE_SOON), OFFICE(COMMUNE), "2026-06-23");
}

static Ocop__Registration__V1__RemindDossier a_reminder(const char *dossier_id,
							Ocop__Registration__V1__ReminderKind kind,
							const char *due_day)
{
	Ocop__Registration__V1__RemindDossier message =
		OCOP__REGISTRATION__V1__REMIND_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.kind = kind;
	message.due_on = (char *)due_day;
	return message;
}

static void what_only_the_daemon_asks_is_refused_to_people(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	Ocop__Registration__V1__RemindDossier reminder =
		a_reminder(dossier_id, REMINDER(DUE_SOON), "2026-06-22");
	Ocop__Registration__V1__RecountDueDay recount =
		OCOP__REGISTRATION__V1__RECOUNT_DUE_DAY__INIT;

	(void)state; /* the fixture holds it */
	recount.dossier_id = (char *)dossier_id;
	sign_in_agency();
	assert_refused(command(&reminder.base), ROLE_MISSING);
	assert_refused(command(&recount.base), ROLE_MISSING);
}

static const Ocop__Common__V1__Reply *own_reminder(const char *dossier_id,
						   Ocop__Registration__V1__ReminderKind kind,
						   const char *due_day)
{
	Ocop__Registration__V1__RemindDossier reminder = a_reminder(dossier_id, kind, due_day);

	return harness_own_command(fixture.harness, &reminder.base);
}

static const Ocop__Common__V1__Reply *own_recount(const char *dossier_id)
{
	Ocop__Registration__V1__RecountDueDay recount =
		OCOP__REGISTRATION__V1__RECOUNT_DUE_DAY__INIT;

	recount.dossier_id = (char *)dossier_id;
	return harness_own_command(fixture.harness, &recount.base);
}

static void what_is_not_true_is_refused_to_the_daemon(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	const char *missing = "dossier_01K00000000000000000000000";

	(void)state; /* the fixture holds it */
	assert_refused(own_recount(missing), NO_SUCH_THING);
	assert_refused(own_reminder(missing, REMINDER(DUE_SOON), "2026-06-22"), NO_SUCH_THING);
	assert_refused(own_recount(dossier_id), DOSSIER_STATE); /* the calendar is the same */
	assert_refused(own_reminder(dossier_id, REMINDER(DUE_SOON), "2026-06-22"), DOSSIER_STATE);
	harness_set_date(fixture.harness, "2026-06-17");
	assert_int_equal(reminders(), 1);
	assert_refused(own_reminder(dossier_id, REMINDER(DUE_SOON), "2026-06-22"), DOSSIER_STATE);
	assert_refused(own_reminder(dossier_id, REMINDER(OVERDUE), "2026-06-22"), DOSSIER_STATE);
	assert_refused(own_reminder(dossier_id, REMINDER(DUE_SOON), "2026-06-21"), DOSSIER_STATE);
	assert_refused(own_reminder(dossier_id, REMINDER(UNSPECIFIED), "2026-06-22"),
		       DOSSIER_STATE);
	assert_int_equal(reminders(), 1);

	/* Under a newer calendar, but over. */
	harness_set_date(fixture.harness, "2026-06-23");
	record_day("2026-06-10", DAY_KIND(HOLIDAY), 1);
	assert_refused(own_recount(dossier_id), DOSSIER_STATE);

	/* Not over, but with the producer: a named day. */
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-07-15"));
	record_day("2026-07-10", DAY_KIND(HOLIDAY), 2);
	assert_refused(own_recount(dossier_id), DOSSIER_STATE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(due_days_across_tet_agree_with_the_days_one_by_one),
		TEST(holiday_added_later_moves_what_is_not_over),
		TEST(what_the_calendar_does_not_touch_stays),
		TEST(a_day_that_has_passed_does_not_move),
		TEST(nobody_is_overdue_by_a_working_saturday),
		TEST(a_day_that_somebody_named_does_not_move),
		TEST(each_reminder_comes_once_across_restarts),
		TEST(after_a_long_downtime_only_what_is_true_is_said),
		TEST(a_dossier_that_moved_on_is_nobodys_reminder),
		TEST(a_supplement_is_reminded_of_like_a_return),
		TEST(a_moved_day_is_reminded_of_anew),
		TEST(what_only_the_daemon_asks_is_refused_to_people),
		TEST(what_is_not_true_is_refused_to_the_daemon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
