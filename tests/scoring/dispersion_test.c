/* dispersion_test.c - how far members are apart stands in the result, and what a round's settings
 * make of a missed minimum above 90 points
 *
 * Squares and ends are worked out by hand from the totals handed in.
 */
#include "scoring_fixture.h"

/* 92, 95, 91, 98: sum 376, squares 8464 + 9025 + 8281 + 9604. */
static void a_result_has_the_squares_and_the_ends_of_its_totals(void **state)
{
	const uint32_t totals[] = {92, 95, 91, 98};
	const char *round_id = round_in_scoring(4);

	(void)state;
	totals_submitted(round_id, totals, 4);
	assert_accepted(close_newest(round_id));
	const Ocop__Scoring__V1__Result *result = result_told();
	assert_int_equal(result->points_sum, 376);
	assert_int_equal(result->points_count, 4);
	assert_int_equal(result->points_square_sum, 35374);
	assert_int_equal(result->lowest_total, 91);
	assert_int_equal(result->highest_total, 98);
	assert_string_equal(result->mean_text, "94.00");
}

/* Where all give the same, count times squares is the square of the sum, part by part. */
static void alike_sheets_have_no_dispersion(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	const Ocop__Scoring__V1__Result *result = result_told();
	assert_int_equal(result->points_square_sum, 3 * 6400);
	assert_int_equal(result->lowest_total, 80);
	assert_int_equal(result->highest_total, 80);
	assert_int_equal(result->n_parts, 3);
	for (size_t i = 0; i < result->n_parts; i++)
		assert_int_equal(result->parts[i]->count * result->parts[i]->square_sum,
				 result->parts[i]->sum * result->parts[i]->sum);
}

/* The best options give 40, 25 and 35. Here one member takes two points off criterion 1.1, of part
 * A, and another two off 12, of part C: the options of both give 1, 2 and 3. */
static void parts_have_their_own_squares(void **state)
{
	const char *const codes[] = {"1.1", "12"};
	const uint32_t options[] = {1, 1};
	const char *round_id = round_in_scoring(3);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct choices *choices = choices_of_total(100);

		if (i < 2)
			*choice_at(choices, codes[i]) = options[i];
		assert_accepted(submit(round_id, member_ids[i], choices));
	}
	assert_accepted(close_newest(round_id));
	const Ocop__Scoring__V1__Result *result = result_told();
	assert_int_equal(result->parts[0]->sum, 38 + 40 + 40);
	assert_int_equal(result->parts[0]->square_sum, 1444 + 1600 + 1600);
	assert_int_equal(result->parts[1]->sum, 25 + 25 + 25);
	assert_int_equal(result->parts[1]->square_sum, 3 * 625);
	assert_int_equal(result->parts[2]->sum, 35 + 33 + 35);
	assert_int_equal(result->parts[2]->square_sum, 1225 + 1089 + 1225);
}

/* Whoever gave the ends: between any two, ten points are allowed and eleven are not, each pass by
 * itself. */
static void the_ends_may_be_ten_points_apart_whoever_gave_them(void **state)
{
	static const struct {
		uint32_t limit; /* of the round; 0 for the default */
		uint32_t totals[4];
		bool closes;
	} rows[] = {
		{0, {80, 90, 85, 85}, true},  {0, {80, 91, 85, 85}, false},
		{0, {85, 85, 90, 80}, true},  {0, {85, 91, 85, 80}, false},
		{0, {50, 55, 60, 60}, true},  {0, {50, 56, 61, 55}, false},
		{0, {100, 90, 95, 99}, true}, {0, {100, 95, 95, 89}, false},
		{5, {80, 85, 83, 82}, true},  {5, {80, 86, 83, 82}, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fixture.settings.spread_points = rows[i].limit;
		const char *round_id = round_in_scoring(4);

		totals_submitted(round_id, rows[i].totals, 4);
		if (rows[i].closes) {
			assert_refused(rescore(round_id, "không cần"), SECOND_PASS_NOT_NEEDED);
		} else {
			assert_refused(close_newest(round_id), SECOND_PASS_NEEDED);
			assert_accepted(rescore(round_id, "chênh lệch"));
			/* The first pass's far totals are no longer in the way. */
			totals_submitted(round_id, rows[i - 1].totals, 4);
		}
		assert_accepted(close_newest(round_id));
		assert_int_equal(result_told()->pass, rows[i].closes ? 1 : 2);
		assert_int_equal(result_told()->highest_total - result_told()->lowest_total,
				 rows[i].limit ? rows[i].limit : 10);
		harness_set_date(fixture.harness, "2026-12-07");
	}
}

/* A sheet that was handed in before its member's conflict came out is nobody's end. */
static void a_conflicted_sheet_is_no_end(void **state)
{
	const uint32_t totals[] = {80, 85, 90, 60};
	const char *round_id = round_in_scoring(4);

	(void)state;
	totals_submitted(round_id, totals, 4);
	assert_refused(close_newest(round_id), SECOND_PASS_NEEDED);
	assert_accepted(conflict_declared(round_id, member_ids[3], ""));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->lowest_total, 80);
	assert_int_equal(result_told()->points_count, 3);
}

static void what_is_not_scored_has_none(void **state)
{
	const char *round_id = round_in_scoring(3);

	(void)state;
	assert_accepted(find(round_id, FINDING_KIND(DOSSIER), "1"));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_square_sum, 0);
	assert_int_equal(result_told()->highest_total, 0);
	assert_int_equal(result_told()->n_parts, 0);
}

/* A reported round whose product has 90 points and more, with a lower option at a criterion. */
static const char *round_reported_below(const char *code, uint32_t option_no)
{
	const char *round_id = round_in_scoring(3);

	for (size_t i = 0; i < 3; i++) {
		struct choices *choices = choices_of_total(95);

		*choice_at(choices, code) = option_no;
		assert_accepted(submit(round_id, member_ids[i], choices));
	}
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	return round_id;
}

/* On this sheet option 4 of 1.5 bears the 5-star mark, option 3 the 4-star mark. */
static void a_missed_five_star_minimum_is_proposed_where_the_round_says_so(void **state)
{
	static const struct {
		const char *number;
		bool propose;
		uint32_t option_no;
		Ocop__Scoring__V1__GateEffect effect;
		uint32_t star;
		Ocop__Scoring__V1__DecisionOutcome decision;
	} rows[] = {
		{"1/QĐ", false, 3, GATE_EFFECT(CAP), 4, DECISION_OUTCOME(RECOGNISED)},
		{"2/QĐ", true, 3, GATE_EFFECT(CAP), 4, DECISION_OUTCOME(PROPOSED_TO_CENTRE)},
		{"3/QĐ", false, 3, GATE_EFFECT(FAIL), 0, DECISION_OUTCOME(NOT_RECOGNISED)},
		{"4/QĐ", true, 3, GATE_EFFECT(FAIL), 0, DECISION_OUTCOME(PROPOSED_TO_CENTRE)},
		/* The 4-star minimum is missed too. */
		{"5/QĐ", true, 1, GATE_EFFECT(CAP), 3, DECISION_OUTCOME(RECOGNISED)},
		{"6/QĐ", true, 1, GATE_EFFECT(FAIL), 0, DECISION_OUTCOME(NOT_RECOGNISED)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fixture.settings.propose_despite_minimums = rows[i].propose;
		fixture.settings.gate_effect = rows[i].effect;
		const char *round_id = round_reported_below("1.5", rows[i].option_no);

		sign_in_chairman();
		assert_accepted(approve(round_id, rows[i].number));
		const Ocop__Scoring__V1__ResultDecided *event =
			harness_last_event(fixture.harness, MESSAGE(result_decided));
		assert_true(event->result->points_sum >= 270);
		assert_int_equal(event->result->star, rows[i].star);
		assert_int_equal(event->result->decision, rows[i].decision);
		harness_set_date(fixture.harness, "2026-12-07");
	}
}

static const Ocop__Scoring__V1__RoundSettings *settings_shown(const char *round_id)
{
	Ocop__Scoring__V1__GetRound query = OCOP__SCORING__V1__GET_ROUND__INIT;

	query.round_id = (char *)round_id;
	const Ocop__Scoring__V1__Round *round = harness_body(
		fixture.harness, harness_query(fixture.harness, &query.base), MESSAGE(round));
	return round->settings;
}

static void a_round_shows_its_settings_and_their_defaults(void **state)
{
	(void)state;
	const Ocop__Scoring__V1__RoundSettings *settings = settings_shown(round_planned());
	assert_int_equal(settings->products_a_day, 45);
	assert_false(settings->propose_despite_minimums);

	fixture.settings.products_a_day = 20;
	fixture.settings.propose_despite_minimums = true;
	settings = settings_shown(round_planned());
	assert_int_equal(settings->products_a_day, 20);
	assert_true(settings->propose_despite_minimums);
}

static void no_day_hears_more_products_than_500(void **state)
{
	Ocop__Scoring__V1__PlanRound message = plan();

	(void)state;
	sign_in_secretary();
	fixture.settings.products_a_day = 501;
	assert_refused(command(&message.base), FIELD_INVALID);
	fixture.settings.products_a_day = 500;
	assert_accepted(command(&message.base));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_result_has_the_squares_and_the_ends_of_its_totals),
		TEST(alike_sheets_have_no_dispersion),
		TEST(parts_have_their_own_squares),
		TEST(the_ends_may_be_ten_points_apart_whoever_gave_them),
		TEST(a_conflicted_sheet_is_no_end),
		TEST(what_is_not_scored_has_none),
		TEST(a_missed_five_star_minimum_is_proposed_where_the_round_says_so),
		TEST(a_round_shows_its_settings_and_their_defaults),
		TEST(no_day_hears_more_products_than_500),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
