/* dossiers_test.c - a dossier between producer and commune: each move, and each refusal it names */
#include "registration_fixture.h"

static bool has_refusal(const Ocop__Common__V1__Reply *reply, Ocop__Common__V1__RefusalCode code,
			const char *field)
{
	for (size_t i = 0; i < reply->n_refusals; i++) {
		if (reply->refusals[i]->code == code &&
		    strcmp(reply->refusals[i]->field, field) == 0)
			return true;
	}
	return false;
}

static void opening_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__OpenDossier message = a_dossier();

	(void)state; /* the fixture holds it */
	message.kind = DOSSIER_KIND(UNSPECIFIED);
	assert_refused(command(&message.base), FIELD_INVALID);
	message = a_dossier();
	message.rulebook_code = (char *)"99-2099";
	assert_refused(command(&message.base), RULEBOOK_UNKNOWN);
	message.rulebook_code = (char *)"148-2023"; /* replaced ten days ago */
	assert_refused(command(&message.base), RULEBOOK_NOT_IN_FORCE);
	message = a_dossier();
	message.set_no = 27;
	assert_refused(command(&message.base), SET_UNKNOWN);
	message = a_dossier();
	message.kind = DOSSIER_KIND(UPGRADE);
	message.certificate_code = (char *)"0000000000";
	assert_refused(command(&message.base), RECOGNITION_MISSING);
	message = a_dossier();
	message.product_id = (char *)"product_01K00000000000000000000000";
	assert_refused(command(&message.base), NO_SUCH_THING);

	(void)open_a_dossier();
	message = a_dossier();
	assert_refused(command(&message.base), DOSSIER_OPEN_EXISTS);

	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_agency();
	assert_refused(command(&message.base), ROLE_MISSING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(command(&message.base), TOKEN_MISSING);
}

static void what_is_known_is_filled_in_already(void **state)
{
	const Ocop__Registration__V1__Dossier *dossier = get_dossier_of(open_a_dossier());
	static const char *const known[][3] = {
		{"M01", "province", "Tỉnh Thái Nguyên"},
		{"M01", "unit_name", "Hợp tác xã Ví dụ 1"},
		{"M01", "product_name", "Rau Ví dụ"},
		{"M01", "procedure", "first"},
		{"M02", "organisation_type", "Hợp tác xã"},
		{"M02", "founding_number", "4600000001"},
	};

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		bool found = false;

		for (size_t k = 0; k < dossier->n_fields; k++)
			found |= !strcmp(dossier->fields[k]->form_code, known[i][0]) &&
				 !strcmp(dossier->fields[k]->key, known[i][1]) &&
				 !strcmp(dossier->fields[k]->value, known[i][2]);
		if (!found)
			fail_msg("%s.%s is not filled in", known[i][0], known[i][1]);
	}
}

static void fields_outside_the_forms_are_refused(void **state)
{
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	assert_refused(fill_field(dossier_id, "M01", "favourite_colour", "x"), FIELD_UNKNOWN);
	assert_refused(fill_field(dossier_id, "M03", "subject", "x"), FIELD_UNKNOWN);
	assert_refused(fill_field(dossier_id, "M01", "slip_no", "x"), FIELD_UNKNOWN);
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "0200"));
}

static const Ocop__Common__V1__Reply *choose(const char *dossier_id, const char *code,
					     uint32_t option_no)
{
	Ocop__Registration__V1__SaveSelfAssessment message =
		OCOP__REGISTRATION__V1__SAVE_SELF_ASSESSMENT__INIT;
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry entry =
		OCOP__REGISTRATION__V1__SAVE_SELF_ASSESSMENT__CHOICES_ENTRY__INIT;
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry *entries[] = {&entry};

	entry.key = (char *)code;
	entry.value = option_no;
	message.dossier_id = (char *)dossier_id;
	message.choices = entries;
	message.n_choices = 1;
	return command(&message.base);
}

static void choices_are_held_against_the_sheet(void **state)
{
	const char *dossier_id = open_a_dossier();
	const Ocop__Common__V1__Reply *reply;

	(void)state; /* the fixture holds it */
	reply = choose(dossier_id, "99.9", 1);
	assert_true(has_refusal(reply, REFUSAL(CRITERION_UNKNOWN), "choices[99.9]"));
	reply = choose(dossier_id, "1.1", 9);
	assert_true(has_refusal(reply, REFUSAL(OPTION_UNKNOWN), "choices[1.1]"));
	(void)harness_id(fixture.harness, choose(dossier_id, "1.1", 1));
	(void)harness_id(fixture.harness, choose(dossier_id, "1.2", 2));
	assert_int_equal(get_dossier_of(dossier_id)->n_self_assessment, 1); /* all together */
}

static const Ocop__Registration__V1__CheckDossierReply *check(const char *dossier_id)
{
	Ocop__Registration__V1__CheckDossier message = OCOP__REGISTRATION__V1__CHECK_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(check_dossier_reply));
}

static void check_and_submission_agree_on_what_is_missing(void **state)
{
	const char *dossier_id = open_a_dossier();
	const Ocop__Registration__V1__CheckDossierReply *gaps = check(dossier_id);
	const Ocop__Common__V1__Reply *refused = submit(dossier_id);

	(void)state; /* the fixture holds it */
	assert_false(gaps->complete);
	assert_int_equal(gaps->expected_star, 0);
	/* One for the whole and one for the sheet that is not begun, then one a gap. */
	assert_int_equal(refused->n_refusals, gaps->n_gaps + 2);
	assert_refused(refused, DOSSIER_INCOMPLETE);
	assert_true(has_refusal(refused, REFUSAL(FIELD_MISSING), "fields[M01.phone]"));
	assert_true(has_refusal(refused, REFUSAL(CRITERION_MISSING), "choices[1.1]"));
	assert_true(has_refusal(refused, REFUSAL(EVIDENCE_MISSING), "evidence[EV_BIZ]"));

	complete(dossier_id);
	gaps = check(dossier_id);
	assert_true(gaps->complete);
	assert_int_equal(gaps->self_total, 100);
	assert_int_equal(gaps->expected_star, 5);
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_refused(submit(dossier_id), DOSSIER_STATE);
}

static void ticked_paper_must_be_there(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);

	(void)state; /* the fixture holds it */
	complete(dossier_id);
	(void)harness_id(fixture.harness,
			 fill_field(dossier_id, "M02", "has_quality_declaration", "yes"));
	assert_true(
		has_refusal(submit(dossier_id), REFUSAL(EVIDENCE_MISSING), "evidence[EV_DECL]"));
	link.evidence_type = (char *)"EV_DECL";
	link.valid_until = (char *)"2026-06-02";
	(void)accepted_id(&link.base);
	harness_set_date(fixture.harness, "2026-06-03");
	sign_in_producer();
	assert_true(
		has_refusal(submit(dossier_id), REFUSAL(EVIDENCE_EXPIRED), "evidence[EV_DECL]"));
	harness_set_date(fixture.harness, "2026-06-02"); /* its last day still counts */
	(void)harness_id(fixture.harness, submit(dossier_id));
}

static void submission_is_due_in_fifteen_working_days(void **state)
{
	const char *dossier_id = open_a_dossier();
	const Ocop__Registration__V1__DossierSubmitted *event;

	(void)state; /* the fixture holds it */
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	/* Monday 1 June 2026 and three weeks of five working days. */
	assert_string_equal(get_dossier_of(dossier_id)->due_on, "2026-06-22");
	event = harness_last_event(fixture.harness, MESSAGE(dossier_submitted));
	assert_int_equal(strlen(event->content_sha256), 64);
	assert_string_equal(event->commune_code, "05503");
}

static void submitted_dossier_is_closed_to_the_producer(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);

	(void)state; /* the fixture holds it */
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_refused(fill_field(dossier_id, "M01", "phone", "1"), DOSSIER_STATE);
	assert_refused(assess(dossier_id, 1), DOSSIER_STATE);
	assert_refused(command(&link.base), DOSSIER_STATE);
}

static void officer_may_type_but_the_producer_has_the_last_word(void **state)
{
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	assert_refused(submit(dossier_id), NOT_CONFIRMED);
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
}

static void screening_needs_every_check_of_the_decision(void **state)
{
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	complete(dossier_id);
	sign_in_commune();
	assert_refused(screen(dossier_id, 4), DOSSIER_STATE);
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	assert_true(has_refusal(screen(dossier_id, 3), REFUSAL(SCREENING_INCOMPLETE),
				"findings[identity]"));
	assert_refused(propose(dossier_id), DOSSIER_STATE); /* not screened yet */
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(propose(dossier_id), SCOPE_MISSING);
	sign_in_commune();
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, propose(dossier_id));
}

static void letter_needs_a_number(void **state)
{
	Ocop__Registration__V1__ProposeDossier message =
		OCOP__REGISTRATION__V1__PROPOSE_DOSSIER__INIT;

	(void)state; /* the fixture holds it */
	message.dossier_id = (char *)open_a_dossier();
	sign_in_commune();
	assert_refused(command(&message.base), FIELD_MISSING);
}

static void returned_dossier_comes_again(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	const Ocop__Registration__V1__DossierReturned *event;

	(void)state;       /* the fixture holds it */
	sign_in_commune(); /* it is with the province now */
	assert_refused(return_it(dossier_id, "Thiếu giấy", "2026-06-20"), ROLE_MISSING);
	sign_in_agency();
	assert_refused(return_it(dossier_id, " ", "2026-06-20"), REASON_MISSING);
	assert_refused(return_it(dossier_id, "Thiếu giấy", ""), FIELD_MISSING);
	assert_refused(return_it(dossier_id, "Thiếu giấy", "2026-06-31"), DATE_INVALID);
	assert_refused(return_it(dossier_id, "Thiếu giấy", "2026-06-01"), DATE_INVALID); /* today */
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-06-20"));
	event = harness_last_event(fixture.harness, MESSAGE(dossier_returned));
	assert_string_equal(event->reason, "Thiếu giấy");
	assert_string_equal(event->deadline, "2026-06-20");
	assert_string_equal(get_dossier_of(dossier_id)->due_on, "2026-06-20");

	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(SUBMITTED));
	assert_int_equal(get_dossier_of(dossier_id)->n_findings, 0); /* to be screened anew */
}

static void the_same_command_has_one_effect(void **state)
{
	Ocop__Registration__V1__OpenDossier message = a_dossier();
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const char *first, *second;

	(void)state; /* the fixture holds it */
	command_id_create(clock_machine_us(), id);
	first = harness_id(fixture.harness,
			   harness_command_as(fixture.harness, id, 0, &message.base));
	harness_restart(fixture.harness);
	second = harness_id(fixture.harness,
			    harness_command_as(fixture.harness, id, 0, &message.base));
	assert_string_equal(first, second);
	message.kind = DOSSIER_KIND(UPGRADE);
	assert_refused(harness_command_as(fixture.harness, id, 0, &message.base),
		       COMMAND_ID_REUSED);
}

static void stale_version_is_refused(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "1"));
	command_id_create(clock_machine_us(), id);
	assert_refused(harness_command_as(fixture.harness, id, 1, &link.base), VERSION_STALE);
	(void)harness_id(fixture.harness, harness_command_as(fixture.harness, id, 2, &link.base));
}

static const Ocop__Registration__V1__ListDossiersReply *list(
	Ocop__Registration__V1__DossierState of_state, uint32_t limit, const char *cursor)
{
	Ocop__Registration__V1__ListDossiers message = OCOP__REGISTRATION__V1__LIST_DOSSIERS__INIT;

	message.state = of_state;
	message.limit = limit;
	message.cursor = (char *)cursor;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(list_dossiers_reply));
}

static void list_shows_what_the_caller_may_see(void **state)
{
	const Ocop__Registration__V1__ListDossiersReply *page;
	const char *withdrawn = open_a_dossier();

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, withdraw(withdrawn, "Thử"));
	(void)open_a_dossier();
	sign_in_agency();
	page = list(DOSSIER_STATE(UNSPECIFIED), 1, "");
	assert_int_equal(page->n_dossiers, 1);
	assert_int_equal(page->dossiers[0]->state, DOSSIER_STATE(DRAFT)); /* newest first */
	page = list(DOSSIER_STATE(UNSPECIFIED), 1, page->next);
	assert_int_equal(page->n_dossiers, 1);
	assert_string_equal(page->dossiers[0]->dossier_id, withdrawn);
	assert_string_equal(page->next, "");
	page = list(DOSSIER_STATE(WITHDRAWN), 0, "");
	assert_int_equal(page->n_dossiers, 1);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_int_equal(list(DOSSIER_STATE(UNSPECIFIED), 0, "")->n_dossiers, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(opening_is_refused_where_it_must),
		TEST(what_is_known_is_filled_in_already),
		TEST(fields_outside_the_forms_are_refused),
		TEST(choices_are_held_against_the_sheet),
		TEST(check_and_submission_agree_on_what_is_missing),
		TEST(ticked_paper_must_be_there),
		TEST(submission_is_due_in_fifteen_working_days),
		TEST(submitted_dossier_is_closed_to_the_producer),
		TEST(officer_may_type_but_the_producer_has_the_last_word),
		TEST(screening_needs_every_check_of_the_decision),
		TEST(letter_needs_a_number),
		TEST(returned_dossier_comes_again),
		TEST(the_same_command_has_one_effect),
		TEST(stale_version_is_refused),
		TEST(list_shows_what_the_caller_may_see),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
