/* centre_test.c - what the centre decided without this software: entered, refused, told */
#include "centre_fixture.h"
#include "document_helpers.h"

static void recognition_by_the_centre_ends_the_dossier(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);
	const Ocop__Registration__V1__CentreResultRecorded *event;
	const Ocop__Registration__V1__Dossier *dossier;

	(void)state; /* the fixture holds it */
	message.valid_until = (char *)"2029-09-25";
	(void)accepted_id(&message.base);
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->state, DOSSIER_STATE(RECOGNISED));
	assert_int_equal(dossier->waits_with, OFFICE(NOBODY));
	assert_string_equal(dossier->history[dossier->n_history - 1]->reason,
			    "88/QĐ-BNNMT, 2026-09-25");

	event = harness_last_event(fixture.harness, MESSAGE(centre_result_recorded));
	assert_string_equal(event->dossier_id, dossier_id);
	assert_string_equal(event->product_id, fixture.product_id);
	assert_string_equal(event->product_name, "Rau Ví dụ");
	assert_string_equal(event->producer_name, "Hợp tác xã Ví dụ 1");
	assert_string_equal(event->place->commune_code, "05503");
	assert_string_equal(event->rulebook_code, "26-2026");
	assert_int_equal(event->set_no, 1);
	assert_string_equal(event->score, "91.14");
	assert_int_equal(event->star, 5);
	assert_string_equal(event->certificate_number, "7/2026/OCOP-QG");
	assert_string_equal(event->valid_until, "2029-09-25");
	assert_string_equal(event->decision_sha256, dossier->papers[0]->sha256);
	assert_refused(command(&message.base), DOSSIER_STATE); /* once and for all */
}

static void what_the_centre_declines_is_with_the_province_again(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const Ocop__Registration__V1__Dossier *dossier;

	(void)state; /* the fixture holds it */
	message.star = 0;
	message.certificate_number = (char *)"";
	assert_refused(command(&message.base), REASON_MISSING);
	message.reason = (char *)"Chưa đạt 90 điểm";
	message.score = (char *)""; /* need not be told */
	(void)accepted_id(&message.base);
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->state, DOSSIER_STATE(PROPOSED));
	assert_int_equal(dossier->waits_with, OFFICE(PROVINCE));
	assert_string_equal(dossier->history[dossier->n_history - 1]->reason,
			    "88/QĐ-BNNMT, 2026-09-25: Chưa đạt 90 điểm");

	round.round_id = (char *)"round_tn1_01K00000000000000000000003"; /* its own evaluation */
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
}

/* The commune proposed it on 1 June, the province to the centre on the 20th. */
static void what_the_commune_signed_keeps_its_day(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();

	(void)state; /* the fixture holds it */
	assert_says(printed(dossier_id, DOCUMENT(REQUEST_LETTER)),
		    "Tân Cương, ngày 01 tháng 6 năm 2026");
	assert_says(printed(dossier_id, DOCUMENT(M01)), "Ngày nhận 01/06/2026 01/06/2026");
}

static void the_scan_must_be_there(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);

	(void)state; /* the fixture holds it */
	message.decision_paper_id = (char *)"";
	assert_refused(command(&message.base), PAPER_MISSING);
	message.decision_paper_id = (char *)"paper_01K00000000000000000000000";
	assert_refused(command(&message.base), PAPER_MISSING);
	message.decision_paper_id = (char *)attach(dossier_id, PAPER(DECISION)); /* another's */
	assert_refused(command(&message.base), PAPER_MISSING);
}

/* What is changed in a result that is right, and what it is refused for. */
struct wrong {
	const char *name;
	const char *score, *decision_number, *decided_on, *certificate_number, *valid_until;
	uint32_t star;
	Ocop__Common__V1__RefusalCode why;
	const char *field;
};

static const struct wrong wrongs[] = {
	{"no score", "", NULL, NULL, NULL, NULL, 5, REFUSAL(FIELD_MISSING), "score"},
	{"words for a score", "chín mươi", NULL, NULL, NULL, NULL, 5, REFUSAL(FIELD_INVALID),
	 "score"},
	{"over the book's total", "100.01", NULL, NULL, NULL, NULL, 5, REFUSAL(FIELD_INVALID),
	 "score"},
	{"below the star's band", "89.9999", NULL, NULL, NULL, NULL, 5, REFUSAL(FIELD_INVALID),
	 "score"},
	{"a decimal mark alone", "91.", NULL, NULL, NULL, NULL, 5, REFUSAL(FIELD_INVALID), "score"},
	{"a star of the province", "80", NULL, NULL, NULL, NULL, 4, REFUSAL(LEVEL_NOT_COMPETENT),
	 "star"},
	{"a star that is none", "91.14", NULL, NULL, NULL, NULL, 6, REFUSAL(LEVEL_NOT_COMPETENT),
	 "star"},
	{"no decision", NULL, "", NULL, NULL, NULL, 5, REFUSAL(FIELD_MISSING), "decision_number"},
	{"no day", NULL, NULL, "", NULL, NULL, 5, REFUSAL(DATE_INVALID), "decided_on"},
	{"no day of the calendar", NULL, NULL, "2026-09-31", NULL, NULL, 5, REFUSAL(DATE_INVALID),
	 "decided_on"},
	{"tomorrow", NULL, NULL, "2026-10-02", NULL, NULL, 5, REFUSAL(DATE_INVALID), "decided_on"},
	{"before the proposal", NULL, NULL, "2026-06-19", NULL, NULL, 5, REFUSAL(DATE_INVALID),
	 "decided_on"},
	{"no certificate", NULL, NULL, NULL, "", NULL, 5, REFUSAL(FIELD_MISSING),
	 "certificate_number"},
	{"over before it begins", NULL, NULL, NULL, NULL, "2026-09-25", 5, REFUSAL(DATE_INVALID),
	 "valid_until"},
	{"longer than the book allows", NULL, NULL, NULL, NULL, "2029-09-26", 5,
	 REFUSAL(DATE_INVALID), "valid_until"},
	{"a certificate of nothing", NULL, NULL, NULL, "7/2026/OCOP-QG", NULL, 0,
	 REFUSAL(FIELD_INVALID), "certificate_number"},
};

static const char *changed(const char *change, const char *right)
{
	return change ? change : right;
}

static void result_says_what_can_be(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	const Ocop__Registration__V1__RecordCentreResult right = a_result(dossier_id);
	Ocop__Registration__V1__RecordCentreResult message = right;

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		const struct wrong *row = &wrongs[i];
		const Ocop__Common__V1__Reply *reply;

		message.score = (char *)changed(row->score, right.score);
		message.decision_number =
			(char *)changed(row->decision_number, right.decision_number);
		message.decided_on = (char *)changed(row->decided_on, right.decided_on);
		message.certificate_number =
			(char *)changed(row->certificate_number, right.certificate_number);
		message.valid_until = (char *)changed(row->valid_until, "");
		message.star = row->star;
		message.reason = (char *)(row->star ? "" : "Không đạt");
		reply = command(&message.base);
		if (harness_refusal(reply) != row->why ||
		    strcmp(reply->refusals[0]->field, row->field) != 0)
			fail_msg("%s: %d %s", row->name, harness_refusal(reply),
				 reply->n_refusals ? reply->refusals[0]->field : "");
	}
	message = right;
	message.score = (char *)"90,00"; /* as people write it; exactly the band's end */
	(void)accepted_id(&message.base);
}

static void long_texts_are_refused(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);
	char text[NUMBER_LENGTH_MAX + 2];

	(void)state; /* the fixture holds it */
	memset(text, '1', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	message.decision_number = text;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
}

static void only_the_agency_enters_it_and_only_then(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);

	(void)state; /* the fixture holds it */
	sign_in_commune();
	assert_refused(command(&message.base), ROLE_MISSING);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_agency();
	(void)accepted_id(&message.base);
	assert_refused(command(&message.base), DOSSIER_STATE);
	message.star = 0;
	assert_refused(command(&message.base), DOSSIER_STATE);
}

static void dossier_that_is_with_the_province_has_no_centre_result(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);

	(void)state; /* the fixture holds it */
	assert_refused(command(&message.base), DOSSIER_STATE);
}

static void same_result_twice_is_one(void **state)
{
	const char *dossier_id = a_dossier_at_the_centre();
	Ocop__Registration__V1__RecordCentreResult message = a_result(dossier_id);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	command_id_create(clock_machine_us(), id);
	for (int i = 0; i < 2; i++)
		(void)harness_id(fixture.harness,
				 harness_command_as(fixture.harness, id, 0, &message.base));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(centre_result_recorded)), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(recognition_by_the_centre_ends_the_dossier),
		TEST(what_the_centre_declines_is_with_the_province_again),
		TEST(what_the_commune_signed_keeps_its_day),
		TEST(the_scan_must_be_there),
		TEST(result_says_what_can_be),
		TEST(long_texts_are_refused),
		TEST(only_the_agency_enters_it_and_only_then),
		TEST(dossier_that_is_with_the_province_has_no_centre_result),
		TEST(same_result_twice_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
