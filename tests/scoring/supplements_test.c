/* supplements_test.c - papers, a survey or tests are asked for while a round has a dossier: it
 * waits for them, to their day, and sheets that are older than what came may be given anew
 */
#include "scoring_fixture.h"

/* The numbers are registration's: of the dossier, and of its versions. */
enum { FIRST_NO = 1, SECOND_NO = 2, VERSION = 2 };

static void asked(const char *round_id, uint32_t supplement_no, const char *deadline)
{
	Ocop__Registration__V1__SupplementAsked event =
		OCOP__REGISTRATION__V1__SUPPLEMENT_ASKED__INIT;
	Ocop__Registration__V1__Supplement supplement = OCOP__REGISTRATION__V1__SUPPLEMENT__INIT;

	supplement.supplement_no = supplement_no;
	supplement.deadline = (char *)deadline;
	event.dossier_id = fixture.dossier_id;
	event.round_id = (char *)round_id;
	event.supplement = &supplement;
	harness_event(fixture.harness, "registration", fixture.dossier_id, &event.base);
}

static void given(uint32_t supplement_no)
{
	Ocop__Registration__V1__SupplementGiven event =
		OCOP__REGISTRATION__V1__SUPPLEMENT_GIVEN__INIT;

	event.dossier_id = fixture.dossier_id;
	event.supplement_no = supplement_no;
	event.submission_no = supplement_no - FIRST_NO + VERSION;
	harness_event(fixture.harness, "registration", fixture.dossier_id, &event.base);
}

/* The newest dossier as a member sees it. */
static const Ocop__Scoring__V1__RoundDossier *shown(const char *round_id)
{
	Ocop__Scoring__V1__ListRoundDossiers query = OCOP__SCORING__V1__LIST_ROUND_DOSSIERS__INIT;
	const Ocop__Scoring__V1__ListRoundDossiersReply *page;

	query.round_id = (char *)round_id;
	sign_in_member("account_member_1");
	page = harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(list_round_dossiers_reply));
	for (size_t i = 0; i < page->n_dossiers; i++)
		if (strcmp(page->dossiers[i]->dossier_id, fixture.dossier_id) == 0)
			return page->dossiers[i];
	fail_msg("the round does not show its dossier");
	return NULL;
}

static const uint32_t totals[] = {80, 82, 84};

static void a_dossier_does_not_close_while_one_is_awaited(void **state)
{
	const char *round_id = round_in_scoring(3);
	const Ocop__Common__V1__Reply *reply;

	(void)state;
	assert_false(shown(round_id)->supplement_open);
	asked(round_id, FIRST_NO, "2026-12-10");
	assert_true(shown(round_id)->supplement_open);
	assert_string_equal(shown(round_id)->supplement_due_on, "2026-12-10");
	assert_int_equal(shown(round_id)->submission_no, 0);
	reply = close_newest(round_id);
	assert_refused(reply, SUPPLEMENT_AWAITED); /* before a sheet is in, too */
	assert_string_equal(reply->refusals[0]->detail, "until 2026-12-10");
	totals_submitted(round_id, totals, 3);
	assert_refused(close_newest(round_id), SUPPLEMENT_AWAITED);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_closed)), 0);

	given(FIRST_NO);
	assert_false(shown(round_id)->supplement_open);
	assert_string_equal(shown(round_id)->supplement_due_on, "");
	assert_int_equal(shown(round_id)->submission_no, VERSION);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_sum, 246);
}

static void a_finding_waits_for_it_too(void **state)
{
	const char *round_id = round_in_scoring(3);

	(void)state;
	asked(round_id, FIRST_NO, "2026-12-10");
	assert_accepted(find(round_id, FINDING_KIND(DOSSIER), "1"));
	assert_refused(close_newest(round_id), SUPPLEMENT_AWAITED);
	given(FIRST_NO);
	assert_accepted(close_newest(round_id));
}

/* A Saturday: it may be given on Monday, the 14th. */
static void it_is_awaited_to_the_end_of_its_day(void **state)
{
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	asked(round_id, FIRST_NO, "2026-12-12");
	assert_string_equal(shown(round_id)->supplement_due_on, "2026-12-14");
	harness_set_date(fixture.harness, "2026-12-14");
	assert_refused(close_newest(round_id), SUPPLEMENT_AWAITED);
	harness_set_date(fixture.harness, "2026-12-15");
	assert_true(shown(round_id)->supplement_open);
	assert_accepted(close_newest(round_id));
}

static void sheets_older_than_the_supplement_may_be_given_anew(void **state)
{
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 2);
	assert_refused(rescore(round_id, "hồ sơ được bổ sung"), SECOND_PASS_NOT_NEEDED);
	asked(round_id, FIRST_NO, "2026-12-10");
	assert_refused(rescore(round_id, "hồ sơ được bổ sung"), SECOND_PASS_NOT_NEEDED);
	harness_advance(fixture.harness, 1000000);
	given(FIRST_NO);
	harness_advance(fixture.harness, 1000000);
	assert_accepted(submit(round_id, member_ids[2], choices_of_total(84)));
	assert_int_equal(shown(round_id)->sheets_before_supplement, 2);
	assert_int_equal(shown(round_id)->sheets_sealed, 3);

	assert_accepted(rescore(round_id, "hồ sơ được bổ sung"));
	assert_int_equal(shown(round_id)->pass, 2);
	assert_int_equal(shown(round_id)->sheets_before_supplement, 0);
	totals_submitted(round_id, totals, 3);
	assert_refused(rescore(round_id, "lần nữa"), SECOND_PASS_NOT_NEEDED);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->pass, 2);
}

/* The spread is what it is, whatever is awaited. */
static void a_spread_may_be_settled_meanwhile(void **state)
{
	static const uint32_t apart[] = {70, 81, 75};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, apart, 3);
	asked(round_id, FIRST_NO, "2026-12-10");
	assert_refused(close_newest(round_id), SUPPLEMENT_AWAITED);
	assert_accepted(rescore(round_id, "chênh lệch quá 10 điểm"));
}

static void another_may_be_asked_for(void **state)
{
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	asked(round_id, FIRST_NO, "2026-12-09");
	given(FIRST_NO);
	asked(round_id, SECOND_NO, "2026-12-10");
	assert_true(shown(round_id)->supplement_open);
	assert_int_equal(shown(round_id)->submission_no, VERSION);
	assert_refused(close_newest(round_id), SUPPLEMENT_AWAITED);
	given(SECOND_NO);
	assert_int_equal(shown(round_id)->submission_no, VERSION + 1);
	assert_accepted(close_newest(round_id));
}

static void what_another_round_asked_for_is_not_awaited(void **state)
{
	const char *round_id = round_in_scoring(3);

	(void)state;
	asked("round_tn2_01K00000000000000000000000", FIRST_NO, "2026-12-10");
	asked("round_tn1_01K00000000000000000000000", SECOND_NO, "2026-12-10");
	given(FIRST_NO);
	assert_false(shown(round_id)->supplement_open);
	assert_int_equal(shown(round_id)->submission_no, 0);
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
}

/* It belongs to a stay in the round: come back, the dossier is as it was admitted. */
static void what_was_asked_before_the_admission_is_not_awaited(void **state)
{
	const char *round_id = round_planned();
	Ocop__Registration__V1__DossierAdmitted again =
		OCOP__REGISTRATION__V1__DOSSIER_ADMITTED__INIT;
	Ocop__Scoring__V1__WithdrawFromRound leave = OCOP__SCORING__V1__WITHDRAW_FROM_ROUND__INIT;

	(void)state;
	again.dossier_id = leave.dossier_id = (char *)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	asked(round_id, FIRST_NO, "2026-12-10");
	assert_true(shown(round_id)->supplement_open);
	leave.round_id = again.round_id = (char *)round_id;
	leave.reason = (char *)"chủ thể rút";
	sign_in_secretary();
	assert_accepted(command(&leave.base));
	again.rulebook_code = (char *)fixture.rulebook_code;
	again.set_no = 1;
	again.place = &(Ocop__Registration__V1__Place)OCOP__REGISTRATION__V1__PLACE__INIT;
	again.place->province_code = (char *)"19";
	harness_event(fixture.harness, "registration", again.dossier_id, &again.base);
	assert_false(shown(round_id)->supplement_open);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_dossier_does_not_close_while_one_is_awaited,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_finding_waits_for_it_too, set_up, tear_down),
		cmocka_unit_test_setup_teardown(it_is_awaited_to_the_end_of_its_day, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(sheets_older_than_the_supplement_may_be_given_anew,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_spread_may_be_settled_meanwhile, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(another_may_be_asked_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_another_round_asked_for_is_not_awaited, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_was_asked_before_the_admission_is_not_awaited,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
