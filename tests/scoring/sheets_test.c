/* sheets_test.c - sheets: complete or refused by criterion, sealed, kept from others; conflicts */
#include <sodium.h>

#include "common/bus/envelope.h"
#include "scoring_fixture.h"

static Ocop__Scoring__V1__GetScoreSheet sheet_query(const char *round_id, const char *member_id)
{
	Ocop__Scoring__V1__GetScoreSheet query = OCOP__SCORING__V1__GET_SCORE_SHEET__INIT;

	query.round_id = (char *)round_id;
	query.dossier_id = fixture.dossier_id;
	query.member_id = (char *)member_id;
	return query;
}

static const Ocop__Scoring__V1__ScoreSheet *sheet_shown(const char *round_id, const char *member_id)
{
	Ocop__Scoring__V1__GetScoreSheet query = sheet_query(round_id, member_id);

	return harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(score_sheet));
}

static void an_incomplete_sheet_names_each_criterion(void **state)
{
	const char *round_id = round_in_scoring(3);
	struct choices *choices = choices_of_total(80);
	size_t missing = 0;

	(void)state;
	for (size_t i = 0; i < choices->count; i++)
		if (strcmp(choices->list[i]->key, "2.1") != 0 &&
		    strcmp(choices->list[i]->key, "7") != 0)
			choices->list[missing++] = choices->list[i];
	choices->count = missing;
	const Ocop__Common__V1__Reply *reply = submit(round_id, "account_member_1", choices);
	assert_int_equal(reply->n_refusals, 2);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(reply->refusals[i]->code, REFUSAL(CRITERION_MISSING));
	assert_string_equal(reply->refusals[0]->field, "choices[2.1]");
	assert_string_equal(reply->refusals[1]->field, "choices[7]");
	assert_int_equal(harness_events(fixture.harness, MESSAGE(score_sheet_sealed)), 0);
}

static void an_inconsistent_sheet_names_its_criterion(void **state)
{
	static const struct {
		const char *code;
		uint32_t option_no;
		bool changes; /* the choice that is there, instead of adding one */
		Ocop__Common__V1__RefusalCode refusal;
		const char *field;
	} rows[] = {
		{"1.1", 1, false, REFUSAL(CRITERION_DOUBLED), "choices[1.1]"},
		{"99", 1, false, REFUSAL(CRITERION_UNKNOWN), "choices[99]"},
		{"1", 1, false, REFUSAL(CRITERION_UNKNOWN), "choices[1]"},
		{"1.1", 9, true, REFUSAL(OPTION_UNKNOWN), "choices[1.1]"},
		{"1.1", 0, true, REFUSAL(OPTION_UNKNOWN), "choices[1.1]"},
	};
	const char *round_id = round_in_scoring(3);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct choices *choices = choices_of_total(80);

		if (rows[i].changes)
			*choice_at(choices, rows[i].code) = rows[i].option_no;
		else
			choices_add(choices, rows[i].code, rows[i].option_no);
		const Ocop__Common__V1__Reply *reply =
			submit(round_id, "account_member_1", choices);
		assert_int_equal(reply->n_refusals, 1);
		assert_int_equal(reply->refusals[0]->code, rows[i].refusal);
		assert_string_equal(reply->refusals[0]->field, rows[i].field);
	}
}

static void a_sheet_of_thousands_of_choices_is_too_large(void **state)
{
	struct choices *choices;
	const char *round_id = round_in_scoring(3);

	(void)state;
	choices = choices_of_total(80);
	while (choices->count <= CHOICES_MAX)
		choices_add(choices, "1.1", 1);
	assert_refused(submit(round_id, "account_member_1", choices), MESSAGE_TOO_LARGE);
}

static void a_draft_may_be_incomplete_and_is_told_to_nobody(void **state)
{
	Ocop__Scoring__V1__SaveScoreSheet message = OCOP__SCORING__V1__SAVE_SCORE_SHEET__INIT;
	Ocop__Scoring__V1__SaveScoreSheet__ChoicesEntry entry =
		OCOP__SCORING__V1__SAVE_SCORE_SHEET__CHOICES_ENTRY__INIT;
	Ocop__Scoring__V1__SaveScoreSheet__ChoicesEntry *list[] = {&entry, &entry};

	(void)state;
	message.round_id = (char *)round_in_scoring(3);
	message.dossier_id = fixture.dossier_id;
	message.member_id = (char *)"account_member_1";
	message.choices = list;
	message.n_choices = 1;
	entry.key = (char *)"1.2";
	entry.value = 2;
	sign_in_member("account_member_1");
	assert_accepted(command(&message.base));
	assert_accepted(command(&message.base));
	const Ocop__Scoring__V1__ScoreSheet *sheet =
		sheet_shown(message.round_id, "account_member_1");
	assert_false(sheet->sealed);
	assert_int_equal(sheet->version, 2);
	assert_int_equal(sheet->n_choices, 1);
	assert_int_equal(sheet->total, 0);

	message.n_choices = 2;
	assert_refused(command(&message.base), CRITERION_DOUBLED);
	message.n_choices = 1;
	entry.value = 77;
	assert_refused(command(&message.base), OPTION_UNKNOWN);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(score_sheet_sealed)), 0);

	/* The draft becomes the sheet; after that nothing changes. */
	assert_accepted(submit(message.round_id, "account_member_1", choices_of_total(80)));
	entry.value = 2;
	assert_refused(command(&message.base), SHEET_SEALED);
	assert_refused(submit(message.round_id, "account_member_1", choices_of_total(81)),
		       SHEET_SEALED);
}

static void a_member_writes_his_own_sheet_only(void **state)
{
	const char *round_id = round_in_scoring(MEMBERS);
	Ocop__Scoring__V1__SubmitScoreSheet message =
		submission(round_id, fixture.dossier_id, "account_member_2", choices_of_total(80));

	(void)state;
	sign_in_member("account_member_1");
	assert_refused(command(&message.base), SCOPE_MISSING);
	assert_refused(submit(round_id, "account_stranger", choices_of_total(80)),
		       COUNCIL_MEMBER_UNKNOWN);
	assert_refused(submit(round_id, "account_secretary", choices_of_total(80)),
		       MEMBER_DOES_NOT_SCORE);
	message.member_id = (char *)"account_member_1";
	message.dossier_id = (char *)"dossier_unknown";
	sign_in_member("account_member_1");
	assert_refused(command(&message.base), DOSSIER_NOT_IN_ROUND);
}

static void the_secretary_scores_where_the_settings_say_so(void **state)
{
	(void)state;
	fixture.settings.secretary_scores = true;
	const char *round_id = round_in_scoring(MEMBERS);

	assert_accepted(submit(round_id, "account_secretary", choices_of_total(80)));
}

static void a_sealed_sheet_is_seen_by_its_member_alone(void **state)
{
	const uint32_t totals[] = {80, 81, 82};
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__GetScoreSheet query = sheet_query(round_id, "account_vice");

	(void)state;
	totals_submitted(round_id, totals, 3);
	sign_in_member("account_vice");
	const Ocop__Scoring__V1__ScoreSheet *own = sheet_shown(round_id, "account_vice");
	assert_true(own->sealed);
	assert_int_equal(own->total, 81);
	assert_int_equal(strlen(own->commitment), 64);
	assert_string_equal(own->nonce, ""); /* with it he could prove his vote */

	sign_in_chair();
	assert_refused(harness_query(fixture.harness, &query.base), SHEET_SEALED);
	sign_in_secretary();
	assert_refused(harness_query(fixture.harness, &query.base), SHEET_SEALED);
	harness_sign_in_as(fixture.harness, "account_auditor", ROLE(AUDITOR), "");
	assert_refused(harness_query(fixture.harness, &query.base), SHEET_SEALED);
	/* A sheet that is not there gives the same answer as one that is sealed. */
	query.member_id = (char *)"account_member_4";
	assert_refused(harness_query(fixture.harness, &query.base), SHEET_SEALED);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(harness_query(fixture.harness, &query.base), TOKEN_MISSING);
}

/* What anybody can do with an opened sheet and the event that sealed it. */
static void commitment_check(const Ocop__Scoring__V1__ScoreSheet *shown,
			     const ProtobufCBinaryData *told)
{
	Ocop__Scoring__V1__ScoreSheet plain = *shown;
	unsigned char nonce[32], hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state sha;
	size_t size_bytes;

	plain.sealed = false;
	plain.commitment = (char *)"";
	plain.nonce = (char *)"";
	plain.version = 0;
	ProtobufCBinaryData bytes = message_pack(&plain.base, harness_arena(fixture.harness));
	assert_int_equal(sodium_hex2bin(nonce, sizeof(nonce), shown->nonce, strlen(shown->nonce),
					NULL, &size_bytes, NULL),
			 0);
	assert_int_equal(size_bytes, 32);
	crypto_hash_sha256_init(&sha);
	crypto_hash_sha256_update(&sha, nonce, sizeof(nonce));
	crypto_hash_sha256_update(&sha, bytes.data, bytes.len);
	crypto_hash_sha256_final(&sha, hash);
	assert_int_equal(told->len, sizeof(hash));
	assert_memory_equal(told->data, hash, sizeof(hash));
}

static void the_close_opens_sheets_that_keep_their_commitment(void **state)
{
	const uint32_t totals[] = {80, 81, 82};
	const char *round_id = round_in_scoring(3);

	(void)state;
	totals_submitted(round_id, totals, 3);
	const Ocop__Scoring__V1__ScoreSheetSealed *event =
		harness_last_event(fixture.harness, MESSAGE(score_sheet_sealed));
	assert_string_equal(event->member_id, "account_member_1");
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	const Ocop__Scoring__V1__ScoreSheet *shown = sheet_shown(round_id, "account_member_1");
	assert_int_equal(shown->total, 82);
	assert_int_equal(shown->n_choices, 32);
	commitment_check(shown, &event->commitment);
}

static bool bytes_hold(const uint8_t *bytes, size_t size_bytes, const char *text)
{
	return memmem(bytes, size_bytes, text, strlen(text)) != NULL;
}

static void no_event_before_the_close_tells_a_choice(void **state)
{
	const char *round_id = round_in_scoring(3);

	(void)state;
	assert_accepted(submit(round_id, "account_member_1", choices_of_total(80)));
	const Ocop__Scoring__V1__ScoreSheetSealed *event =
		harness_last_event(fixture.harness, MESSAGE(score_sheet_sealed));
	ProtobufCBinaryData bytes = message_pack(&event->base, harness_arena(fixture.harness));

	/* The only fields are ids, the pass and 32 bytes. */
	assert_int_equal(event->pass, 1);
	assert_int_equal(event->commitment.len, 32);
	assert_false(bytes_hold(bytes.data, bytes.len, "6.1"));
	assert_true(bytes.len < 200);
}

static void a_raised_condition_is_kept_for_the_council(void **state)
{
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__SubmitScoreSheet message =
		submission(round_id, fixture.dossier_id, "account_member_1", choices_of_total(80));
	Ocop__Scoring__V1__Finding raised = OCOP__SCORING__V1__FINDING__INIT;
	Ocop__Scoring__V1__Finding *list[] = {&raised};

	(void)state;
	message.raised = list;
	message.n_raised = 1;
	raised.kind = FINDING_KIND(NOT_ELIGIBLE);
	raised.code = (char *)"1.2"; /* it has no such note */
	raised.reason = (char *)"phổ biến nhiều tỉnh";
	sign_in_member("account_member_1");
	const Ocop__Common__V1__Reply *reply = command(&message.base);
	assert_refused(reply, FINDING_UNKNOWN);
	assert_string_equal(reply->refusals[0]->field, "raised[1.2]");
	raised.code = (char *)"2.1";
	raised.reason = (char *)"";
	assert_refused(command(&message.base), REASON_MISSING);
	raised.reason = (char *)"phổ biến nhiều tỉnh";
	assert_accepted(command(&message.base));
	const Ocop__Scoring__V1__ScoreSheet *shown = sheet_shown(round_id, "account_member_1");
	assert_int_equal(shown->n_raised, 1);
	assert_string_equal(shown->raised[0]->code, "2.1");
	assert_int_equal(shown->total, 80);
}

static uint32_t dossiers_listed(const char *round_id)
{
	Ocop__Scoring__V1__ListRoundDossiers query = OCOP__SCORING__V1__LIST_ROUND_DOSSIERS__INIT;

	query.round_id = (char *)round_id;
	const Ocop__Scoring__V1__ListRoundDossiersReply *reply =
		harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			     MESSAGE(list_round_dossiers_reply));
	return (uint32_t)reply->n_dossiers;
}

static uint32_t dossiers_counted(const char *round_id)
{
	Ocop__Scoring__V1__GetRound query = OCOP__SCORING__V1__GET_ROUND__INIT;

	query.round_id = (char *)round_id;
	const Ocop__Scoring__V1__Round *round = harness_body(
		fixture.harness, harness_query(fixture.harness, &query.base), MESSAGE(round));
	return round->dossiers;
}

static void a_conflicted_member_neither_sees_nor_scores_the_dossier(void **state)
{
	const char *round_id = round_in_scoring(MEMBERS);
	Ocop__Scoring__V1__GetScoreSheet query = sheet_query(round_id, "account_member_1");

	(void)state;
	sign_in_member("account_member_1");
	assert_int_equal(dossiers_listed(round_id), 1);
	assert_accepted(conflict_declared(round_id, "account_member_1", ""));
	sign_in_member("account_member_1");
	assert_int_equal(dossiers_listed(round_id), 0);
	assert_int_equal(dossiers_counted(round_id), 0);
	assert_refused(harness_query(fixture.harness, &query.base), MEMBER_HAS_CONFLICT);
	assert_refused(submit(round_id, "account_member_1", choices_of_total(80)),
		       MEMBER_HAS_CONFLICT);
	sign_in_member("account_member_2");
	assert_int_equal(dossiers_listed(round_id), 1);
	assert_int_equal(dossiers_counted(round_id), 1);
}

/* His own product, whatever he has declared: his account says whose he is. */
static void a_member_does_not_score_what_he_makes_himself(void **state)
{
	Ocop__Common__V1__Grant grants[2] = {OCOP__COMMON__V1__GRANT__INIT,
					     OCOP__COMMON__V1__GRANT__INIT};
	const char *round_id = round_in_scoring(MEMBERS);
	Ocop__Scoring__V1__SubmitScoreSheet message =
		submission(round_id, fixture.dossier_id, "account_member_1", choices_of_total(80));

	(void)state;
	grants[0].role = ROLE(COUNCIL_MEMBER);
	grants[1].role = ROLE(PRODUCER);
	grants[1].producer_id = (char *)"producer_1";
	harness_sign_in(fixture.harness, "account_member_1", grants, 2);
	assert_refused(command(&message.base), MEMBER_HAS_CONFLICT);
	grants[1].producer_id = (char *)"producer_2";
	harness_sign_in(fixture.harness, "account_member_1", grants, 2);
	assert_accepted(command(&message.base));
}

static void a_conflicted_secretary_does_not_handle_the_dossier(void **state)
{
	const char *round_id = round_in_scoring(MEMBERS);

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_secretary", ""));
	assert_refused(close_newest(round_id), MEMBER_HAS_CONFLICT);
	sign_in_secretary();
	assert_int_equal(dossiers_listed(round_id), 0);
}

static void a_conflict_is_refused_where_it_makes_no_sense(void **state)
{
	const uint32_t totals[] = {80, 80, 80, 80, 80, 80};
	const char *round_id = round_in_scoring(MEMBERS);
	Ocop__Scoring__V1__DeclareConflict message = OCOP__SCORING__V1__DECLARE_CONFLICT__INIT;

	(void)state;
	assert_refused(conflict_declared(round_id, "account_stranger", ""), COUNCIL_MEMBER_UNKNOWN);
	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.member_id = (char *)"account_member_1";
	assert_refused(command(&message.base), REASON_MISSING);
	message.reason = (char *)"họ hàng";
	sign_in_member("account_member_2");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_member("account_member_1");
	assert_accepted(command(&message.base)); /* a member speaks for himself */

	totals_submitted(round_id, totals, 2);
	assert_accepted(submit(round_id, "account_member_2", choices_of_total(80)));
	assert_accepted(submit(round_id, "account_member_3", choices_of_total(80)));
	assert_accepted(close_newest(round_id));
	assert_refused(conflict_declared(round_id, "account_member_4", ""), DOSSIER_CLOSED);
}

static void a_conflicted_chair_needs_an_acting_chair_who_may_score(void **state)
{
	const char *round_id = round_in_scoring(MEMBERS);

	(void)state;
	assert_refused(conflict_declared(round_id, "account_chair", ""), ACTING_CHAIR_MISSING);
	assert_refused(conflict_declared(round_id, "account_chair", "account_chair"),
		       ACTING_CHAIR_MISSING);
	assert_refused(conflict_declared(round_id, "account_chair", "account_stranger"),
		       ACTING_CHAIR_MISSING);
	assert_refused(conflict_declared(round_id, "account_chair", "account_secretary"),
		       ACTING_CHAIR_MISSING);
	assert_accepted(conflict_declared(round_id, "account_member_4", ""));
	assert_refused(conflict_declared(round_id, "account_chair", "account_member_4"),
		       ACTING_CHAIR_MISSING);
	assert_accepted(conflict_declared(round_id, "account_chair", "account_vice"));
	/* Who leads now is the acting chair: his conflict needs the next one. */
	assert_refused(conflict_declared(round_id, "account_vice", ""), ACTING_CHAIR_MISSING);

	for (size_t i = 2; i < 5; i++)
		assert_accepted(submit(round_id, member_ids[i], choices_of_total(80)));
	assert_refused(close_newest(round_id), CHAIR_SHEET_MISSING);
	assert_accepted(submit(round_id, "account_vice", choices_of_total(80)));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_count, 4);
}

static void a_sheet_handed_in_before_a_conflict_counts_for_nothing(void **state)
{
	const uint32_t totals[] = {80, 80, 80, 60, 80, 80};
	const char *round_id = round_in_scoring(MEMBERS);

	(void)state;
	totals_submitted(round_id, totals, SCORING_MEMBERS);
	assert_accepted(conflict_declared(round_id, "account_member_2", ""));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_sum, 400);
	assert_int_equal(result_told()->points_count, 5);
	sign_in_chair();
	Ocop__Scoring__V1__GetScoreSheet query = sheet_query(round_id, "account_member_2");
	assert_refused(harness_query(fixture.harness, &query.base), SHEET_SEALED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_incomplete_sheet_names_each_criterion),
		TEST(an_inconsistent_sheet_names_its_criterion),
		TEST(a_sheet_of_thousands_of_choices_is_too_large),
		TEST(a_draft_may_be_incomplete_and_is_told_to_nobody),
		TEST(a_member_writes_his_own_sheet_only),
		TEST(the_secretary_scores_where_the_settings_say_so),
		TEST(a_sealed_sheet_is_seen_by_its_member_alone),
		TEST(the_close_opens_sheets_that_keep_their_commitment),
		TEST(no_event_before_the_close_tells_a_choice),
		TEST(a_raised_condition_is_kept_for_the_council),
		TEST(a_conflicted_member_neither_sees_nor_scores_the_dossier),
		TEST(a_member_does_not_score_what_he_makes_himself),
		TEST(a_conflicted_secretary_does_not_handle_the_dossier),
		TEST(a_conflict_is_refused_where_it_makes_no_sense),
		TEST(a_conflicted_chair_needs_an_acting_chair_who_may_score),
		TEST(a_sheet_handed_in_before_a_conflict_counts_for_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
