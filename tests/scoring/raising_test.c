/* raising_test.c - what a member raises against a product is voted on before the dossier closes
 *
 * Nobody sees a sealed sheet, so what stands on it alone would be known only when the star is
 * given.
 */
#include "scoring_fixture.h"

enum { FRESH = 1, AQUATIC = 2 };

/* On both sheets there is what each kind needs. */
static const struct {
	const char *name;
	uint32_t set_no;
	Ocop__Scoring__V1__FindingKind kind;
	const char *code;
	Ocop__Scoring__V1__ResultOutcome outcome;
} rows[] = {
	{"not eligible", FRESH, FINDING_KIND(NOT_ELIGIBLE), "2.1", RESULT_OUTCOME(NOT_ELIGIBLE)},
	{"a ground against the dossier", FRESH, FINDING_KIND(DOSSIER), "1",
	 RESULT_OUTCOME(DISQUALIFIED)},
	{"no ground named", FRESH, FINDING_KIND(DOSSIER), "", RESULT_OUTCOME(DISQUALIFIED)},
	{"a requirement", AQUATIC, FINDING_KIND(REQUIREMENT), "1.1", RESULT_OUTCOME(NOT_ELIGIBLE)},
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static const char *round_with(uint32_t set_no)
{
	const char *round_id = round_planned();

	(void)dossier_admitted(round_id, set_no);
	council_appointed(round_id, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	return round_id;
}

static void hand_in(const char *round_id, const char *member_id, uint32_t set_no,
		    Ocop__Scoring__V1__Finding **raised, size_t raised_count)
{
	struct choices *choices =
		arena_alloc(harness_arena(fixture.harness), sizeof(struct choices));
	const struct sheet *sheet =
		rulebook_set_find(rulebook_find(fixture.books, fixture.rulebook_code), set_no)
			->sheet;

	for (size_t i = 0; i < sheet->node_count; i++)
		if (node_is_criterion(&sheet->nodes[i]))
			choices_add(choices, sheet->nodes[i].code, 1);
	Ocop__Scoring__V1__SubmitScoreSheet message =
		submission(round_id, fixture.dossier_id, member_id, choices);
	message.raised = raised;
	message.n_raised = raised_count;
	sign_in_member(member_id);
	assert_accepted(command(&message.base));
}

/* One of three members raises what the row says. */
static const char *round_raised(size_t row)
{
	const char *round_id = round_with(rows[row].set_no);
	Ocop__Scoring__V1__Finding raised = OCOP__SCORING__V1__FINDING__INIT;
	Ocop__Scoring__V1__Finding *list[] = {&raised};

	raised.kind = rows[row].kind;
	raised.code = (char *)rows[row].code;
	raised.reason = (char *)"nghi vấn khi chấm";
	hand_in(round_id, member_ids[0], rows[row].set_no, NULL, 0);
	hand_in(round_id, member_ids[1], rows[row].set_no, list, 1);
	hand_in(round_id, member_ids[2], rows[row].set_no, NULL, 0);
	return round_id;
}

static const Ocop__Common__V1__Reply *vote(const char *round_id, size_t row, uint32_t votes_for,
					   uint32_t votes_against)
{
	Ocop__Scoring__V1__RecordFinding message = OCOP__SCORING__V1__RECORD_FINDING__INIT;
	Ocop__Scoring__V1__Finding finding = OCOP__SCORING__V1__FINDING__INIT;

	finding.kind = rows[row].kind;
	finding.code = (char *)rows[row].code;
	finding.reason = (char *)"hội đồng biểu quyết";
	finding.votes_for = votes_for;
	finding.votes_against = votes_against;
	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.finding = &finding;
	sign_in_secretary();
	return command(&message.base);
}

static void nothing_raised_is_passed_over(void **state)
{
	(void)state;
	for (size_t row = 0; row < ROWS; row++) {
		const char *round_id = round_raised(row);
		const Ocop__Common__V1__Reply *refused = close_newest(round_id);

		if (harness_refusal(refused) != REFUSAL(FINDING_UNDECIDED) ||
		    !strstr(refused->refusals[0]->detail, rows[row].code))
			fail_msg("%s", rows[row].name);
		harness_set_date(fixture.harness, "2026-12-07");
	}
}

static void voted_down_it_is_scored_and_the_vote_stays(void **state)
{
	(void)state;
	for (size_t row = 0; row < ROWS; row++) {
		const char *round_id = round_raised(row);

		assert_accepted(vote(round_id, row, 1, 2));
		assert_accepted(close_newest(round_id));
		if (result_told()->outcome != RESULT_OUTCOME(SCORED) ||
		    result_told()->points_count != 3 || result_told()->n_findings != 1)
			fail_msg("%s", rows[row].name);
		harness_set_date(fixture.harness, "2026-12-07");
	}
}

static void carried_it_ends_the_scoring(void **state)
{
	(void)state;
	for (size_t row = 0; row < ROWS; row++) {
		const char *round_id = round_raised(row);

		assert_accepted(vote(round_id, row, 2, 1));
		assert_accepted(close_newest(round_id));
		if (result_told()->outcome != rows[row].outcome || result_told()->points_count)
			fail_msg("%s", rows[row].name);
		harness_set_date(fixture.harness, "2026-12-07");
	}
}

/* A slip of the pen, mended before anything hangs on it. */
static void a_vote_recorded_wrongly_is_recorded_again(void **state)
{
	const char *round_id = round_raised(0);

	(void)state;
	assert_accepted(vote(round_id, 0, 2, 1));
	assert_accepted(vote(round_id, 0, 1, 2));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->outcome, RESULT_OUTCOME(SCORED));
	assert_int_equal(result_told()->n_findings, 1);
}

/* Two of three members are no quorum: they disqualify nothing. */
static void fewer_than_a_quorum_decide_nothing(void **state)
{
	const char *round_id = round_with(FRESH);

	(void)state;
	assert_refused(vote(round_id, 1, 2, 0), QUORUM_MISSED);
	assert_refused(vote(round_id, 1, 4, 0), FIELD_INVALID);
	assert_refused(vote(round_id, 1, UINT32_MAX, UINT32_MAX), FIELD_INVALID);
	assert_accepted(vote(round_id, 1, 3, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(nothing_raised_is_passed_over),
		TEST(voted_down_it_is_scored_and_the_vote_stays),
		TEST(carried_it_ends_the_scoring),
		TEST(a_vote_recorded_wrongly_is_recorded_again),
		TEST(fewer_than_a_quorum_decide_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
