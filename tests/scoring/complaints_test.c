/* complaints_test.c - complaints about results: from their coming in to their answer and another
 * pass */
#include "scoring_fixture.h"

#define OUTCOME(name) OCOP__SCORING__V1__COMPLAINT_OUTCOME__COMPLAINT_OUTCOME_##name

static Ocop__Scoring__V1__RecordComplaint complaint_of(const char *round_id, const char *number)
{
	Ocop__Scoring__V1__RecordComplaint message = OCOP__SCORING__V1__RECORD_COMPLAINT__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.number = (char *)number;
	message.received_on = (char *)"2026-12-07";
	message.matter = (char *)"Điểm tiêu chí 2.1 không đúng với minh chứng";
	sign_in_secretary();
	return message;
}

static const char *recorded(const char *round_id, const char *number)
{
	Ocop__Scoring__V1__RecordComplaint message = complaint_of(round_id, number);

	return harness_id(fixture.harness, command(&message.base));
}

static Ocop__Scoring__V1__AnswerComplaint answer_of(const char *round_id, const char *complaint_id,
						    Ocop__Scoring__V1__ComplaintOutcome outcome)
{
	Ocop__Scoring__V1__AnswerComplaint message = OCOP__SCORING__V1__ANSWER_COMPLAINT__INIT;

	message.round_id = (char *)round_id;
	message.complaint_id = (char *)complaint_id;
	message.outcome = outcome;
	message.answer = (char *)"Hội đồng đã xem lại minh chứng";
	message.answer_number = (char *)"9/HĐ";
	message.answered_on = (char *)"2026-12-08";
	sign_in_secretary();
	return message;
}

static const Ocop__Scoring__V1__ListComplaintsReply *listed(const char *round_id, uint32_t limit,
							    const char *cursor)
{
	Ocop__Scoring__V1__ListComplaints query = OCOP__SCORING__V1__LIST_COMPLAINTS__INIT;

	query.round_id = (char *)round_id;
	query.limit = limit;
	query.cursor = (char *)cursor;
	return harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(list_complaints_reply));
}

static void a_complaint_is_recorded_listed_and_answered_once(void **state)
{
	const char *round_id = round_reported_with(80);
	const char *complaint_id = recorded(round_id, "1/KN");
	Ocop__Scoring__V1__AnswerComplaint answer =
		answer_of(round_id, complaint_id, OUTCOME(REJECTED));
	const Ocop__Scoring__V1__ListComplaintsReply *list = listed(round_id, 0, "");

	(void)state;
	assert_int_equal(list->n_complaints, 1);
	assert_string_equal(list->complaints[0]->complaint_id, complaint_id);
	assert_string_equal(list->complaints[0]->dossier_id, fixture.dossier_id);
	assert_string_equal(list->complaints[0]->number, "1/KN");
	assert_string_equal(list->complaints[0]->received_on, "2026-12-07");
	assert_string_equal(list->complaints[0]->matter,
			    "Điểm tiêu chí 2.1 không đúng với minh chứng");
	assert_int_equal(list->complaints[0]->outcome, OUTCOME(UNSPECIFIED));
	const Ocop__Scoring__V1__ComplaintRecorded *told =
		harness_last_event(fixture.harness, MESSAGE(complaint_recorded));
	assert_string_equal(told->complaint_id, complaint_id);
	assert_string_equal(told->dossier_id, fixture.dossier_id);

	assert_accepted(command(&answer.base));
	list = listed(round_id, 0, "");
	assert_int_equal(list->complaints[0]->outcome, OUTCOME(REJECTED));
	assert_string_equal(list->complaints[0]->answer, "Hội đồng đã xem lại minh chứng");
	assert_string_equal(list->complaints[0]->answer_number, "9/HĐ");
	assert_string_equal(list->complaints[0]->answered_on, "2026-12-08");
	assert_int_equal(list->complaints[0]->version, 2);
	const Ocop__Scoring__V1__ComplaintAnswered *end =
		harness_last_event(fixture.harness, MESSAGE(complaint_answered));
	assert_int_equal(end->outcome, OUTCOME(REJECTED));
	assert_refused(command(&answer.base), COMPLAINT_ANSWERED);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(complaint_answered)), 1);
}

static void the_same_command_twice_is_one_complaint(void **state)
{
	const uint8_t id[16] = {1, 2, 3, 4, 5, 6, 0x40, 8, 0x80};
	Ocop__Scoring__V1__RecordComplaint message = complaint_of(round_reported_with(80), "1/KN");
	const char *first = harness_id(fixture.harness,
				       harness_command_as(fixture.harness, id, 0, &message.base));

	(void)state;
	assert_string_equal(harness_id(fixture.harness,
				       harness_command_as(fixture.harness, id, 0, &message.base)),
			    first);
	assert_int_equal(listed(message.round_id, 0, "")->n_complaints, 1);
	assert_refused(command(&message.base), COMPLAINT_NUMBER_TAKEN);
}

static void a_complaint_needs_a_reported_round_and_its_dossier(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__RecordComplaint message = complaint_of(round_id, "1/KN");

	(void)state;
	assert_refused(command(&message.base), ROUND_STATE);
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	sign_in_secretary();
	assert_refused(command(&message.base), ROUND_STATE);
	sign_in_chair();
	assert_accepted(report(round_id));
	message.dossier_id = (char *)"dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
	sign_in_secretary();
	assert_refused(command(&message.base), DOSSIER_NOT_IN_ROUND);
	message.dossier_id = fixture.dossier_id;
	harness_sign_in_as(fixture.harness, "account_other", ROLE(COUNCIL_SECRETARY), "20");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_chair();
	assert_refused(command(&message.base), ROLE_MISSING);
	sign_in_chairman();
	assert_accepted(approve(round_id, "1/QĐ"));
	sign_in_secretary();
	assert_accepted(command(&message.base)); /* after the decision too */
}

static void what_is_missing_in_a_complaint_is_named(void **state)
{
	Ocop__Scoring__V1__RecordComplaint message = complaint_of(round_reported_with(80), " ");
	const Ocop__Common__V1__Reply *reply;

	(void)state;
	message.matter = (char *)"";
	message.received_on = (char *)"hôm qua";
	reply = command(&message.base);
	assert_int_equal(reply->n_refusals, 3);
	assert_int_equal(reply->refusals[0]->code, REFUSAL(FIELD_MISSING));
	assert_string_equal(reply->refusals[0]->field, "number");
	assert_int_equal(reply->refusals[1]->code, REFUSAL(FIELD_MISSING));
	assert_string_equal(reply->refusals[1]->field, "matter");
	assert_int_equal(reply->refusals[2]->code, REFUSAL(DATE_INVALID));
	message = complaint_of(message.round_id, "1/KN");
	message.received_on = (char *)"2026-12-09"; /* it is the 8th */
	reply = command(&message.base);
	assert_refused(reply, FIELD_INVALID);
	assert_string_equal(reply->refusals[0]->field, "received_on");
	message = complaint_of(message.round_id, "1/KN");
	char *matter = arena_alloc(harness_arena(fixture.harness), REASON_LENGTH_MAX + 2);
	memset(matter, 'x', REASON_LENGTH_MAX + 1);
	message.matter = matter;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
}

static void what_is_wrong_with_an_answer_is_named(void **state)
{
	const char *round_id = round_reported_with(80);
	const char *complaint_id = recorded(round_id, "1/KN");
	Ocop__Scoring__V1__AnswerComplaint answer =
		answer_of(round_id, complaint_id, OUTCOME(UNSPECIFIED));
	const Ocop__Common__V1__Reply *reply;

	(void)state;
	answer.answer = (char *)"";
	answer.answer_number = (char *)"";
	answer.answered_on = (char *)"";
	reply = command(&answer.base);
	assert_int_equal(reply->n_refusals, 4);
	answer = answer_of(round_id, complaint_id, (Ocop__Scoring__V1__ComplaintOutcome)4);
	assert_refused(command(&answer.base), FIELD_INVALID);
	answer.outcome = OUTCOME(UPHELD);
	answer.answered_on = (char *)"2026-12-06";
	assert_refused(command(&answer.base), FIELD_INVALID); /* before it came in */
	answer.answered_on = (char *)"2026-12-09";
	assert_refused(command(&answer.base), FIELD_INVALID); /* to come */
	answer = answer_of(round_id, "complaint_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF", OUTCOME(UPHELD));
	assert_refused(command(&answer.base), COMPLAINT_UNKNOWN);
	harness_sign_in_as(fixture.harness, "account_other", ROLE(OCOP_AGENCY), "20");
	answer = answer_of(round_id, complaint_id, OUTCOME(UPHELD));
	harness_sign_in_as(fixture.harness, "account_other", ROLE(OCOP_AGENCY), "20");
	assert_refused(command(&answer.base), SCOPE_MISSING);
	sign_in_secretary();
	const uint8_t id[16] = {1, 2, 3, 4, 5, 6, 0x40, 8, 0x80};
	assert_refused(harness_command_as(fixture.harness, id, 7, &answer.base), VERSION_STALE);
	assert_accepted(harness_command_as(fixture.harness, id, 1, &answer.base));
}

static void a_complaint_of_another_round_is_unknown_here(void **state)
{
	const char *complaint_id = recorded(round_reported_with(80), "1/KN");
	Ocop__Scoring__V1__AnswerComplaint answer =
		answer_of(round_planned(), complaint_id, OUTCOME(REJECTED));

	(void)state;
	assert_refused(command(&answer.base), COMPLAINT_UNKNOWN);
}

static void who_has_a_conflict_neither_sees_nor_handles_the_complaint(void **state)
{
	const uint32_t totals[] = {80, 80, 80, 80, 80, 80};
	const char *round_id = round_in_scoring(MEMBERS);

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_member_1", ""));
	assert_accepted(conflict_declared(round_id, "account_secretary", ""));
	totals_submitted(round_id, totals, 2);
	for (size_t i = 3; i < SCORING_MEMBERS; i++)
		assert_accepted(submit(round_id, member_ids[i], choices_of_total(80)));
	Ocop__Scoring__V1__CloseDossier close = OCOP__SCORING__V1__CLOSE_DOSSIER__INIT;
	close.round_id = (char *)round_id;
	close.dossier_id = fixture.dossier_id;
	sign_in_chair();
	assert_accepted(command(&close.base));
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	Ocop__Scoring__V1__RecordComplaint message = complaint_of(round_id, "1/KN");
	assert_refused(command(&message.base), MEMBER_HAS_CONFLICT);
	harness_sign_in_as(fixture.harness, "account_agency", ROLE(OCOP_AGENCY), "19");
	const char *complaint_id = harness_id(fixture.harness, command(&message.base));
	assert_int_equal(listed(round_id, 0, "")->n_complaints, 1);
	sign_in_member("account_member_1");
	assert_int_equal(listed(round_id, 0, "")->n_complaints, 0);
	Ocop__Scoring__V1__AnswerComplaint answer =
		answer_of(round_id, complaint_id, OUTCOME(UPHELD));
	assert_refused(command(&answer.base), MEMBER_HAS_CONFLICT);
	sign_in_secretary();
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	command_id_create(clock_machine_us(), id);
	/* Nor does a version tell him whether it was answered. */
	assert_refused(harness_command_as(fixture.harness, id, 9, &answer.base),
		       MEMBER_HAS_CONFLICT);
}

static void the_list_goes_on_where_it_ended(void **state)
{
	const char *round_id = round_reported_with(80);
	const char *ids[3];
	static const char *const numbers[] = {"1/KN", "2/KN", "3/KN"};
	const Ocop__Scoring__V1__ListComplaintsReply *page;
	Ocop__Scoring__V1__ListComplaints query = OCOP__SCORING__V1__LIST_COMPLAINTS__INIT;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		harness_advance(fixture.harness, 1000000); /* ids sort by time */
		ids[i] = recorded(round_id, numbers[i]);
	}
	page = listed(round_id, 2, "");
	assert_int_equal(page->n_complaints, 2);
	assert_string_equal(page->complaints[0]->complaint_id, ids[0]);
	assert_string_equal(page->next, ids[1]);
	page = listed(round_id, 2, page->next);
	assert_int_equal(page->n_complaints, 1);
	assert_string_equal(page->complaints[0]->complaint_id, ids[2]);
	assert_string_equal(page->next, "");
	query.round_id = (char *)round_id;
	query.cursor = (char *)"dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
	assert_refused(harness_query(fixture.harness, &query.base), CURSOR_INVALID);
	query.cursor = (char *)"";
	harness_sign_in_as(fixture.harness, "account_other", ROLE(OCOP_AGENCY), "20");
	assert_refused(harness_query(fixture.harness, &query.base), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_producer", ROLE(PRODUCER), "19");
	assert_refused(harness_query(fixture.harness, &query.base), ROLE_MISSING);
}

static void an_upheld_complaint_lets_a_reported_dossier_be_scored_once_more(void **state)
{
	const uint32_t totals[] = {82, 82, 82};
	const char *round_id = round_reported_with(80);
	const char *first = recorded(round_id, "1/KN");
	Ocop__Scoring__V1__AnswerComplaint answer = answer_of(round_id, first, OUTCOME(REJECTED));

	(void)state;
	assert_accepted(command(&answer.base));
	assert_refused(rescore(round_id, "kiến nghị 1/KN"), ROUND_STATE);
	answer = answer_of(round_id, recorded(round_id, "2/KN"), OUTCOME(PARTLY_UPHELD));
	assert_accepted(command(&answer.base));
	assert_accepted(rescore(round_id, "kiến nghị 2/KN"));
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->pass, 2);
	assert_int_equal(result_told()->points_sum, 246);
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	/* It was about the first pass: the second needs a complaint of its own. */
	assert_refused(rescore(round_id, "lần nữa"), ROUND_STATE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_complaint_is_recorded_listed_and_answered_once),
		TEST(the_same_command_twice_is_one_complaint),
		TEST(a_complaint_needs_a_reported_round_and_its_dossier),
		TEST(what_is_missing_in_a_complaint_is_named),
		TEST(what_is_wrong_with_an_answer_is_named),
		TEST(a_complaint_of_another_round_is_unknown_here),
		TEST(who_has_a_conflict_neither_sees_nor_handles_the_complaint),
		TEST(the_list_goes_on_where_it_ended),
		TEST(an_upheld_complaint_lets_a_reported_dossier_be_scored_once_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
