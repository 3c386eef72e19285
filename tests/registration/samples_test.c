/* samples_test.c - samples that go with a dossier: who receives them, and what waits for them */
#include "common/rulebook/rulebook.h"
#include "registration/rules/samples.h"
#include "registration_fixture.h"

static const char *a_submitted_dossier(void)
{
	const char *dossier_id;

	sign_in_producer();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	return dossier_id;
}

static void commune_proposes_with_five_samples_and_not_before(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	const Ocop__Registration__V1__SamplesReceived *event;
	const Ocop__Registration__V1__Dossier *dossier;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	assert_refused(propose(dossier_id), SAMPLES_MISSING);
	assert_string_equal(
		harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 3)),
		"01/BNM-05503-2026");
	assert_refused(propose(dossier_id), SAMPLES_MISSING); /* three of five */
	assert_string_equal(
		harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 2)),
		"02/BNM-05503-2026");
	event = harness_last_event(fixture.harness, MESSAGE(samples_received));
	assert_string_equal(event->dossier_id, dossier_id);
	assert_int_equal(event->receipt->sample_count, 2);
	assert_string_equal(event->receipt->receipt_number, "02/BNM-05503-2026");
	(void)harness_id(fixture.harness, propose(dossier_id));

	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->n_samples, 2);
	assert_int_equal(dossier->samples[0]->office, OFFICE(COMMUNE));
	assert_int_equal(dossier->samples[0]->sample_count, 3);
	assert_string_equal(dossier->samples[0]->received_on, "2026-06-01");
}

static void province_admits_with_its_own_receipt(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = a_submitted_dossier();

	(void)state; /* the fixture holds it */
	plan(&round);
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, propose(dossier_id));
	assert_refused(record_samples_of(dossier_id, OFFICE(COMMUNE), 5), DOSSIER_STATE);
	sign_in_agency();
	assert_refused(admit(dossier_id, round.round_id), SAMPLES_MISSING);
	assert_string_equal(
		harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(PROVINCE), 5)),
		"01/BNM-19-2026");
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
}

static void each_office_records_its_own(void **state)
{
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	sign_in_producer();
	dossier_id = open_a_dossier();
	sign_in_commune();
	assert_refused(record_samples_of(dossier_id, OFFICE(COMMUNE), 5), DOSSIER_STATE);
	sign_in_producer();
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_refused(record_samples_of(dossier_id, OFFICE(COMMUNE), 5), ROLE_MISSING);
	sign_in_agency();
	assert_refused(record_samples_of(dossier_id, OFFICE(COMMUNE), 5), ROLE_MISSING);
	assert_refused(record_samples_of(dossier_id, OFFICE(PROVINCE), 5), DOSSIER_STATE);
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(record_samples_of(dossier_id, OFFICE(COMMUNE), 5), SCOPE_MISSING);
	sign_in_commune();
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
}

static void receipt_says_what_can_be(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	Ocop__Registration__V1__RecordSamples message =
		OCOP__REGISTRATION__V1__RECORD_SAMPLES__INIT;
	char long_note[LINE_LENGTH_MAX + 2];

	(void)state; /* the fixture holds it */
	sign_in_commune();
	assert_refused(record_samples_of(dossier_id, OFFICE(PRODUCER), 5), FIELD_INVALID);
	assert_refused(record_samples_of(dossier_id, OFFICE(COMMUNE), 0), FIELD_INVALID);
	assert_refused(record_samples_of(dossier_id, OFFICE(COMMUNE), 1001), FIELD_INVALID);
	message.dossier_id = (char *)dossier_id;
	message.office = OFFICE(COMMUNE);
	message.sample_count = 5;
	message.received_on = (char *)"2026-06-02"; /* tomorrow */
	assert_refused(command(&message.base), DATE_INVALID);
	message.received_on = (char *)"2026-05-31"; /* the day before it was submitted */
	assert_refused(command(&message.base), DATE_INVALID);
	message.received_on = (char *)"";
	assert_refused(command(&message.base), DATE_INVALID);
	message.received_on = (char *)"2026-06-01";
	memset(long_note, 'x', sizeof long_note - 1);
	long_note[sizeof long_note - 1] = '\0';
	message.note = long_note;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	message.note = (char *)"Đủ tem, nhãn";
	(void)accepted_id(&message.base);
	assert_string_equal(get_dossier_of(dossier_id)->samples[0]->note, "Đủ tem, nhãn");
}

static void same_receipt_twice_is_one(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	Ocop__Registration__V1__RecordSamples message =
		OCOP__REGISTRATION__V1__RECORD_SAMPLES__INIT;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	sign_in_commune();
	message.dossier_id = (char *)dossier_id;
	message.office = OFFICE(COMMUNE);
	message.sample_count = 5;
	message.received_on = (char *)"2026-06-01";
	command_id_create(clock_machine_us(), id);
	for (int i = 0; i < 2; i++)
		assert_string_equal(
			harness_id(fixture.harness,
				   harness_command_as(fixture.harness, id, 0, &message.base)),
			"01/BNM-05503-2026");
	assert_int_equal(get_dossier_of(dossier_id)->n_samples, 1);
}

/* The first option of every criterion that is still missing. */
static void choose_what_is_missing(const char *dossier_id,
				   const Ocop__Registration__V1__CheckDossierReply *gaps)
{
	Ocop__Registration__V1__SaveSelfAssessment message =
		OCOP__REGISTRATION__V1__SAVE_SELF_ASSESSMENT__INIT;
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry entries[100];
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry *pointers[100];

	for (size_t i = 0; i < gaps->n_gaps; i++) {
		if (strcmp(gaps->gaps[i]->kind, "criterion") != 0)
			continue;
		ocop__registration__v1__save_self_assessment__choices_entry__init(
			&entries[message.n_choices]);
		entries[message.n_choices].key = gaps->gaps[i]->code;
		entries[message.n_choices].value = 1;
		pointers[message.n_choices] = &entries[message.n_choices];
		message.n_choices++;
	}
	message.dossier_id = (char *)dossier_id;
	message.choices = pointers;
	(void)harness_id(fixture.harness, command(&message.base));
}

/* Fills in whatever CheckDossier says is missing. */
static void fill_gaps(const char *dossier_id)
{
	Ocop__Registration__V1__CheckDossier query = OCOP__REGISTRATION__V1__CHECK_DOSSIER__INIT;
	const Ocop__Registration__V1__CheckDossierReply *gaps;

	query.dossier_id = (char *)dossier_id;
	gaps = harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(check_dossier_reply));
	for (size_t i = 0; i < gaps->n_gaps; i++) {
		const char *code = gaps->gaps[i]->code;

		if (strcmp(gaps->gaps[i]->kind, "form") == 0) {
			(void)harness_id(fixture.harness,
					 fill_field(dossier_id, code[2] == '1' ? "M01" : "M02",
						    code + strlen("M01."), "Ví dụ"));
		} else if (strcmp(gaps->gaps[i]->kind, "evidence") == 0) {
			Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);

			link.evidence_type = gaps->gaps[i]->code;
			(void)accepted_id(&link.base);
		}
	}
	choose_what_is_missing(dossier_id, gaps);
}

static void tourism_hands_over_no_samples(void **state)
{
	Ocop__Registration__V1__RegisterProduct product = a_product();
	Ocop__Registration__V1__OpenDossier message = a_dossier();
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	product.name = (char *)"Điểm du lịch Ví dụ";
	product.set_no = 26;
	message.product_id = (char *)accepted_id(&product.base);
	message.set_no = 26;
	dossier_id = accepted_id(&message.base);
	fill_gaps(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	assert_refused(record_samples_of(dossier_id, OFFICE(COMMUNE), 5), SAMPLES_NOT_ASKED);
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	(void)harness_id(fixture.harness, propose(dossier_id));
}

static void rule_book_says_how_many(void **state)
{
	const struct rulebook *book;
	struct rulebooks *books;
	struct rulebook_fault fault;

	(void)state; /* the fixture holds it */
	assert_int_equal(rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault), 0);
	book = rulebook_find(books, "26-2026");
	for (uint32_t set_no = 1; set_no <= 26; set_no++) {
		const struct rulebook_set *set = rulebook_set_find(book, set_no);
		bool is_tourism = strcmp(set->sector_code, "VI") == 0;

		assert_int_equal(samples_asked(book, set, DOSSIER_KIND(FIRST), OFFICE(COMMUNE)),
				 is_tourism ? 0 : 5);
		assert_int_equal(samples_asked(book, set, DOSSIER_KIND(UPGRADE), OFFICE(PROVINCE)),
				 is_tourism ? 0 : 5);
		assert_int_equal(samples_asked(book, set, DOSSIER_KIND(RE_RATING), OFFICE(CENTRE)),
				 is_tourism ? 0 : 5);
	}
	rulebooks_destroy(books);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(commune_proposes_with_five_samples_and_not_before),
		TEST(province_admits_with_its_own_receipt),
		TEST(each_office_records_its_own),
		TEST(receipt_says_what_can_be),
		TEST(same_receipt_twice_is_one),
		TEST(tourism_hands_over_no_samples),
		TEST(rule_book_says_how_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
