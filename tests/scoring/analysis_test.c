/* analysis_test.c - the analysis of a closed dossier: who may read it, when, and what it rests on
 */
#include "team_fixture.h"

/* The dossier comes in with a self-assessment of this total. */
static void admitted_with(const char *round_id, struct choices *choices)
{
	Ocop__Registration__V1__DossierAdmitted event =
		OCOP__REGISTRATION__V1__DOSSIER_ADMITTED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;
	Ocop__Registration__V1__DossierAdmitted__SelfAssessmentEntry entries[CHOICES_MAX];
	Ocop__Registration__V1__DossierAdmitted__SelfAssessmentEntry *list[CHOICES_MAX];

	for (size_t i = 0; i < choices->count; i++) {
		ocop__registration__v1__dossier_admitted__self_assessment_entry__init(&entries[i]);
		entries[i].key = choices->entries[i].key;
		entries[i].value = choices->entries[i].value;
		list[i] = &entries[i];
	}
	identifier_create("dossier", NULL, 1765000000000000, fixture.dossier_id);
	place.province_code = (char *)"19";
	place.commune_code = (char *)"05500";
	event.dossier_id = fixture.dossier_id;
	event.round_id = (char *)round_id;
	event.product_id = (char *)"product_1";
	event.product_name = (char *)"Miến dong Ví dụ";
	event.producer_id = (char *)"producer_1";
	event.producer_name = (char *)"Hợp tác xã Ví dụ 1";
	event.rulebook_code = (char *)fixture.rulebook_code;
	event.set_no = 1;
	event.sector_code = (char *)"I";
	event.place = &place;
	event.self_assessment = list;
	event.n_self_assessment = choices->count;
	harness_event(fixture.harness, "registration", fixture.dossier_id, &event.base);
}

/* A round in scoring whose dossier has a self-assessment of 95 points. */
static const char *round_of_self_assessed(size_t members)
{
	const char *round_id = round_planned();

	admitted_with(round_id, choices_of_total(95));
	council_appointed(round_id, members);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	return round_id;
}

static const Ocop__Common__V1__Reply *ask(const char *round_id, uint32_t pass)
{
	Ocop__Scoring__V1__AnalyseDossier query = OCOP__SCORING__V1__ANALYSE_DOSSIER__INIT;

	query.round_id = (char *)round_id;
	query.dossier_id = fixture.dossier_id;
	query.pass = pass;
	return harness_query(fixture.harness, &query.base);
}

static const Ocop__Scoring__V1__DossierAnalysis *analysis(const char *round_id, uint32_t pass)
{
	return harness_body(fixture.harness, ask(round_id, pass), MESSAGE(dossier_analysis));
}

static uint32_t self_total(const Ocop__Scoring__V1__DossierAnalysis *shown)
{
	uint32_t total = 0;

	for (size_t i = 0; i < shown->n_parts; i++)
		total += shown->parts[i]->self_points;
	return total;
}

static void the_gap_and_who_stands_apart_are_shown_once_it_is_closed(void **state)
{
	const uint32_t totals[] = {80, 80, 81, 80, 89, 80};
	const char *round_id = round_of_self_assessed(MEMBERS);
	uint32_t sum = 0;

	(void)state;
	totals_submitted(round_id, totals, SCORING_MEMBERS);
	sign_in_chair();
	assert_refused(ask(round_id, 0), DOSSIER_NOT_CLOSED);
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	const Ocop__Scoring__V1__DossierAnalysis *shown = analysis(round_id, 0);
	/* 26/2026: parts of 40, 25 and 35 points. */
	assert_int_equal(shown->n_parts, 3);
	assert_string_equal(shown->parts[0]->part_code, "A");
	assert_int_equal(shown->parts[0]->max_points, 40);
	assert_int_equal(shown->parts[1]->max_points, 25);
	assert_int_equal(shown->parts[2]->max_points, 35);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(shown->parts[i]->council_count, 6);
		sum += shown->parts[i]->council_sum;
	}
	assert_int_equal(sum, 80 + 80 + 81 + 80 + 89 + 80);
	assert_true(shown->has_self_assessment);
	assert_int_equal(self_total(shown), 95);
	assert_false(shown->has_team_sheet);
	assert_int_equal(shown->sheets, 6);
	assert_string_equal(shown->outlying_member_id, "account_member_3");
	assert_int_equal(shown->outlying_total, 89);
	assert_int_equal(shown->others_sum, 401);
	assert_int_equal(shown->others_count, 5);
}

static void it_is_not_for_members(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_of_self_assessed(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	sign_in_member("account_vice");
	assert_refused(ask(round_id, 0), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_secretary", ROLE(COUNCIL_SECRETARY), "20");
	assert_refused(ask(round_id, 0), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_producer", ROLE(PRODUCER), "19");
	assert_refused(ask(round_id, 0), ROLE_MISSING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(ask(round_id, 0), TOKEN_MISSING);
	sign_in_secretary();
	assert_int_equal(analysis(round_id, 0)->sheets, 3);
	sign_in_chairman();
	assert_int_equal(analysis(round_id, 0)->sheets, 3);
	harness_sign_in_as(fixture.harness, "account_auditor", ROLE(AUDITOR), "");
	const Ocop__Scoring__V1__DossierAnalysis *shown = analysis(round_id, 0);
	assert_string_equal(shown->outlying_member_id, ""); /* of three */
	assert_string_equal(shown->disputed_criterion_code, "");
}

static void the_acting_chair_reads_it_and_not_the_conflicted_one(void **state)
{
	const char *round_id = round_of_self_assessed(4);

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_chair", "account_vice"));
	for (size_t i = 1; i < 4; i++)
		assert_accepted(submit(round_id, member_ids[i], choices_of_total(80)));
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	assert_refused(ask(round_id, 0), MEMBER_HAS_CONFLICT);
	sign_in_member("account_vice");
	assert_int_equal(analysis(round_id, 0)->sheets, 3);
	sign_in_member("account_member_1");
	assert_refused(ask(round_id, 0), SCOPE_MISSING);
}

static void each_pass_has_its_own(void **state)
{
	const uint32_t first[] = {60, 80, 80}, second[] = {78, 80, 80};
	const char *round_id = round_of_self_assessed(3);

	(void)state;
	totals_submitted(round_id, first, 3);
	assert_accepted(rescore(round_id, "chênh lệch"));
	totals_submitted(round_id, second, 3);
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	const Ocop__Scoring__V1__DossierAnalysis *shown = analysis(round_id, 1);
	assert_int_equal(shown->parts[0]->council_sum + shown->parts[1]->council_sum +
				 shown->parts[2]->council_sum,
			 220);
	shown = analysis(round_id, 2);
	assert_int_equal(shown->parts[0]->council_sum + shown->parts[1]->council_sum +
				 shown->parts[2]->council_sum,
			 238);
	assert_refused(ask(round_id, 3), NO_SUCH_THING);
	fixture.dossier_id[strlen(fixture.dossier_id) - 1] ^= 1;
	assert_refused(ask(round_id, 0), DOSSIER_NOT_IN_ROUND);
}

static void a_dossier_without_self_assessment_is_compared_without(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	const Ocop__Scoring__V1__DossierAnalysis *shown = analysis(round_id, 0);
	assert_false(shown->has_self_assessment);
	assert_int_equal(self_total(shown), 0);
}

static void the_teams_sheet_is_compared_once_it_has_reported(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_with_team();
	uint32_t team_total = 0;

	(void)state;
	council_appointed(round_id, 3);
	round_opened(round_id);
	sign_in_adviser(adviser_id);
	assert_accepted(save(round_id, choices_of_total(73)));
	assert_accepted(report_of_team(round_id, "Đủ hồ sơ"));
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	const Ocop__Scoring__V1__DossierAnalysis *shown = analysis(round_id, 0);
	for (size_t i = 0; i < shown->n_parts; i++)
		team_total += shown->parts[i]->team_points;
	assert_true(shown->has_team_sheet);
	assert_int_equal(team_total, 73);
}

static void a_team_that_has_not_reported_is_not_compared(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_with_team();

	(void)state;
	council_appointed(round_id, 3);
	round_opened(round_id);
	sign_in_adviser(adviser_id);
	assert_accepted(save(round_id, choices_of_total(73)));
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	assert_false(analysis(round_id, 0)->has_team_sheet);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_gap_and_who_stands_apart_are_shown_once_it_is_closed),
		TEST(it_is_not_for_members),
		TEST(the_acting_chair_reads_it_and_not_the_conflicted_one),
		TEST(each_pass_has_its_own),
		TEST(the_teams_sheet_is_compared_once_it_has_reported),
		TEST(a_team_that_has_not_reported_is_not_compared),
		TEST(a_dossier_without_self_assessment_is_compared_without),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
