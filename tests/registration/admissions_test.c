/* admissions_test.c - dossiers, rounds and certificates: into a round, out of it, and what carries
 * an upgrade or re-rating
 */
#include "registration_fixture.h"

static void dossier_goes_from_draft_to_recognised(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__DossierTaken taken = OCOP__SCORING__V1__DOSSIER_TAKEN__INIT;
	Ocop__Scoring__V1__ResultDecided decided = OCOP__SCORING__V1__RESULT_DECIDED__INIT;
	Ocop__Scoring__V1__Result result = OCOP__SCORING__V1__RESULT__INIT;
	const char *dossier_id = a_proposed_dossier();
	const Ocop__Registration__V1__Dossier *dossier;
	const Ocop__Registration__V1__DossierAdmitted *admitted;
	const Ocop__Registration__V1__ProductCodeIssued *issued;

	(void)state; /* the fixture holds it */
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	admitted = harness_last_event(fixture.harness, MESSAGE(dossier_admitted));
	assert_non_null(admitted);
	assert_string_equal(admitted->round_id, round.round_id);
	assert_string_equal(admitted->product_name, "Rau Ví dụ");
	assert_string_equal(admitted->producer_name, "Hợp tác xã Ví dụ 1");
	assert_string_equal(admitted->sector_code, "I");
	assert_string_equal(admitted->place->commune_code, "05503");
	assert_int_equal(admitted->n_self_assessment, VECTOR_COUNT);

	taken.round_id = round.round_id;
	taken.dossier_id = (char *)dossier_id;
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &taken.base);
	issued = harness_last_event(fixture.harness, MESSAGE(product_code_issued));
	assert_non_null(issued);
	assert_string_equal(issued->code, "19-05503-1-2026");
	assert_string_equal(issued->dossier_id, dossier_id);

	decided.result = &result;
	result.round_id = round.round_id;
	result.dossier_id = (char *)dossier_id;
	result.decision = DECISION_OUTCOME(RECOGNISED);
	result.decision_number = (char *)"1234/QĐ-UBND";
	result.decided_on = (char *)"2026-12-10";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &decided.base);
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->state, DOSSIER_STATE(RECOGNISED));
	assert_string_equal(dossier->product_code, "19-05503-1-2026");
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_code_issued)), 1);
	assert_int_equal(dossier->n_history, 6);
	assert_string_equal(dossier->history[5]->reason, "1234/QĐ-UBND, 2026-12-10");
}

static void each_event_of_a_round_moves_the_dossier(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__DossierNotTaken not_taken = OCOP__SCORING__V1__DOSSIER_NOT_TAKEN__INIT;
	Ocop__Scoring__V1__DossierLeftRound left = OCOP__SCORING__V1__DOSSIER_LEFT_ROUND__INIT;
	const char *dossier_id = a_proposed_dossier();
	char second_id[] = "round_tn1_01K00000000000000000000001";

	(void)state; /* the fixture holds it */
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	not_taken.round_id = round.round_id;
	not_taken.dossier_id = (char *)dossier_id;
	not_taken.reason = (char *)"Đợt đã mở";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &not_taken.base);
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(PROPOSED));
	assert_refused(admit(dossier_id, round.round_id), ROUND_STATE);

	round.round_id = second_id;
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, second_id));
	left.round_id = second_id;
	left.dossier_id = (char *)dossier_id;
	left.reason = (char *)"Chủ thể rút";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &left.base);
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(WITHDRAWN));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_code_issued)), 0);
}

static void tell_decision(const char *dossier_id, const char *round_id,
			  Ocop__Scoring__V1__DecisionOutcome decision)
{
	Ocop__Scoring__V1__DossierTaken taken = OCOP__SCORING__V1__DOSSIER_TAKEN__INIT;
	Ocop__Scoring__V1__ResultDecided decided = OCOP__SCORING__V1__RESULT_DECIDED__INIT;
	Ocop__Scoring__V1__Result result = OCOP__SCORING__V1__RESULT__INIT;

	taken.round_id = (char *)round_id;
	taken.dossier_id = (char *)dossier_id;
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &taken.base);
	decided.result = &result;
	result.round_id = (char *)round_id;
	result.dossier_id = (char *)dossier_id;
	result.decision = decision;
	result.decision_number = (char *)"1234/QĐ-UBND";
	result.decided_on = (char *)"2026-06-20";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &decided.base);
}

/* From a province's round of a dossier with 90 points. */
static const char *a_dossier_for_the_centre(void)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = a_proposed_dossier();

	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	tell_decision(dossier_id, round.round_id, DECISION_OUTCOME(PROPOSED_TO_CENTRE));
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(PROPOSED_TO_CENTRE));
	sign_in_agency();
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(CENTRE), 5));
	return dossier_id;
}

static Ocop__Scoring__V1__RoundPlanned a_round_of_the_centre(void)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();

	round.round_id = (char *)"round_tn1_01K00000000000000000000002";
	round.level = ROUND_LEVEL(CENTRE);
	round.unit_code = (char *)"";
	return round;
}

static void sign_in_ministry(void)
{
	sign_in_unit("account_ministry", ROLE(MINISTRY), "");
}

static void what_the_centre_did_not_take_stays_proposed_to_it(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round_of_the_centre();
	Ocop__Scoring__V1__DossierNotTaken not_taken = OCOP__SCORING__V1__DOSSIER_NOT_TAKEN__INIT;
	const char *dossier_id = a_dossier_for_the_centre();

	(void)state; /* the fixture holds it */
	plan(&round);
	sign_in_ministry();
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	not_taken.round_id = round.round_id;
	not_taken.dossier_id = (char *)dossier_id;
	not_taken.reason = (char *)"Đợt đã mở";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &not_taken.base);
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(PROPOSED_TO_CENTRE));

	/* On the day of the province's decision, as before: 20 June is not before 20 June. */
	round.round_id = (char *)"round_tn1_01K00000000000000000000003";
	round.proposals_before = (char *)"2026-06-20";
	plan(&round);
	assert_refused(admit(dossier_id, round.round_id), PROPOSED_TOO_LATE);
	round.round_id = (char *)"round_tn1_01K00000000000000000000004";
	round.proposals_before = (char *)"2026-06-21";
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
}

static void what_the_centre_did_not_recognise_is_back_with_the_province(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round_of_the_centre();
	Ocop__Scoring__V1__RoundPlanned own = a_round();
	const char *dossier_id = a_dossier_for_the_centre();

	(void)state; /* the fixture holds it */
	plan(&round);
	sign_in_ministry();
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	tell_decision(dossier_id, round.round_id, DECISION_OUTCOME(NOT_RECOGNISED));
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(PROPOSED));

	own.round_id = (char *)"round_tn1_01K00000000000000000000003"; /* its own evaluation */
	plan(&own);
	sign_in_agency();
	(void)harness_id(fixture.harness, admit(dossier_id, own.round_id));
}

static void producer_may_withdraw_before_the_centre_evaluates(void **state)
{
	const char *dossier_id = a_dossier_for_the_centre();

	(void)state; /* the fixture holds it */
	sign_in_producer();
	(void)harness_id(fixture.harness, withdraw(dossier_id, "Chưa sẵn sàng"));
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(WITHDRAWN));
}

static size_t dossiers_listed_in(const char *round_id)
{
	Ocop__Registration__V1__ListDossiers query = OCOP__REGISTRATION__V1__LIST_DOSSIERS__INIT;
	const Ocop__Registration__V1__ListDossiersReply *answer;

	query.round_id = (char *)round_id;
	answer = harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			      MESSAGE(list_dossiers_reply));
	return answer->n_dossiers;
}

static void a_member_with_a_conflict_does_not_see_the_dossier(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__ConflictDeclared conflict = OCOP__SCORING__V1__CONFLICT_DECLARED__INIT;
	Ocop__Registration__V1__GetDossier query = OCOP__REGISTRATION__V1__GET_DOSSIER__INIT;
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	query.dossier_id = (char *)dossier_id;
	sign_in_unit("account_member_1", ROLE(COUNCIL_MEMBER), "19");
	(void)get_dossier_of(dossier_id);
	assert_int_equal(dossiers_listed_in(round.round_id), 1);

	conflict.round_id = round.round_id;
	conflict.dossier_id = (char *)dossier_id;
	conflict.member_id = (char *)"account_member_1";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &conflict.base);
	assert_refused(harness_query(fixture.harness, &query.base), MEMBER_HAS_CONFLICT);
	assert_int_equal(dossiers_listed_in(round.round_id), 0);
	sign_in_unit("account_member_2", ROLE(COUNCIL_MEMBER), "19");
	(void)get_dossier_of(dossier_id);
}

/* Who is refused, and does not find it listed; else both show it. */
static void assert_shown(const char *dossier_id, Ocop__Common__V1__Role role, const char *unit_code,
			 bool shown)
{
	Ocop__Registration__V1__GetDossier query = OCOP__REGISTRATION__V1__GET_DOSSIER__INIT;

	query.dossier_id = (char *)dossier_id;
	sign_in_unit("account_reader", role, unit_code);
	if (shown)
		(void)get_dossier_of(dossier_id);
	else
		assert_refused(harness_query(fixture.harness, &query.base), SCOPE_MISSING);
	assert_int_equal(dossiers_listed_in(""), shown);
}

static void a_draft_is_nobody_elses_business(void **state)
{
	static const Ocop__Common__V1__Role readers[] = {
		ROLE(OPERATOR),      ROLE(MINISTRY), ROLE(INSPECTOR),         ROLE(AUDITOR),
		ROLE(COUNCIL_CHAIR), ROLE(CHAIRMAN), ROLE(COUNCIL_SECRETARY), ROLE(COUNCIL_MEMBER),
	};
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	sign_in_producer();
	dossier_id = open_a_dossier();
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		assert_shown(dossier_id, readers[i], "", false);
	assert_shown(dossier_id, ROLE(COMMUNE_OFFICER), "05503", true);
	assert_shown(dossier_id, ROLE(OCOP_AGENCY), "19", true);
	sign_in_producer();
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		assert_shown(dossier_id, readers[i], "",
			     readers[i] != ROLE(COUNCIL_MEMBER) &&
				     readers[i] != ROLE(COUNCIL_CHAIR));
}

static void councils_see_what_is_in_a_round(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	plan(&round);
	assert_shown(dossier_id, ROLE(COUNCIL_MEMBER), "19", false);
	sign_in_agency();
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	assert_shown(dossier_id, ROLE(COUNCIL_MEMBER), "19", true);
	assert_shown(dossier_id, ROLE(COUNCIL_CHAIR), "", true);
}

/* From its admission on, before the round has taken it in; until the results are published. */
static void a_member_linked_to_the_producer_does_not_see_his_dossiers(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__ProducerLinkDeclared link =
		OCOP__SCORING__V1__PRODUCER_LINK_DECLARED__INIT;
	Ocop__Scoring__V1__RoundPublished published = OCOP__SCORING__V1__ROUND_PUBLISHED__INIT;
	Ocop__Registration__V1__GetDossier query = OCOP__REGISTRATION__V1__GET_DOSSIER__INIT;
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	plan(&round);
	query.dossier_id = (char *)dossier_id;
	link.round_id = published.round_id = round.round_id;
	link.producer_id = (char *)get_dossier_of(dossier_id)->producer_id;
	link.member_id = (char *)"account_member_1";
	harness_event(fixture.harness, "scoring_tn1", round.round_id, &link.base);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	sign_in_unit("account_member_1", ROLE(COUNCIL_MEMBER), "19");
	assert_refused(harness_query(fixture.harness, &query.base), MEMBER_HAS_CONFLICT);
	assert_int_equal(dossiers_listed_in(round.round_id), 0);
	harness_event(fixture.harness, "scoring_tn1", round.round_id, &published.base);
	(void)get_dossier_of(dossier_id);
	assert_int_equal(dossiers_listed_in(round.round_id), 1);
}

/* What one declared as a member hides the dossier from him also once he has left the council. */
static void a_conflict_outlives_the_seat(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__ConflictDeclared conflict = OCOP__SCORING__V1__CONFLICT_DECLARED__INIT;
	Ocop__Scoring__V1__CouncilAppointed council = OCOP__SCORING__V1__COUNCIL_APPOINTED__INIT;
	Ocop__Registration__V1__GetDossier query = OCOP__REGISTRATION__V1__GET_DOSSIER__INIT;
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	query.dossier_id = (char *)dossier_id;
	conflict.round_id = council.round_id = round.round_id;
	conflict.dossier_id = (char *)dossier_id;
	conflict.member_id = (char *)"account_member_1";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &conflict.base);
	harness_event(fixture.harness, "scoring_tn1", round.round_id,
		      &council.base); /* of nobody */
	sign_in_unit("account_member_1", ROLE(COUNCIL_MEMBER), "19");
	assert_refused(harness_query(fixture.harness, &query.base), MEMBER_HAS_CONFLICT);
	sign_in_unit("account_member_1", ROLE(OCOP_AGENCY), "19");
	assert_refused(harness_query(fixture.harness, &query.base), MEMBER_HAS_CONFLICT);
}

static void proposal_on_the_day_is_too_late(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = a_proposed_dossier();

	(void)state;                                   /* the fixture holds it */
	round.proposals_before = (char *)"2026-06-01"; /* strictly before counts */
	plan(&round);
	assert_refused(admit(dossier_id, round.round_id), PROPOSED_TOO_LATE);
	round.proposals_before = (char *)"2026-06-02";
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
}

static void admission_needs_a_fitting_round(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__RoundOpened opened = OCOP__SCORING__V1__ROUND_OPENED__INIT;
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	assert_refused(admit(dossier_id, round.round_id), ROUND_UNKNOWN);
	round.unit_code = (char *)"08";
	plan(&round);
	assert_refused(admit(dossier_id, round.round_id), LEVEL_NOT_COMPETENT);
	round = a_round();
	round.level = ROUND_LEVEL(CENTRE);
	plan(&round);
	assert_refused(admit(dossier_id, round.round_id), LEVEL_NOT_COMPETENT);
	round = a_round();
	round.rulebook_code = (char *)"148-2023";
	plan(&round);
	assert_refused(admit(dossier_id, round.round_id), RULEBOOK_NOT_IN_FORCE);
	round = a_round();
	plan(&round);
	opened.round_id = round.round_id;
	harness_event(fixture.harness, "scoring_tn1", round.round_id, &opened.base);
	assert_refused(admit(dossier_id, round.round_id), ROUND_STATE);
	sign_in_commune();
	assert_refused(admit(dossier_id, round.round_id), ROLE_MISSING);
}

static void withdrawal_ends_a_dossier_until_it_is_in_a_round(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	assert_refused(withdraw(dossier_id, ""), REASON_MISSING);
	(void)harness_id(fixture.harness, withdraw(dossier_id, "Chưa sẵn sàng"));
	assert_refused(withdraw(dossier_id, "Chưa sẵn sàng"), DOSSIER_STATE);

	dossier_id = a_proposed_dossier(); /* the product is free again */
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	sign_in_producer();
	assert_refused(withdraw(dossier_id, "Đổi ý"), DOSSIER_STATE);
}

static void issue_certificate(const char *valid_until)
{
	Ocop__Certification__V1__CertificateIssued issued =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;

	issued.certificate = &certificate;
	certificate.code = (char *)"0123456789";
	certificate.product_id = (char *)fixture.product_id;
	certificate.state = CERTIFICATE_STATE(VALID);
	certificate.star = 3;
	certificate.valid_until = (char *)valid_until;
	harness_event(fixture.harness, "certification", certificate.code, &issued.base);
}

static void recognised_product_is_upgraded_or_rated_again(void **state)
{
	Ocop__Registration__V1__OpenDossier message = a_dossier();
	Ocop__Certification__V1__CertificateExpired expired =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;

	(void)state; /* the fixture holds it */
	issue_certificate("2026-12-31");
	assert_refused(command(&message.base), FIELD_INVALID);
	expired.code = (char *)"0123456789";
	harness_event(fixture.harness, "certification", expired.code, &expired.base);
	(void)accepted_id(&message.base);
}

static void re_rating_is_filed_in_its_window(void **state)
{
	/* 180 and 120 days before 31 December 2026 are 4 July and 2 September. */
	static const struct {
		const char *day;
		Ocop__Common__V1__RefusalCode why;
	} rows[] = {
		{"2026-07-03", REFUSAL(RE_RATING_WINDOW)},
		{"2026-09-03", REFUSAL(RE_RATING_WINDOW)},
		{"2026-07-04", REFUSAL(UNSPECIFIED)},
	};
	Ocop__Registration__V1__OpenDossier message = a_dossier();
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	issue_certificate("2026-12-31");
	message.kind = DOSSIER_KIND(RE_RATING);
	message.certificate_code = (char *)"0123456789";
	dossier_id = accepted_id(&message.base);
	complete(dossier_id);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		harness_set_date(fixture.harness, rows[i].day);
		sign_in_producer();
		assert_int_equal(harness_refusal(submit(dossier_id)), rows[i].why);
	}
}

static void revoked_certificate_carries_nothing(void **state)
{
	Ocop__Registration__V1__OpenDossier message = a_dossier();
	Ocop__Certification__V1__CertificateRevoked revoked =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REVOKED__INIT;

	(void)state; /* the fixture holds it */
	issue_certificate("2026-12-31");
	revoked.code = (char *)"0123456789";
	harness_event(fixture.harness, "certification", revoked.code, &revoked.base);
	message.certificate_code = (char *)"0123456789";
	message.kind = DOSSIER_KIND(UPGRADE);
	assert_refused(command(&message.base), RECOGNITION_MISSING);
	message.kind = DOSSIER_KIND(RE_RATING);
	assert_refused(command(&message.base), RECOGNITION_MISSING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(dossier_goes_from_draft_to_recognised),
		TEST(each_event_of_a_round_moves_the_dossier),
		TEST(what_the_centre_did_not_take_stays_proposed_to_it),
		TEST(what_the_centre_did_not_recognise_is_back_with_the_province),
		TEST(producer_may_withdraw_before_the_centre_evaluates),
		TEST(a_member_with_a_conflict_does_not_see_the_dossier),
		TEST(a_member_linked_to_the_producer_does_not_see_his_dossiers),
		TEST(a_conflict_outlives_the_seat),
		TEST(a_draft_is_nobody_elses_business),
		TEST(councils_see_what_is_in_a_round),
		TEST(proposal_on_the_day_is_too_late),
		TEST(admission_needs_a_fitting_round),
		TEST(withdrawal_ends_a_dossier_until_it_is_in_a_round),
		TEST(recognised_product_is_upgraded_or_rated_again),
		TEST(re_rating_is_filed_in_its_window),
		TEST(revoked_certificate_carries_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
