/* clock_test.c - forty months in days: every reminder once and on its day, every end on the right
 * one
 *
 * Days are reckoned here by the C library's timegm, apart from common/base/date.c; months by hand.
 */
#include "certification/certification_fixture.h"

#include <stdlib.h>
#include <time.h>

#include "certification/rules/reminder.h"
#include "common/base/arena.h"
#include "common/base/clock.h"

enum { CERTIFICATES_MOST = 8, DAYS = 1220, SECONDS_A_DAY = 86400, HOURS_OF_NOON = 12 };

/* Days since 1970 of a year, month and day, which need not exist: 31 September is 1 October. */
static long day_number(int year, int month, int day)
{
	struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};

	return (long)(timegm(&tm) / SECONDS_A_DAY);
}

static void day_text(long number, char *text, size_t size_bytes)
{
	time_t seconds = (time_t)number * SECONDS_A_DAY;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	(void)strftime(text, size_bytes, "%Y-%m-%d", &tm); /* ten characters */
}

static int days_in(int year, int month)
{
	return (int)(day_number(year, month + 1, 1) - day_number(year, month, 1));
}

/* The same day months later or earlier, or the last of a shorter month. */
static long months_later(int year, int month, int day, int months)
{
	int then = year * 12 + month - 1 + months;
	int last = days_in(then / 12, then % 12 + 1);

	return day_number(then / 12, then % 12 + 1, day < last ? day : last);
}

/* What is to happen to one certificate. */
struct expected {
	char code[CERTIFICATE_CODE_SIZE];
	long until;
	long reminders[7];
};

static void expect(struct expected *expected, const char *code, int year, int month, int day)
{
	static const int before[] = {0, 180, 150, 127, 120, 30, 0};
	time_t seconds;
	struct tm tm;

	(void)snprintf(expected->code, sizeof(expected->code), "%s", code); /* ten characters */
	expected->until = months_later(year, month, day, 36);
	seconds = (time_t)expected->until * SECONDS_A_DAY;
	gmtime_r(&seconds, &tm);
	for (size_t i = 1; i < 7; i++)
		expected->reminders[i] = expected->until - before[i];
	expected->reminders[0] = months_later(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, -12);
}

static const Ocop__Certification__V1__ListCertificateMovesReply *history(struct harness *h,
									 const char *code)
{
	Ocop__Certification__V1__ListCertificateMoves query =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATE_MOVES__INIT;

	query.code = (char *)code;
	return harness_body(h, harness_query(h, &query.base),
			    &CERTIFICATES(list_certificate_moves_reply));
}

static size_t due_on(const struct expected *expected, size_t count, long today)
{
	size_t due = 0;

	for (size_t i = 0; i < count; i++) {
		for (size_t kind = 0; kind < 7; kind++)
			due += expected[i].reminders[kind] == today;
	}
	return due;
}

static size_t over_on(const struct expected *expected, size_t count, long today)
{
	size_t over = 0;

	for (size_t i = 0; i < count; i++)
		over += expected[i].until + 1 == today;
	return over;
}

/* To the last second of the day, and into the first of the next: it is valid, and is not. */
static void ends_with_the_day(struct harness *h, const char *code)
{
	const int64_t to_the_end_us = (SECONDS_A_DAY - HOURS_OF_NOON * 3600) * 1000000LL;

	harness_advance(h, to_the_end_us - 60 * 1000000LL); /* the machine's clock runs too */
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(VALID));
	harness_advance(h, 60 * 1000000LL);
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(EXPIRED));
}

static void every_reminder_comes_once_and_every_end_on_its_day(void **state)
{
	/* Days of decision: ends of months, 29 February, the turn of a year. */
	static const int decided[][3] = {
		{2027, 12, 31}, {2028, 1, 31}, {2028, 2, 28}, {2028, 2, 29}, {2028, 3, 1},
	};
	enum { COUNT = sizeof(decided) / sizeof(decided[0]) };
	struct harness *h = *state;
	struct expected expected[CERTIFICATES_MOST];
	char text[16], dossier_id[16], product_id[16];
	size_t told = 0, ended = 0, issued = 0;
	long first = day_number(2027, 12, 31);

	for (long today = first; today < first + DAYS; today++) {
		day_text(today, text, sizeof(text));
		harness_set_date(h, text);
		if (issued < COUNT && day_number(decided[issued][0], decided[issued][1],
						 decided[issued][2]) == today) {
			(void)snprintf(dossier_id, sizeof(dossier_id), "d%zu", issued); /* fits */
			(void)snprintf(product_id, sizeof(product_id), "p%zu", issued); /* fits */
			expect(&expected[issued], issue(h, dossier_id, product_id, 3, text)->code,
			       decided[issued][0], decided[issued][1], decided[issued][2]);
			issued++;
		}
		told += due_on(expected, issued, today);
		ended += over_on(expected, issued, today);
		if (due_on(expected, issued, today) + over_on(expected, issued, today) == 0)
			continue;
		assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), told);
		assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), ended);
	}
	assert_int_equal(issued, COUNT);
	assert_int_equal(told, 7 * COUNT);
	assert_int_equal(ended, COUNT);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), told);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), ended);
	for (size_t i = 0; i < COUNT; i++) {
		const Ocop__Certification__V1__ListCertificateMovesReply *past =
			history(h, expected[i].code);

		assert_int_equal(past->n_reminders, 7);
		for (size_t kind = 0; kind < 7; kind++) {
			day_text(expected[i].reminders[kind], text, sizeof(text));
			assert_int_equal(past->reminders[kind]->reminder, kind + 1);
			assert_string_equal(past->reminders[kind]->due_on, text);
			assert_false(past->reminders[kind]->overtaken);
		}
		assert_int_equal(past->n_moves, 2);
		day_text(expected[i].until + 1, text, sizeof(text));
		assert_string_equal(past->moves[1]->moved_on, text);
	}
}

static void it_ends_at_midnight_in_vietnam(void **state)
{
	struct harness *h = *state;
	const char *code;

	harness_set_date(h, "2028-02-29");
	code = arena_strdup(harness_arena(h),
			    issue(h, "dossier_1", "product_1", 4, "2028-02-29")->code);
	harness_set_date(h, "2031-02-28");
	ends_with_the_day(h, code);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), 1);
}

/* The daemon was down over four of them, started, and started again. */
static void after_a_downtime_each_is_told_once_and_only_the_newest_counts(void **state)
{
	static const bool overtaken[] = {false, true, true, true, false, false, false};
	struct harness *h = *state;
	const char *code = arena_strdup(harness_arena(h),
					issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code);
	const Ocop__Certification__V1__ListCertificateMovesReply *past;

	harness_set_date(h, "2028-12-01"); /* twelve months before 2029-12-01 */
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), 1);
	harness_set_date(h, "2029-08-03"); /* the last day to file */
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), 5);
	harness_restart(h);
	harness_advance(h, 1);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), 5);
	harness_set_date(h, "2029-11-01");
	harness_set_date(h, "2029-12-01");
	past = history(h, code);
	assert_int_equal(past->n_reminders, 7);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(past->reminders[i]->overtaken, overtaken[i]);
	harness_set_date(h, "2030-12-01");
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), 7);
}

static void what_is_over_before_anybody_was_there_is_told_of_as_overtaken(void **state)
{
	struct harness *h = *state;
	const char *code = arena_strdup(harness_arena(h),
					issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code);
	const Ocop__Certification__V1__ListCertificateMovesReply *past;

	harness_set_date(h, "2035-01-01");
	past = history(h, code);
	assert_int_equal(past->n_reminders, 7);
	for (size_t i = 0; i < 7; i++)
		assert_true(past->reminders[i]->overtaken);
	assert_int_equal(past->moves[past->n_moves - 1]->state, CERTIFICATE_STATE(EXPIRED));
}

/* A register is taken in a hundred days before the end: of what is past only the newest is told. */
static void certificate_that_comes_in_late_is_reminded_from_there_on(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__CertificateReminderDue *told;

	tell_claim(h, "claim_1", "công nhận", "7/QĐ-UBND", "2024-03-11", "2027-03-11");
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), 1);
	told = harness_last_event(h, &CERTIFICATES(certificate_reminder_due));
	assert_int_equal(told->reminder, CERTIFICATE_REMINDER(WINDOW_LAST_DAY));
	assert_string_equal(told->due_on, "2026-11-11");
	assert_int_equal(told->days_left, 100);
	assert_string_equal(told->window_from, "2026-09-12");
	assert_string_equal(told->window_until, "2026-11-11");
	assert_false(told->overtaken);
}

static void corrected_certificate_is_not_reminded_of_the_same_again(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ReplaceCertificate command =
		OCOP__CERTIFICATION__V1__REPLACE_CERTIFICATE__INIT;

	command.code = (char *)issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;
	command.reason = "Sai tên";
	command.product_name = "Miến dong Ví dụ khác";
	harness_set_date(h, "2029-08-03");
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), 5);
	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	(void)harness_id(h, harness_command(h, &command.base));
	harness_advance(h, 1);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), 5);
	harness_set_date(h, "2029-11-01");
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_reminder_due)), 6);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_SERVICE(every_reminder_comes_once_and_every_end_on_its_day),
		WITH_SERVICE(it_ends_at_midnight_in_vietnam),
		WITH_SERVICE(after_a_downtime_each_is_told_once_and_only_the_newest_counts),
		WITH_SERVICE(what_is_over_before_anybody_was_there_is_told_of_as_overtaken),
		WITH_SERVICE(certificate_that_comes_in_late_is_reminded_from_there_on),
		WITH_SERVICE(corrected_certificate_is_not_reminded_of_the_same_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
