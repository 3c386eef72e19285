/* centre_recognition_test.c - what the province does with a product that the centre did not
 * recognise: 3 or 4 stars on the centre's result, or a round of its own
 */
#include "centre_fixture.h"
#include "content_fixture.h"
#include "registration/rules/centre_result.h"

#define GIVEN_STAR OCOP__REGISTRATION__V1__RECORD_CENTRE_RESULT__GIVEN_STAR_PRESENT_GIVEN_STAR

static void sign_in_chairman(void)
{
	sign_in_unit("account_chairman", ROLE(CHAIRMAN), "19");
}

/* The centre did not recognise it: 85.14 points on paper, of 25 September. */
static Ocop__Registration__V1__RecordCentreResult a_refusal(const char *dossier_id)
{
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);

	message.star = 0;
	message.score = (char *)"85.14";
	message.certificate_number = (char *)"";
	message.reason = (char *)"Dưới 90 điểm";
	return message;
}

static const char *a_dossier_back_from_the_centre(void)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_refusal(dossier_id);

	(void)accepted_id(&message.base);
	return dossier_id;
}

/* By the chairman, of 1 October. */
static Ocop__Registration__V1__RecogniseOnCentreResult a_recognition(const char *dossier_id)
{
	Ocop__Registration__V1__RecogniseOnCentreResult message =
		OCOP__REGISTRATION__V1__RECOGNISE_ON_CENTRE_RESULT__INIT;

	message.dossier_id = (char *)dossier_id;
	message.decision_number = (char *)"2001/QĐ-UBND";
	message.decided_on = (char *)"2026-10-01";
	return message;
}

static const Ocop__Common__V1__Reply *recognise(const char *dossier_id)
{
	Ocop__Registration__V1__RecogniseOnCentreResult message = a_recognition(dossier_id);

	sign_in_chairman();
	return command(&message.base);
}

/* A round tells what it decided on the dossier. */
static void decided(const char *round_id, const char *dossier_id, uint32_t sum, uint32_t count,
		    uint32_t star)
{
	Ocop__Scoring__V1__ResultDecided event = OCOP__SCORING__V1__RESULT_DECIDED__INIT;
	Ocop__Scoring__V1__Result result = OCOP__SCORING__V1__RESULT__INIT;

	event.result = &result;
	result.round_id = (char *)round_id;
	result.dossier_id = (char *)dossier_id;
	result.points_sum = sum;
	result.points_count = count;
	result.mean_text = (char *)"89.86";
	result.star = star;
	result.decision = DECISION_OUTCOME(NOT_RECOGNISED);
	result.decision_number = (char *)"88/QĐ-BNNMT";
	result.decided_on = (char *)"2026-09-25";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &event.base);
}

static void taken(const char *round_id, const char *dossier_id)
{
	Ocop__Scoring__V1__DossierTaken event = OCOP__SCORING__V1__DOSSIER_TAKEN__INIT;

	event.round_id = (char *)round_id;
	event.dossier_id = (char *)dossier_id;
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &event.base);
}

/* A round of the centre, in which the dossier got so many points. */
static void evaluated_by_the_centre(const char *dossier_id, uint32_t sum, uint32_t count,
				    uint32_t star)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();

	round.round_id = (char *)"round_tn1_01K00000000000000000000007";
	round.level = ROUND_LEVEL(CENTRE);
	round.unit_code = (char *)"";
	plan(&round);
	sign_in_unit("account_ministry", ROLE(MINISTRY), "");
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(CENTRE), 5));
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	taken(round.round_id, dossier_id);
	decided(round.round_id, dossier_id, sum, count, star);
}

static void stars_of_a_result_on_paper_are_recognised(void **state)
{
	const char *dossier_id = a_dossier_back_from_the_centre();
	const Ocop__Registration__V1__RecognisedOnCentreResult *event;
	const Ocop__Registration__V1__CentreResult *result;
	const Ocop__Registration__V1__Dossier *dossier = get_dossier_of(dossier_id);

	(void)state; /* the fixture holds it */
	assert_int_equal(dossier->state, DOSSIER_STATE(PROPOSED));
	assert_int_equal(dossier->centre_result->star, 4);
	assert_string_equal(dossier->centre_result->points_text, "85.14");
	(void)harness_id(fixture.harness, recognise(dossier_id));

	event = harness_last_event(fixture.harness, MESSAGE(recognised_on_centre_result));
	assert_string_equal(event->dossier_id, dossier_id);
	assert_string_equal(event->product_id, fixture.product_id);
	assert_string_equal(event->product_name, "Rau Ví dụ");
	assert_string_equal(event->producer_name, "Hợp tác xã Ví dụ 1");
	assert_string_equal(event->place->commune_code, "05503");
	assert_string_equal(event->rulebook_code, "26-2026");
	assert_int_equal(event->set_no, 1);
	assert_string_equal(event->sector_code, "I");
	assert_int_equal(event->kind, DOSSIER_KIND(FIRST));
	assert_string_equal(event->decision_number, "2001/QĐ-UBND");
	assert_string_equal(event->decided_on, "2026-10-01");
	result = event->centre_result;
	assert_int_equal(result->star, 4);
	assert_string_equal(result->points_text, "85.14");
	assert_int_equal(result->points_count, 0);
	assert_string_equal(result->round_id, "");
	assert_string_equal(result->decision_number, "88/QĐ-BNNMT");
	assert_string_equal(result->decision_sha256, dossier->papers[0]->sha256);

	sign_in_agency();
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->state, DOSSIER_STATE(RECOGNISED));
	assert_int_equal(dossier->waits_with, OFFICE(NOBODY));
	assert_string_equal(dossier->history[dossier->n_history - 1]->reason,
			    "2001/QĐ-UBND, 2026-10-01");
	assert_refused(recognise(dossier_id), DOSSIER_STATE); /* once and for all */
}

/* 629/7 is 89.857…: 4 stars, however it is printed. */
static void stars_of_the_centres_round_are_recognised_exactly(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	const Ocop__Registration__V1__RecognisedOnCentreResult *event;

	(void)state; /* the fixture holds it */
	evaluated_by_the_centre(dossier_id, 629, 7, 4);
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(PROPOSED));
	(void)harness_id(fixture.harness, recognise(dossier_id));
	event = harness_last_event(fixture.harness, MESSAGE(recognised_on_centre_result));
	assert_int_equal(event->centre_result->star, 4);
	assert_int_equal(event->centre_result->points_sum, 629);
	assert_int_equal(event->centre_result->points_count, 7);
	assert_string_equal(event->centre_result->points_text, "89.86");
	assert_string_equal(event->centre_result->round_id, "round_tn1_01K00000000000000000000007");
	assert_string_equal(event->centre_result->decision_sha256, "");
}

/* 92 points whose minimums cap them to 3 stars are 3 stars; two stars are nobody's to recognise. */
static void minimums_of_the_centre_count(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	const Ocop__Registration__V1__RecognisedOnCentreResult *event;

	(void)state; /* the fixture holds it */
	evaluated_by_the_centre(dossier_id, 644, 7, 3);
	(void)harness_id(fixture.harness, recognise(dossier_id));
	event = harness_last_event(fixture.harness, MESSAGE(recognised_on_centre_result));
	assert_int_equal(event->centre_result->star, 3);
}

static void what_gives_no_star_of_the_province_is_not_recognised(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	const Ocop__Common__V1__Reply *reply;

	(void)state; /* the fixture holds it */
	evaluated_by_the_centre(dossier_id, 644, 7, 2);
	reply = recognise(dossier_id);
	assert_refused(reply, LEVEL_NOT_COMPETENT);
	assert_string_equal(reply->refusals[0]->detail, "2");
	assert_int_equal(harness_events(fixture.harness, MESSAGE(recognised_on_centre_result)), 0);
}

/* The paper may say that minimums were missed, never that they give more than the points. */
static void paper_may_say_fewer_stars_than_its_points(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_refusal(dossier_id);

	(void)state; /* the fixture holds it */
	message.given_star_present_case = GIVEN_STAR;
	message.given_star = 5;
	assert_true(is_refused_for(command(&message.base), REFUSAL(FIELD_INVALID), "given_star"));
	message.given_star = 1;
	message.score = (char *)"";
	assert_true(is_refused_for(command(&message.base), REFUSAL(FIELD_INVALID), "given_star"));
	message = a_result(dossier_id);
	message.given_star_present_case = GIVEN_STAR;
	message.given_star = 5;
	assert_true(is_refused_for(command(&message.base), REFUSAL(FIELD_INVALID), "given_star"));

	message = a_refusal(dossier_id);
	message.given_star_present_case = GIVEN_STAR;
	message.given_star = 3;
	(void)accepted_id(&message.base);
	assert_int_equal(get_dossier_of(dossier_id)->centre_result->star, 3);
	(void)harness_id(fixture.harness, recognise(dossier_id));
}

static void paper_that_gives_none_leaves_a_round_of_its_own(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_refusal(dossier_id);

	(void)state; /* the fixture holds it */
	message.given_star_present_case = GIVEN_STAR;
	message.given_star = 0;
	(void)accepted_id(&message.base);
	assert_refused(recognise(dossier_id), LEVEL_NOT_COMPETENT);
}

static void without_a_result_of_the_centre_there_is_nothing_to_recognise(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);

	(void)state;                                                  /* the fixture holds it */
	assert_refused(recognise(dossier_id), CENTRE_RESULT_MISSING); /* not decided yet */
	sign_in_agency();
	(void)accepted_id(&message.base);
	assert_refused(recognise(dossier_id), CENTRE_RESULT_MISSING); /* recognised by it */
}

static void a_dossier_that_never_was_there_has_none(void **state)
{
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	harness_set_date(fixture.harness, "2026-10-01");
	assert_refused(recognise(dossier_id), CENTRE_RESULT_MISSING);
}

/* The other choice: a round of the province takes it, and then the centre's result is past. */
static void a_round_of_its_own_ends_the_choice(void **state)
{
	const char *dossier_id = a_dossier_back_from_the_centre();
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__DossierNotTaken not_taken = OCOP__SCORING__V1__DOSSIER_NOT_TAKEN__INIT;

	(void)state; /* the fixture holds it */
	round.round_id = (char *)"round_tn1_01K00000000000000000000003";
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	assert_refused(recognise(dossier_id), DOSSIER_STATE);
	/* Not taken in, it is with the province as before. */
	not_taken.round_id = round.round_id;
	not_taken.dossier_id = (char *)dossier_id;
	not_taken.reason = (char *)"đợt đã mở";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &not_taken.base);
	sign_in_agency();
	round.round_id = (char *)"round_tn1_01K00000000000000000000004";
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	taken(round.round_id, dossier_id);
	decided(round.round_id, dossier_id, 300, 7, 2);
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(NOT_RECOGNISED));
	assert_refused(recognise(dossier_id), DOSSIER_STATE);
}

static void a_round_that_did_not_take_it_leaves_the_choice(void **state)
{
	const char *dossier_id = a_dossier_back_from_the_centre();
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__DossierNotTaken not_taken = OCOP__SCORING__V1__DOSSIER_NOT_TAKEN__INIT;

	(void)state; /* the fixture holds it */
	round.round_id = (char *)"round_tn1_01K00000000000000000000003";
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	not_taken.round_id = round.round_id;
	not_taken.dossier_id = (char *)dossier_id;
	not_taken.reason = (char *)"đợt đã mở";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &not_taken.base);
	(void)harness_id(fixture.harness, recognise(dossier_id));
}

/* What was evaluated is recognised, not what was handed in since. */
static void a_dossier_handed_in_again_has_no_result(void **state)
{
	const char *dossier_id = a_dossier_back_from_the_centre();

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, return_it(dossier_id, "Bổ sung", "2026-10-20"));
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	(void)harness_id(fixture.harness, propose(dossier_id));
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(PROPOSED));
	assert_refused(recognise(dossier_id), CENTRE_RESULT_MISSING);
}

static void only_the_chairman_of_the_province_recognises(void **state)
{
	const char *dossier_id = a_dossier_back_from_the_centre();
	Ocop__Registration__V1__RecogniseOnCentreResult message = a_recognition(dossier_id);

	(void)state; /* the fixture holds it */
	sign_in_agency();
	assert_refused(command(&message.base), ROLE_MISSING);
	sign_in_unit("account_ministry", ROLE(MINISTRY), "");
	assert_refused(command(&message.base), ROLE_MISSING);
	sign_in_unit("account_elsewhere", ROLE(CHAIRMAN), "08");
	assert_refused(command(&message.base), SCOPE_MISSING);
}

static void a_decision_has_its_number_and_its_day(void **state)
{
	static const struct {
		const char *number, *day;
		Ocop__Common__V1__RefusalCode why;
		const char *field;
	} rows[] = {
		{"", "2026-10-01", REFUSAL(FIELD_MISSING), "decision_number"},
		{"2001/QĐ-UBND", "", REFUSAL(DATE_INVALID), "decided_on"},
		{"2001/QĐ-UBND", "1/10/2026", REFUSAL(DATE_INVALID), "decided_on"},
		{"2001/QĐ-UBND", "2026-10-02", REFUSAL(DATE_INVALID), "decided_on"},
		{"2001/QĐ-UBND", "2026-09-24", REFUSAL(DATE_INVALID), "decided_on"},
	};
	const char *dossier_id = a_dossier_back_from_the_centre();
	Ocop__Registration__V1__RecogniseOnCentreResult message = a_recognition(dossier_id);

	(void)state; /* the fixture holds it */
	sign_in_chairman();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		message.decision_number = (char *)rows[i].number;
		message.decided_on = (char *)rows[i].day;
		assert_true(is_refused_for(command(&message.base), rows[i].why, rows[i].field));
	}
	message = a_recognition(dossier_id);
	message.decided_on = (char *)"2026-09-25"; /* the centre's own day */
	(void)accepted_id(&message.base);
}

static void same_recognition_twice_is_one(void **state)
{
	const char *dossier_id = a_dossier_back_from_the_centre();
	Ocop__Registration__V1__RecogniseOnCentreResult message = a_recognition(dossier_id);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	sign_in_chairman();
	command_id_create(clock_machine_us(), id);
	for (int i = 0; i < 2; i++)
		(void)harness_id(fixture.harness,
				 harness_command_as(fixture.harness, id, 0, &message.base));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(recognised_on_centre_result)), 1);
}

/* Whom a book leaves it to, and who recognises the star, on the day of the decision. */
static void books_of_every_era_say_what_the_province_may(void **state)
{
	static const struct {
		const char *book, *day;
		uint32_t star;
		bool may;
	} rows[] = {
		{"26-2026", "2026-10-01", 3, true},   {"26-2026", "2026-10-01", 4, true},
		{"26-2026", "2026-10-01", 5, false},  {"26-2026", "2026-10-01", 2, false},
		{"26-2026", "2026-10-01", 0, false},  {"26-2026", "2026-05-21", 4, false},
		{"148-2023", "2026-01-05", 4, false}, /* knows no such choice */
		{"148-2023", "2025-07-05", 3, false}, {"1048-2019", "2021-01-05", 4, false},
	};
	struct centre_fault faults[RECOGNITION_FAULTS_MAX];
	struct rulebook_fault fault = {""};
	struct rulebooks *books;

	(void)state; /* the fixture holds it */
	assert_int_equal(rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct recognition_facts facts = {.has_result = true, .star = rows[i].star};
		size_t count;

		assert_true(date_parse(rows[i].day, &facts.decided_on));
		facts.today = facts.centre_decided_on = facts.decided_on;
		count = recognition_faults(rulebook_find(books, rows[i].book), &facts, faults);
		if (count != (rows[i].may ? 0 : 1) ||
		    (count && faults[0].why != REFUSAL(LEVEL_NOT_COMPETENT)))
			fail_msg("%s %s %u", rows[i].book, rows[i].day, rows[i].star);
	}
	rulebooks_destroy(books);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(stars_of_a_result_on_paper_are_recognised),
		TEST(stars_of_the_centres_round_are_recognised_exactly),
		TEST(minimums_of_the_centre_count),
		TEST(what_gives_no_star_of_the_province_is_not_recognised),
		TEST(paper_may_say_fewer_stars_than_its_points),
		TEST(paper_that_gives_none_leaves_a_round_of_its_own),
		TEST(without_a_result_of_the_centre_there_is_nothing_to_recognise),
		TEST(a_dossier_that_never_was_there_has_none),
		TEST(a_round_of_its_own_ends_the_choice),
		TEST(a_round_that_did_not_take_it_leaves_the_choice),
		TEST(a_dossier_handed_in_again_has_no_result),
		TEST(only_the_chairman_of_the_province_recognises),
		TEST(a_decision_has_its_number_and_its_day),
		TEST(same_recognition_twice_is_one),
		TEST(books_of_every_era_say_what_the_province_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
