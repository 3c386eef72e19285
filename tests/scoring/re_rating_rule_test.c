/* re_rating_rule_test.c - the rules of re-ratings: by when, what may be written, when they meet */
#include "scoring/rules/re_rating.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void other_dossiers_and_silent_books_have_no_last_day(void **state)
{
	const struct rulebook_deadlines silent = {.re_rating_decide_within_days = RULEBOOK_UNKNOWN};
	const struct rulebook_deadlines days_45 = {.re_rating_decide_within_days = 45};

	(void)state; /* pure */
	assert_int_equal(re_rating_due_day(DOSSIER_KIND(RE_RATING), &days_45, 1000), 1045);
	assert_int_equal(re_rating_due_day(DOSSIER_KIND(UPGRADE), &days_45, 1000),
			 RULEBOOK_UNKNOWN);
	assert_int_equal(re_rating_due_day(DOSSIER_KIND(RE_RATING), &silent, 1000),
			 RULEBOOK_UNKNOWN);
}

static void overdue_is_what_the_last_day_found_undecided(void **state)
{
	(void)state; /* pure */
	/* 1970-01-11 is day 10. */
	assert_false(re_rating_is_overdue("1970-01-11", 10, ROUND_STATE(SCORING)));
	assert_true(re_rating_is_overdue("1970-01-11", 11, ROUND_STATE(SCORING)));
	assert_true(re_rating_is_overdue("1970-01-11", 11, ROUND_STATE(REPORTED)));
	assert_false(re_rating_is_overdue("1970-01-11", 11, ROUND_STATE(DECIDED)));
	assert_false(re_rating_is_overdue("1970-01-11", 11, ROUND_STATE(PUBLISHED)));
	assert_false(re_rating_is_overdue("", 11, ROUND_STATE(SCORING)));
}

/* A council of four, whose quorum is three; the chair has given his opinion. */
static const struct closing_facts in_writing = {
	.leader = "account_chair",
	.leader_sealed = true,
	.eligible = 4,
	.sealed = 3,
	.quorum_percent = 75,
	.in_writing = true,
	.reported = true,
	.agreeing = 3,
};

static void written_opinions_end_it_where_all_of_a_quorum_agree(void **state)
{
	static const struct {
		const char *name;
		bool unreported, complex, no_leader, leader_away;
		size_t sealed, agreeing;
		Ocop__Common__V1__RefusalCode close, call;
	} rows[] = {
		{"all of a quorum agree", .sealed = 3, .agreeing = 3,
		 .call = REFUSAL(MEETING_NOT_NEEDED)},
		{"all agree", .sealed = 4, .agreeing = 4, .call = REFUSAL(MEETING_NOT_NEEDED)},
		{"one differs", .sealed = 3, .agreeing = 2, .close = REFUSAL(MEETING_NEEDED)},
		{"none agrees", .sealed = 4, .agreeing = 0, .close = REFUSAL(MEETING_NEEDED)},
		{"one differs before the quorum", .sealed = 2, .agreeing = 1,
		 .close = REFUSAL(QUORUM_MISSED), .call = REFUSAL(MEETING_NOT_NEEDED)},
		{"one differs before the chair wrote", .leader_away = true, .sealed = 3,
		 .agreeing = 2, .close = REFUSAL(CHAIR_SHEET_MISSING),
		 .call = REFUSAL(MEETING_NOT_NEEDED)},
		{"no report", .unreported = true, .close = REFUSAL(AGENCY_REPORT_MISSING),
		 .call = REFUSAL(AGENCY_REPORT_MISSING)},
		{"nobody leads", .no_leader = true, .sealed = 3, .agreeing = 3,
		 .close = REFUSAL(ACTING_CHAIR_MISSING), .call = REFUSAL(ACTING_CHAIR_MISSING)},
		{"complex, before any opinion", .complex = true, .close = REFUSAL(MEETING_NEEDED)},
		{"complex, though all agree", .complex = true, .sealed = 4, .agreeing = 4,
		 .close = REFUSAL(MEETING_NEEDED)},
	};
	const struct re_rating_facts facts = {.round_kind = ROUND_KIND(RE_RATING)};

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct closing_facts closing = in_writing;

		closing.reported = !rows[i].unreported;
		closing.complex = rows[i].complex;
		closing.leader = rows[i].no_leader ? NULL : in_writing.leader;
		closing.leader_sealed = !rows[i].leader_away;
		closing.sealed = rows[i].sealed;
		closing.agreeing = rows[i].agreeing;
		if (may_close_dossier(&closing) != rows[i].close ||
		    may_call_meeting(&facts, &closing) != rows[i].call)
			fail_msg("%s", rows[i].name);
	}
}

static void a_meeting_is_called_once_and_in_writing_alone(void **state)
{
	struct re_rating_facts facts = {.round_kind = ROUND_KIND(RE_RATING), .meeting = true};
	struct closing_facts closing = in_writing;

	(void)state; /* pure */
	closing.agreeing = 1;
	assert_int_equal(may_call_meeting(&facts, &closing), REFUSAL(MEETING_NOT_NEEDED));
	facts.meeting = false;
	assert_int_equal(may_call_meeting(&facts, &closing), REFUSAL(UNSPECIFIED));
	facts.dossier_closed = true;
	assert_int_equal(may_call_meeting(&facts, &closing), REFUSAL(DOSSIER_CLOSED));
	facts.round_kind = ROUND_KIND(MEETING);
	assert_int_equal(may_call_meeting(&facts, &closing), REFUSAL(ROUND_KIND));
}

static void a_report_stays_once_somebody_looked_at_it(void **state)
{
	struct re_rating_facts facts = {.round_kind = ROUND_KIND(RE_RATING), .reported = true};

	(void)state; /* pure */
	assert_int_equal(may_file_agency_report(&facts), REFUSAL(UNSPECIFIED));
	facts.opinions = 1;
	assert_int_equal(may_file_agency_report(&facts), REFUSAL(SHEET_SEALED));
	facts.opinions = 0;
	facts.meeting = true;
	assert_int_equal(may_file_agency_report(&facts), REFUSAL(SHEET_SEALED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(other_dossiers_and_silent_books_have_no_last_day),
		cmocka_unit_test(overdue_is_what_the_last_day_found_undecided),
		cmocka_unit_test(written_opinions_end_it_where_all_of_a_quorum_agree),
		cmocka_unit_test(a_meeting_is_called_once_and_in_writing_alone),
		cmocka_unit_test(a_report_stays_once_somebody_looked_at_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
