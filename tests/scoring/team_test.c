/* team_test.c - the advisory team: who is on it, its sheet, and who sees it when */
#include "team_fixture.h"

static void the_team_is_the_last_one_that_was_appointed(void **state)
{
	const char *round_id = round_with_team();
	Ocop__Scoring__V1__AppointAdvisers other =
		team_of(round_id, "account_adviser_2", "account_adviser_3");
	Ocop__Scoring__V1__GetRound get = OCOP__SCORING__V1__GET_ROUND__INIT;

	(void)state;
	assert_accepted(command(&other.base));
	get.round_id = (char *)round_id;
	const Ocop__Scoring__V1__Round *round = harness_body(
		fixture.harness, harness_query(fixture.harness, &get.base), MESSAGE(round));
	assert_int_equal(round->n_advisers, 2);
	assert_string_equal(round->advisers[0]->adviser_id, "account_adviser_2");
	assert_string_equal(round->advisers[1]->display_name, "Tổ tư vấn");
	assert_string_equal(round->advisers_decision, "34/QĐ-UBND");
	const Ocop__Scoring__V1__AdvisersAppointed *told =
		harness_last_event(fixture.harness, MESSAGE(advisers_appointed));
	assert_int_equal(told->n_advisers, 2);
	assert_string_equal(told->decision_number, "34/QĐ-UBND");

	sign_in_adviser(adviser_id);
	assert_refused(save(round_id, choices_of_total(80)), ADVISER_UNKNOWN);
}

static void a_team_that_cannot_be_is_refused(void **state)
{
	const char *round_id = round_planned();
	Ocop__Scoring__V1__AppointAdvisers team = team_of(round_id, adviser_id, adviser_id);

	(void)state;
	council_appointed(round_id, 4);
	assert_refused(command(&team.base), COUNCIL_MEMBER_DOUBLED);
	team = team_of(round_id, adviser_id, "account_member_1");
	assert_refused(command(&team.base), COUNCIL_MEMBER_DOUBLED);
	team = team_of(round_id, "", NULL);
	assert_refused(command(&team.base), FIELD_INVALID);
	team = team_of(round_id, adviser_id, NULL);
	team.n_advisers = 0;
	assert_refused(command(&team.base), FIELD_MISSING);
	team = team_of(round_id, adviser_id, NULL);
	team.decision_number = (char *)"";
	assert_refused(command(&team.base), FIELD_MISSING);
	team = team_of(round_id, adviser_id, NULL);
	team.advisers[0]->display_name = (char *)"";
	assert_refused(command(&team.base), FIELD_MISSING);
	harness_sign_in_as(fixture.harness, "account_other", ROLE(OCOP_AGENCY), "20");
	team = team_of(round_id, adviser_id, NULL);
	assert_refused(command(&team.base), SCOPE_MISSING);
	sign_in_adviser(adviser_id);
	assert_refused(command(&team.base), ROLE_MISSING);

	sign_in_secretary();
	assert_accepted(command(&team.base));
	Ocop__Scoring__V1__AppointCouncil council = council_of(round_id, 4);
	council.members[3]->member_id = (char *)adviser_id;
	assert_refused(command(&council.base), COUNCIL_MEMBER_DOUBLED);
}

static void too_long_and_too_many_are_refused(void **state)
{
	const char *round_id = round_planned();
	Ocop__Scoring__V1__AppointAdvisers team = team_of(round_id, adviser_id, NULL);
	Ocop__Scoring__V1__Adviser *many[51];
	char *name = arena_alloc(harness_arena(fixture.harness), NAME_LENGTH_MAX + 2);

	(void)state;
	memset(name, 'a', NAME_LENGTH_MAX + 1);
	team.advisers[0]->display_name = name;
	assert_refused(command(&team.base), FIELD_TOO_LONG);
	team = team_of(round_id, name, NULL);
	assert_refused(command(&team.base), FIELD_TOO_LONG);
	team = team_of(round_id, adviser_id, NULL);
	for (size_t i = 0; i < 51; i++)
		many[i] = team.advisers[0];
	team.advisers = many;
	team.n_advisers = 51;
	assert_refused(command(&team.base), MESSAGE_TOO_LARGE);
}

static void the_team_is_appointed_until_the_round_opens(void **state)
{
	const char *round_id = round_with_team();
	Ocop__Scoring__V1__AppointAdvisers team = team_of(round_id, "account_adviser_2", NULL);

	(void)state;
	council_appointed(round_id, 3);
	round_opened(round_id);
	assert_refused(command(&team.base), ROUND_STATE);
}

static void a_sheet_is_saved_and_is_the_teams_until_it_reports(void **state)
{
	const char *round_id = round_with_team();
	struct choices *choices = choices_of_total(82);

	(void)state;
	council_appointed(round_id, 3);
	sign_in_adviser(adviser_id);
	assert_int_equal(report_seen(round_id)->version, 0);
	choices->count--; /* one is missing */
	assert_accepted(save(round_id, choices));
	const Ocop__Scoring__V1__TeamReport *report = report_seen(round_id);
	assert_int_equal(report->version, 1);
	assert_int_equal(report->n_choices, choices->count);
	assert_false(report->complete);
	assert_int_equal(report->total, 0);
	assert_refused(report_of_team(round_id, "Đạt"), CRITERION_MISSING);

	choices->count++;
	assert_accepted(save(round_id, choices));
	report = report_seen(round_id);
	assert_true(report->complete);
	assert_int_equal(report->total, 82);
	assert_false(report->reported);

	/* To council, chair and offices there is nothing yet. */
	sign_in_chair();
	assert_refused(ask_report(round_id), NO_SUCH_THING);
	sign_in_secretary();
	assert_refused(ask_report(round_id), NO_SUCH_THING);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(team_sheet_reported)), 0);

	sign_in_adviser(adviser_id);
	assert_accepted(report_of_team(round_id, "Đạt, thiếu một giấy"));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(team_sheet_reported)), 1);
	sign_in_chair();
	report = report_seen(round_id);
	assert_true(report->reported);
	assert_int_equal(report->total, 82);
	assert_string_equal(report->summary, "Đạt, thiếu một giấy");
	harness_sign_in_as(fixture.harness, "account_else", ROLE(COUNCIL_MEMBER), "");
	assert_refused(ask_report(round_id), SCOPE_MISSING);
}

static void after_the_report_nothing_changes(void **state)
{
	const char *round_id = round_with_team();
	Ocop__Scoring__V1__RecordSiteVisit visit = visit_of(round_id, 0);

	(void)state;
	sign_in_adviser(adviser_id);
	assert_accepted(save(round_id, choices_of_total(82)));
	assert_accepted(report_of_team(round_id, "Đạt"));
	assert_refused(save(round_id, choices_of_total(60)), SHEET_SEALED);
	assert_refused(report_of_team(round_id, "Không đạt"), SHEET_SEALED);
	assert_refused(command(&visit.base), SHEET_SEALED);
	const Ocop__Scoring__V1__TeamReport *report = report_seen(round_id);
	assert_int_equal(report->total, 82);
	assert_string_equal(report->summary, "Đạt");
	assert_int_equal(report->n_visits, 0);
}

static void faults_of_the_sheet_are_refused_by_path(void **state)
{
	static const struct {
		const char *name, *code;
		uint32_t option_no;
		Ocop__Common__V1__RefusalCode refusal;
	} rows[] = {
		{"no such criterion", "99.9", 1, REFUSAL(CRITERION_UNKNOWN)},
		{"no such option", "", 99, REFUSAL(OPTION_UNKNOWN)},
		{"a criterion twice", "", 1, REFUSAL(CRITERION_DOUBLED)},
	};
	const char *round_id = round_with_team();
	size_t i = 0;

	(void)state;
	sign_in_adviser(adviser_id);
	while (!node_is_criterion(&sheet_one()->nodes[i]))
		i++;
	for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
		struct choices choices = {.count = 0};
		const char *code = rows[row].code[0] ? rows[row].code : sheet_one()->nodes[i].code;

		choices_add(&choices, code, rows[row].option_no);
		if (rows[row].refusal == REFUSAL(CRITERION_DOUBLED))
			choices_add(&choices, code, rows[row].option_no);
		const Ocop__Common__V1__Reply *reply = save(round_id, &choices);
		if (harness_refusal(reply) != rows[row].refusal)
			fail_msg("%s", rows[row].name);
		assert_string_equal(
			reply->refusals[0]->field,
			arena_printf(harness_arena(fixture.harness), "choices[%s]", code));
	}
}

static void notes_are_kept_and_held_to_the_sheet(void **state)
{
	static char *evidence[] = {(char *)"evidence_01JD3W5G7KQ2M8ZX4B6N9RTCVF"};
	static char *no_evidence[] = {(char *)"giấy chứng nhận"};
	const char *round_id = round_with_team();
	struct choices *choices = choices_of_total(80);
	Ocop__Scoring__V1__CriterionNote note = OCOP__SCORING__V1__CRITERION_NOTE__INIT;
	Ocop__Scoring__V1__CriterionNote *notes[] = {&note, &note};
	Ocop__Scoring__V1__SaveTeamSheet message = sheet_of(round_id);
	char *endless = arena_alloc(harness_arena(fixture.harness), 1002);

	(void)state;
	memset(endless, 'a', 1001);
	message.notes = notes;
	message.n_notes = 1;
	note.criterion_code = choices->entries[0].key;
	note.note = (char *)"Có ảnh, chưa có hợp đồng";
	note.evidence_ids = evidence;
	note.n_evidence_ids = 1;
	sign_in_adviser(adviser_id);
	assert_accepted(command(&message.base));
	const Ocop__Scoring__V1__TeamReport *report = report_seen(round_id);
	assert_int_equal(report->n_notes, 1);
	assert_string_equal(report->notes[0]->note, "Có ảnh, chưa có hợp đồng");
	assert_string_equal(report->notes[0]->evidence_ids[0], evidence[0]);

	message.n_notes = 2;
	assert_refused(command(&message.base), CRITERION_DOUBLED);
	message.n_notes = 1;
	note.evidence_ids = no_evidence;
	assert_refused(command(&message.base), EVIDENCE_UNKNOWN);
	note.n_evidence_ids = 0;
	note.note = (char *)"";
	assert_refused(command(&message.base), FIELD_MISSING);
	note.note = endless;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	note.note = (char *)"a";
	note.criterion_code = (char *)"99.9";
	assert_refused(command(&message.base), CRITERION_UNKNOWN);
}

static void the_list_of_the_round_decides_and_its_dossiers(void **state)
{
	const char *round_id = round_with_team();
	Ocop__Scoring__V1__RecordSiteVisit visit = visit_of(round_id, 0);

	(void)state;
	sign_in_adviser("account_else");
	assert_refused(save(round_id, choices_of_total(80)), ADVISER_UNKNOWN);
	assert_refused(command(&visit.base), ADVISER_UNKNOWN);
	assert_refused(report_of_team(round_id, "Đạt"), ADVISER_UNKNOWN);
	assert_refused(ask_report(round_id), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_agency", ROLE(OCOP_AGENCY), "19");
	assert_refused(save(round_id, choices_of_total(80)), ADVISER_UNKNOWN);
	harness_sign_in_as(fixture.harness, adviser_id, ROLE(OCOP_AGENCY), "20");
	assert_refused(save(round_id, choices_of_total(80)), SCOPE_MISSING);
	sign_in_member("account_member_1");
	assert_refused(save(round_id, choices_of_total(80)), ROLE_MISSING);

	sign_in_adviser(adviser_id);
	assert_refused(report_of_team(round_id, ""), FIELD_MISSING);
	assert_refused(report_of_team(round_id, "Đạt"), CRITERION_MISSING);
	visit.dossier_id = (char *)"dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
	assert_refused(command(&visit.base), DOSSIER_NOT_IN_ROUND);
}

/* Not sealed, not opened: a member's sheet and the results are none of the team's business. */
static void advisers_never_see_members_sheets(void **state)
{
	const char *round_id = round_with_team();
	const uint32_t totals[] = {80, 80, 80};
	Ocop__Scoring__V1__GetScoreSheet sheet = OCOP__SCORING__V1__GET_SCORE_SHEET__INIT;
	Ocop__Scoring__V1__ListResults results = OCOP__SCORING__V1__LIST_RESULTS__INIT;

	(void)state;
	council_appointed(round_id, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	totals_submitted(round_id, totals, 3);
	sheet.round_id = results.round_id = (char *)round_id;
	sheet.dossier_id = fixture.dossier_id;
	sheet.member_id = (char *)"account_chair";
	sign_in_adviser(adviser_id);
	assert_refused(harness_query(fixture.harness, &sheet.base), ROLE_MISSING);
	assert_accepted(close_newest(round_id));
	sign_in_adviser(adviser_id);
	assert_refused(harness_query(fixture.harness, &sheet.base), ROLE_MISSING);
	assert_refused(harness_query(fixture.harness, &results.base), SCOPE_MISSING);
}

/* Linked to the producer he neither works on the dossier nor meets it; his colleagues go on. */
static void an_adviser_steps_aside(void **state)
{
	static const char *const other_id = "account_adviser_2";
	Ocop__Scoring__V1__DeclareConflict conflict = OCOP__SCORING__V1__DECLARE_CONFLICT__INIT;
	Ocop__Scoring__V1__ListRoundDossiers list = OCOP__SCORING__V1__LIST_ROUND_DOSSIERS__INIT;
	const char *round_id = round_with_team();
	Ocop__Scoring__V1__AppointAdvisers team = team_of(round_id, adviser_id, other_id);

	(void)state;
	sign_in_secretary();
	assert_accepted(command(&team.base));
	council_appointed(round_id, 3);
	conflict.round_id = list.round_id = (char *)round_id;
	conflict.dossier_id = fixture.dossier_id;
	conflict.member_id = (char *)adviser_id;
	conflict.reason = (char *)"góp vốn vào hợp tác xã";
	sign_in_adviser(other_id);
	assert_refused(command(&conflict.base), SCOPE_MISSING); /* he speaks for himself */
	sign_in_adviser(adviser_id);
	assert_accepted(command(&conflict.base));
	assert_refused(save(round_id, choices_of_total(80)), MEMBER_HAS_CONFLICT);
	assert_refused(ask_report(round_id), MEMBER_HAS_CONFLICT);
	const Ocop__Scoring__V1__ListRoundDossiersReply *listed =
		harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			     MESSAGE(list_round_dossiers_reply));
	assert_int_equal(listed->n_dossiers, 0);

	sign_in_adviser(other_id);
	assert_accepted(save(round_id, choices_of_total(80)));
	/* The council is what it was: three sheets are due, and three votes can be cast. */
	listed = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			      MESSAGE(list_round_dossiers_reply));
	assert_int_equal(listed->dossiers[0]->sheets_due, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	assert_accepted(find(round_id, FINDING_KIND(NOT_ELIGIBLE), "2.1"));
}

/* And from all of a producer, those that come later included. */
static void an_adviser_is_linked_to_a_producer(void **state)
{
	Ocop__Scoring__V1__DeclareProducerLink link =
		OCOP__SCORING__V1__DECLARE_PRODUCER_LINK__INIT;
	const char *round_id = round_with_team();

	(void)state;
	link.round_id = (char *)round_id;
	link.member_id = (char *)adviser_id;
	link.producer_id = (char *)"producer_01JD3W5G7KQ2M8ZX4B6N9RTCVA";
	link.reason = (char *)"góp vốn vào hợp tác xã";
	sign_in_adviser(adviser_id);
	assert_accepted(command(&link.base));
	const Ocop__Scoring__V1__ProducerLinkDeclared *declared =
		harness_last_event(fixture.harness, MESSAGE(producer_link_declared));
	assert_string_equal(declared->member_id, adviser_id);
	link.member_id = (char *)"account_nobody";
	sign_in_secretary();
	assert_refused(command(&link.base), COUNCIL_MEMBER_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(the_team_is_the_last_one_that_was_appointed),
		TEST(a_team_that_cannot_be_is_refused),
		TEST(too_long_and_too_many_are_refused),
		TEST(the_team_is_appointed_until_the_round_opens),
		TEST(a_sheet_is_saved_and_is_the_teams_until_it_reports),
		TEST(after_the_report_nothing_changes),
		TEST(faults_of_the_sheet_are_refused_by_path),
		TEST(notes_are_kept_and_held_to_the_sheet),
		TEST(the_list_of_the_round_decides_and_its_dossiers),
		TEST(advisers_never_see_members_sheets),
		TEST(an_adviser_steps_aside),
		TEST(an_adviser_is_linked_to_a_producer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
