/* rounds_test.c - the life of a round: planned, open, scoring, closed, reported, decided, published
 */
#include "scoring_fixture.h"

static void a_round_is_planned_and_told(void **state)
{
	const char *round_id = round_planned();
	const Ocop__Scoring__V1__RoundPlanned *event =
		harness_last_event(fixture.harness, MESSAGE(round_planned));
	char shard[SHARD_NAME_SIZE];

	(void)state;
	assert_true(identifier_shard(round_id, shard));
	assert_string_equal(shard, "tn1");
	assert_string_equal(event->round_id, round_id);
	assert_string_equal(event->rulebook_code, "26-2026");
}

static void a_plan_that_cannot_be_is_refused(void **state)
{
	static const struct {
		const char *name;
		const char *shard, *round_name, *unit, *rulebook, *held_on, *before;
		Ocop__Scoring__V1__Level level;
		Ocop__Common__V1__RefusalCode code;
	} rows[] = {
		{"another shard", "tn2", "a", "19", "26-2026", "2026-12-08", "2026-10-30",
		 LEVEL(PROVINCE), REFUSAL(WRONG_SHARD)},
		{"no name", "tn1", "", "19", "26-2026", "2026-12-08", "2026-10-30", LEVEL(PROVINCE),
		 REFUSAL(FIELD_MISSING)},
		{"a unit that is no province", "tn1", "a", "19123", "26-2026", "2026-12-08",
		 "2026-10-30", LEVEL(PROVINCE), REFUSAL(SCOPE_MISSING)},
		{"another province", "tn1", "a", "20", "26-2026", "2026-12-08", "2026-10-30",
		 LEVEL(PROVINCE), REFUSAL(SCOPE_MISSING)},
		{"no such rule book", "tn1", "a", "19", "27-2026", "2026-12-08", "2026-10-30",
		 LEVEL(PROVINCE), REFUSAL(RULEBOOK_UNKNOWN)},
		{"the day before the decision", "tn1", "a", "19", "26-2026", "2026-05-21",
		 "2026-04-30", LEVEL(PROVINCE), REFUSAL(RULEBOOK_NOT_IN_FORCE)},
		{"sixty-one days after its end", "tn1", "a", "19", "148-2023", "2026-07-22",
		 "2026-04-30", LEVEL(PROVINCE), REFUSAL(RULEBOOK_NOT_IN_FORCE)},
		{"a district", "tn1", "a", "19", "26-2026", "2026-12-08", "2026-10-30",
		 LEVEL(DISTRICT), REFUSAL(LEVEL_NOT_COMPETENT)},
		{"a day that is none", "tn1", "a", "19", "26-2026", "2026-02-30", "2026-10-30",
		 LEVEL(PROVINCE), REFUSAL(DATE_INVALID)},
		{"proposals after the sitting", "tn1", "a", "19", "26-2026", "2026-12-08",
		 "2026-12-09", LEVEL(PROVINCE), REFUSAL(FIELD_INVALID)},
	};

	(void)state;
	sign_in_secretary();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		Ocop__Scoring__V1__PlanRound message = plan();

		message.shard = (char *)rows[i].shard;
		message.name = (char *)rows[i].round_name;
		message.unit_code = (char *)rows[i].unit;
		message.rulebook_code = (char *)rows[i].rulebook;
		message.held_on = (char *)rows[i].held_on;
		message.proposals_before = (char *)rows[i].before;
		message.level = rows[i].level;
		if (harness_refusal(command(&message.base)) != rows[i].code)
			fail_msg("%s", rows[i].name);
	}
	assert_int_equal(harness_events(fixture.harness, MESSAGE(round_planned)), 0);
}

static void roles_without_the_permission_are_refused(void **state)
{
	Ocop__Scoring__V1__PlanRound message = plan();

	(void)state;
	sign_in_member("account_member_1");
	assert_refused(command(&message.base), ROLE_MISSING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(command(&message.base), TOKEN_MISSING);
	harness_sign_in_as(fixture.harness, "account_other", ROLE(OCOP_AGENCY), "20");
	assert_refused(command(&message.base), SCOPE_MISSING);
}

static void the_same_command_twice_has_one_effect(void **state)
{
	Ocop__Scoring__V1__PlanRound message = plan();
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state;
	sign_in_secretary();
	command_id_create(clock_machine_us(), id);
	const Ocop__Common__V1__Reply *first =
		harness_command_as(fixture.harness, id, 0, &message.base);
	const char *round_id = harness_id(fixture.harness, first);
	const Ocop__Common__V1__Reply *second =
		harness_command_as(fixture.harness, id, 0, &message.base);

	assert_true(second->remembered);
	assert_string_equal(harness_id(fixture.harness, second), round_id);
	message.name = (char *)"Đợt khác";
	assert_refused(harness_command_as(fixture.harness, id, 0, &message.base),
		       COMMAND_ID_REUSED);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(round_planned)), 1);
}

static void an_id_of_another_shard_is_the_wrong_shard(void **state)
{
	Ocop__Scoring__V1__OpenRound open = OCOP__SCORING__V1__OPEN_ROUND__INIT;
	Ocop__Scoring__V1__GetRound get = OCOP__SCORING__V1__GET_ROUND__INIT;
	char round_id[IDENTIFIER_SIZE];

	(void)state;
	identifier_create("round", "tn2", 1765000000000000, round_id);
	open.round_id = round_id;
	get.round_id = round_id;
	sign_in_secretary();
	assert_refused(command(&open.base), WRONG_SHARD);
	assert_refused(harness_query(fixture.harness, &get.base), WRONG_SHARD);
	identifier_create("round", "tn1", 1765000000000000, round_id);
	assert_refused(command(&open.base), NO_SUCH_THING);
	get.round_id = (char *)"no id";
	assert_refused(harness_query(fixture.harness, &get.base), NO_SUCH_THING);
}

static void an_admitted_dossier_is_taken_in_once(void **state)
{
	const char *round_id = round_planned();
	const char *dossier_id = dossier_admitted(round_id, 1);
	const Ocop__Scoring__V1__DossierTaken *event =
		harness_last_event(fixture.harness, MESSAGE(dossier_taken));

	(void)state;
	assert_string_equal(event->dossier_id, dossier_id);
	harness_restart(fixture.harness);
	harness_advance(fixture.harness, 3600 * 1000000LL);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_taken)), 1);
}

static void a_dossier_its_round_cannot_take_is_told_why(void **state)
{
	const char *round_id = round_planned();
	char unknown[IDENTIFIER_SIZE];

	(void)state;
	fixture.rulebook_code = "148-2023";
	(void)dossier_admitted(round_id, 1);
	fixture.rulebook_code = "26-2026";
	(void)dossier_admitted(round_id, 99);
	identifier_create("round", "tn1", 1765000000000000, unknown);
	(void)dossier_admitted(unknown, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_not_taken)), 3);

	(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	round_opened(round_id);
	(void)dossier_admitted(round_id, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_not_taken)), 4);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_taken)), 1);
}

static void a_round_of_another_shard_is_not_ours_to_answer(void **state)
{
	char round_id[IDENTIFIER_SIZE];

	(void)state;
	identifier_create("round", "tn2", 1765000000000000, round_id);
	(void)dossier_admitted(round_id, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_taken)), 0);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_not_taken)), 0);
}

static void a_withdrawn_dossier_leaves_its_round(void **state)
{
	Ocop__Registration__V1__DossierWithdrawn event =
		OCOP__REGISTRATION__V1__DOSSIER_WITHDRAWN__INIT;
	const char *round_id = round_planned();

	(void)state;
	event.dossier_id = (char *)dossier_admitted(round_id, 1);
	event.reason = (char *)"rút để bổ sung";
	harness_event(fixture.harness, "registration", event.dossier_id, &event.base);
	harness_advance(fixture.harness, 1000000);
	const Ocop__Scoring__V1__DossierLeftRound *left =
		harness_last_event(fixture.harness, MESSAGE(dossier_left_round));
	assert_non_null(left);
	assert_string_equal(left->dossier_id, event.dossier_id);
	assert_string_equal(left->reason, "rút để bổ sung");
}

static void a_producer_withdraws_only_his_own_dossier(void **state)
{
	Ocop__Scoring__V1__WithdrawFromRound message = OCOP__SCORING__V1__WITHDRAW_FROM_ROUND__INIT;
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	(void)state;
	message.round_id = (char *)round_planned();
	message.dossier_id = (char *)dossier_admitted(message.round_id, 1);
	grant.role = ROLE(PRODUCER);
	grant.producer_id = (char *)"producer_2";
	message.reason = (char *)"rút";
	harness_sign_in(fixture.harness, "account_producer", &grant, 1);
	assert_refused(command(&message.base), SCOPE_MISSING);
	grant.producer_id = (char *)"producer_1";
	harness_sign_in(fixture.harness, "account_producer", &grant, 1);
	message.reason = (char *)"";
	assert_refused(command(&message.base), REASON_MISSING);
	message.reason = (char *)"rút";
	assert_accepted(command(&message.base));
	assert_refused(command(&message.base), DOSSIER_NOT_IN_ROUND);
}

static void a_council_has_exactly_one_chair_and_nobody_twice(void **state)
{
	const char *round_id = round_planned();
	Ocop__Scoring__V1__AppointCouncil message = council_of(round_id, 4);

	(void)state;
	message.members[1]->office = OFFICE(CHAIR);
	assert_refused(command(&message.base), COUNCIL_CHAIR_MISSING);
	message.members[0]->office = OFFICE(MEMBER);
	message.members[1]->office = OFFICE(MEMBER);
	assert_refused(command(&message.base), COUNCIL_CHAIR_MISSING);
	message = council_of(round_id, 4);
	message.members[2]->member_id = message.members[1]->member_id;
	assert_refused(command(&message.base), COUNCIL_MEMBER_DOUBLED);
	message = council_of(round_id, 4);
	message.members[2]->office = OFFICE(UNSPECIFIED);
	assert_refused(command(&message.base), FIELD_INVALID);
	message.n_members = 0;
	assert_refused(command(&message.base), COUNCIL_MISSING);
	message = council_of(round_id, 4);
	message.decision_number = (char *)"";
	assert_refused(command(&message.base), FIELD_MISSING);

	council_appointed(round_id, 3);
	council_appointed(round_id, 4); /* again replaces it */
	const Ocop__Scoring__V1__CouncilAppointed *event =
		harness_last_event(fixture.harness, MESSAGE(council_appointed));
	assert_int_equal(event->n_members, 4);
}

static void a_round_opens_with_dossiers_and_a_council(void **state)
{
	Ocop__Scoring__V1__OpenRound message = OCOP__SCORING__V1__OPEN_ROUND__INIT;

	(void)state;
	message.round_id = (char *)round_planned();
	const Ocop__Common__V1__Reply *reply = command(&message.base);
	assert_int_equal(reply->n_refusals, 2);
	assert_refused(reply, ROUND_EMPTY);
	assert_int_equal(reply->refusals[1]->code, REFUSAL(COUNCIL_MISSING));
	(void)dossier_admitted(message.round_id, 1);
	assert_refused(command(&message.base), COUNCIL_MISSING);
	council_appointed(message.round_id, 3);
	round_opened(message.round_id);
	assert_refused(command(&message.base), ROUND_STATE);
	Ocop__Scoring__V1__AppointCouncil late = council_of(message.round_id, 4);
	assert_refused(command(&late.base), ROUND_STATE);
}

static void a_stale_version_is_refused(void **state)
{
	Ocop__Scoring__V1__AppointCouncil message;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state;
	message = council_of(round_planned(), 3);
	command_id_create(clock_machine_us(), id);
	assert_refused(harness_command_as(fixture.harness, id, 2, &message.base), VERSION_STALE);
	assert_accepted(harness_command_as(fixture.harness, id, 1, &message.base));
}

static void a_round_closes_when_every_dossier_is_closed(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_in_scoring(3);

	(void)state;
	const Ocop__Common__V1__Reply *reply = close_round_of(round_id);
	assert_refused(reply, DOSSIER_NOT_CLOSED);
	assert_string_equal(reply->refusals[0]->detail, fixture.dossier_id);
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	assert_refused(report(round_id), ROUND_STATE);
	assert_accepted(close_round_of(round_id));
	assert_refused(submit(round_id, "account_member_1", choices_of_total(80)), ROUND_STATE);
}

static void the_chair_reports_and_nobody_else(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	sign_in_secretary();
	assert_refused(report(round_id), ROLE_MISSING);
	harness_sign_in_as(fixture.harness, "account_vice", ROLE(COUNCIL_CHAIR), "19");
	assert_refused(report(round_id), SCOPE_MISSING);
	sign_in_chair();
	assert_accepted(report(round_id));
	assert_refused(report(round_id), ROUND_STATE);
}

/* The results decided on, by what the law says of points and levels. */
static void the_province_recognises_or_proposes_by_points(void **state)
{
	static const struct {
		uint32_t total;
		uint32_t star;
		Ocop__Scoring__V1__DecisionOutcome decision;
	} rows[] = {
		{95, 5, DECISION_OUTCOME(PROPOSED_TO_CENTRE)},
		{90, 5, DECISION_OUTCOME(PROPOSED_TO_CENTRE)},
		{89, 4, DECISION_OUTCOME(RECOGNISED)},
		{40, 2, DECISION_OUTCOME(NOT_RECOGNISED)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *round_id = round_reported_with(rows[i].total);
		const char numbers[][8] = {"1/QĐ", "2/QĐ", "3/QĐ", "4/QĐ"};

		sign_in_chairman();
		assert_accepted(approve(round_id, numbers[i]));
		const Ocop__Scoring__V1__ResultDecided *event =
			harness_last_event(fixture.harness, MESSAGE(result_decided));
		assert_int_equal(event->result->star, rows[i].star);
		assert_int_equal(event->result->decision, rows[i].decision);
		assert_string_equal(event->result->decision_number, numbers[i]);
		assert_string_equal(event->result->decided_on, "2026-12-08");
		assert_string_equal(event->province_code, "19");
		assert_string_equal(event->commune_code, "05500");
		assert_string_equal(event->sector_code, "I");
		harness_set_date(fixture.harness, "2026-12-07");
	}
	assert_int_equal(harness_events(fixture.harness, MESSAGE(round_approved)), 4);
}

static void a_decision_needs_its_authority_and_a_number_of_its_own(void **state)
{
	Ocop__Scoring__V1__ApproveRound message = OCOP__SCORING__V1__APPROVE_ROUND__INIT;
	const char *round_id = round_reported_with(80);

	(void)state;
	sign_in_chair();
	assert_refused(approve(round_id, "1/QĐ-UBND"), ROLE_MISSING);
	harness_sign_in_as(fixture.harness, "account_ministry", ROLE(MINISTRY), "");
	assert_refused(approve(round_id, "1/QĐ-UBND"), LEVEL_NOT_COMPETENT);
	sign_in_chairman();
	assert_refused(approve(round_id, ""), FIELD_MISSING);
	harness_set_date(fixture.harness, "2026-12-07");
	assert_refused(approve(round_id, "1/QĐ-UBND"), FIELD_INVALID); /* in the future */
	harness_set_date(fixture.harness, "2026-12-08");
	message.round_id = (char *)round_id;
	message.decision_number = (char *)"1/QĐ-UBND";
	message.decided_on = (char *)"2025-12-08"; /* a slip of the pen: before the round */
	assert_refused(command(&message.base), FIELD_INVALID);
	assert_accepted(approve(round_id, "1/QĐ-UBND"));
	assert_refused(approve(round_id, "2/QĐ-UBND"), ROUND_STATE);

	harness_set_date(fixture.harness, "2026-12-07");
	const char *second = round_reported_with(80);
	sign_in_chairman();
	assert_refused(approve(second, "1/QĐ-UBND"), DECISION_NUMBER_TAKEN);
}

static void the_ministry_decides_on_a_round_of_the_centre(void **state)
{
	const uint32_t totals[] = {92, 92, 92};
	Ocop__Scoring__V1__PlanRound message = plan();
	const char *round_id;

	(void)state;
	message.level = LEVEL(CENTRE);
	message.unit_code = (char *)"";
	sign_in_secretary();
	assert_refused(command(&message.base), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_ministry", ROLE(MINISTRY), "");
	round_id = harness_id(fixture.harness, command(&message.base));
	message = plan(); /* a province's is the province's to plan */
	assert_refused(command(&message.base), ROLE_MISSING);
	harness_sign_in_as(fixture.harness, "account_secretary", ROLE(COUNCIL_SECRETARY), "");
	(void)dossier_admitted(round_id, 1);

	Ocop__Scoring__V1__AppointCouncil council = council_of(round_id, 3);
	assert_accepted(command(&council.base));
	Ocop__Scoring__V1__OpenRound open = OCOP__SCORING__V1__OPEN_ROUND__INIT;
	open.round_id = (char *)round_id;
	assert_accepted(command(&open.base));
	harness_set_date(fixture.harness, "2026-12-08");
	Ocop__Scoring__V1__StartScoring begin = OCOP__SCORING__V1__START_SCORING__INIT;
	begin.round_id = (char *)round_id;
	assert_accepted(command(&begin.base));
	for (size_t i = 0; i < 3; i++) {
		Ocop__Scoring__V1__SubmitScoreSheet sheet = submission(
			round_id, fixture.dossier_id, member_ids[i], choices_of_total(totals[i]));

		harness_sign_in_as(fixture.harness, member_ids[i], ROLE(COUNCIL_MEMBER), "");
		assert_accepted(command(&sheet.base));
	}
	harness_sign_in_as(fixture.harness, "account_chair", ROLE(COUNCIL_CHAIR), "");
	Ocop__Scoring__V1__CloseDossier dossier = OCOP__SCORING__V1__CLOSE_DOSSIER__INIT;
	dossier.round_id = (char *)round_id;
	dossier.dossier_id = fixture.dossier_id;
	assert_accepted(command(&dossier.base));
	Ocop__Scoring__V1__CloseRound close = OCOP__SCORING__V1__CLOSE_ROUND__INIT;
	close.round_id = (char *)round_id;
	assert_accepted(command(&close.base));
	assert_accepted(report(round_id));
	sign_in_chairman();
	assert_refused(approve(round_id, "9/QĐ-BNNMT"), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_ministry", ROLE(MINISTRY), "");
	assert_accepted(approve(round_id, "9/QĐ-BNNMT"));
	const Ocop__Scoring__V1__ResultDecided *event =
		harness_last_event(fixture.harness, MESSAGE(result_decided));
	assert_int_equal(event->result->decision, DECISION_OUTCOME(RECOGNISED));
	assert_int_equal(event->result->star, 5);
}

static void a_decided_round_is_published_once(void **state)
{
	Ocop__Scoring__V1__PublishRound message = OCOP__SCORING__V1__PUBLISH_ROUND__INIT;

	(void)state;
	message.round_id = (char *)round_reported_with(80);
	sign_in_secretary();
	assert_refused(command(&message.base), ROUND_STATE);
	sign_in_chairman();
	assert_accepted(approve(message.round_id, "1/QĐ-UBND"));
	assert_accepted(command(&message.base));
	assert_refused(command(&message.base), ROUND_STATE);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(round_published)), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_round_is_planned_and_told),
		TEST(a_plan_that_cannot_be_is_refused),
		TEST(roles_without_the_permission_are_refused),
		TEST(the_same_command_twice_has_one_effect),
		TEST(an_id_of_another_shard_is_the_wrong_shard),
		TEST(an_admitted_dossier_is_taken_in_once),
		TEST(a_dossier_its_round_cannot_take_is_told_why),
		TEST(a_round_of_another_shard_is_not_ours_to_answer),
		TEST(a_withdrawn_dossier_leaves_its_round),
		TEST(a_producer_withdraws_only_his_own_dossier),
		TEST(a_council_has_exactly_one_chair_and_nobody_twice),
		TEST(a_round_opens_with_dossiers_and_a_council),
		TEST(a_stale_version_is_refused),
		TEST(a_round_closes_when_every_dossier_is_closed),
		TEST(the_chair_reports_and_nobody_else),
		TEST(the_province_recognises_or_proposes_by_points),
		TEST(a_decision_needs_its_authority_and_a_number_of_its_own),
		TEST(the_ministry_decides_on_a_round_of_the_centre),
		TEST(a_decided_round_is_published_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
