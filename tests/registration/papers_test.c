/* papers_test.c - papers of offices: who attaches which, when, and who reads them */
#include "upload_fixture.h"

#define PAPER(name) OCOP__REGISTRATION__V1__PAPER_KIND__PAPER_KIND_##name

/* A paper of the province's, from an upload of whoever is signed in. */
static Ocop__Registration__V1__AttachPaper a_paper(const char *dossier_id)
{
	Ocop__Registration__V1__AttachPaper message = OCOP__REGISTRATION__V1__ATTACH_PAPER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.kind = PAPER(COUNCIL_REPORT);
	message.number = (char *)"15/BC-HĐ";
	message.issued_on = (char *)"2026-06-01";
	message.name = (char *)"Báo cáo của hội đồng";
	message.upload_id = (char *)upload("bao-cao.png", png, sizeof png);
	return message;
}

static void paper_is_shown_and_read(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__AttachPaper message = a_paper(dossier_id);
	const char *paper_id = accepted_id(&message.base);
	const Ocop__Registration__V1__PaperAttached *event =
		harness_last_event(fixture.harness, MESSAGE(paper_attached));
	Ocop__Registration__V1__ReadFile read = a_read(dossier_id, "");
	const Ocop__Registration__V1__Dossier *dossier = get_dossier_of(dossier_id);

	(void)state; /* the fixture holds it */
	assert_int_equal(dossier->n_papers, 1);
	assert_string_equal(dossier->papers[0]->paper_id, paper_id);
	assert_int_equal(dossier->papers[0]->kind, PAPER(COUNCIL_REPORT));
	assert_string_equal(dossier->papers[0]->number, "15/BC-HĐ");
	assert_string_equal(dossier->papers[0]->issued_on, "2026-06-01");
	assert_string_equal(dossier->papers[0]->media_type, "image/png");
	assert_string_equal(event->dossier_id, dossier_id);
	assert_string_equal(event->paper->sha256, dossier->papers[0]->sha256);

	read.paper_id = (char *)paper_id;
	assert_memory_equal(piece_of(&read)->content.data, png, sizeof png);
	assert_string_equal(piece_of(&read)->file_name, "Báo cáo của hội đồng");
	read = a_read(dossier_id, "");
	read.sha256 = dossier->papers[0]->sha256;
	assert_int_equal(piece_of(&read)->size_bytes, sizeof png);
	read.sha256 = (char *)"";
	read.paper_id = (char *)"paper_01K00000000000000000000000";
	assert_refused(file(&read.base), NO_SUCH_THING);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	read.paper_id = (char *)paper_id;
	assert_refused(file(&read.base), SCOPE_MISSING);
}

static void each_office_attaches_its_own(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__AttachPaper message = a_paper(dossier_id);

	(void)state; /* the fixture holds it */
	message.kind = PAPER(COMMUNE_REQUEST);
	assert_refused(command(&message.base), ROLE_MISSING);
	sign_in_commune();
	message = a_paper(dossier_id);
	assert_refused(command(&message.base), ROLE_MISSING);
	message.kind = PAPER(COMMUNE_REQUEST);
	(void)accepted_id(&message.base);
	message = a_paper(dossier_id);
	message.kind = PAPER(EXTRA_TEST); /* comes from either */
	(void)accepted_id(&message.base);
	sign_in_producer();
	assert_refused(command(&message.base), ROLE_MISSING);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&message.base), SCOPE_MISSING);
}

static void paper_says_what_can_be(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__AttachPaper message = a_paper(dossier_id);
	char long_number[NUMBER_LENGTH_MAX + 2];

	(void)state; /* the fixture holds it */
	message.kind = PAPER(UNSPECIFIED);
	assert_refused(command(&message.base), FIELD_INVALID);
	message.kind = 99;
	assert_refused(command(&message.base), FIELD_INVALID);
	message = a_paper(dossier_id);
	message.upload_id = (char *)"";
	assert_refused(command(&message.base), FIELD_MISSING);
	message = a_paper(dossier_id);
	message.issued_on = (char *)"01/06/2026";
	assert_refused(command(&message.base), DATE_INVALID);
	message.issued_on = (char *)"2026-06-02"; /* tomorrow */
	assert_refused(command(&message.base), DATE_INVALID);
	message = a_paper(dossier_id);
	memset(long_number, '1', sizeof long_number - 1);
	long_number[sizeof long_number - 1] = '\0';
	message.number = long_number;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	message = a_paper(dossier_id);
	message.number = message.issued_on = message.name = (char *)"";
	(void)accepted_id(&message.base); /* not every paper has them */
	assert_string_equal(get_dossier_of(dossier_id)->papers[0]->name, "bao-cao.png");
}

static void upload_of_a_paper_is_looked_into(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__AttachPaper message = a_paper(dossier_id);

	(void)state; /* the fixture holds it */
	message.upload_id = (char *)"upload_01K00000000000000000000000";
	assert_refused(command(&message.base), UPLOAD_UNKNOWN);
	message.upload_id = (char *)state_of(open_file("a.png", sizeof png))->upload_id;
	assert_refused(command(&message.base), UPLOAD_INCOMPLETE);
	message.upload_id = (char *)upload("a.pdf", png, sizeof png);
	assert_refused(command(&message.base), FILE_TYPE_MISMATCH);
	message.upload_id = (char *)upload("a.png", png, sizeof png - 30); /* cut in its picture */
	assert_refused(command(&message.base), IMAGE_INVALID);
	assert_int_equal(get_dossier_of(dossier_id)->n_papers, 0);
}

static void draft_has_no_papers_of_offices(void **state)
{
	Ocop__Registration__V1__AttachPaper message;
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	sign_in_agency();
	message = a_paper(dossier_id);
	assert_refused(command(&message.base), DOSSIER_STATE);
	sign_in_producer();
	(void)harness_id(fixture.harness, withdraw(dossier_id, "Thử"));
	sign_in_agency();
	assert_refused(command(&message.base), DOSSIER_STATE);
}

static void same_paper_twice_is_one(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__AttachPaper message = a_paper(dossier_id);
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const char *first;

	(void)state; /* the fixture holds it */
	command_id_create(clock_machine_us(), id);
	first = harness_id(fixture.harness,
			   harness_command_as(fixture.harness, id, 0, &message.base));
	assert_string_equal(first,
			    harness_id(fixture.harness,
				       harness_command_as(fixture.harness, id, 0, &message.base)));
	assert_int_equal(get_dossier_of(dossier_id)->n_papers, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(paper_is_shown_and_read),        TEST(each_office_attaches_its_own),
		TEST(paper_says_what_can_be),         TEST(upload_of_a_paper_is_looked_into),
		TEST(draft_has_no_papers_of_offices), TEST(same_paper_twice_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
