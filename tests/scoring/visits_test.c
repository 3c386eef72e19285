/* visits_test.c - visits of the advisory team, and until when it works on a dossier */
#include "team_fixture.h"

static void visits_are_numbered_and_may_be_recorded_again(void **state)
{
	const char *round_id = round_with_team();
	Ocop__Scoring__V1__RecordSiteVisit visit = visit_of(round_id, 0);
	Ocop__Scoring__V1__ListRoundDossiers list = OCOP__SCORING__V1__LIST_ROUND_DOSSIERS__INIT;

	(void)state;
	sign_in_adviser(adviser_id);
	assert_accepted(command(&visit.base));
	visit.note = (char *)"Lần hai";
	assert_accepted(command(&visit.base));
	visit.visit_no = 1;
	visit.note = (char *)"Lần một, ghi lại";
	visit.n_missing_papers = 0;
	assert_accepted(command(&visit.base));
	visit.visit_no = 3;
	assert_refused(command(&visit.base), NO_SUCH_THING);

	const Ocop__Scoring__V1__TeamReport *report = report_seen(round_id);
	assert_int_equal(report->n_visits, 2);
	assert_int_equal(report->visits[0]->visit_no, 1);
	assert_string_equal(report->visits[0]->note, "Lần một, ghi lại");
	assert_int_equal(report->visits[0]->n_missing_papers, 0);
	assert_string_equal(report->visits[1]->missing_papers[1], "Phiếu kiểm nghiệm");
	assert_string_equal(report->visits[1]->adviser_id, adviser_id);
	assert_int_equal(report->version, 3);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(site_visited)), 3);

	list.round_id = (char *)round_id;
	const Ocop__Scoring__V1__ListRoundDossiersReply *listed =
		harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			     MESSAGE(list_round_dossiers_reply));
	assert_int_equal(listed->dossiers[0]->site_visits, 2);
	assert_false(listed->dossiers[0]->team_reported);
}

static void a_visit_that_cannot_be_is_refused(void **state)
{
	const char *round_id = round_with_team();
	char *papers[21];
	char *endless = arena_alloc(harness_arena(fixture.harness), REASON_LENGTH_MAX + 2);
	Ocop__Scoring__V1__RecordSiteVisit visit = visit_of(round_id, 0);

	(void)state;
	memset(endless, 'a', REASON_LENGTH_MAX + 1);
	sign_in_adviser(adviser_id);
	visit.visited_on = (char *)"2026-12-32";
	assert_refused(command(&visit.base), DATE_INVALID);
	visit.visited_on = (char *)"2026-12-08"; /* tomorrow */
	assert_refused(command(&visit.base), FIELD_INVALID);
	visit = visit_of(round_id, 0);
	visit.note = (char *)"";
	assert_refused(command(&visit.base), FIELD_MISSING);
	visit.note = endless;
	assert_refused(command(&visit.base), FIELD_TOO_LONG);
	visit = visit_of(round_id, 0);
	for (size_t i = 0; i < 21; i++)
		papers[i] = (char *)"Giấy";
	visit.missing_papers = papers;
	visit.n_missing_papers = 21;
	assert_refused(command(&visit.base), MESSAGE_TOO_LARGE);
	visit.n_missing_papers = 20;
	for (size_t i = 0; i < 20; i++)
		assert_accepted(command(&visit.base));
	assert_refused(command(&visit.base), MESSAGE_TOO_LARGE);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(site_visited)), 20);
}

static void work_ends_with_the_scoring_of_the_dossier(void **state)
{
	const char *round_id = round_with_team();
	const uint32_t totals[] = {80, 80, 80};

	(void)state;
	council_appointed(round_id, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	sign_in_adviser(adviser_id);
	assert_accepted(save(round_id, choices_of_total(70)));
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	sign_in_adviser(adviser_id);
	assert_refused(save(round_id, choices_of_total(80)), DOSSIER_CLOSED);
	assert_accepted(close_round_of(round_id));
	sign_in_adviser(adviser_id);
	assert_refused(save(round_id, choices_of_total(80)), ROUND_STATE);
}

static void the_same_twice_and_an_old_version(void **state)
{
	const char *round_id = round_with_team();
	Ocop__Scoring__V1__RecordSiteVisit visit = visit_of(round_id, 0);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state;
	sign_in_adviser(adviser_id);
	command_id_create(clock_machine_us(), id);
	assert_accepted(harness_command_as(fixture.harness, id, 0, &visit.base));
	assert_true(harness_command_as(fixture.harness, id, 0, &visit.base)->remembered);
	assert_int_equal(report_seen(round_id)->n_visits, 1);
	command_id_create(clock_machine_us(), id);
	assert_refused(harness_command_as(fixture.harness, id, 2, &visit.base), VERSION_STALE);
	assert_accepted(harness_command_as(fixture.harness, id, 1, &visit.base));
}

/* A dossier that left and was admitted again is looked at anew. */
static void a_dossier_that_came_back_starts_without_a_report(void **state)
{
	const char *round_id = round_with_team();
	Ocop__Scoring__V1__WithdrawFromRound leave = OCOP__SCORING__V1__WITHDRAW_FROM_ROUND__INIT;
	Ocop__Registration__V1__DossierAdmitted event =
		OCOP__REGISTRATION__V1__DOSSIER_ADMITTED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	(void)state;
	sign_in_adviser(adviser_id);
	assert_accepted(save(round_id, choices_of_total(82)));
	assert_accepted(report_of_team(round_id, "Đạt"));
	leave.round_id = (char *)round_id;
	leave.dossier_id = fixture.dossier_id;
	leave.reason = (char *)"bổ sung sau";
	sign_in_secretary();
	assert_accepted(command(&leave.base));
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
	event.certificate_code = (char *)"";
	event.place = &place;
	harness_event(fixture.harness, "registration", fixture.dossier_id, &event.base);
	sign_in_adviser(adviser_id);
	assert_int_equal(report_seen(round_id)->version, 0);
	assert_accepted(save(round_id, choices_of_total(70)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(visits_are_numbered_and_may_be_recorded_again),
		TEST(a_visit_that_cannot_be_is_refused),
		TEST(work_ends_with_the_scoring_of_the_dossier),
		TEST(the_same_twice_and_an_old_version),
		TEST(a_dossier_that_came_back_starts_without_a_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
