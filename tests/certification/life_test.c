/* life_test.c - every move from every state, reminders and extensions: the rules alone
 *
 * The table of moves is written out here a second time, as the domain has it. Days were reckoned
 * with Python's datetime, apart from ours.
 */
#include "certification/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "certification/rules/extension.h"
#include "certification/rules/number_templates.h"
#include "certification/rules/reminder.h"
#include "common/base/date.h"
#include "common/rulebook/rulebook.h"

static int32_t day(const char *text)
{
	int32_t number;

	assert_true(date_parse(text, &number));
	return number;
}

/* --- moves */

enum { STATES = 6, MOVES = 7 };

static const Ocop__Certification__V1__CertificateState states[STATES] = {
	CERTIFICATE_STATE(VALID),   CERTIFICATE_STATE(SUSPENDED), CERTIFICATE_STATE(NOT_VERIFIED),
	CERTIFICATE_STATE(EXPIRED), CERTIFICATE_STATE(REVOKED),   CERTIFICATE_STATE(REPLACED),
};

/* Columns as `states`: V valid, S suspended, X expired, R revoked, P replaced; "-" is refused. */
static const struct {
	Ocop__Certification__V1__CertificateMove move;
	const char *becomes;
} table[MOVES] = {
	{CERTIFICATE_MOVE(EXPIRE), "XX----"},  {CERTIFICATE_MOVE(REVOKE), "RRR---"},
	{CERTIFICATE_MOVE(RENEW), "PP----"},   {CERTIFICATE_MOVE(CORRECT), "P-----"},
	{CERTIFICATE_MOVE(SUSPEND), "S-----"}, {CERTIFICATE_MOVE(REINSTATE), "-V----"},
	{CERTIFICATE_MOVE(EXTEND), "V-----"},
};

static Ocop__Certification__V1__CertificateState state_of(char letter)
{
	static const struct {
		char letter;
		Ocop__Certification__V1__CertificateState state;
	} letters[] = {
		{'V', CERTIFICATE_STATE(VALID)},    {'S', CERTIFICATE_STATE(SUSPENDED)},
		{'X', CERTIFICATE_STATE(EXPIRED)},  {'R', CERTIFICATE_STATE(REVOKED)},
		{'P', CERTIFICATE_STATE(REPLACED)},
	};

	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		if (letters[i].letter == letter)
			return letters[i].state;
	}
	fail_msg("no state is called %c", letter);
	return CERTIFICATE_STATE(UNSPECIFIED);
}

static void every_move_from_every_state_is_made_or_refused_by_name(void **state)
{
	static const Ocop__Common__V1__RefusalCode names[STATES] = {
		REFUSAL(CERTIFICATE_NOT_SUSPENDED), REFUSAL(CERTIFICATE_SUSPENDED),
		REFUSAL(CERTIFICATE_NOT_VERIFIED),  REFUSAL(CERTIFICATE_EXPIRED),
		REFUSAL(CERTIFICATE_REVOKED),       REFUSAL(CERTIFICATE_REPLACED),
	};

	(void)state;
	for (size_t move = 0; move < MOVES; move++) {
		for (size_t from = 0; from < STATES; from++) {
			char letter = table[move].becomes[from];
			Ocop__Certification__V1__CertificateState to =
				CERTIFICATE_STATE(UNSPECIFIED);
			Ocop__Common__V1__RefusalCode why =
				may_move_certificate(table[move].move, states[from], &to);

			assert_int_equal(why, letter == '-' ? names[from] : REFUSAL(UNSPECIFIED));
			if (letter != '-')
				assert_int_equal(to, state_of(letter));
		}
	}
}

static void state_of_another_release_allows_nothing(void **state)
{
	Ocop__Certification__V1__CertificateState to;

	(void)state;
	assert_int_equal(may_move_certificate(CERTIFICATE_MOVE(REVOKE),
					      (Ocop__Certification__V1__CertificateState)99, &to),
			 REFUSAL(CERTIFICATE_STATE));
	assert_int_equal(
		may_move_certificate(CERTIFICATE_MOVE(REVOKE), CERTIFICATE_STATE(UNSPECIFIED), &to),
		REFUSAL(CERTIFICATE_STATE));
}

static void replacement_is_called_by_stars_and_kind(void **state)
{
	(void)state;
	assert_int_equal(replacement_kind(3, 4, false), REPLACEMENT_KIND(UPGRADE));
	assert_int_equal(replacement_kind(4, 4, true), REPLACEMENT_KIND(RENEWAL));
	assert_int_equal(replacement_kind(3, 4, true), REPLACEMENT_KIND(RENEWAL_UP));
	assert_int_equal(replacement_kind(4, 3, true), REPLACEMENT_KIND(RENEWAL_DOWN));
}

static void suspension_needs_competence_then_state_then_act(void **state)
{
	const struct competence chairman = {.is_chairman = true};
	const struct competence other = {.is_ministry = true};

	(void)state;
	assert_int_equal(may_suspend_certificate(&chairman, CERTIFICATE_STATE(VALID), true),
			 REFUSAL(UNSPECIFIED));
	assert_int_equal(may_suspend_certificate(&chairman, CERTIFICATE_STATE(VALID), false),
			 REFUSAL(SUSPENSION_NOT_ENTERED));
	assert_int_equal(may_suspend_certificate(&chairman, CERTIFICATE_STATE(EXPIRED), false),
			 REFUSAL(CERTIFICATE_EXPIRED));
	assert_int_equal(may_suspend_certificate(&other, CERTIFICATE_STATE(VALID), true),
			 REFUSAL(LEVEL_NOT_COMPETENT));
	assert_int_equal(may_reinstate_certificate(&chairman, CERTIFICATE_STATE(SUSPENDED)),
			 REFUSAL(UNSPECIFIED));
	assert_int_equal(may_reinstate_certificate(&other, CERTIFICATE_STATE(SUSPENDED)),
			 REFUSAL(LEVEL_NOT_COMPETENT));
}

static void ministry_asks_of_what_is_in_force_and_the_provinces(void **state)
{
	(void)state;
	assert_int_equal(
		may_request_action(REQUEST_KIND(REVOCATION), false, CERTIFICATE_STATE(VALID)),
		REFUSAL(UNSPECIFIED));
	assert_int_equal(
		may_request_action(REQUEST_KIND(REVOCATION), true, CERTIFICATE_STATE(VALID)),
		REFUSAL(LEVEL_NOT_COMPETENT));
	assert_int_equal(
		may_request_action(REQUEST_KIND(RE_EVALUATION), true, CERTIFICATE_STATE(SUSPENDED)),
		REFUSAL(UNSPECIFIED));
	assert_int_equal(
		may_request_action(REQUEST_KIND(RE_EVALUATION), false, CERTIFICATE_STATE(EXPIRED)),
		REFUSAL(CERTIFICATE_EXPIRED));
}

/* --- reminders */

/* A book with the window of 26/2026, or with another. */
static struct rulebook book_with_window(int32_t from, int32_t until)
{
	struct rulebook book = {0};

	book.deadlines = (struct rulebook_deadlines){
		.re_rating_submit_from_days_before_expiry = from,
		.re_rating_submit_until_days_before_expiry = until,
		.transition_from_day = INT32_MAX,
		.transition_certificate_runs_on_days = RULEBOOK_UNKNOWN,
	};
	return book;
}

static void reminders_come_on_seven_days_in_order(void **state)
{
	static const struct {
		const char *valid_until;
		const char *days[7];
	} cases[] = {
		{"2029-06-20",
		 {"2028-06-20", "2028-12-22", "2029-01-21", "2029-02-13", "2029-02-20",
		  "2029-05-21", "2029-06-20"}},
		{"2027-02-28", /* issued on 29 February 2024 */
		 {"2026-02-28", "2026-09-01", "2026-10-01", "2026-10-24", "2026-10-31",
		  "2027-01-29", "2027-02-28"}},
		{"2028-02-29", /* of an old register */
		 {"2027-02-28", "2027-09-02", "2027-10-02", "2027-10-25", "2027-11-01",
		  "2028-01-30", "2028-02-29"}},
		{"2030-12-31",
		 {"2029-12-31", "2030-07-04", "2030-08-03", "2030-08-26", "2030-09-02",
		  "2030-12-01", "2030-12-31"}},
	};
	struct rulebook book = book_with_window(180, 120);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int32_t valid_until = day(cases[i].valid_until);
		struct reminder reminder = reminder_first(&book, valid_until, valid_until - 1000);

		for (int kind = 1; kind <= 7; kind++) {
			assert_int_equal(reminder.kind, kind);
			assert_int_equal(reminder.day, day(cases[i].days[kind - 1]));
			reminder = reminder_after(&book, valid_until, &reminder);
		}
		assert_int_equal(reminder.kind, CERTIFICATE_REMINDER(UNSPECIFIED));
	}
}

static void certificate_that_comes_in_late_begins_with_the_newest_reminder(void **state)
{
	struct rulebook book = book_with_window(180, 120);
	int32_t valid_until = day("2029-06-20");

	(void)state;
	assert_int_equal(reminder_first(&book, valid_until, day("2028-06-19")).kind,
			 CERTIFICATE_REMINDER(TWELVE_MONTHS));
	assert_int_equal(reminder_first(&book, valid_until, day("2029-02-12")).kind,
			 CERTIFICATE_REMINDER(WINDOW_HALF));
	assert_int_equal(reminder_first(&book, valid_until, day("2029-02-13")).kind,
			 CERTIFICATE_REMINDER(WINDOW_ENDS_SOON));
	assert_int_equal(reminder_first(&book, valid_until, valid_until).kind,
			 CERTIFICATE_REMINDER(LAST_DAY));
}

static void book_without_a_window_has_no_reminders_of_it(void **state)
{
	struct rulebook book = book_with_window(RULEBOOK_UNKNOWN, RULEBOOK_UNKNOWN);
	const struct rulebook *books[] = {&book, NULL};
	int32_t valid_until = day("2029-06-20");

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct reminder reminder = reminder_first(books[i], valid_until, 0);

		assert_int_equal(reminder.kind, CERTIFICATE_REMINDER(TWELVE_MONTHS));
		reminder = reminder_after(books[i], valid_until, &reminder);
		assert_int_equal(reminder.kind, CERTIFICATE_REMINDER(THIRTY_DAYS));
		reminder = reminder_after(books[i], valid_until, &reminder);
		assert_int_equal(reminder.kind, CERTIFICATE_REMINDER(LAST_DAY));
		reminder = reminder_after(books[i], valid_until, &reminder);
		assert_int_equal(reminder.kind, CERTIFICATE_REMINDER(UNSPECIFIED));
	}
}

/* A window that ends ten days before the certificate: its reminders come after the thirty days. */
static void reminders_keep_the_order_of_days_under_another_window(void **state)
{
	static const Ocop__Certification__V1__CertificateReminder order[] = {
		CERTIFICATE_REMINDER(TWELVE_MONTHS),    CERTIFICATE_REMINDER(WINDOW_OPENS),
		CERTIFICATE_REMINDER(THIRTY_DAYS),      CERTIFICATE_REMINDER(WINDOW_HALF),
		CERTIFICATE_REMINDER(WINDOW_ENDS_SOON), CERTIFICATE_REMINDER(WINDOW_LAST_DAY),
		CERTIFICATE_REMINDER(LAST_DAY),         CERTIFICATE_REMINDER(UNSPECIFIED),
	};
	struct rulebook book = book_with_window(50, 10);
	int32_t valid_until = day("2029-06-20");
	struct reminder reminder = reminder_first(&book, valid_until, 0);

	(void)state;
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		assert_int_equal(reminder.kind, order[i]);
		reminder = reminder_after(&book, valid_until, &reminder);
	}
}

static void reminder_is_overtaken_by_the_next_or_the_end(void **state)
{
	const struct reminder next = {CERTIFICATE_REMINDER(THIRTY_DAYS), 100};
	const struct reminder none = {CERTIFICATE_REMINDER(UNSPECIFIED), 0};

	(void)state;
	assert_false(reminder_is_overtaken(&next, 130, 99));
	assert_true(reminder_is_overtaken(&next, 130, 100));
	assert_false(reminder_is_overtaken(&none, 130, 130));
	assert_true(reminder_is_overtaken(&none, 130, 131));
}

/* --- extension */

/* Under 26/2026, which came on 22 May 2026: 180 days after the end at most. */
static struct extension_facts facts_of(const struct rulebook *book, const char *valid_until,
				       const char *until)
{
	return (struct extension_facts){
		.competence = {.is_chairman = true},
		.state = CERTIFICATE_STATE(VALID),
		.use = EXTENSION_TRANSITIONAL,
		.book = book,
		.valid_until = day(valid_until),
		.last_day = day(valid_until),
		.until = day(until),
		.has_re_rating = true,
	};
}

static void extension_is_for_those_whose_window_lay_before_the_new_rules(void **state)
{
	static const struct {
		const char *valid_until, *until;
		Ocop__Common__V1__RefusalCode why;
	} cases[] = {
		/* The last day to file is 120 days before the end. */
		{"2026-05-21", "2026-07-01", REFUSAL(EXTENSION_NOT_ALLOWED)}, /* over before */
		{"2026-05-22", "2026-07-01", REFUSAL(UNSPECIFIED)},
		{"2026-09-18", "2026-12-31", REFUSAL(UNSPECIFIED)},           /* filed by 21 May */
		{"2026-09-19", "2026-12-31", REFUSAL(EXTENSION_NOT_ALLOWED)}, /* by 22 May */
		{"2026-06-30", "2026-12-27", REFUSAL(UNSPECIFIED)},           /* 180 days */
		{"2026-06-30", "2026-12-28", REFUSAL(EXTENSION_TOO_LONG)},
		{"2026-06-30", "2026-06-30", REFUSAL(DATE_INVALID)},
	};
	struct rulebook book = book_with_window(180, 120);

	(void)state;
	book.deadlines.transition_from_day = day("2026-05-22");
	book.deadlines.transition_certificate_runs_on_days = 180;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct extension_facts facts =
			facts_of(&book, cases[i].valid_until, cases[i].until);

		assert_int_equal(may_extend_certificate(&facts), cases[i].why);
	}
}

static void extension_needs_its_use_a_filing_and_a_valid_certificate(void **state)
{
	struct rulebook book = book_with_window(180, 120);
	struct extension_facts facts = facts_of(&book, "2029-06-20", "2029-09-01");

	(void)state;
	assert_int_equal(may_extend_certificate(&facts), REFUSAL(EXTENSION_NOT_ALLOWED));
	facts.use = EXTENSION_STANDING;
	assert_int_equal(may_extend_certificate(&facts), REFUSAL(UNSPECIFIED));
	facts.until = day("2029-12-18"); /* 181 days, the most without a transition is 180 */
	assert_int_equal(may_extend_certificate(&facts), REFUSAL(EXTENSION_TOO_LONG));
	facts.until = day("2029-12-17");
	facts.has_re_rating = false;
	assert_int_equal(may_extend_certificate(&facts), REFUSAL(RE_RATING_NOT_FILED));
	facts.has_re_rating = true;
	facts.book = NULL;
	assert_int_equal(may_extend_certificate(&facts), REFUSAL(UNSPECIFIED));
	facts.state = CERTIFICATE_STATE(SUSPENDED);
	assert_int_equal(may_extend_certificate(&facts), REFUSAL(CERTIFICATE_SUSPENDED));
	facts.use = EXTENSION_OFF;
	facts.state = CERTIFICATE_STATE(VALID);
	assert_int_equal(may_extend_certificate(&facts), REFUSAL(EXTENSION_NOT_ALLOWED));
	facts.competence.is_chairman = false;
	assert_int_equal(may_extend_certificate(&facts), REFUSAL(LEVEL_NOT_COMPETENT));
}

/* --- templates of authorities */

static void authorities_have_templates_of_their_own(void **state)
{
	struct number_templates templates;

	(void)state;
	assert_true(number_templates_read("", &templates));
	assert_null(number_template_of(&templates, "19"));
	assert_true(number_templates_read(
		" 19={seq:03}.{year}/{province}  TW={year}-{seq}-{province}", &templates));
	assert_string_equal(number_template_of(&templates, "19"), "{seq:03}.{year}/{province}");
	assert_string_equal(number_template_of(&templates, "TW"), "{year}-{seq}-{province}");
	assert_null(number_template_of(&templates, "1"));
}

static void list_of_templates_that_is_unsound_is_not_read(void **state)
{
	static const char *const lists[] = {
		"19",
		"={seq}{year}{province}",
		"19=",
		"19={seq}/{year}",
		"19={seq}/{year}/{province} 19={seq}-{year}-{province}",
		"an-authority-with-a-very-long-name={seq}/{year}/{province}",
	};
	struct number_templates templates;

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		assert_false(number_templates_read(lists[i], &templates));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_move_from_every_state_is_made_or_refused_by_name),
		cmocka_unit_test(state_of_another_release_allows_nothing),
		cmocka_unit_test(replacement_is_called_by_stars_and_kind),
		cmocka_unit_test(suspension_needs_competence_then_state_then_act),
		cmocka_unit_test(ministry_asks_of_what_is_in_force_and_the_provinces),
		cmocka_unit_test(reminders_come_on_seven_days_in_order),
		cmocka_unit_test(certificate_that_comes_in_late_begins_with_the_newest_reminder),
		cmocka_unit_test(book_without_a_window_has_no_reminders_of_it),
		cmocka_unit_test(reminders_keep_the_order_of_days_under_another_window),
		cmocka_unit_test(reminder_is_overtaken_by_the_next_or_the_end),
		cmocka_unit_test(extension_is_for_those_whose_window_lay_before_the_new_rules),
		cmocka_unit_test(extension_needs_its_use_a_filing_and_a_valid_certificate),
		cmocka_unit_test(authorities_have_templates_of_their_own),
		cmocka_unit_test(list_of_templates_that_is_unsound_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
