/* results_test.c - what a council's sheets come to: mean, spread, quorum, minimums, findings */
#include "scoring_fixture.h"

static void the_mean_is_exact_and_shown_rounded(void **state)
{
	/* 638/7 and 629/7 want seven who score: the secretary too. */
	static const struct {
		uint32_t totals[MEMBERS];
		uint32_t sum, star;
		const char *mean;
	} rows[] = {
		{{91, 92, 91, 91, 90, 92, 91}, 638, 5, "91.14"},
		{{90, 90, 90, 90, 90, 90, 89}, 629, 4, "89.86"},
		{{90, 90, 90, 90, 90, 90, 90}, 630, 5, "90.00"},
	};

	(void)state;
	fixture.settings.secretary_scores = true;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *round_id = round_in_scoring(MEMBERS);

		totals_submitted(round_id, rows[i].totals, MEMBERS);
		assert_accepted(close_newest(round_id));
		const Ocop__Scoring__V1__Result *result = result_told();
		assert_int_equal(result->outcome, RESULT_OUTCOME(SCORED));
		assert_int_equal(result->points_sum, rows[i].sum);
		assert_int_equal(result->points_count, 7);
		assert_string_equal(result->mean_text, rows[i].mean);
		assert_int_equal(result->band_star, rows[i].star);
		assert_int_equal(result->parts[0]->sum + result->parts[1]->sum +
					 result->parts[2]->sum,
				 rows[i].sum);
		harness_set_date(fixture.harness, "2026-12-07");
	}
}

static void totals_may_differ_by_ten_points_and_no_more(void **state)
{
	const uint32_t ten[] = {80, 90, 85};
	const uint32_t eleven[] = {80, 91, 85};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, ten, 3);
	assert_accepted(close_newest(round_id));
	harness_set_date(fixture.harness, "2026-12-07");
	round_id = round_in_scoring(3);
	totals_submitted(round_id, eleven, 3);
	const Ocop__Common__V1__Reply *reply = close_newest(round_id);
	assert_refused(reply, SECOND_PASS_NEEDED);
	assert_non_null(strstr(reply->refusals[0]->detail, "more than 10 points"));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_closed)), 1);
}

static void a_second_pass_keeps_the_first(void **state)
{
	const uint32_t first[] = {70, 90, 85};
	const uint32_t second[] = {82, 88, 85};
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__GetScoreSheet query = OCOP__SCORING__V1__GET_SCORE_SHEET__INIT;

	(void)state;
	assert_refused(rescore(round_id, "chưa cần"), SECOND_PASS_NOT_NEEDED);
	totals_submitted(round_id, first, 3);
	assert_refused(close_newest(round_id), SECOND_PASS_NEEDED);
	assert_refused(rescore(round_id, ""), REASON_MISSING);
	assert_accepted(rescore(round_id, "chênh lệch 20 điểm"));
	assert_refused(rescore(round_id, "lần nữa"), SECOND_PASS_NOT_NEEDED);
	assert_refused(close_newest(round_id), CHAIR_SHEET_MISSING);

	query.round_id = (char *)round_id;
	query.dossier_id = fixture.dossier_id;
	query.member_id = (char *)"account_chair";
	query.pass = 1;
	sign_in_member("account_vice");
	assert_refused(harness_query(fixture.harness, &query.base), SHEET_SEALED);

	totals_submitted(round_id, second, 3);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->pass, 2);
	assert_int_equal(result_told()->points_sum, 255);

	sign_in_member("account_vice");
	const Ocop__Scoring__V1__ScoreSheet *kept = harness_body(
		fixture.harness, harness_query(fixture.harness, &query.base), MESSAGE(score_sheet));
	assert_int_equal(kept->total, 70);
	assert_int_equal(kept->pass, 1);
}

static void a_correction_takes_a_closed_round_back_with_its_reason(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const uint32_t better[] = {84, 84, 84};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_refused(close_newest(round_id), DOSSIER_CLOSED);
	assert_accepted(close_round_of(round_id));
	assert_accepted(rescore(round_id, "cộng nhầm một minh chứng"));
	const Ocop__Scoring__V1__RescoreOrdered *event =
		harness_last_event(fixture.harness, MESSAGE(rescore_ordered));
	assert_int_equal(event->pass, 2);
	assert_refused(close_round_of(round_id), DOSSIER_NOT_CLOSED);
	totals_submitted(round_id, better, 3);
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	assert_refused(rescore(round_id, "quá muộn"), ROUND_STATE);
}

static void three_quarters_with_the_chair_are_a_quorum(void **state)
{
	const uint32_t totals[] = {80, 80, 80, 80, 80, 80};
	const char *round_id = round_in_scoring(MEMBERS);

	(void)state;
	/* Six score; three quarters are four and a half, so five. */
	totals_submitted(round_id, totals, 4);
	const Ocop__Common__V1__Reply *reply = close_newest(round_id);
	assert_refused(reply, QUORUM_MISSED);
	assert_string_equal(reply->refusals[0]->detail,
			    "4 of 6 sheets are in, 75 percent are needed");
	assert_accepted(submit(round_id, member_ids[4], choices_of_total(80)));
	assert_accepted(close_newest(round_id));

	harness_set_date(fixture.harness, "2026-12-07");
	round_id = round_in_scoring(MEMBERS);
	for (size_t i = 1; i < SCORING_MEMBERS; i++)
		assert_accepted(submit(round_id, member_ids[i], choices_of_total(80)));
	assert_refused(close_newest(round_id), CHAIR_SHEET_MISSING);
}

static void members_with_a_conflict_do_not_count_for_the_quorum(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_in_scoring(4);

	(void)state;
	totals_submitted(round_id, totals, 2);
	assert_refused(close_newest(round_id), QUORUM_MISSED);
	assert_accepted(conflict_declared(round_id, "account_member_1", ""));
	assert_refused(close_newest(round_id), QUORUM_MISSED);
	assert_accepted(conflict_declared(round_id, "account_member_2", ""));
	assert_accepted(close_newest(round_id));
}

/* All choose the best where there are marks; the chair alone takes a lower option. */
static const char *round_with_a_lower_choice(const char *code, uint32_t option_no)
{
	const char *round_id = round_in_scoring(3);

	for (size_t i = 0; i < 3; i++) {
		struct choices *choices = choices_of_total(95);

		if (i == 0)
			*choice_at(choices, code) = option_no;
		assert_accepted(submit(round_id, member_ids[i], choices));
	}
	return round_id;
}

/* On the sheet of fresh vegetables, option 4 of 1.5 bears the 5-star mark. */
static const char *round_with_a_missed_minimum(void)
{
	return round_with_a_lower_choice("1.5", 3);
}

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

static void a_missed_minimum_caps_the_star(void **state)
{
	const char *round_id = round_with_a_missed_minimum();

	(void)state;
	assert_accepted(close_newest(round_id));
	const Ocop__Scoring__V1__Result *result = result_told();
	assert_int_equal(result->band_star, 5);
	assert_int_equal(result->star, 4);
	assert_int_equal(result->n_missed_minimums, 1);
	assert_int_equal(result->missed_minimums[0]->star, 5);
	assert_string_equal(result->missed_minimums[0]->criterion_code, "1.5");
}

static void a_missed_minimum_fails_the_product_where_the_settings_say_so(void **state)
{
	(void)state;
	fixture.settings.gate_effect = GATE_EFFECT(FAIL);
	assert_accepted(close_newest(round_with_a_missed_minimum()));
	assert_int_equal(result_told()->band_star, 5);
	assert_int_equal(result_told()->star, 0);
}

static void an_agreed_option_decides_the_minimum_and_not_the_points(void **state)
{
	const char *round_id = round_with_a_missed_minimum();

	(void)state;
	assert_accepted(agree(round_id, "1.5", 4));
	assert_accepted(close_newest(round_id));
	const Ocop__Scoring__V1__Result *result = result_told();
	assert_int_equal(result->star, 5);
	assert_int_equal(result->n_missed_minimums, 0);
	assert_true(result->points_sum < 3 * 95);
}

static void agreed_options_may_also_lower_a_star(void **state)
{
	const uint32_t totals[] = {95, 95, 95};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	assert_accepted(agree(round_id, "1.5", 1));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_sum, 285);
	assert_true(result_told()->star < 5);
}

/* At 4.1 the 4-star mark is on 3 points, the 5-star mark on 5; choices of 2, 5 and 5 points have a
 * mean of 4. */
static void the_gate_on_the_mean_takes_the_mean_of_the_points(void **state)
{
	static const struct {
		Ocop__Scoring__V1__GateLevel gate_level;
		uint32_t star;
		size_t missed;
	} rows[] = {{GATE_LEVEL(MEAN), 4, 1}, {GATE_LEVEL(SHEET), 3, 2}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fixture.settings.gate_level = rows[i].gate_level;
		assert_accepted(close_newest(round_with_a_lower_choice("4.1", 2)));
		assert_int_equal(result_told()->band_star, 5);
		assert_int_equal(result_told()->star, rows[i].star);
		assert_int_equal(result_told()->n_missed_minimums, rows[i].missed);
		harness_set_date(fixture.harness, "2026-12-07");
	}
}

static void the_gate_on_sheets_ignores_what_was_agreed(void **state)
{
	(void)state;
	fixture.settings.gate_level = GATE_LEVEL(SHEET);
	const char *round_id = round_with_a_missed_minimum();

	assert_accepted(agree(round_id, "1.5", 4));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->star, 4);
}

static void agreed_options_that_are_none_are_refused(void **state)
{
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__RecordAgreedOptions empty =
		OCOP__SCORING__V1__RECORD_AGREED_OPTIONS__INIT;
	const struct sheet *sheet = sheet_one();
	const char *without_marks = NULL;

	(void)state;
	for (size_t i = 0; i < sheet->node_count; i++)
		if (node_is_criterion(&sheet->nodes[i]) && !node_is_marked(&sheet->nodes[i]))
			without_marks = sheet->nodes[i].code;
	assert_refused(agree(round_id, "99", 1), CRITERION_UNKNOWN);
	assert_refused(agree(round_id, "1.5", 9), OPTION_UNKNOWN);
	assert_refused(agree(round_id, without_marks, 1), AGREED_OPTION_INVALID);
	empty.round_id = (char *)round_id;
	empty.dossier_id = fixture.dossier_id;
	assert_refused(command(&empty.base), FIELD_MISSING);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(agreed_options_recorded)), 0);
}

static void a_finding_ends_the_scoring_without_points(void **state)
{
	static const struct {
		Ocop__Scoring__V1__FindingKind kind;
		const char *code;
		Ocop__Scoring__V1__ResultOutcome outcome;
	} rows[] = {
		{FINDING_KIND(NOT_ELIGIBLE), "2.1", RESULT_OUTCOME(NOT_ELIGIBLE)},
		{FINDING_KIND(DOSSIER), "1", RESULT_OUTCOME(DISQUALIFIED)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *round_id = round_in_scoring(3);

		assert_accepted(find(round_id, rows[i].kind, rows[i].code));
		assert_accepted(close_newest(round_id));
		const Ocop__Scoring__V1__Result *result = result_told();
		assert_int_equal(result->outcome, rows[i].outcome);
		assert_int_equal(result->points_count, 0);
		assert_int_equal(result->star, 0);
		assert_int_equal(result->n_findings, 1);

		assert_accepted(close_round_of(round_id));
		sign_in_chair();
		assert_accepted(report(round_id));
		sign_in_chairman();
		assert_accepted(approve(round_id, rows[i].code));
		const Ocop__Scoring__V1__ResultDecided *event =
			harness_last_event(fixture.harness, MESSAGE(result_decided));
		assert_int_equal(event->result->decision, DECISION_OUTCOME(NOT_RECOGNISED));
		harness_set_date(fixture.harness, "2026-12-07");
	}
}

static void a_finding_needs_its_note_its_reason_and_its_votes(void **state)
{
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__RecordFinding message = OCOP__SCORING__V1__RECORD_FINDING__INIT;
	Ocop__Scoring__V1__Finding finding = OCOP__SCORING__V1__FINDING__INIT;

	(void)state;
	assert_refused(find(round_id, FINDING_KIND(STOP), "1.1"), FINDING_UNKNOWN);
	assert_refused(find(round_id, FINDING_KIND(DOSSIER), "99"), FINDING_UNKNOWN);
	assert_refused(find(round_id, FINDING_KIND(UNSPECIFIED), "2.1"), FINDING_UNKNOWN);
	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	assert_refused(command(&message.base), FIELD_MISSING);
	message.finding = &finding;
	assert_refused(command(&message.base), REASON_MISSING);
	finding.kind = FINDING_KIND(NOT_ELIGIBLE);
	finding.code = (char *)"2.1";
	finding.reason = (char *)"phổ biến";
	assert_refused(command(&message.base), QUORUM_MISSED); /* nobody voted */
	finding.votes_for = 1;
	finding.votes_against = 1; /* two of three are less than three quarters */
	const Ocop__Common__V1__Reply *reply = command(&message.base);
	assert_refused(reply, QUORUM_MISSED);
	assert_string_equal(reply->refusals[0]->field, "finding.votes_for");
	finding.votes_for = 4;
	finding.votes_against = 0;
	assert_refused(command(&message.base), FIELD_INVALID); /* three members */
	finding.votes_for = 3;
	assert_accepted(command(&message.base));

	assert_accepted(conflict_declared(round_id, member_ids[2], "")); /* who has no vote */
	assert_refused(command(&message.base), FIELD_INVALID);
	finding.votes_for = 2;
	assert_accepted(command(&message.base));
}

static void recomputed_every_result_is_the_same_bytes(void **state)
{
	const uint32_t first[] = {80, 80, 80};
	const uint32_t second[] = {84, 85, 86};
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__RecomputeRound query = OCOP__SCORING__V1__RECOMPUTE_ROUND__INIT;

	(void)state;
	totals_submitted(round_id, first, 3);
	assert_accepted(agree(round_id, "1.5", 2));
	assert_accepted(close_newest(round_id));
	assert_accepted(rescore(round_id, "sửa"));
	assert_accepted(conflict_declared(round_id, "account_vice", ""));
	assert_accepted(submit(round_id, member_ids[0], choices_of_total(second[0])));
	assert_accepted(submit(round_id, member_ids[2], choices_of_total(second[2])));
	assert_accepted(close_newest(round_id));

	query.round_id = (char *)round_id;
	harness_sign_in_as(fixture.harness, "account_auditor", ROLE(AUDITOR), "");
	const Ocop__Scoring__V1__RecomputeRoundReply *reply =
		harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			     MESSAGE(recompute_round_reply));
	assert_int_equal(reply->results, 2);
	assert_int_equal(reply->n_differing_dossier_ids, 0);
}

/* More than a page, more than a group of commands. */
static void a_round_of_many_dossiers_is_decided_in_one_go(void **state)
{
	enum { DOSSIERS = 300 };
	const char *dossier_ids[DOSSIERS];
	const char *round_id = round_planned();
	Ocop__Scoring__V1__RecomputeRound query = OCOP__SCORING__V1__RECOMPUTE_ROUND__INIT;

	(void)state;
	for (size_t i = 0; i < DOSSIERS; i++)
		dossier_ids[i] = dossier_admitted(round_id, 1);
	council_appointed(round_id, 1);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	for (size_t i = 0; i < DOSSIERS; i++) {
		(void)strcpy(fixture.dossier_id, dossier_ids[i]);
		assert_accepted(submit(round_id, "account_chair", choices_of_total(80)));
		assert_accepted(close_newest(round_id));
	}
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	sign_in_chairman();
	assert_accepted(approve(round_id, "1/QĐ-UBND"));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(result_decided)), DOSSIERS);

	query.round_id = (char *)round_id;
	const Ocop__Scoring__V1__RecomputeRoundReply *reply =
		harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			     MESSAGE(recompute_round_reply));
	assert_int_equal(reply->results, DOSSIERS);
	assert_int_equal(reply->n_differing_dossier_ids, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_mean_is_exact_and_shown_rounded),
		TEST(totals_may_differ_by_ten_points_and_no_more),
		TEST(a_second_pass_keeps_the_first),
		TEST(a_correction_takes_a_closed_round_back_with_its_reason),
		TEST(three_quarters_with_the_chair_are_a_quorum),
		TEST(members_with_a_conflict_do_not_count_for_the_quorum),
		TEST(a_missed_minimum_caps_the_star),
		TEST(a_missed_minimum_fails_the_product_where_the_settings_say_so),
		TEST(an_agreed_option_decides_the_minimum_and_not_the_points),
		TEST(agreed_options_may_also_lower_a_star),
		TEST(the_gate_on_the_mean_takes_the_mean_of_the_points),
		TEST(the_gate_on_sheets_ignores_what_was_agreed),
		TEST(agreed_options_that_are_none_are_refused),
		TEST(a_finding_ends_the_scoring_without_points),
		TEST(a_finding_needs_its_note_its_reason_and_its_votes),
		TEST(recomputed_every_result_is_the_same_bytes),
		TEST(a_round_of_many_dossiers_is_decided_in_one_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
