/* offline_upload_test.c - a form that was filled without network: what its upload would do, and
 * does */
#include "offline_fixture.h"

static const Ocop__Common__V1__Reply *ask_preview(const char *round_id, const char *member_id,
						  struct form *form)
{
	Ocop__Scoring__V1__PreviewOfflineForm query = OCOP__SCORING__V1__PREVIEW_OFFLINE_FORM__INIT;

	query.round_id = (char *)round_id;
	query.member_id = (char *)member_id;
	query.sheets = form->list;
	query.n_sheets = form->count;
	sign_in_member(member_id);
	return harness_query(fixture.harness, &query.base);
}

static const Ocop__Scoring__V1__PreviewOfflineFormReply *previewed(const char *round_id,
								   const char *member_id,
								   struct form *form)
{
	return harness_body(fixture.harness, ask_preview(round_id, member_id, form),
			    MESSAGE(preview_offline_form_reply));
}

static void a_dry_run_tells_sheet_by_sheet_and_changes_nothing(void **state)
{
	const uint32_t sets[] = {1, 1, 1};
	const char *ids[3];
	const char *round_id = round_of_sets(sets, 3, ids);
	struct form *form = form_empty();
	struct choices *short_one = offline_choices(80);

	(void)state;
	short_one->count--;
	(void)sheet_added(form, ids[0], offline_choices(80), true);
	(void)sheet_added(form, ids[1], offline_choices(70), false);
	(void)sheet_added(form, ids[2], short_one, true);
	const Ocop__Scoring__V1__PreviewOfflineFormReply *reply =
		previewed(round_id, "account_member_1", form);
	assert_int_equal(reply->n_sheets, 3);
	assert_string_equal(reply->sheets[0]->dossier_id, ids[0]);
	assert_true(reply->sheets[0]->would_seal);
	assert_false(reply->sheets[0]->unchanged);
	assert_int_equal(reply->sheets[0]->total, 80);
	assert_int_equal(reply->sheets[0]->n_changed_criteria, 32);
	assert_int_equal(reply->sheets[0]->n_faults, 0);
	assert_false(reply->sheets[1]->would_seal);
	assert_int_equal(reply->sheets[2]->n_faults, 1);
	assert_string_equal(reply->sheets[2]->faults[0]->rule, "criterion-missing");
	assert_false(reply->sheets[2]->would_seal);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(score_sheet_sealed)), 0);
	assert_int_equal(form_of(round_id)->dossiers, 3);

	/* One criterion is another on what stands. */
	form->count = 2;
	assert_accepted(upload(round_id, "account_member_1", form));
	struct choices *changed = offline_choices(70);
	struct form *again = form_empty();
	*choice_at(changed, "1.1") = *choice_at(changed, "1.1") == 1 ? 2 : 1;
	(void)sheet_added(again, ids[0], offline_choices(80), true);
	(void)sheet_added(again, ids[1], changed, false);
	reply = previewed(round_id, "account_member_1", again);
	assert_true(reply->sheets[0]->unchanged);
	assert_false(reply->sheets[0]->would_seal);
	assert_int_equal(reply->sheets[0]->n_changed_criteria, 0);
	assert_int_equal(reply->sheets[1]->n_changed_criteria, 1);
	assert_string_equal(reply->sheets[1]->changed_criteria[0], "1.1");
}

static void the_same_form_twice_is_one(void **state)
{
	const uint32_t sets[] = {1, 1};
	const char *ids[2];
	const char *round_id = round_of_sets(sets, 2, ids);
	struct form *form = form_empty();

	(void)state;
	(void)sheet_added(form, ids[0], offline_choices(80), true);
	(void)sheet_added(form, ids[1], offline_choices(70), false);
	assert_accepted(upload(round_id, "account_member_1", form));
	assert_true(sheet_of(round_id, ids[0], "account_member_1")->sealed);
	assert_int_equal(sheet_of(round_id, ids[0], "account_member_1")->total, 80);
	assert_false(sheet_of(round_id, ids[1], "account_member_1")->sealed);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(score_sheet_sealed)), 1);
	assert_accepted(upload(round_id, "account_member_1", form));
	assert_int_equal(sheet_of(round_id, ids[0], "account_member_1")->version, 1);
	assert_int_equal(sheet_of(round_id, ids[1], "account_member_1")->version, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(score_sheet_sealed)), 1);

	/* Handed in over the network with the same choices, it is the same sheet. */
	strcpy(fixture.dossier_id, ids[1]);
	assert_accepted(submit(round_id, "account_member_1", choices_of_total(70)));
	form->items[1].submit = true;
	assert_accepted(upload(round_id, "account_member_1", form));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(score_sheet_sealed)), 2);
}

static void all_or_none_is_taken_in(void **state)
{
	const uint32_t sets[] = {1, 1};
	const char *ids[2];
	const char *round_id = round_of_sets(sets, 2, ids);
	struct form *form = form_empty();
	struct choices *short_one = offline_choices(80);

	(void)state;
	short_one->count--;
	(void)sheet_added(form, ids[0], offline_choices(80), true);
	(void)sheet_added(form, ids[1], short_one, true);
	const Ocop__Common__V1__Reply *reply = upload(round_id, "account_member_1", form);
	assert_refused(reply, CRITERION_MISSING);
	assert_int_equal(strncmp(reply->refusals[0]->field, "sheets[1].choices[", 18), 0);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(score_sheet_sealed)), 0);
	assert_int_equal(form_of(round_id)->dossiers, 2);
}

static void a_sealed_sheet_is_not_written_over(void **state)
{
	const char *round_id = round_in_scoring(3);
	struct form *form = form_empty();

	(void)state;
	assert_accepted(submit(round_id, "account_member_1", choices_of_total(80)));
	(void)sheet_added(form, fixture.dossier_id, offline_choices(81), true);
	assert_refused(upload(round_id, "account_member_1", form), SHEET_SEALED);
	assert_string_equal(
		previewed(round_id, "account_member_1", form)->sheets[0]->faults[0]->rule,
		"sheet-sealed");
	form->items[0].submit = false;
	assert_refused(upload(round_id, "account_member_1", form), SHEET_SEALED);
	assert_int_equal(sheet_of(round_id, fixture.dossier_id, "account_member_1")->total, 80);
}

static void a_form_of_another_is_no_form(void **state)
{
	const char *round_id = round_in_scoring(MEMBERS);
	struct form *form = form_empty();
	Ocop__Scoring__V1__OfflineSheet *sheet =
		sheet_added(form, fixture.dossier_id, offline_choices(80), true);
	Ocop__Scoring__V1__UploadOfflineForm message;
	const Ocop__Common__V1__Reply *reply;

	(void)state;
	message = upload_of(round_id, "account_member_1", form);
	sign_in_member("account_member_2");
	reply = command(&message.base);
	assert_refused(reply, OFFLINE_FORM_INVALID);
	assert_string_equal(reply->refusals[0]->field, "member_id");

	sheet->pass = 2;
	reply = upload(round_id, "account_member_1", form);
	assert_refused(reply, OFFLINE_FORM_INVALID);
	assert_string_equal(reply->refusals[0]->field, "sheets[0].pass");
	sheet->pass = 1;
	sheet->dossier_id = (char *)"dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF"; /* of another round */
	reply = upload(round_id, "account_member_1", form);
	assert_refused(reply, OFFLINE_FORM_INVALID);
	assert_string_equal(reply->refusals[0]->field, "sheets[0].dossier_id");
	sheet->dossier_id = fixture.dossier_id;
	form->list[form->count++] = sheet;
	reply = upload(round_id, "account_member_1", form);
	assert_refused(reply, OFFLINE_FORM_INVALID);
	assert_string_equal(reply->refusals[0]->field, "sheets[1].dossier_id");
	form->count = 0;
	assert_refused(upload(round_id, "account_member_1", form), FIELD_MISSING);
	for (size_t i = 0; i <= UPLOAD_SHEETS_MAX; i++)
		form->list[i] = sheet;
	form->count = UPLOAD_SHEETS_MAX + 1;
	assert_refused(upload(round_id, "account_member_1", form), MESSAGE_TOO_LARGE);
	form->count = 1;
	assert_refused(upload(round_id, "account_stranger", form), COUNCIL_MEMBER_UNKNOWN);
	assert_refused(upload(round_id, "account_secretary", form), MEMBER_DOES_NOT_SCORE);
}

static const Ocop__Common__V1__Reply *withdrawn_by_the_secretary(const char *round_id,
								 const char *dossier_id)
{
	Ocop__Scoring__V1__WithdrawFromRound message = OCOP__SCORING__V1__WITHDRAW_FROM_ROUND__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = (char *)dossier_id;
	message.reason = (char *)"rút để bổ sung";
	sign_in_secretary();
	return command(&message.base);
}

/* Refused at this sheet for the conflict and for nothing else, in no words about the dossier. */
static void assert_hidden(const Ocop__Common__V1__Reply *reply, const char *field)
{
	assert_refused(reply, MEMBER_HAS_CONFLICT);
	assert_int_equal(reply->n_refusals, 1);
	assert_string_equal(reply->refusals[0]->field, field);
	assert_string_equal(reply->refusals[0]->detail, "");
}

static void whose_conflict_it_is_learns_nothing_of_the_dossier(void **state)
{
	const uint32_t sets[] = {1, 1};
	const char *ids[2];
	const char *round_id = round_of_sets(sets, 2, ids);
	struct form *form = form_empty();

	(void)state;
	(void)sheet_added(form, ids[0], offline_choices(70), false);
	Ocop__Scoring__V1__OfflineSheet *hidden =
		sheet_added(form, ids[1], offline_choices(80), true);
	assert_accepted(upload(round_id, "account_member_1", form));
	assert_accepted(conflict_declared(round_id, "account_member_1", ""));
	/* Not even that the same stands there, which pass it is, or what is wrong with others. */
	form->items[0].n_choices--;
	form->items[0].submit = true;
	for (uint32_t pass = 1; pass <= 2; pass++) {
		hidden->pass = pass;
		assert_hidden(upload(round_id, "account_member_1", form), "sheets[1]");
		assert_hidden(ask_preview(round_id, "account_member_1", form), "sheets[1]");
	}

	/* Nor, once the dossier has left the round, that it has. */
	assert_accepted(withdrawn_by_the_secretary(round_id, ids[1]));
	assert_hidden(upload(round_id, "account_member_1", form), "sheets[1]");
	assert_hidden(ask_preview(round_id, "account_member_1", form), "sheets[1]");
	assert_refused(upload(round_id, "account_member_2", form), CRITERION_MISSING);
}

static void once_it_is_closed_only_the_same_form_is_taken(void **state)
{
	const uint32_t totals[] = {80, 80};
	const char *round_id = round_in_scoring(3);
	struct form *form = form_empty();

	(void)state;
	(void)sheet_added(form, fixture.dossier_id, offline_choices(80), true);
	assert_accepted(upload(round_id, "account_member_1", form));
	totals_submitted(round_id, totals, 2);
	assert_accepted(close_newest(round_id));
	assert_accepted(upload(round_id, "account_member_1", form));
	form->count = 0;
	(void)sheet_added(form, fixture.dossier_id, offline_choices(81), true);
	assert_refused(upload(round_id, "account_member_1", form), DOSSIER_CLOSED);
	assert_accepted(close_round_of(round_id));
	assert_refused(upload(round_id, "account_member_1", form), ROUND_STATE);
}

static void thousands_of_faults_are_refused_and_survived(void **state)
{
	const char *round_id = round_in_scoring(3);
	struct form *form = form_empty();
	struct choices *choices = offline_choices(80);

	(void)state;
	while (choices->count < CHOICES_MAX)
		choices_add(choices, "1.1", 1);
	for (size_t i = 0; i < choices->count; i++)
		choices->entries[i].base.descriptor =
			&ocop__scoring__v1__offline_sheet__choices_entry__descriptor;
	(void)sheet_added(form, fixture.dossier_id, choices, true);
	const Ocop__Common__V1__Reply *reply = upload(round_id, "account_member_1", form);
	assert_refused(reply, CRITERION_DOUBLED);
	assert_int_equal(previewed(round_id, "account_member_1", form)->sheets[0]->n_faults, 32);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_dry_run_tells_sheet_by_sheet_and_changes_nothing),
		TEST(the_same_form_twice_is_one),
		TEST(all_or_none_is_taken_in),
		TEST(a_sealed_sheet_is_not_written_over),
		TEST(a_form_of_another_is_no_form),
		TEST(whose_conflict_it_is_learns_nothing_of_the_dossier),
		TEST(once_it_is_closed_only_the_same_form_is_taken),
		TEST(thousands_of_faults_are_refused_and_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
