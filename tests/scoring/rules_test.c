/* rules_test.c - scoring's rules as tables of cases */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "common/base/date.h"
#include "common/unit/calendar.h"
#include "scoring/rules.h"

static struct rulebooks *books;

static int load(void **state)
{
	struct rulebook_fault fault = {""};

	(void)state;
	if (rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault) != 0)
		fail_msg("%s", fault.text);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	rulebooks_destroy(books);
	return 0;
}

static int32_t day(const char *text)
{
	int32_t number = 0;

	assert_true(date_parse(text, &number));
	return number;
}

/* The whole table of acts: rows are acts, columns the states planned to published. */
static void acts_are_allowed_in_their_states_only(void **state)
{
	static const struct {
		enum round_act act;
		const char *allowed; /* x in planned, open, scoring, closed, reported, decided,
					published */
		Ocop__Scoring__V1__RoundState next; /* 0: the same */
	} rows[] = {
		{ACT_TAKE_DOSSIER, "x------", 0},
		{ACT_APPOINT_COUNCIL, "x------", 0},
		{ACT_DECLARE_CONFLICT, "xxx----", 0},
		{ACT_OPEN, "x------", ROUND_STATE(OPEN)},
		{ACT_START_SCORING, "-x-----", ROUND_STATE(SCORING)},
		{ACT_FILL_SHEET, "--x----", 0},
		{ACT_RECORD_FINDING, "--x----", 0},
		{ACT_RECORD_AGREED_OPTIONS, "-xx----", 0},
		{ACT_CLOSE_DOSSIER, "--x----", 0},
		{ACT_RESCORE, "--xxx--", ROUND_STATE(SCORING)},
		{ACT_WITHDRAW, "xxx----", 0},
		{ACT_CLOSE, "--x----", ROUND_STATE(CLOSED)},
		{ACT_REPORT, "---x---", ROUND_STATE(REPORTED)},
		{ACT_APPROVE, "----x--", ROUND_STATE(DECIDED)},
		{ACT_PUBLISH, "-----x-", ROUND_STATE(PUBLISHED)},
		{ACT_HANDLE_COMPLAINT, "----xxx", 0},
		{ACT_TAKE_FORM, "-xx----", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int s = 0; s < 7; s++) {
			Ocop__Scoring__V1__RoundState from = (Ocop__Scoring__V1__RoundState)(s + 1);
			Ocop__Scoring__V1__RoundState next = ROUND_STATE(UNSPECIFIED);
			bool allowed = rows[i].allowed[s] == 'x';

			assert_int_equal(may_act_in_round(from, rows[i].act, &next),
					 allowed ? REFUSAL(UNSPECIFIED) : REFUSAL(ROUND_STATE));
			if (allowed)
				assert_int_equal(next, rows[i].next ? rows[i].next : from);
		}
}

static void documents_are_ahead_by_working_days(void **state)
{
	static const struct {
		const char *opened, *today;
		uint32_t days;
		Ocop__Common__V1__RefusalCode code;
	} rows[] = {
		{"2026-12-08", "2026-12-08", 0, REFUSAL(UNSPECIFIED)},
		{"2026-12-08", "2026-12-08", 1, REFUSAL(DOCUMENTS_NOT_AHEAD)},
		{"2026-12-08", "2026-12-09", 1, REFUSAL(UNSPECIFIED)},
		{"2026-12-11", "2026-12-13", 1, REFUSAL(DOCUMENTS_NOT_AHEAD)}, /* a Friday */
		{"2026-12-11", "2026-12-14", 1, REFUSAL(UNSPECIFIED)},
		{"2026-12-12", "2026-12-12", 0, REFUSAL(UNSPECIFIED)},         /* a Saturday */
		{"2026-12-31", "2027-01-01", 1, REFUSAL(DOCUMENTS_NOT_AHEAD)}, /* New Year */
		{"2026-12-23", "2026-12-24", 1, REFUSAL(DOCUMENTS_NOT_AHEAD)}, /* recorded */
		{"2026-12-23", "2026-12-25", 1, REFUSAL(UNSPECIFIED)},
	};
	const struct calendar_day off[] = {{day("2026-12-24"), false}};
	const struct calendar calendar = {.days = off, .day_count = 1};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(may_start_scoring(&calendar, day(rows[i].opened),
						   day(rows[i].today), rows[i].days),
				 rows[i].code);
}

static const struct finding doubted = {.kind = FINDING_KIND(REQUIREMENT), .code = "1.1"};

static void closing_has_its_reasons_in_order(void **state)
{
	static const struct {
		const char *name;
		struct closing_facts facts;
		Ocop__Common__V1__RefusalCode close, rescore;
	} rows[] = {
		{"all is well",
		 {false, false, "a", true, 7, 7, 75, 80, 90, 10, .undecided = NULL},
		 0,
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"already closed",
		 {true, false, "a", true, 7, 7, 75, 80, 90, 10, .undecided = NULL},
		 REFUSAL(DOSSIER_CLOSED),
		 0},
		{"no leader",
		 {false, false, NULL, false, 7, 7, 75, 80, 90, 10, .undecided = NULL},
		 REFUSAL(ACTING_CHAIR_MISSING),
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"no sheet of the leader",
		 {false, false, "a", false, 7, 6, 75, 80, 90, 10, .undecided = NULL},
		 REFUSAL(CHAIR_SHEET_MISSING),
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"five of seven",
		 {false, false, "a", true, 7, 5, 75, 80, 90, 10, .undecided = NULL},
		 REFUSAL(QUORUM_MISSED),
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"six of seven",
		 {false, false, "a", true, 7, 6, 75, 80, 90, 10, .undecided = NULL},
		 0,
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"three of four",
		 {false, false, "a", true, 4, 3, 75, 80, 90, 10, .undecided = NULL},
		 0,
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"eleven points apart",
		 {false, false, "a", true, 7, 7, 75, 80, 91, 10, .undecided = NULL},
		 REFUSAL(SECOND_PASS_NEEDED),
		 0},
		{"ten points apart and a requirement in doubt",
		 {false, false, "a", true, 7, 7, 75, 80, 90, 10, .undecided = &doubted},
		 REFUSAL(FINDING_UNDECIDED),
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"eleven points apart and a requirement in doubt",
		 {false, false, "a", true, 7, 7, 75, 80, 91, 10, .undecided = &doubted},
		 REFUSAL(SECOND_PASS_NEEDED),
		 0},
		{"a supplement is awaited",
		 {false, false, "a", true, 7, 7, 75, 80, 90, 10, .supplement_until = "2026-12-10"},
		 REFUSAL(SUPPLEMENT_AWAITED),
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"a supplement is awaited and a finding carried",
		 {false, true, NULL, false, 7, 0, 75, 0, 0, 10, .supplement_until = "2026-12-10"},
		 REFUSAL(SUPPLEMENT_AWAITED),
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
		{"a supplement is awaited and eleven points apart",
		 {false, false, "a", true, 7, 7, 75, 80, 91, 10, .supplement_until = "2026-12-10"},
		 REFUSAL(SUPPLEMENT_AWAITED),
		 0},
		{"a sheet is older than the supplement",
		 {false, false, "a", true, 7, 7, 75, 80, 90, 10, .sealed_before = 1},
		 0,
		 0},
		{"a finding and no sheet",
		 {false, true, NULL, false, 7, 0, 75, 0, 0, 10, .undecided = NULL},
		 0,
		 REFUSAL(SECOND_PASS_NOT_NEEDED)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (may_close_dossier(&rows[i].facts) != rows[i].close ||
		    may_rescore_dossier(&rows[i].facts) != rows[i].rescore)
			fail_msg("%s", rows[i].name);
}

static const struct council_member members[] = {
	{"chair", "", OFFICE(CHAIR)},         {"vice", "", OFFICE(VICE_CHAIR)},
	{"secretary", "", OFFICE(SECRETARY)}, {"one", "", OFFICE(MEMBER)},
	{"two", "", OFFICE(MEMBER)},
};
static const struct council council = {members, 5, false};

static void a_council_lacks_what_its_book_names(void **state)
{
	static const struct {
		const char *name;
		struct rulebook_council rules;
		size_t count;
		enum council_lack lack;
	} rows[] = {
		{"a silent book", {-1, -1, false, false, -1, -1}, 1, COUNCIL_LACKS_NOTHING},
		{"just enough", {5, -1, true, true, -1, -1}, 5, COUNCIL_LACKS_NOTHING},
		{"one too few", {6, -1, false, false, -1, -1}, 5, COUNCIL_LACKS_SIZE},
		{"just not too many", {-1, 5, false, false, -1, -1}, 5, COUNCIL_LACKS_NOTHING},
		{"one too many", {-1, 4, false, false, -1, -1}, 5, COUNCIL_LACKS_SIZE},
		{"no vice-chair", {-1, -1, true, false, -1, -1}, 1, COUNCIL_LACKS_VICE_CHAIR},
		{"no secretary", {-1, -1, true, true, -1, -1}, 2, COUNCIL_LACKS_SECRETARY},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct council first = {members, rows[i].count, false};

		if (council_lack_find(&first, &rows[i].rules) != rows[i].lack)
			fail_msg("%s", rows[i].name);
	}
}

static void the_lead_passes_from_chair_to_acting_chairs(void **state)
{
	static const struct {
		const char *name;
		struct conflict conflicts[3];
		size_t count;
		const char *leader;
		size_t eligible;
	} rows[] = {
		{"nobody has a conflict", {{0}}, 0, "chair", 4},
		{"a member has one", {{"one", "", ""}}, 1, "chair", 3},
		{"the chair has one", {{"chair", "", "vice"}}, 1, "vice", 3},
		{"the acting chair too", {{"chair", "", "vice"}, {"vice", "", "two"}}, 2, "two", 2},
		{"nobody was named", {{"chair", "", ""}}, 1, NULL, 3},
		{"who was named does not score", {{"chair", "", "secretary"}}, 1, NULL, 3},
		{"in a circle", {{"chair", "", "vice"}, {"vice", "", "chair"}}, 2, NULL, 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct conflicts conflicts = {rows[i].conflicts, rows[i].count};
		const char *leader = dossier_leader(&council, &conflicts);

		if (!rows[i].leader) {
			if (leader)
				fail_msg("%s: %s leads", rows[i].name, leader);
		} else {
			assert_non_null(leader);
			assert_string_equal(leader, rows[i].leader);
		}
		assert_int_equal(council_eligible(&council, &conflicts), rows[i].eligible);
	}
}

static void a_dossier_is_taken_by_the_right_round(void **state)
{
	const struct rulebook_set *known = rulebook_set_find(rulebook_find(books, "1048-2019"), 1);
	const struct rulebook_set *sheetless =
		rulebook_set_find(rulebook_find(books, "1048-2019"), 3);
	const struct {
		const char *name;
		struct taking_facts facts;
		Ocop__Common__V1__RefusalCode code;
	} rows[] = {
		{"it fits",
		 {true, ROUND_STATE(PLANNED), "a", "a", "19", "19", known, .withdrawn = false},
		 0},
		{"a round of the centre",
		 {true, ROUND_STATE(PLANNED), "a", "a", "", "19", known, .withdrawn = false},
		 0},
		{"no round",
		 {false, 0, "", "a", "", "19", NULL, .withdrawn = false},
		 REFUSAL(ROUND_UNKNOWN)},
		{"open already",
		 {true, ROUND_STATE(OPEN), "a", "a", "19", "19", known, .withdrawn = false},
		 REFUSAL(ROUND_STATE)},
		{"another rule book",
		 {true, ROUND_STATE(PLANNED), "a", "b", "19", "19", known, .withdrawn = false},
		 REFUSAL(RULEBOOK_NOT_IN_FORCE)},
		{"another province",
		 {true, ROUND_STATE(PLANNED), "a", "a", "19", "20", known, .withdrawn = false},
		 REFUSAL(SCOPE_MISSING)},
		{"no such set",
		 {true, ROUND_STATE(PLANNED), "a", "a", "19", "19", NULL, .withdrawn = false},
		 REFUSAL(SET_UNKNOWN)},
		{"a set without a sheet",
		 {true, ROUND_STATE(PLANNED), "a", "a", "19", "19", sheetless, .withdrawn = false},
		 REFUSAL(SHEET_UNAVAILABLE)},
		{"withdrawn meanwhile",
		 {true, ROUND_STATE(PLANNED), "a", "a", "19", "19", known, .withdrawn = true},
		 REFUSAL(DOSSIER_STATE)},
		{"an upgrade among re-ratings",
		 {true, ROUND_STATE(PLANNED), "a", "a", "19", "19", known,
		  .round_kind = ROUND_KIND(RE_RATING), .dossier_kind = DOSSIER_KIND(UPGRADE)},
		 REFUSAL(ROUND_KIND)},
		{"a re-rating among its like",
		 {true, ROUND_STATE(PLANNED), "a", "a", "19", "19", known,
		  .round_kind = ROUND_KIND(RE_RATING), .dossier_kind = DOSSIER_KIND(RE_RATING)},
		 0},
		{"a re-rating that a meeting hears",
		 {true, ROUND_STATE(PLANNED), "a", "a", "19", "19", known,
		  .round_kind = ROUND_KIND(MEETING), .dossier_kind = DOSSIER_KIND(RE_RATING)},
		 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (may_take_dossier(&rows[i].facts) != rows[i].code)
			fail_msg("%s", rows[i].name);
}

/* The levels of 148/2023 changed on 2025-07-06, when districts had ended. */
static void who_decides_what_follows_the_dated_levels(void **state)
{
	static const struct {
		const char *book, *day;
		Ocop__Scoring__V1__Level level;
		uint32_t sum, count, star;
		Ocop__Scoring__V1__DecisionOutcome decision;
	} rows[] = {
		{"26-2026", "2026-12-08", LEVEL(PROVINCE), 638, 7, 5,
		 DECISION_OUTCOME(PROPOSED_TO_CENTRE)},
		{"26-2026", "2026-12-08", LEVEL(PROVINCE), 638, 7, 4,
		 DECISION_OUTCOME(RECOGNISED)}, /* capped by a missed minimum */
		{"26-2026", "2026-12-08", LEVEL(PROVINCE), 629, 7, 4, DECISION_OUTCOME(RECOGNISED)},
		{"26-2026", "2026-12-08", LEVEL(PROVINCE), 50, 1, 3, DECISION_OUTCOME(RECOGNISED)},
		{"26-2026", "2026-12-08", LEVEL(PROVINCE), 49, 1, 2,
		 DECISION_OUTCOME(NOT_RECOGNISED)},
		{"26-2026", "2026-12-08", LEVEL(PROVINCE), 95, 1, 0,
		 DECISION_OUTCOME(NOT_RECOGNISED)}, /* failed by a missed minimum */
		{"26-2026", "2026-12-08", LEVEL(CENTRE), 638, 7, 5, DECISION_OUTCOME(RECOGNISED)},
		{"26-2026", "2026-12-08", LEVEL(CENTRE), 629, 7, 4,
		 DECISION_OUTCOME(NOT_RECOGNISED)}, /* back to the province */
		{"148-2023", "2025-07-05", LEVEL(PROVINCE), 60, 1, 3,
		 DECISION_OUTCOME(NOT_RECOGNISED)}, /* the district's */
		{"148-2023", "2025-07-06", LEVEL(PROVINCE), 60, 1, 3, DECISION_OUTCOME(RECOGNISED)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dossier_result result = {
			.outcome = RESULT_OUTCOME(SCORED),
			.mean = {rows[i].sum, rows[i].count},
			.star = rows[i].star,
		};

		struct decision_facts facts = {
			.book = rulebook_find(books, rows[i].book),
			.level = rows[i].level,
			.day = day(rows[i].day),
			.result = &result,
		};

		assert_int_equal(decide_on_result(&facts), rows[i].decision);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(acts_are_allowed_in_their_states_only),
		cmocka_unit_test(documents_are_ahead_by_working_days),
		cmocka_unit_test(closing_has_its_reasons_in_order),
		cmocka_unit_test(a_council_lacks_what_its_book_names),
		cmocka_unit_test(the_lead_passes_from_chair_to_acting_chairs),
		cmocka_unit_test(a_dossier_is_taken_by_the_right_round),
		cmocka_unit_test(who_decides_what_follows_the_dated_levels),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
