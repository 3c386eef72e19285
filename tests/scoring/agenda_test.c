/* agenda_test.c - sittings of a round: what is heard when, how much a day, and who sees it */
#include "scoring_fixture.h"

enum { DOSSIERS = 3 };

/* A planned round with its dossiers and its council. */
static const char *round_with_dossiers(const char **ret_dossier_ids)
{
	const char *round_id = round_planned();

	for (size_t i = 0; i < DOSSIERS; i++)
		ret_dossier_ids[i] = dossier_admitted(round_id, 1);
	council_appointed(round_id, MEMBERS);
	return round_id;
}

static Ocop__Scoring__V1__PlanSitting sitting_of(const char *round_id, const char *held_on,
						 const char **dossier_ids, size_t count)
{
	Ocop__Scoring__V1__PlanSitting message = OCOP__SCORING__V1__PLAN_SITTING__INIT;

	message.round_id = (char *)round_id;
	message.held_on = (char *)held_on;
	message.starts_at = (char *)"08:00";
	message.place = (char *)"Hội trường Ví dụ";
	message.dossier_ids = (char **)dossier_ids;
	message.n_dossier_ids = count;
	return message;
}

static const Ocop__Common__V1__Reply *ask_agenda(const char *round_id)
{
	Ocop__Scoring__V1__ListSittings query = OCOP__SCORING__V1__LIST_SITTINGS__INIT;

	query.round_id = (char *)round_id;
	return harness_query(fixture.harness, &query.base);
}

static const Ocop__Scoring__V1__ListSittingsReply *agenda(const char *round_id)
{
	return harness_body(fixture.harness, ask_agenda(round_id), MESSAGE(list_sittings_reply));
}

static const Ocop__Common__V1__Reply *cancel(const char *round_id, const char *sitting_id)
{
	Ocop__Scoring__V1__CancelSitting message = OCOP__SCORING__V1__CANCEL_SITTING__INIT;

	message.round_id = (char *)round_id;
	message.sitting_id = (char *)sitting_id;
	return command(&message.base);
}

static void sittings_stand_by_day_and_time_with_dossiers_in_order(void **state)
{
	const char *ids[DOSSIERS];
	const char *round_id = round_with_dossiers(ids);
	const char *backwards[] = {ids[1], ids[0]};
	Ocop__Scoring__V1__PlanSitting later = sitting_of(round_id, "2026-12-09", NULL, 0);
	Ocop__Scoring__V1__PlanSitting noon = sitting_of(round_id, "2026-12-08", NULL, 0);
	Ocop__Scoring__V1__PlanSitting first = sitting_of(round_id, "2026-12-08", backwards, 2);

	(void)state;
	noon.starts_at = (char *)"13:30";
	assert_accepted(command(&later.base));
	assert_accepted(command(&noon.base));
	const char *sitting_id = harness_id(fixture.harness, command(&first.base));
	assert_true(identifier_is(sitting_id, "sitting"));
	const Ocop__Scoring__V1__SittingPlanned *told =
		harness_last_event(fixture.harness, MESSAGE(sitting_planned));
	assert_string_equal(told->sitting->sitting_id, sitting_id);
	assert_int_equal(told->sitting->n_dossier_ids, 2);

	const Ocop__Scoring__V1__ListSittingsReply *seen = agenda(round_id);
	assert_int_equal(seen->n_sittings, 3);
	assert_string_equal(seen->sittings[0]->sitting_id, sitting_id);
	assert_string_equal(seen->sittings[0]->place, "Hội trường Ví dụ");
	assert_string_equal(seen->sittings[0]->dossier_ids[0], ids[1]);
	assert_string_equal(seen->sittings[0]->dossier_ids[1], ids[0]);
	assert_string_equal(seen->sittings[1]->starts_at, "13:30");
	assert_string_equal(seen->sittings[2]->held_on, "2026-12-09");
	assert_int_equal(seen->n_unplanned_dossier_ids, 1);
	assert_string_equal(seen->unplanned_dossier_ids[0], ids[2]);
}

static void a_sitting_is_changed_and_taken_off(void **state)
{
	const char *ids[DOSSIERS];
	const char *round_id = round_with_dossiers(ids);
	Ocop__Scoring__V1__PlanSitting message = sitting_of(round_id, "2026-12-08", ids, DOSSIERS);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state;
	message.sitting_id = (char *)harness_id(fixture.harness, command(&message.base));
	message.held_on = (char *)"2026-12-10";
	message.n_dossier_ids = 1;
	command_id_create(clock_machine_us(), id);
	assert_refused(harness_command_as(fixture.harness, id, 2, &message.base), VERSION_STALE);
	assert_accepted(harness_command_as(fixture.harness, id, 1, &message.base));
	assert_true(harness_command_as(fixture.harness, id, 1, &message.base)->remembered);
	const Ocop__Scoring__V1__ListSittingsReply *seen = agenda(round_id);
	assert_int_equal(seen->n_sittings, 1);
	assert_int_equal(seen->sittings[0]->version, 2);
	assert_string_equal(seen->sittings[0]->held_on, "2026-12-10");
	assert_int_equal(seen->sittings[0]->n_dossier_ids, 1);
	assert_int_equal(seen->n_unplanned_dossier_ids, 2);

	assert_accepted(cancel(round_id, message.sitting_id));
	const Ocop__Scoring__V1__SittingCancelled *told =
		harness_last_event(fixture.harness, MESSAGE(sitting_cancelled));
	assert_string_equal(told->sitting_id, message.sitting_id);
	assert_int_equal(agenda(round_id)->n_sittings, 0);
	assert_int_equal(agenda(round_id)->n_unplanned_dossier_ids, DOSSIERS);
	assert_refused(cancel(round_id, message.sitting_id), NO_SUCH_THING);
	assert_refused(cancel(round_id, ""), NO_SUCH_THING);
	assert_refused(command(&message.base), NO_SUCH_THING);
}

static void what_cannot_be_planned_is_refused(void **state)
{
	static const struct {
		const char *name, *held_on, *starts_at, *place;
		Ocop__Common__V1__RefusalCode code;
	} rows[] = {
		{"no day", "2026-02-30", "08:00", "Hội trường", REFUSAL(DATE_INVALID)},
		{"no time", "2026-12-08", "", "Hội trường", REFUSAL(FIELD_INVALID)},
		{"a time after the day", "2026-12-08", "24:00", "Hội trường",
		 REFUSAL(FIELD_INVALID)},
		{"sixty minutes", "2026-12-08", "08:60", "Hội trường", REFUSAL(FIELD_INVALID)},
		{"a time without its zero", "2026-12-08", "8:00", "Hội trường",
		 REFUSAL(FIELD_INVALID)},
		{"words for a time", "2026-12-08", "ab:cd", "Hội trường", REFUSAL(FIELD_INVALID)},
		{"no place", "2026-12-08", "08:00", "", REFUSAL(FIELD_MISSING)},
	};
	const char *ids[DOSSIERS];
	const char *round_id = round_with_dossiers(ids);
	char *place = arena_alloc(harness_arena(fixture.harness), NAME_LENGTH_MAX + 2);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		Ocop__Scoring__V1__PlanSitting message =
			sitting_of(round_id, rows[i].held_on, ids, 1);

		message.starts_at = (char *)rows[i].starts_at;
		message.place = (char *)rows[i].place;
		if (harness_refusal(command(&message.base)) != rows[i].code)
			fail_msg("%s", rows[i].name);
	}
	memset(place, 'a', NAME_LENGTH_MAX + 1);
	Ocop__Scoring__V1__PlanSitting message = sitting_of(round_id, "2026-12-08", ids, 1);
	message.place = place;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(sitting_planned)), 0);
}

static void a_dossier_is_of_the_round_and_on_one_sitting(void **state)
{
	const char *ids[DOSSIERS];
	const char *round_id = round_with_dossiers(ids);
	const char *twice[] = {ids[0], ids[0]};
	const char *unknown[] = {"dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF"};
	Ocop__Scoring__V1__PlanSitting message = sitting_of(round_id, "2026-12-08", twice, 2);
	Ocop__Scoring__V1__PlanSitting again = sitting_of(round_id, "2026-12-09", ids, 2);

	(void)state;
	const Ocop__Common__V1__Reply *refused = command(&message.base);
	assert_refused(refused, FIELD_INVALID);
	assert_string_equal(refused->refusals[0]->field, "dossier_ids[1]");
	message = sitting_of(round_id, "2026-12-08", unknown, 1);
	assert_refused(command(&message.base), DOSSIER_NOT_IN_ROUND);
	message = sitting_of(round_id, "2026-12-08", ids, 1);
	assert_accepted(command(&message.base));
	refused = command(&again.base);
	assert_refused(refused, FIELD_INVALID);
	assert_string_equal(refused->refusals[0]->field, "dossier_ids[0]");
}

/* 45 a day by default: over both sittings of the day, not over two days. */
static void a_day_hears_forty_five_products(void **state)
{
	const char *round_id = round_planned();
	const char *ids[46], *many[501];
	Ocop__Scoring__V1__PlanSitting message;

	(void)state;
	for (size_t i = 0; i < 46; i++)
		ids[i] = dossier_admitted(round_id, 1);
	sign_in_secretary();
	message = sitting_of(round_id, "2026-12-08", ids, 46);
	assert_refused(command(&message.base), SITTING_FULL);
	message = sitting_of(round_id, "2026-12-08", ids, 40);
	assert_accepted(command(&message.base));
	message = sitting_of(round_id, "2026-12-08", ids + 40, 6);
	message.starts_at = (char *)"13:30";
	assert_refused(command(&message.base), SITTING_FULL);
	message.n_dossier_ids = 5;
	message.sitting_id = (char *)harness_id(fixture.harness, command(&message.base));
	assert_accepted(command(&message.base)); /* itself is counted once */
	message = sitting_of(round_id, "2026-12-09", ids + 45, 1);
	assert_accepted(command(&message.base));
	for (size_t i = 0; i < 501; i++)
		many[i] = ids[0];
	message = sitting_of(round_id, "2026-12-09", many, 501);
	assert_refused(command(&message.base), MESSAGE_TOO_LARGE);
}

/* Out of its list and its agenda; changing the sitting does not take it off. */
static void who_has_a_conflict_does_not_meet_the_dossier(void **state)
{
	const char *ids[DOSSIERS];
	const char *round_id = round_with_dossiers(ids); /* the fixture's newest is the last one */
	Ocop__Scoring__V1__PlanSitting message = sitting_of(round_id, "2026-12-08", ids, DOSSIERS);
	const char *sitting_id = harness_id(fixture.harness, command(&message.base));

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_secretary", ""));
	sign_in_secretary();
	assert_int_equal(agenda(round_id)->sittings[0]->n_dossier_ids, 2);
	message.sitting_id = (char *)sitting_id;
	assert_refused(command(&message.base), MEMBER_HAS_CONFLICT);
	message.n_dossier_ids = 1;
	assert_accepted(command(&message.base));
	assert_int_equal(agenda(round_id)->sittings[0]->n_dossier_ids, 1);
	assert_int_equal(agenda(round_id)->n_unplanned_dossier_ids, 1);
	sign_in_chair();
	const Ocop__Scoring__V1__Sitting *seen = agenda(round_id)->sittings[0];
	assert_int_equal(seen->n_dossier_ids, 2);
	assert_string_equal(seen->dossier_ids[0], ids[0]);
	assert_string_equal(seen->dossier_ids[1], ids[2]);

	sign_in_secretary();
	assert_accepted(cancel(round_id, sitting_id));
	assert_int_equal(agenda(round_id)->n_unplanned_dossier_ids, 2);
	sign_in_chair();
	assert_int_equal(agenda(round_id)->n_unplanned_dossier_ids, 3);
}

static void a_dossier_that_left_is_on_no_sitting(void **state)
{
	const char *ids[DOSSIERS];
	const char *round_id = round_with_dossiers(ids);
	Ocop__Scoring__V1__PlanSitting message = sitting_of(round_id, "2026-12-08", ids, DOSSIERS);
	Ocop__Scoring__V1__WithdrawFromRound leave = OCOP__SCORING__V1__WITHDRAW_FROM_ROUND__INIT;

	(void)state;
	assert_accepted(command(&message.base));
	leave.round_id = (char *)round_id;
	leave.dossier_id = (char *)ids[1];
	leave.reason = (char *)"bổ sung sau";
	assert_accepted(command(&leave.base));
	assert_int_equal(agenda(round_id)->sittings[0]->n_dossier_ids, 2);
	assert_int_equal(agenda(round_id)->n_unplanned_dossier_ids, 0);
	message = sitting_of(round_id, "2026-12-09", ids + 1, 1);
	assert_refused(command(&message.base), DOSSIER_NOT_IN_ROUND);
}

static void only_keepers_plan_and_only_the_rounds_own_look(void **state)
{
	const char *ids[DOSSIERS];
	const char *round_id = round_with_dossiers(ids);
	Ocop__Scoring__V1__PlanSitting message = sitting_of(round_id, "2026-12-08", ids, 1);

	(void)state;
	sign_in_chair();
	assert_refused(command(&message.base), ROLE_MISSING);
	harness_sign_in_as(fixture.harness, "account_other", ROLE(OCOP_AGENCY), "20");
	assert_refused(command(&message.base), SCOPE_MISSING);
	assert_refused(ask_agenda(round_id), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_else", ROLE(COUNCIL_MEMBER), "");
	assert_refused(ask_agenda(round_id), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_else", ROLE(ADVISER), "");
	assert_refused(ask_agenda(round_id), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_agency", ROLE(OCOP_AGENCY), "19");
	assert_accepted(command(&message.base));
	sign_in_member("account_member_1");
	assert_int_equal(agenda(round_id)->n_sittings, 1);
}

/* The agenda does not bind who scores: another order, another day, or on no sitting at all. */
static void the_order_of_the_agenda_binds_no_sheet(void **state)
{
	const char *round_id = round_in_scoring(3);
	const char *ids[] = {fixture.dossier_id};
	Ocop__Scoring__V1__PlanSitting message = sitting_of(round_id, "2027-01-15", ids, 1);
	const uint32_t totals[] = {80, 80, 80};

	(void)state;
	sign_in_secretary();
	assert_accepted(command(&message.base));
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	assert_refused(command(&message.base), ROUND_STATE);
	assert_refused(cancel(round_id, agenda(round_id)->sittings[0]->sitting_id), ROUND_STATE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(sittings_stand_by_day_and_time_with_dossiers_in_order),
		TEST(a_sitting_is_changed_and_taken_off),
		TEST(what_cannot_be_planned_is_refused),
		TEST(a_dossier_is_of_the_round_and_on_one_sitting),
		TEST(a_day_hears_forty_five_products),
		TEST(who_has_a_conflict_does_not_meet_the_dossier),
		TEST(a_dossier_that_left_is_on_no_sitting),
		TEST(only_keepers_plan_and_only_the_rounds_own_look),
		TEST(the_order_of_the_agenda_binds_no_sheet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
