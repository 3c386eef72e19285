/* requirements_test.c - a requirement of the sheet that is missed goes to the council
 *
 * In set 2 of 26/2026 (fresh aquatic products) criterion 1.1 asks for all of it from the province.
 */
#include "scoring_fixture.h"

enum { AQUATIC = 2 };

static const struct sheet *sheet_two(void)
{
	return rulebook_set_find(rulebook_find(fixture.books, fixture.rulebook_code), AQUATIC)
		->sheet;
}

static const char *round_of_aquatic_products_before(size_t members)
{
	const char *round_id = round_planned();

	(void)dossier_admitted(round_id, AQUATIC);
	council_appointed(round_id, members);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	return round_id;
}

static const char *round_of_aquatic_products(void)
{
	return round_of_aquatic_products_before(3);
}

/* The first option of every criterion; a member may hold the requirement at a criterion to be
 * missed. */
static const Ocop__Common__V1__Reply *hand_in(const char *round_id, const char *member_id,
					      const char *raised_at)
{
	struct choices *choices =
		arena_alloc(harness_arena(fixture.harness), sizeof(struct choices));
	const struct sheet *sheet = sheet_two();
	Ocop__Scoring__V1__Finding raised = OCOP__SCORING__V1__FINDING__INIT;
	Ocop__Scoring__V1__Finding *list[] = {&raised};

	for (size_t i = 0; i < sheet->node_count; i++)
		if (node_is_criterion(&sheet->nodes[i]))
			choices_add(choices, sheet->nodes[i].code, 1);
	Ocop__Scoring__V1__SubmitScoreSheet message =
		submission(round_id, fixture.dossier_id, member_id, choices);
	if (raised_at) {
		raised.kind = FINDING_KIND(REQUIREMENT);
		raised.code = (char *)raised_at;
		raised.reason = (char *)"một phần nguyên liệu từ tỉnh khác";
		message.raised = list;
		message.n_raised = 1;
	}
	sign_in_member(member_id);
	return command(&message.base);
}

static const Ocop__Common__V1__Reply *vote(const char *round_id, uint32_t votes_for,
					   uint32_t votes_against)
{
	Ocop__Scoring__V1__RecordFinding message = OCOP__SCORING__V1__RECORD_FINDING__INIT;
	Ocop__Scoring__V1__Finding finding = OCOP__SCORING__V1__FINDING__INIT;

	finding.kind = FINDING_KIND(REQUIREMENT);
	finding.code = (char *)"1.1";
	finding.reason = (char *)"hội đồng biểu quyết";
	finding.votes_for = votes_for;
	finding.votes_against = votes_against;
	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.finding = &finding;
	sign_in_secretary();
	return command(&message.base);
}

/* One of three members holds it to be missed. */
static const char *round_with_a_doubt(void)
{
	const char *round_id = round_of_aquatic_products();

	assert_accepted(hand_in(round_id, member_ids[0], NULL));
	assert_accepted(hand_in(round_id, member_ids[1], "1.1"));
	assert_accepted(hand_in(round_id, member_ids[2], NULL));
	return round_id;
}

static void the_council_must_vote_on_what_a_member_doubts(void **state)
{
	const char *round_id = round_with_a_doubt();

	(void)state;
	assert_refused(close_newest(round_id), FINDING_UNDECIDED);
	assert_accepted(vote(round_id, 1, 2));
	assert_accepted(close_newest(round_id));
}

static void voted_down_the_product_is_scored_like_any_other(void **state)
{
	const char *round_id = round_with_a_doubt();

	(void)state;
	assert_accepted(vote(round_id, 1, 2));
	assert_accepted(close_newest(round_id));
	const Ocop__Scoring__V1__Result *result = result_told();
	assert_int_equal(result->outcome, RESULT_OUTCOME(SCORED));
	assert_int_equal(result->points_count, 3);
	assert_int_equal(result->n_findings, 1); /* how the vote went stays beside the points */
	assert_int_equal(result->findings[0]->votes_against, 2);
}

static void a_tie_leaves_the_product_in(void **state)
{
	const char *round_id = round_of_aquatic_products_before(4);

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_accepted(hand_in(round_id, member_ids[i], i == 1 ? "1.1" : NULL));
	assert_accepted(vote(round_id, 2, 2));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->outcome, RESULT_OUTCOME(SCORED));
}

static void carried_the_product_is_not_rated(void **state)
{
	const char *round_id = round_with_a_doubt();

	(void)state;
	assert_accepted(vote(round_id, 2, 1));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->outcome, RESULT_OUTCOME(NOT_ELIGIBLE));
	assert_int_equal(result_told()->star, 0);
	assert_int_equal(result_told()->points_count, 0);
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	sign_in_chairman();
	assert_accepted(approve(round_id, "1/QĐ-UBND"));
	const Ocop__Scoring__V1__ResultDecided *event =
		harness_last_event(fixture.harness, MESSAGE(result_decided));
	assert_int_equal(event->result->decision, DECISION_OUTCOME(NOT_RECOGNISED));
}

/* Without sheets too, as other findings. */
static void the_council_may_find_it_by_itself(void **state)
{
	const char *round_id = round_of_aquatic_products();

	(void)state;
	assert_accepted(vote(round_id, 1, 2)); /* not carried: the sheets are needed */
	assert_refused(close_newest(round_id), CHAIR_SHEET_MISSING);
	assert_accepted(vote(round_id, 3, 0));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->outcome, RESULT_OUTCOME(NOT_ELIGIBLE));
}

static void votes_are_of_those_who_take_part(void **state)
{
	const char *round_id = round_of_aquatic_products();

	(void)state;
	assert_refused(vote(round_id, 0, 0), QUORUM_MISSED);
	assert_refused(vote(round_id, 1, 1), QUORUM_MISSED); /* two of three */
	assert_refused(vote(round_id, 2, 2), FIELD_INVALID);
	assert_refused(vote(round_id, UINT32_MAX, UINT32_MAX), FIELD_INVALID);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(finding_recorded)), 0);
}

static void a_sheet_can_only_doubt_what_the_rule_book_requires(void **state)
{
	(void)state;
	assert_refused(hand_in(round_of_aquatic_products(), member_ids[0], "1.2"), FINDING_UNKNOWN);
}

/* A vote of the first pass says nothing about the second. */
static void a_new_pass_asks_again(void **state)
{
	const char *round_id = round_with_a_doubt();

	(void)state;
	assert_accepted(vote(round_id, 0, 3));
	assert_accepted(close_newest(round_id));
	assert_accepted(rescore(round_id, "sai sót khi chấm"));
	assert_accepted(hand_in(round_id, member_ids[0], "1.1"));
	assert_accepted(hand_in(round_id, member_ids[1], NULL));
	assert_accepted(hand_in(round_id, member_ids[2], NULL));
	assert_refused(close_newest(round_id), FINDING_UNDECIDED);
}

/* What the data holds, and how a node of each kind is settled: if a kind is added, somebody must
 * decide. Counted from the files of deploy/rulebooks. */
static void every_kind_of_note_in_the_rule_books_can_be_found(void **state)
{
	static const struct {
		Ocop__Scoring__V1__FindingKind finding;
		enum note_kind note;
		size_t nodes;
	} rows[] = {
		{FINDING_KIND(STOP), NOTE_STOP, 68},
		{FINDING_KIND(DISQUALIFY), NOTE_DISQUALIFY, 55},
		{FINDING_KIND(NOT_ELIGIBLE), NOTE_NOT_ELIGIBLE, 8},
		{FINDING_KIND(REQUIREMENT), NOTE_REQUIREMENT, 10},
	};
	static const struct voting_facts one = {.members = 1, .eligible = 1, .quorum_percent = 75};

	(void)state;
	for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
		size_t found = 0;

		for (size_t i = 0; i < rulebooks_count(fixture.books); i++) {
			const struct rulebook *book = rulebooks_at(fixture.books, i);

			for (size_t k = 0; k < book->set_count; k++) {
				const struct sheet *sheet = book->sets[k].sheet;

				for (size_t n = 0; sheet && n < sheet->node_count; n++) {
					struct finding finding = {
						.kind = rows[row].finding,
						.code = sheet->nodes[n].code,
						.votes_for = 1,
					};
					bool noted =
						node_has_note(&sheet->nodes[n], rows[row].note);

					assert_int_equal(may_record_finding(sheet, &finding, &one),
							 noted ? REFUSAL(UNSPECIFIED)
							       : REFUSAL(FINDING_UNKNOWN));
					found += noted;
				}
			}
		}
		assert_int_equal(found, rows[row].nodes);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_council_must_vote_on_what_a_member_doubts),
		TEST(voted_down_the_product_is_scored_like_any_other),
		TEST(a_tie_leaves_the_product_in),
		TEST(carried_the_product_is_not_rated),
		TEST(the_council_may_find_it_by_itself),
		TEST(votes_are_of_those_who_take_part),
		TEST(a_sheet_can_only_doubt_what_the_rule_book_requires),
		TEST(a_new_pass_asks_again),
		TEST(every_kind_of_note_in_the_rule_books_can_be_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
