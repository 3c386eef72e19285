/* uploads_test.c - files on their way in, and as evidence afterwards */

#include "upload_fixture.h"

static void file_becomes_evidence_and_is_read_back(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence message =
		a_file(dossier_id, upload("giay.png", png, sizeof png));
	Ocop__Registration__V1__ReadFile read = OCOP__REGISTRATION__V1__READ_FILE__INIT;
	const Ocop__Registration__V1__ReadFileReply *content;
	const Ocop__Registration__V1__Evidence *evidence;

	(void)state; /* the fixture holds it */
	(void)accepted_id(&message.base);
	evidence = get_dossier_of(dossier_id)->evidence[0];
	assert_string_equal(evidence->media_type, "image/png");
	assert_int_equal(evidence->size_bytes, sizeof png);
	read.dossier_id = (char *)dossier_id;
	read.sha256 = evidence->sha256;
	read.offset_bytes = 8;
	content = harness_body(fixture.harness, file(&read.base), MESSAGE(read_file_reply));
	assert_int_equal(content->size_bytes, sizeof png);
	assert_int_equal(content->content.len, sizeof png - 8);
	assert_memory_equal(content->content.data, png + 8, sizeof png - 8);

	read.offset_bytes = sizeof png + 1;
	assert_refused(file(&read.base), FIELD_INVALID);
	read.sha256 = (char *)"../../../../etc/passwd";
	assert_refused(file(&read.base), EVIDENCE_UNKNOWN);
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(file(&read.base), SCOPE_MISSING);
}

static void piece_sent_again_is_no_piece_more(void **state)
{
	const char *upload_id = state_of(open_file("giay.png", sizeof png))->upload_id;

	(void)state; /* the fixture holds it */
	assert_int_equal(state_of(write_piece(upload_id, 0, png, 10))->offset_bytes, 10);
	assert_int_equal(state_of(write_piece(upload_id, 0, png, 10))->offset_bytes, 10);
	/* One that overlaps, as after an answer that was lost. */
	assert_int_equal(state_of(write_piece(upload_id, 5, png + 5, 15))->offset_bytes, 20);
	assert_refused(write_piece(upload_id, 5, png, 15), UPLOAD_OFFSET); /* other bytes */
	assert_refused(write_piece(upload_id, 21, png, 1), UPLOAD_OFFSET); /* leaves a gap */
	assert_refused(write_piece(upload_id, 20, png, sizeof png), UPLOAD_OFFSET); /* too much */
	assert_refused(write_piece(upload_id, UINT64_MAX, png, 1), UPLOAD_OFFSET);
	assert_int_equal(offset_of(upload_id), 20);
}

static void upload_goes_on_after_a_restart(void **state)
{
	const char *upload_id = state_of(open_file("giay.png", sizeof png))->upload_id;
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence message = a_file(dossier_id, upload_id);

	(void)state; /* the fixture holds it */
	(void)state_of(write_piece(upload_id, 0, png, 30));
	assert_refused(command(&message.base), UPLOAD_INCOMPLETE);
	harness_restart(fixture.harness);
	assert_int_equal(offset_of(upload_id), 30);
	(void)state_of(write_piece(upload_id, 30, png + 30, sizeof png - 30));
	(void)accepted_id(&message.base);
}

#ifdef OCOP_FAULT_POINTS
/* The fault that main asks for strikes the second piece of this process: half of it gets through.
 */
static void short_write_is_no_answer_and_loses_nothing(void **state)
{
	const char *upload_id = state_of(open_file("giay.png", sizeof png))->upload_id;
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence message = a_file(dossier_id, upload_id);
	const Ocop__Common__V1__Reply *reply;
	uint64_t offset_bytes;

	(void)state; /* the fixture holds it */
	(void)state_of(write_piece(upload_id, 0, png, 20));
	reply = write_piece(upload_id, 20, png + 20, 20);
	assert_int_equal(reply->outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED);
	offset_bytes = offset_of(upload_id);
	assert_int_equal(offset_bytes, 30);
	(void)state_of(write_piece(upload_id, 20, png + 20, 20)); /* sent again whole */
	(void)state_of(write_piece(upload_id, 40, png + 40, sizeof png - 40));
	(void)accepted_id(&message.base);
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 1);
}
#endif

static void same_request_opens_the_same_upload(void **state)
{
	static const uint8_t id[COMMAND_ID_SIZE_BYTES] = {1, 2, 3};
	Ocop__Registration__V1__OpenUpload message = OCOP__REGISTRATION__V1__OPEN_UPLOAD__INIT;
	const char *first, *again;

	(void)state;
	message.file_name = (char *)"a.pdf";
	message.size_bytes = 9;
	first = state_of(harness_file_as(fixture.harness, id, &message.base))->upload_id;
	again = state_of(harness_file_as(fixture.harness, id, &message.base))->upload_id;
	assert_string_equal(first, again);
	message.size_bytes = 10;
	assert_int_equal(harness_refusal(harness_file_as(fixture.harness, id, &message.base)),
			 REFUSAL(COMMAND_ID_REUSED));
	assert_string_not_equal(first, state_of(open_file("a.pdf", 9))->upload_id);
}

static void unsound_files_are_refused_when_opened(void **state)
{
	static const struct {
		const char *name;
		uint64_t size_bytes;
		Ocop__Common__V1__RefusalCode why;
	} rows[] = {
		{"chương-trình.exe", 10, REFUSAL(FILE_TYPE_REFUSED)},
		{"không đuôi", 10, REFUSAL(FILE_TYPE_REFUSED)},
		{"../giay.png", 10, REFUSAL(FIELD_INVALID)},
		{"", 10, REFUSAL(FIELD_INVALID)},
		{"giay.png", 0, REFUSAL(FIELD_INVALID)},
		{"giay.png", 268435457, REFUSAL(FILE_TOO_LARGE)}, /* one byte over the setting */
		{"giay.png", UINT64_MAX, REFUSAL(FILE_TOO_LARGE)},
		{"giay.PDF", 268435456, REFUSAL(UNSPECIFIED)},
	};

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(harness_refusal(open_file(rows[i].name, rows[i].size_bytes)),
				 rows[i].why);
}

static void file_that_is_not_what_it_says_is_refused(void **state)
{
	static const char script[] = "#!/bin/sh\necho\n";
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence message =
		a_file(dossier_id, upload("giay.pdf", png, sizeof png));

	(void)state; /* the fixture holds it */
	assert_refused(command(&message.base), FILE_TYPE_MISMATCH);
	message.upload_id = (char *)upload("giay.png", (const uint8_t *)script, sizeof script - 1);
	assert_refused(command(&message.base), FILE_TYPE_MISMATCH);
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 0);
}

static void upload_is_its_owners_alone(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *upload_id = upload("giay.png", png, sizeof png);
	Ocop__Registration__V1__AttachEvidence message = a_file(dossier_id, upload_id);
	Ocop__Registration__V1__GetUpload get = OCOP__REGISTRATION__V1__GET_UPLOAD__INIT;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	assert_refused(command(&message.base), UPLOAD_UNKNOWN);
	get.upload_id = (char *)upload_id;
	assert_refused(file(&get.base), UPLOAD_UNKNOWN);
	get.upload_id = (char *)"../../store.sqlite";
	assert_refused(file(&get.base), UPLOAD_UNKNOWN);
	sign_in_unit("account_member", ROLE(COUNCIL_MEMBER), "19");
	assert_refused(open_file("giay.png", 10), ROLE_MISSING);
}

static void same_attachment_twice_is_one(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence message =
		a_file(dossier_id, upload("giay.png", png, sizeof png));
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const char *first;

	(void)state; /* the fixture holds it */
	command_id_create(clock_machine_us(), id);
	first = harness_id(fixture.harness,
			   harness_command_as(fixture.harness, id, 0, &message.base));
	assert_string_equal(first,
			    harness_id(fixture.harness,
				       harness_command_as(fixture.harness, id, 0, &message.base)));
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 1);
}

static void attachment_is_held_against_dossier_and_sheet(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence message = a_link(dossier_id);
	char *unknown[] = {(char *)"99.9"};
	char *group[] = {(char *)"1"};

	(void)state; /* the fixture holds it */
	message.evidence_type = (char *)"EV_NONE";
	assert_refused(command(&message.base), EVIDENCE_TYPE_UNKNOWN);
	message = a_link(dossier_id);
	message.n_criterion_codes = 1;
	message.criterion_codes = unknown;
	assert_refused(command(&message.base), CRITERION_UNKNOWN);
	message.criterion_codes = group; /* a group takes no option */
	assert_refused(command(&message.base), CRITERION_UNKNOWN);
	message = a_link(dossier_id);
	message.link = (char *)"";
	assert_refused(command(&message.base), FIELD_MISSING);
	message.link = (char *)"javascript:alert(1)";
	assert_refused(command(&message.base), FIELD_INVALID);
	message.link = (char *)"https:///giay-to"; /* nowhere */
	assert_refused(command(&message.base), FIELD_INVALID);
	message = a_link(dossier_id);
	message.valid_until = (char *)"2026-05-31"; /* yesterday */
	assert_refused(command(&message.base), EVIDENCE_EXPIRED);
	message.valid_until = (char *)"31/05/2027";
	assert_refused(command(&message.base), DATE_INVALID);
	message = a_file(dossier_id, "upload_01K00000000000000000000000");
	assert_refused(command(&message.base), UPLOAD_UNKNOWN);
}

static void evidence_is_taken_out_of_a_draft(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);
	Ocop__Registration__V1__RemoveEvidence message =
		OCOP__REGISTRATION__V1__REMOVE_EVIDENCE__INIT;

	(void)state; /* the fixture holds it */
	message.dossier_id = (char *)dossier_id;
	message.evidence_id = (char *)accepted_id(&link.base);
	(void)accepted_id(&message.base);
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 0);
	assert_refused(command(&message.base), EVIDENCE_UNKNOWN);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
#ifdef OCOP_FAULT_POINTS
		TEST(short_write_is_no_answer_and_loses_nothing), /* first: it counts pieces */
#endif
		TEST(file_becomes_evidence_and_is_read_back),
		TEST(piece_sent_again_is_no_piece_more),
		TEST(upload_goes_on_after_a_restart),
		TEST(same_request_opens_the_same_upload),
		TEST(unsound_files_are_refused_when_opened),
		TEST(file_that_is_not_what_it_says_is_refused),
		TEST(upload_is_its_owners_alone),
		TEST(same_attachment_twice_is_one),
		TEST(attachment_is_held_against_dossier_and_sheet),
		TEST(evidence_is_taken_out_of_a_draft),
	};

	(void)setenv("OCOP_FAULTS", "upload_write:2=fail", 1); /* read at the first piece */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
