/* recompute_test.c - whatever is changed in a store behind the daemon, recomputing names the
 * dossier
 *
 * The store is changed by SQL of the test's own; the daemon must find it, and outlive it.
 */
#include "recompute_fixture.h"

static const Ocop__Common__V1__Reply *agree(const char *round_id, const char *code, uint32_t no)
{
	Ocop__Scoring__V1__RecordAgreedOptions message =
		OCOP__SCORING__V1__RECORD_AGREED_OPTIONS__INIT;
	Ocop__Scoring__V1__RecordAgreedOptions__OptionsEntry entry =
		OCOP__SCORING__V1__RECORD_AGREED_OPTIONS__OPTIONS_ENTRY__INIT;
	Ocop__Scoring__V1__RecordAgreedOptions__OptionsEntry *list[] = {&entry};

	entry.key = (char *)code;
	entry.value = no;
	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.options = list;
	message.n_options = 1;
	sign_in_secretary();
	return command(&message.base);
}

/* A decided round of two dossiers. The first was scored twice, of which both results stay; the
 * second has an agreed option and 95 points. */
static const char *decided_round(char *first, char *second)
{
	const uint32_t totals[] = {80, 82, 84}, corrected[] = {81, 82, 83}, high[] = {95, 95, 95};
	const char *round_id = round_planned();

	(void)strcpy(first, dossier_admitted(round_id, 1));
	(void)strcpy(second, dossier_admitted(round_id, 1));
	council_appointed(round_id, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	totals_submitted(round_id, high, 3);
	assert_accepted(agree(round_id, "1.5", 4));
	assert_accepted(close_newest(round_id));
	(void)strcpy(fixture.dossier_id, first);
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_accepted(rescore(round_id, "sai sót khi chấm"));
	totals_submitted(round_id, corrected, 3);
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	sign_in_chairman();
	assert_accepted(approve(round_id, "1/QĐ-UBND"));
	return round_id;
}

static void what_nobody_touched_is_the_same(void **state)
{
	char first[IDENTIFIER_SIZE], second[IDENTIFIER_SIZE];
	const char *round_id = decided_round(first, second);

	(void)state;
	assert_int_equal(recomputed(round_id)->results, 3);
	assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
	assert_int_equal(recomputed(round_id)->n_differences, 0);
}

/* The dossiers of a round in the order of their ids; in the rows below, the first is the one that
 * was scored twice. */
#define OF_FIRST  " dossier_id = (SELECT dossier_id FROM results WHERE pass = 2 LIMIT 1)"
#define OF_SECOND " dossier_id NOT IN (SELECT dossier_id FROM results WHERE pass = 2)"

/* What is told of the first difference: parts of its texts, NULL for a text that is empty. */
struct told {
	Ocop__Scoring__V1__DifferenceKind kind;
	uint32_t pass;
	const char *stored, *recomputed, *member_id;
};

static void assert_text(const char *text, const char *part)
{
	if (part ? !strstr(text, part) : text[0] != '\0')
		fail_msg("\"%s\" instead of \"%s\"", text, part ? part : "");
}

static void assert_found(const char *sql, bool in_second, struct told told)
{
	char first[IDENTIFIER_SIZE], second[IDENTIFIER_SIZE];
	const char *round_id = decided_round(first, second);

	tamper(sql);
	assert_named(round_id, in_second ? second : first);
	const Ocop__Scoring__V1__RecomputeRoundReply *reply = recomputed(round_id);
	assert_true(reply->n_differences > 0);
	const Ocop__Scoring__V1__ResultDifference *difference =
		reply->differences[told.member_id ? reply->n_differences - 1 : 0];
	assert_int_equal(difference->kind, told.kind);
	assert_int_equal(difference->pass, told.pass);
	assert_string_equal(difference->dossier_id, in_second ? second : first);
	assert_text(difference->stored, told.stored);
	assert_text(difference->recomputed, told.recomputed);
	assert_string_equal(difference->member_id, told.member_id ? told.member_id : "");
	assert_string_not_equal(difference->stored, difference->recomputed);
}

static void a_result_of_an_earlier_pass_is_compared_too(void **state)
{
	(void)state;
	assert_found("UPDATE results SET result ="
		     " CAST(substr(result, 1, length(result) - 1) || x'7e' AS BLOB)"
		     " WHERE pass = 1 AND" OF_FIRST,
		     false,
		     (struct told){.kind = DIFFERENCE(RESULT),
				   .pass = 1,
				   .stored = "SCORED 246/3, 4 stars (4 by points), SHA-256 ",
				   .recomputed = "SCORED 246/3, 4 stars (4 by points), SHA-256 "});
}

static void bytes_that_are_no_message_differ(void **state)
{
	(void)state;
	assert_found("UPDATE results SET result = x'ffffffff' WHERE pass = 2", false,
		     (struct told){.kind = DIFFERENCE(RESULT),
				   .pass = 2,
				   .stored = "4 bytes that are no result",
				   .recomputed = "SCORED 246/3, 4 stars"});
}

static void an_empty_result_differs(void **state)
{
	(void)state;
	assert_found("UPDATE results SET result = x'' WHERE" OF_SECOND, true,
		     (struct told){.kind = DIFFERENCE(RESULT),
				   .pass = 1,
				   .stored = "UNSPECIFIED 0/0",
				   .recomputed = "SCORED 285/3, 5 stars"});
}

static void a_result_that_is_gone_is_missed(void **state)
{
	(void)state;
	assert_found("DELETE FROM results WHERE" OF_SECOND, true,
		     (struct told){.kind = DIFFERENCE(RESULT),
				   .pass = 1,
				   .recomputed = "SCORED 285/3, 5 stars"});
}

static void a_sheet_that_is_no_message_differs(void **state)
{
	(void)state;
	assert_found("UPDATE score_sheets SET sheet = x'ffffffff' WHERE member_id = 'account_vice'"
		     " AND" OF_SECOND,
		     true,
		     (struct told){.kind = DIFFERENCE(SHEET),
				   .pass = 1,
				   .stored = "",
				   .recomputed = "",
				   .member_id = "account_vice"});
}

/* As many points, another member's: only the commitment tells. */
static void a_sheet_put_in_another_ones_place_is_found(void **state)
{
	(void)state;
	assert_found("UPDATE score_sheets SET sheet = (SELECT sheet FROM score_sheets o"
		     " WHERE o.dossier_id = score_sheets.dossier_id"
		     " AND o.member_id = 'account_chair')"
		     " WHERE member_id = 'account_vice' AND" OF_SECOND,
		     true,
		     (struct told){.kind = DIFFERENCE(SHEET),
				   .pass = 1,
				   .stored = "",
				   .recomputed = "",
				   .member_id = "account_vice"});
}

static void a_sheet_that_no_longer_counts_is_missed(void **state)
{
	(void)state;
	assert_found("UPDATE score_sheets SET opened = 0 WHERE pass = 1 AND"
		     " member_id = 'account_vice' AND" OF_FIRST,
		     false,
		     (struct told){.kind = DIFFERENCE(RESULT),
				   .pass = 1,
				   .stored = "SCORED 246/3",
				   .recomputed = "SCORED 164/2"});
}

static void a_total_beside_its_sheet_is_compared(void **state)
{
	(void)state;
	assert_found(
		"UPDATE score_sheets SET total = 99 WHERE member_id = 'account_vice' AND" OF_SECOND,
		true,
		(struct told){.kind = DIFFERENCE(TOTALS),
			      .pass = 1,
			      .stored = "289",
			      .recomputed = "285"});
}

static void an_agreed_option_that_was_changed_is_found(void **state)
{
	(void)state;
	assert_found("UPDATE agreed_options SET option_no = 1", true,
		     (struct told){.kind = DIFFERENCE(RESULT),
				   .pass = 1,
				   .stored = "285/3, 5 stars (5 by points)",
				   .recomputed = "285/3, 3 stars (5 by points)"});
}

static void a_finding_put_in_later_is_found(void **state)
{
	(void)state;
	assert_found("INSERT INTO findings SELECT round_id, dossier_id, pass, 4, '1', 'x', 3, 0"
		     " FROM results WHERE" OF_SECOND,
		     true,
		     (struct told){.kind = DIFFERENCE(RESULT),
				   .pass = 1,
				   .stored = "SCORED 285/3",
				   .recomputed = "DISQUALIFIED 0/0"});
}

static void another_set_of_products_is_found(void **state)
{
	(void)state;
	assert_found(
		"UPDATE round_dossiers SET set_no = 3 WHERE" OF_SECOND, true,
		(struct told){.kind = DIFFERENCE(RESULT), .pass = 1, .stored = "SCORED 285/3"});
}

static void a_decision_that_nobody_took_is_found(void **state)
{
	(void)state;
	assert_found("UPDATE results SET decision = 1 WHERE" OF_SECOND, true,
		     (struct told){.kind = DIFFERENCE(DECISION),
				   .pass = 1,
				   .stored = "RECOGNISED",
				   .recomputed = "PROPOSED_TO_CENTRE"}); /* proposed it was */
}

/* Who asks for results gets an answer, and the daemon does not end. */
static void an_unreadable_result_fails_its_query_and_nothing_else(void **state)
{
	char first[IDENTIFIER_SIZE], second[IDENTIFIER_SIZE];
	const char *round_id = decided_round(first, second);
	Ocop__Scoring__V1__ListResults list = OCOP__SCORING__V1__LIST_RESULTS__INIT;
	Ocop__Scoring__V1__GetScoreSheet sheet = OCOP__SCORING__V1__GET_SCORE_SHEET__INIT;

	(void)state;
	tamper("UPDATE results SET result = x'ffffffff' WHERE" OF_SECOND);
	tamper("UPDATE score_sheets SET sheet = x'ffffffff' WHERE" OF_SECOND);
	list.round_id = (char *)round_id;
	assert_refused(harness_query(fixture.harness, &list.base), HANDLER_FAILED);
	sign_in_secretary();
	sheet.round_id = (char *)round_id;
	sheet.dossier_id = second;
	sheet.member_id = (char *)"account_chair";
	assert_refused(harness_query(fixture.harness, &sheet.base), HANDLER_FAILED);
	assert_named(round_id, second);
}

static void an_unreadable_sheet_keeps_its_dossier_open(void **state)
{
	const uint32_t totals[] = {80, 82, 84};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	tamper("UPDATE score_sheets SET sheet = x'ffffffff' WHERE member_id = 'account_vice'");
	assert_refused(close_newest(round_id), HANDLER_FAILED);
	assert_int_equal(recomputed(round_id)->results, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_nobody_touched_is_the_same),
		TEST(a_result_of_an_earlier_pass_is_compared_too),
		TEST(bytes_that_are_no_message_differ),
		TEST(an_empty_result_differs),
		TEST(a_result_that_is_gone_is_missed),
		TEST(a_sheet_that_is_no_message_differs),
		TEST(a_sheet_put_in_another_ones_place_is_found),
		TEST(a_sheet_that_no_longer_counts_is_missed),
		TEST(a_total_beside_its_sheet_is_compared),
		TEST(an_agreed_option_that_was_changed_is_found),
		TEST(a_finding_put_in_later_is_found),
		TEST(another_set_of_products_is_found),
		TEST(a_decision_that_nobody_took_is_found),
		TEST(an_unreadable_result_fails_its_query_and_nothing_else),
		TEST(an_unreadable_sheet_keeps_its_dossier_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
