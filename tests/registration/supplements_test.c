/* supplements_test.c - papers, a survey or tests that are asked for while a round has the dossier
 */
#include "content_fixture.h"

static void sign_in_secretary_of(const char *round_id)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	grant.role = ROLE(COUNCIL_SECRETARY);
	grant.round_id = (char *)round_id;
	harness_sign_in(fixture.harness, "account_secretary", &grant, 1);
}

static void supplement_is_asked_and_given(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	const Ocop__Registration__V1__SupplementAsked *asked;
	const Ocop__Registration__V1__SupplementGiven *given;
	const Ocop__Registration__V1__Dossier *dossier;
	const char *first_content = get_submission_of(dossier_id, 1)->content;

	(void)state; /* the fixture holds it */
	harness_set_date(fixture.harness, "2026-06-05");
	sign_in_agency();
	(void)accepted_id(&question.base);
	asked = harness_last_event(fixture.harness, MESSAGE(supplement_asked));
	assert_string_equal(asked->dossier_id, dossier_id);
	assert_int_equal(asked->supplement->supplement_no, 1);
	assert_string_equal(asked->round_id, get_dossier_of(dossier_id)->round_id);
	assert_string_equal(asked->supplement->deadline, "2026-06-20");
	assert_string_equal(asked->supplement->items[0]->text, "Phiếu kiểm nghiệm còn hạn");
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->state, DOSSIER_STATE(ADMITTED));
	assert_int_equal(dossier->waits_with, OFFICE(PRODUCER));
	assert_string_equal(dossier->waits_since, "2026-06-05");
	assert_string_equal(dossier->due_on, "2026-06-20");
	assert_int_equal(dossier->n_supplements, 1);
	assert_string_equal(dossier->supplements[0]->reason, "Phiếu kiểm nghiệm đã cũ");
	assert_string_equal(dossier->supplements[0]->asked_on, "2026-06-05");
	assert_string_equal(dossier->supplements[0]->given_on, "");
	assert_string_equal(dossier->supplements[0]->items[0]->code, "EV_TEST");
	assert_false(dossier->supplements[0]->lapsed);

	harness_set_date(fixture.harness, "2026-06-08");
	sign_in_producer();
	(void)attach_link(dossier_id, "EV_TEST", "https://example.org/kiem-nghiem");
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M02", "standard", "TCVN"));
	(void)harness_id(fixture.harness, give(dossier_id, "Phiếu mới"));
	given = harness_last_event(fixture.harness, MESSAGE(supplement_given));
	assert_string_equal(given->dossier_id, dossier_id);
	assert_int_equal(given->supplement_no, 1);
	assert_int_equal(given->submission_no, 2);
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->waits_with, OFFICE(ROUND));
	assert_string_equal(dossier->waits_since, "2026-06-08");
	assert_string_equal(dossier->due_on, "");
	assert_string_equal(dossier->supplements[0]->given_on, "2026-06-08");
	assert_string_equal(dossier->supplements[0]->note, "Phiếu mới");
	assert_int_equal(dossier->supplements[0]->submission_no, 2);

	assert_int_equal(list_submissions_of(dossier_id)->submissions[1]->kind,
			 SUBMISSION_KIND(SUPPLEMENT));
	assert_string_equal(get_submission_of(dossier_id, 2)->submission->content_sha256,
			    given->content_sha256);
	assert_int_equal(get_submission_of(dossier_id, 2)->n_evidence, 2);
	assert_int_equal(get_submission_of(dossier_id, 1)->n_evidence, 1);
	assert_string_equal(get_submission_of(dossier_id, 1)->content, first_content);
}

static void question_is_refused_where_it_must(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	char long_text[251 * 3 + 1] = "";

	(void)state; /* the fixture holds it */
	question.reason = (char *)" ";
	assert_refused(command(&question.base), REASON_MISSING);
	question = a_question(dossier_id);
	question.n_items = 0;
	assert_true(is_refused_for(command(&question.base), REFUSAL(FIELD_MISSING), "items"));
	question = a_question(dossier_id);
	question.items[0]->text = (char *)"";
	assert_true(
		is_refused_for(command(&question.base), REFUSAL(FIELD_MISSING), "items[0].text"));
	question = a_question(dossier_id);
	for (size_t i = 0; i < 251; i++)
		strcat(long_text, "ế");
	question.items[0]->text = long_text;
	assert_refused(command(&question.base), FIELD_TOO_LONG);
	question = a_question(dossier_id);
	question.items[0]->code = (char *)"M01.favourite_colour";
	assert_true(
		is_refused_for(command(&question.base), REFUSAL(FIELD_INVALID), "items[0].code"));
	question = a_question(dossier_id);
	question.deadline = (char *)"";
	assert_refused(command(&question.base), FIELD_MISSING);
	question.deadline = (char *)"2026-06-01"; /* today */
	assert_refused(command(&question.base), DATE_INVALID);
	question.deadline = (char *)"2027-06-02"; /* more than a year ahead */
	assert_refused(command(&question.base), DATE_INVALID);
	question.deadline = (char *)"2026-06-31";
	assert_refused(command(&question.base), DATE_INVALID);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(supplement_asked)), 0);
}

static void forty_items_are_asked_for_and_no_more(void **state)
{
	enum { MOST = 40 };
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	Ocop__Registration__V1__ReturnItem *items[MOST + 1];
	char text[250 * 3 + 1] = "", reason[4000 * 3 + 1] = "";

	(void)state; /* the fixture holds it */
	/* The longest of each, of letters with three bytes, so that the event is at its largest. */
	for (size_t i = 0; i < 250; i++)
		memcpy(text + 3 * i, "ế", 4);
	for (size_t i = 0; i < 4000; i++)
		memcpy(reason + 3 * i, "ế", 4);
	question.items[0]->code = (char *)"M02.business_plan";
	question.items[0]->text = text;
	for (size_t i = 0; i <= MOST; i++)
		items[i] = question.items[0];
	question.items = items;
	question.reason = reason;
	question.n_items = MOST + 1;
	assert_true(is_refused_for(command(&question.base), REFUSAL(FIELD_TOO_LONG), "items"));
	question.n_items = MOST;
	(void)accepted_id(&question.base);
	assert_int_equal(get_dossier_of(dossier_id)->supplements[0]->n_items, MOST);
}

static void items_may_name_field_criterion_or_kind(void **state)
{
	static const char *const codes[] = {"", "M01.phone", "M02.history", "1.1", "EV_QMS"};
	static const char *const others[] = {"1", "M01", "M01.", "EV_X", "phone"}; /* 1: a group */
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question;

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		question = a_question(dossier_id);
		question.items[0]->code = (char *)others[i];
		assert_refused(command(&question.base), FIELD_INVALID);
	}
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		sign_in_agency();
		question = a_question(dossier_id);
		question.items[0]->code = (char *)codes[i];
		(void)accepted_id(&question.base);
		sign_in_producer();
		(void)harness_id(fixture.harness,
				 fill_field(dossier_id, "M02", "standard", codes[i]));
		if (i == 0)
			(void)attach_link(dossier_id, "EV_TEST", "https://example.org/1");
		(void)harness_id(fixture.harness, give(dossier_id, ""));
	}
	assert_int_equal(get_dossier_of(dossier_id)->n_supplements, sizeof codes / sizeof *codes);
}

static void only_agency_and_secretary_of_the_round_ask(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);

	(void)state; /* the fixture holds it */
	sign_in_producer();
	assert_refused(command(&question.base), ROLE_MISSING);
	sign_in_commune();
	assert_refused(command(&question.base), ROLE_MISSING);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&question.base), SCOPE_MISSING);
	sign_in_secretary_of("round_tn1_01K00000000000000000000009");
	assert_refused(command(&question.base), SCOPE_MISSING);
	sign_in_secretary_of("round_tn1_01K00000000000000000000000");
	(void)accepted_id(&question.base);
}

static void conflicted_secretary_does_not_ask(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	Ocop__Scoring__V1__ConflictDeclared event = OCOP__SCORING__V1__CONFLICT_DECLARED__INIT;

	(void)state; /* the fixture holds it */
	event.round_id = (char *)"round_tn1_01K00000000000000000000000";
	event.dossier_id = (char *)dossier_id;
	event.member_id = (char *)"account_secretary";
	harness_event(fixture.harness, "scoring_tn1", event.round_id, &event.base);
	sign_in_secretary_of(event.round_id);
	assert_refused(command(&question.base), MEMBER_HAS_CONFLICT);
}

static void one_is_awaited_at_a_time_and_only_in_a_round(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	Ocop__Scoring__V1__RoundPlanned round = a_round();

	(void)state; /* the fixture holds it */
	assert_refused(command(&question.base), DOSSIER_STATE);
	sign_in_producer();
	assert_refused(give(dossier_id, ""), DOSSIER_STATE);
	sign_in_agency();
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	sign_in_producer();
	assert_refused(give(dossier_id, ""), SUPPLEMENT_NOT_ASKED);
	sign_in_agency();
	(void)accepted_id(&question.base);
	assert_refused(command(&question.base), SUPPLEMENT_OPEN);
}

static void supplement_opens_papers_and_not_choices(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);
	const char *bound_id, *new_id;

	(void)state; /* the fixture holds it */
	sign_in_producer();
	assert_refused(command(&link.base), DOSSIER_STATE); /* nothing is asked for */
	sign_in_agency();
	(void)accepted_id(&question.base);
	sign_in_producer();
	bound_id = get_dossier_of(dossier_id)->evidence[0]->evidence_id;
	new_id = accepted_id(&link.base);
	assert_refused(assess(dossier_id, VECTOR_COUNT), DOSSIER_STATE);
	assert_refused(submit(dossier_id), DOSSIER_STATE);
	assert_refused(remove_evidence_of(dossier_id, bound_id), EVIDENCE_BOUND);
	(void)harness_id(fixture.harness, remove_evidence_of(dossier_id, new_id));
	(void)attach_link(dossier_id, "EV_TEST", "https://example.org/kiem-nghiem");
	(void)harness_id(fixture.harness, give(dossier_id, ""));
	assert_refused(command(&link.base), DOSSIER_STATE); /* it is given */
	assert_refused(give(dossier_id, ""), SUPPLEMENT_NOT_ASKED);
}

static void supplement_with_nothing_in_it_is_none(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	const char *evidence_id;

	(void)state; /* the fixture holds it */
	(void)accepted_id(&question.base);
	sign_in_producer();
	assert_refused(give(dossier_id, "Không có gì thêm"), SUPPLEMENT_EMPTY);
	evidence_id = attach_link(dossier_id, "EV_TEST", "https://example.org/kiem-nghiem");
	(void)harness_id(fixture.harness, remove_evidence_of(dossier_id, evidence_id));
	assert_refused(give(dossier_id, ""), SUPPLEMENT_EMPTY);
	assert_int_equal(list_submissions_of(dossier_id)->n_submissions, 1);
}

static void officer_gives_what_the_producer_confirmed(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);

	(void)state; /* the fixture holds it */
	(void)accepted_id(&question.base);
	sign_in_commune();
	(void)attach_link(dossier_id, "EV_TEST", "https://example.org/kiem-nghiem");
	assert_refused(give(dossier_id, ""), NOT_CONFIRMED);
	sign_in_producer();
	(void)harness_id(fixture.harness, confirm(dossier_id, check(dossier_id)->content_sha256));
	sign_in_commune();
	(void)harness_id(fixture.harness, give(dossier_id, ""));
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(give(dossier_id, ""), SCOPE_MISSING);
}

static void note_has_a_limit(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	char *note = arena_alloc(harness_arena(fixture.harness), 4002);

	(void)state; /* the fixture holds it */
	memset(note, 'a', 4001);
	note[4001] = '\0';
	sign_in_producer();
	assert_refused(give(dossier_id, note), FIELD_TOO_LONG);
}

static void late_supplement_is_taken(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);

	(void)state; /* the fixture holds it */
	(void)accepted_id(&question.base);
	harness_set_date(fixture.harness, "2026-06-25");
	sign_in_producer();
	(void)attach_link(dossier_id, "EV_TEST", "https://example.org/kiem-nghiem");
	(void)harness_id(fixture.harness, give(dossier_id, ""));
}

static void supplement_lapses_with_the_stay_in_the_round(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	Ocop__Scoring__V1__DossierNotTaken not_taken = OCOP__SCORING__V1__DOSSIER_NOT_TAKEN__INIT;
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const Ocop__Registration__V1__Dossier *dossier;

	(void)state; /* the fixture holds it */
	(void)accepted_id(&question.base);
	not_taken.round_id = round.round_id;
	not_taken.dossier_id = (char *)dossier_id;
	not_taken.reason = (char *)"Đợt đã mở";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &not_taken.base);
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->state, DOSSIER_STATE(PROPOSED));
	assert_int_equal(dossier->waits_with, OFFICE(PROVINCE));
	assert_string_equal(dossier->due_on, "");
	assert_true(dossier->supplements[0]->lapsed);
	sign_in_producer();
	assert_refused(give(dossier_id, ""), DOSSIER_STATE);

	/* In another round it is not awaited either, and may be asked for anew. */
	sign_in_agency();
	round.round_id = (char *)"round_tn1_01K00000000000000000000001";
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	assert_true(get_dossier_of(dossier_id)->supplements[0]->lapsed);
	(void)accepted_id(&question.base);
	assert_int_equal(get_dossier_of(dossier_id)->n_supplements, 2);
	assert_false(get_dossier_of(dossier_id)->supplements[1]->lapsed);
}

static void question_sent_twice_is_asked_once(void **state)
{
	const char *dossier_id = an_admitted_dossier();
	Ocop__Registration__V1__AskSupplement question = a_question(dossier_id);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	command_id_create(clock_machine_us(), id);
	(void)harness_id(fixture.harness,
			 harness_command_as(fixture.harness, id, 0, &question.base));
	harness_restart(fixture.harness);
	(void)harness_id(fixture.harness,
			 harness_command_as(fixture.harness, id, 0, &question.base));
	assert_int_equal(get_dossier_of(dossier_id)->n_supplements, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(supplement_asked)), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(supplement_is_asked_and_given),
		TEST(question_is_refused_where_it_must),
		TEST(forty_items_are_asked_for_and_no_more),
		TEST(items_may_name_field_criterion_or_kind),
		TEST(only_agency_and_secretary_of_the_round_ask),
		TEST(conflicted_secretary_does_not_ask),
		TEST(one_is_awaited_at_a_time_and_only_in_a_round),
		TEST(supplement_opens_papers_and_not_choices),
		TEST(supplement_with_nothing_in_it_is_none),
		TEST(officer_gives_what_the_producer_confirmed),
		TEST(note_has_a_limit),
		TEST(late_supplement_is_taken),
		TEST(supplement_lapses_with_the_stay_in_the_round),
		TEST(question_sent_twice_is_asked_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
