/* links_test.c - members linked to a producer, and what a conflict keeps from them */
#include "scoring_fixture.h"

/* Two producers; the fixture's own is none of them. */
static const char *const producer_a = "producer_01JD3W5G7KQ2M8ZX4B6N9RTCVA";
static const char *const producer_b = "producer_01JD3W5G7KQ2M8ZX4B6N9RTCVB";

static const char *dossier_of(const char *round_id, const char *producer_id)
{
	return dossier_admitted_from(round_id, 1, producer_id);
}

static Ocop__Scoring__V1__DeclareProducerLink link_of(const char *round_id, const char *member_id,
						      const char *producer_id)
{
	Ocop__Scoring__V1__DeclareProducerLink message =
		OCOP__SCORING__V1__DECLARE_PRODUCER_LINK__INIT;

	message.round_id = (char *)round_id;
	message.member_id = (char *)member_id;
	message.producer_id = (char *)producer_id;
	message.reason = (char *)"góp vốn vào hợp tác xã";
	return message;
}

/* How many dossiers a member finds in the round's list; it says the same as the round's count. */
static size_t dossiers_seen_by(const char *round_id, const char *account_id,
			       Ocop__Common__V1__Role role)
{
	Ocop__Scoring__V1__ListRoundDossiers list = OCOP__SCORING__V1__LIST_ROUND_DOSSIERS__INIT;
	Ocop__Scoring__V1__GetRound get = OCOP__SCORING__V1__GET_ROUND__INIT;

	list.round_id = (char *)round_id;
	get.round_id = (char *)round_id;
	harness_sign_in_as(fixture.harness, account_id, role, "19");
	const Ocop__Scoring__V1__ListRoundDossiersReply *listed =
		harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			     MESSAGE(list_round_dossiers_reply));
	const Ocop__Scoring__V1__Round *round = harness_body(
		fixture.harness, harness_query(fixture.harness, &get.base), MESSAGE(round));

	assert_int_equal(round->dossiers, listed->n_dossiers);
	return listed->n_dossiers;
}

static void a_link_takes_the_member_out_of_every_dossier_of_the_producer(void **state)
{
	const char *round_id = round_planned();
	const char *first = dossier_of(round_id, producer_a);

	(void)state;
	(void)dossier_of(round_id, producer_b);
	(void)dossier_of(round_id, producer_a);
	council_appointed(round_id, 4);
	Ocop__Scoring__V1__DeclareProducerLink link =
		link_of(round_id, "account_member_1", producer_a);
	sign_in_member("account_member_1");
	assert_accepted(command(&link.base));

	const Ocop__Scoring__V1__ProducerLinkDeclared *declared =
		harness_last_event(fixture.harness, MESSAGE(producer_link_declared));
	assert_string_equal(declared->member_id, "account_member_1");
	assert_string_equal(declared->producer_id, producer_a);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(conflict_declared)), 2);
	assert_int_equal(dossiers_seen_by(round_id, "account_member_1", ROLE(COUNCIL_MEMBER)), 1);
	assert_int_equal(dossiers_seen_by(round_id, "account_member_2", ROLE(COUNCIL_MEMBER)), 3);

	/* And of one that comes later, from its first moment. */
	const char *late = dossier_of(round_id, producer_a);
	const Ocop__Scoring__V1__ConflictDeclared *conflict =
		harness_last_event(fixture.harness, MESSAGE(conflict_declared));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(conflict_declared)), 3);
	assert_string_equal(conflict->dossier_id, late);
	assert_string_equal(conflict->member_id, "account_member_1");
	assert_string_not_equal(late, first);
	assert_int_equal(dossiers_seen_by(round_id, "account_member_1", ROLE(COUNCIL_MEMBER)), 1);
	assert_int_equal(dossiers_seen_by(round_id, "account_member_2", ROLE(COUNCIL_MEMBER)), 4);
}

static void what_cannot_be_declared_is_refused(void **state)
{
	const char *round_id = round_planned();
	char *endless = arena_alloc(harness_arena(fixture.harness), REASON_LENGTH_MAX + 2);
	const struct {
		const char *name, *member_id, *producer_id, *reason, *acting_chair_id;
		Ocop__Common__V1__RefusalCode code;
	} rows[] = {
		{"no producer", "account_member_1", "", "góp vốn", "", REFUSAL(FIELD_INVALID)},
		{"a name for a producer", "account_member_1", "Hợp tác xã Ví dụ 1", "góp vốn", "",
		 REFUSAL(FIELD_INVALID)},
		{"no reason", "account_member_1", producer_a, "", "", REFUSAL(REASON_MISSING)},
		{"an endless reason", "account_member_1", producer_a, endless, "",
		 REFUSAL(FIELD_TOO_LONG)},
		{"nobody of the council", "account_else", producer_a, "góp vốn", "",
		 REFUSAL(COUNCIL_MEMBER_UNKNOWN)},
		{"the chair, and nobody leads", "account_chair", producer_a, "góp vốn", "",
		 REFUSAL(ACTING_CHAIR_MISSING)},
		{"the chair, led by himself", "account_chair", producer_a, "góp vốn",
		 "account_chair", REFUSAL(ACTING_CHAIR_MISSING)},
		{"the chair, led by nobody of the council", "account_chair", producer_a, "góp vốn",
		 "account_else", REFUSAL(ACTING_CHAIR_MISSING)},
	};

	(void)state;
	memset(endless, 'a', REASON_LENGTH_MAX + 1);
	council_appointed(round_id, 3);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		Ocop__Scoring__V1__DeclareProducerLink link =
			link_of(round_id, rows[i].member_id, rows[i].producer_id);

		link.reason = (char *)rows[i].reason;
		link.acting_chair_id = (char *)rows[i].acting_chair_id;
		if (harness_refusal(command(&link.base)) != rows[i].code)
			fail_msg("%s", rows[i].name);
	}
	assert_int_equal(harness_events(fixture.harness, MESSAGE(producer_link_declared)), 0);
}

static void members_speak_for_themselves_and_keepers_for_all(void **state)
{
	const char *round_id = round_planned();
	Ocop__Scoring__V1__DeclareProducerLink link =
		link_of(round_id, "account_member_1", producer_a);

	(void)state;
	council_appointed(round_id, 4);
	sign_in_member("account_member_2");
	assert_refused(command(&link.base), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_other", ROLE(OCOP_AGENCY), "20");
	assert_refused(command(&link.base), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_auditor", ROLE(AUDITOR), "19");
	assert_refused(command(&link.base), ROLE_MISSING);
	harness_sign_in_as(fixture.harness, "account_agency", ROLE(OCOP_AGENCY), "19");
	assert_accepted(command(&link.base));
}

static void a_link_is_declared_until_scoring_is_over(void **state)
{
	const char *round_id = round_reported_with(90);
	Ocop__Scoring__V1__DeclareProducerLink link =
		link_of(round_id, "account_member_1", producer_a);

	(void)state;
	sign_in_secretary();
	assert_refused(command(&link.base), ROUND_STATE);
	link.round_id = (char *)"round_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
	assert_refused(command(&link.base), NO_SUCH_THING);
	link.round_id = (char *)"round_tn2_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
	assert_refused(command(&link.base), WRONG_SHARD);
}

/* The lead goes on from the one who was to lead: he needs somebody too. */
static void who_leads_for_the_chair_names_somebody_when_he_is_linked_himself(void **state)
{
	const char *round_id = round_planned();

	(void)state;
	council_appointed(round_id, 4);
	Ocop__Scoring__V1__DeclareProducerLink chair =
		link_of(round_id, "account_chair", producer_a);
	chair.acting_chair_id = (char *)"account_vice";
	assert_accepted(command(&chair.base));
	Ocop__Scoring__V1__DeclareProducerLink vice = link_of(round_id, "account_vice", producer_a);
	assert_refused(command(&vice.base), ACTING_CHAIR_MISSING);
	vice.acting_chair_id = (char *)"account_member_1";
	assert_accepted(command(&vice.base));

	(void)dossier_of(round_id, producer_a);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	assert_accepted(submit(round_id, "account_member_2", choices_of_total(80)));
	assert_refused(close_newest(round_id), CHAIR_SHEET_MISSING);
	assert_accepted(submit(round_id, "account_member_1", choices_of_total(80)));
	assert_accepted(close_newest(round_id));
}

static void the_same_link_twice_is_one_and_outlives_the_seat(void **state)
{
	const char *round_id = round_planned();
	Ocop__Scoring__V1__DeclareProducerLink link =
		link_of(round_id, "account_member_2", producer_a);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state;
	(void)dossier_of(round_id, producer_a);
	council_appointed(round_id, 5);
	command_id_create(clock_machine_us(), id);
	assert_accepted(harness_command_as(fixture.harness, id, 0, &link.base));
	assert_true(harness_command_as(fixture.harness, id, 0, &link.base)->remembered);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(producer_link_declared)), 1);
	assert_accepted(command(&link.base));
	assert_int_equal(dossiers_seen_by(round_id, "account_member_2", ROLE(COUNCIL_MEMBER)), 0);

	council_appointed(round_id, 3); /* without him */
	assert_int_equal(dossiers_seen_by(round_id, "account_member_2", ROLE(OCOP_AGENCY)), 0);
	council_appointed(round_id, 5);
	(void)dossier_of(round_id, producer_a);
	assert_int_equal(dossiers_seen_by(round_id, "account_member_2", ROLE(COUNCIL_MEMBER)), 0);
}

/* Else a secretary would leave the council for a moment, and keep his relative's dossier. */
static void a_conflict_outlives_the_seat_too(void **state)
{
	const char *round_id = round_planned();

	(void)state;
	(void)dossier_of(round_id, producer_a);
	council_appointed(round_id, MEMBERS);
	assert_accepted(conflict_declared(round_id, "account_secretary", ""));
	council_appointed(round_id, 4); /* without the secretary, by himself */
	assert_int_equal(dossiers_seen_by(round_id, "account_secretary", ROLE(COUNCIL_SECRETARY)),
			 0);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	assert_refused(close_newest(round_id), MEMBER_HAS_CONFLICT);
}

/* Who has a part in it says nothing more: no conflict of another, and no version of the dossier. */
static void who_has_a_conflict_says_nothing_more_about_the_dossier(void **state)
{
	const char *round_id = round_planned();
	Ocop__Scoring__V1__DeclareProducerLink link =
		link_of(round_id, "account_member_1", producer_a);

	(void)state;
	(void)dossier_of(round_id, producer_a);
	council_appointed(round_id, MEMBERS);
	assert_accepted(conflict_declared(round_id, "account_secretary", ""));
	assert_refused(conflict_declared(round_id, "account_member_1", ""), MEMBER_HAS_CONFLICT);
	assert_refused(conflict_declared(round_id, "account_secretary", ""), MEMBER_HAS_CONFLICT);
	const Ocop__Common__V1__Reply *refused = command(&link.base);
	assert_refused(refused, MEMBER_HAS_CONFLICT);
	assert_string_equal(refused->refusals[0]->field, "producer_id");
	link.member_id = (char *)"account_secretary";
	assert_accepted(command(&link.base)); /* he still speaks for himself */
	link.member_id = (char *)"account_member_1";
	link.producer_id = (char *)producer_b;
	assert_accepted(command(&link.base)); /* and keeps the round for what he has no part in */

	harness_sign_in_as(fixture.harness, "account_agency", ROLE(OCOP_AGENCY), "19");
	link.producer_id = (char *)producer_a;
	assert_accepted(command(&link.base));
}

/* A sheet had counted: the result stands, but he sees it no more, and takes no part in a new pass.
 */
static void a_link_declared_after_the_close_hides_the_dossier(void **state)
{
	const char *round_id = round_planned();
	const uint32_t totals[] = {80, 80, 80};

	(void)state;
	(void)dossier_of(round_id, producer_a);
	council_appointed(round_id, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	Ocop__Scoring__V1__DeclareProducerLink link =
		link_of(round_id, "account_member_1", producer_a);
	assert_accepted(command(&link.base));
	assert_int_equal(dossiers_seen_by(round_id, "account_member_1", ROLE(COUNCIL_MEMBER)), 0);
	assert_accepted(rescore(round_id, "quan hệ với chủ thể"));
	assert_refused(submit(round_id, "account_member_1", choices_of_total(80)),
		       MEMBER_HAS_CONFLICT);
}

/* Every query and command about one dossier, asked as the chair and as the secretary. */
static void a_conflict_shuts_every_door_to_the_dossier(void **state)
{
	const char *round_id = round_in_scoring(MEMBERS);
	size_t walked = 0;

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_chair", "account_vice"));
	assert_accepted(conflict_declared(round_id, "account_secretary", ""));
	for (size_t i = 0; scoring_queries[i].message; i++) {
		const ProtobufCMessageDescriptor *type = scoring_queries[i].message;
		const ProtobufCFieldDescriptor *dossier =
			protobuf_c_message_descriptor_get_field_by_name(type, "dossier_id");
		const ProtobufCFieldDescriptor *round =
			protobuf_c_message_descriptor_get_field_by_name(type, "round_id");
		ProtobufCMessage *message =
			arena_alloc(harness_arena(fixture.harness), type->sizeof_message);

		/* Minutes without a dossier are the round's: they leave it out. */
		if (!dossier || !round)
			continue;
		protobuf_c_message_init(type, message);
		*(char **)((char *)message + dossier->offset) = fixture.dossier_id;
		*(char **)((char *)message + round->offset) = (char *)round_id;
		sign_in_chair();
		if (harness_refusal(harness_query(fixture.harness, message)) !=
			    REFUSAL(MEMBER_HAS_CONFLICT) &&
		    scoring_queries[i].allow & ALLOW(COUNCIL_CHAIR))
			fail_msg("%s as the chair", type->name);
		sign_in_secretary();
		if (harness_refusal(harness_query(fixture.harness, message)) !=
			    REFUSAL(MEMBER_HAS_CONFLICT) &&
		    scoring_queries[i].allow & ALLOW(COUNCIL_SECRETARY))
			fail_msg("%s as the secretary", type->name);
		walked++;
	}
	assert_true(walked >= 2);
}

static void counts_results_and_refusals_leave_it_out(void **state)
{
	Ocop__Scoring__V1__RecomputeRound recompute = OCOP__SCORING__V1__RECOMPUTE_ROUND__INIT;
	Ocop__Scoring__V1__ListResults list = OCOP__SCORING__V1__LIST_RESULTS__INIT;
	const char *round_id = round_in_scoring(MEMBERS);
	const uint32_t totals[] = {80, 80, 80, 80, 80, 80};

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_secretary", ""));
	sign_in_secretary();
	Ocop__Scoring__V1__CloseRound close = OCOP__SCORING__V1__CLOSE_ROUND__INIT;
	close.round_id = (char *)round_id;
	const Ocop__Common__V1__Reply *refused = command(&close.base);
	assert_refused(refused, DOSSIER_NOT_CLOSED);
	assert_string_equal(refused->refusals[0]->detail, "");

	totals_submitted(round_id, totals, SCORING_MEMBERS);
	Ocop__Scoring__V1__CloseDossier close_dossier = OCOP__SCORING__V1__CLOSE_DOSSIER__INIT;
	close_dossier.round_id = (char *)round_id;
	close_dossier.dossier_id = fixture.dossier_id;
	sign_in_secretary();
	assert_refused(command(&close_dossier.base), MEMBER_HAS_CONFLICT);
	sign_in_chair();
	assert_accepted(command(&close_dossier.base));

	recompute.round_id = (char *)round_id;
	list.round_id = (char *)round_id;
	sign_in_secretary();
	const Ocop__Scoring__V1__RecomputeRoundReply *recomputed =
		harness_body(fixture.harness, harness_query(fixture.harness, &recompute.base),
			     MESSAGE(recompute_round_reply));
	const Ocop__Scoring__V1__ListResultsReply *results =
		harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			     MESSAGE(list_results_reply));
	assert_int_equal(recomputed->results, 0);
	assert_int_equal(results->n_results, 0);
	harness_sign_in_as(fixture.harness, "account_agency", ROLE(OCOP_AGENCY), "19");
	recomputed = harness_body(fixture.harness, harness_query(fixture.harness, &recompute.base),
				  MESSAGE(recompute_round_reply));
	assert_int_equal(recomputed->results, 1);
}

/* Refused with the limit, not with the difference: who knows one total would know the other. */
static void a_spread_too_great_does_not_say_how_great(void **state)
{
	const char *round_id = round_in_scoring(2);
	const uint32_t totals[] = {90, 73};

	(void)state;
	totals_submitted(round_id, totals, 2);
	const Ocop__Common__V1__Reply *refused = close_newest(round_id);
	assert_refused(refused, SECOND_PASS_NEEDED);
	assert_null(strstr(refused->refusals[0]->detail, "17"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_link_takes_the_member_out_of_every_dossier_of_the_producer),
		TEST(what_cannot_be_declared_is_refused),
		TEST(members_speak_for_themselves_and_keepers_for_all),
		TEST(a_link_is_declared_until_scoring_is_over),
		TEST(who_leads_for_the_chair_names_somebody_when_he_is_linked_himself),
		TEST(the_same_link_twice_is_one_and_outlives_the_seat),
		TEST(a_conflict_outlives_the_seat_too),
		TEST(who_has_a_conflict_says_nothing_more_about_the_dossier),
		TEST(a_link_declared_after_the_close_hides_the_dossier),
		TEST(a_conflict_shuts_every_door_to_the_dossier),
		TEST(counts_results_and_refusals_leave_it_out),
		TEST(a_spread_too_great_does_not_say_how_great),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
