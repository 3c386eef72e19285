/* sight_test.c - who sees what of a dossier: persons, contents, and what is still being edited */
#include <unistd.h>

#include "common/rulebook/rulebook.h"
#include "content_fixture.h"
#include "document_helpers.h"
#include "registration/rules/forms.h"
#include "upload_fixture.h"

static const Ocop__Common__V1__Role outsiders[] = {ROLE(OPERATOR), ROLE(AUDITOR), ROLE(INSPECTOR)};
static const Ocop__Common__V1__Role council[] = {ROLE(COUNCIL_MEMBER), ROLE(COUNCIL_CHAIR),
						 ROLE(COUNCIL_SECRETARY)};

static void sign_in_role(Ocop__Common__V1__Role role)
{
	sign_in_unit("account_reader", role, "19");
}

static const char *value_of(const char *dossier_id, const char *form_code, const char *key)
{
	const Ocop__Registration__V1__Dossier *dossier = get_dossier_of(dossier_id);

	for (size_t i = 0; i < dossier->n_fields; i++) {
		if (strcmp(dossier->fields[i]->form_code, form_code) == 0 &&
		    strcmp(dossier->fields[i]->key, key) == 0)
			return dossier->fields[i]->value;
	}
	return NULL;
}

static const Ocop__Common__V1__Reply *pack(const char *dossier_id)
{
	Ocop__Registration__V1__PackDossier message = OCOP__REGISTRATION__V1__PACK_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	return file(&message.base);
}

static const Ocop__Common__V1__Reply *read_evidence(const char *dossier_id, const char *evidence_id)
{
	Ocop__Registration__V1__ReadFile message = OCOP__REGISTRATION__V1__READ_FILE__INIT;

	message.dossier_id = (char *)dossier_id;
	message.evidence_id = (char *)evidence_id;
	return file(&message.base);
}

static const Ocop__Common__V1__Reply *ask_for(const ProtobufCMessage *message)
{
	return harness_query(fixture.harness, message);
}

/* In a round, with a name and a number to be kept from councils, and a file. */
static const char *a_dossier_in_a_round(const char **ret_evidence_id)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Registration__V1__AttachEvidence photo;
	const char *dossier_id;

	plan(&round);
	sign_in_producer();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	photo = a_file(dossier_id, upload("anh.png", png, sizeof png));
	*ret_evidence_id = accepted_id(&photo.base);
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "legal_representative",
						     "Người đại diện Ví dụ"));
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "0208 000 111"));
	(void)harness_id(fixture.harness,
			 fill_field(dossier_id, "M02", "representative", "Người đại diện Ví dụ"));
	(void)harness_id(fixture.harness,
			 fill_field(dossier_id, "M02", "representative_residence", "Xóm Nơi Ở"));
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M02", "history", "Từ 2019"));
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, propose(dossier_id));
	sign_in_agency();
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(PROVINCE), 5));
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	return dossier_id;
}

/* Whatever a form has to do with persons by its name is in the table. */
static void personal_fields_are_those_of_the_forms(void **state)
{
	static const char *const personal[] = {
		"M01.legal_representative",
		"M01.position",
		"M01.phone",
		"M01.email",
		"M01.signature_stamp",
		"M02.contact",
		"M02.representative",
		"M02.representative_sex",
		"M02.representative_ethnicity",
		"M02.representative_residence",
	};
	enum { COUNT = sizeof personal / sizeof *personal };
	const struct rulebook *book;
	struct rulebook_fault fault;
	struct rulebooks *books;
	size_t found = 0;

	(void)state; /* the fixture holds it */
	assert_int_equal(rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault), 0);
	book = rulebook_find(books, "26-2026");
	for (size_t i = 0; i < book->form_count; i++) {
		const struct rulebook_form *form = &book->forms[i];

		for (size_t k = 0; k < form->field_count; k++) {
			const char *code = arena_printf(harness_arena(fixture.harness), "%s.%s",
							form->code, form->fields[k].key);
			bool expected = false;

			for (size_t n = 0; n < COUNT; n++)
				expected = expected || strcmp(personal[n], code) == 0;
			assert_int_equal(field_is_personal(form->code, form->fields[k].key),
					 expected);
			found += expected;
		}
	}
	assert_int_equal(found, COUNT); /* each is a field of the book */
	rulebooks_destroy(books);
}

static void councils_judge_without_persons(void **state)
{
	const char *evidence_id;
	const char *dossier_id = a_dossier_in_a_round(&evidence_id);

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof council / sizeof *council; i++) {
		const char *text;

		sign_in_role(council[i]);
		assert_string_equal(value_of(dossier_id, "M01", "legal_representative"), "");
		assert_string_equal(value_of(dossier_id, "M01", "phone"), "");
		assert_string_equal(value_of(dossier_id, "M02", "representative_residence"), "");
		assert_string_equal(value_of(dossier_id, "M02", "history"), "Từ 2019");
		assert_int_equal(get_dossier_of(dossier_id)->n_self_assessment, VECTOR_COUNT);
		assert_int_equal(get_dossier_of(dossier_id)->n_findings, 4);
		text = printed(dossier_id, DOCUMENT(M01));
		assert_does_not_say(text, "Người đại diện Ví dụ");
		assert_does_not_say(text, "0208 000 111");
		text = printed(dossier_id, DOCUMENT(M02));
		assert_does_not_say(text, "Người đại diện Ví dụ");
		assert_does_not_say(text, "Xóm Nơi Ở");
		assert_says(text, "Từ 2019");
		(void)harness_body(fixture.harness, read_evidence(dossier_id, evidence_id),
				   MESSAGE(read_file_reply));
		assert_refused(ask_for_submission(dossier_id, 1), ROLE_MISSING);
		assert_refused(pack(dossier_id), ROLE_MISSING);
		assert_true(check(dossier_id)->complete);
	}
}

static void insiders_chairman_and_ministry_see_all(void **state)
{
	static const struct {
		Ocop__Common__V1__Role role;
		const char *unit_code;
	} readers[] = {
		{ROLE(COMMUNE_OFFICER), "05503"},
		{ROLE(OCOP_AGENCY), "19"},
		{ROLE(CHAIRMAN), "19"},
		{ROLE(MINISTRY), ""},
	};
	const char *evidence_id;
	const char *dossier_id = a_dossier_in_a_round(&evidence_id);

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		sign_in_unit("account_reader", readers[i].role, readers[i].unit_code);
		assert_string_equal(value_of(dossier_id, "M01", "phone"), "0208 000 111");
		assert_says(printed(dossier_id, DOCUMENT(M02)), "Xóm Nơi Ở");
		assert_non_null(strstr(get_submission_of(dossier_id, 1)->content, "0208 000 111"));
		(void)made_of(pack(dossier_id));
	}
	sign_in_producer();
	assert_string_equal(value_of(dossier_id, "M01", "phone"), "0208 000 111");
	(void)made_of(pack(dossier_id));
}

static void operator_auditor_and_inspector_see_its_life_alone(void **state)
{
	Ocop__Registration__V1__CheckDossier check = OCOP__REGISTRATION__V1__CHECK_DOSSIER__INIT;
	Ocop__Registration__V1__ListCarryOver carried =
		OCOP__REGISTRATION__V1__LIST_CARRY_OVER__INIT;
	Ocop__Registration__V1__ListSubmissions versions =
		OCOP__REGISTRATION__V1__LIST_SUBMISSIONS__INIT;
	const char *evidence_id;
	const char *dossier_id = a_dossier_in_a_round(&evidence_id);

	(void)state; /* the fixture holds it */
	check.dossier_id = (char *)dossier_id;
	carried.dossier_id = (char *)dossier_id;
	versions.dossier_id = (char *)dossier_id;
	for (size_t i = 0; i < sizeof outsiders / sizeof *outsiders; i++) {
		const Ocop__Registration__V1__Dossier *dossier;

		sign_in_role(outsiders[i]);
		dossier = get_dossier_of(dossier_id);
		assert_int_equal(dossier->state, DOSSIER_STATE(ADMITTED));
		assert_int_equal(dossier->n_history, 5);
		assert_int_equal(dossier->n_samples, 2);
		assert_int_equal(dossier->n_fields, 0);
		assert_int_equal(dossier->n_self_assessment, 0);
		assert_int_equal(dossier->n_evidence, 0);
		assert_int_equal(dossier->n_findings, 0);
		assert_int_equal(dossier->n_papers, 0);
		assert_refused(read_evidence(dossier_id, evidence_id), ROLE_MISSING);
		assert_refused(ask_for_submission(dossier_id, 1), ROLE_MISSING);
		assert_refused(print(dossier_id, DOCUMENT(M01)), ROLE_MISSING);
		assert_refused(print(dossier_id, DOCUMENT(M03)), ROLE_MISSING);
		assert_refused(pack(dossier_id), ROLE_MISSING);
		assert_refused(ask_for(&check.base), ROLE_MISSING);
		assert_refused(ask_for(&carried.base), ROLE_MISSING);
		assert_refused(ask_for(&versions.base), ROLE_MISSING);
	}
}

/* Submitted with one file, sent back; since then the producer wrote, chose, added and took out. */
static const char *a_dossier_being_edited(const char **ret_old_id, const char **ret_new_id)
{
	const char *dossier_id;
	Ocop__Registration__V1__AttachEvidence photo, link;

	sign_in_producer();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	photo = a_file(dossier_id, upload("anh.png", png, sizeof png));
	photo.name = (char *)"Ảnh đã nộp";
	*ret_old_id = accepted_id(&photo.base);
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-06-20"));
	sign_in_producer();
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M02", "history", "Viết dở"));
	(void)harness_id(fixture.harness, assess(dossier_id, 3));
	(void)harness_id(fixture.harness, remove_evidence_of(dossier_id, *ret_old_id));
	photo = a_file(dossier_id, upload("anh.png", png, sizeof png));
	photo.name = (char *)"Ảnh chưa nộp";
	*ret_new_id = accepted_id(&photo.base);
	link = a_link(dossier_id);
	link.link = (char *)"https://example.org/chua-nop";
	(void)accepted_id(&link.base);
	return dossier_id;
}

static void what_is_being_edited_is_for_insiders(void **state)
{
	const char *old_id, *new_id;
	const char *dossier_id = a_dossier_being_edited(&old_id, &new_id);
	const Ocop__Registration__V1__Dossier *dossier;

	(void)state; /* the fixture holds it */
	assert_string_equal(value_of(dossier_id, "M02", "history"), "Viết dở");
	assert_says(printed(dossier_id, DOCUMENT(M02)), "Viết dở");
	assert_false(check(dossier_id)->complete);
	sign_in_role(ROLE(CHAIRMAN));
	dossier = get_dossier_of(dossier_id);
	assert_string_equal(value_of(dossier_id, "M02", "history"), "Ví dụ");
	assert_int_equal(dossier->n_self_assessment, VECTOR_COUNT);
	assert_int_equal(dossier->n_evidence, 2);
	assert_does_not_say(printed(dossier_id, DOCUMENT(M02)), "Viết dở");
	assert_does_not_say(printed(dossier_id, DOCUMENT(M02)), "chua-nop");
	assert_true(check(dossier_id)->complete);
	assert_string_equal(check(dossier_id)->content_sha256,
			    list_submissions_of(dossier_id)->submissions[0]->content_sha256);
	(void)harness_body(fixture.harness, read_evidence(dossier_id, old_id),
			   MESSAGE(read_file_reply));
	assert_refused(read_evidence(dossier_id, new_id), EVIDENCE_UNKNOWN);
}

static void package_is_what_was_handed_in(void **state)
{
	const char *old_id, *new_id;
	const char *dossier_id = a_dossier_being_edited(&old_id, &new_id);
	const char *path, *list, *form = own_path("form-02.pdf");

	(void)state;                             /* the fixture holds it */
	path = fetch(made_of(pack(dossier_id))); /* the producer's own too */
	list = output_of("unzip -p", path, "00-danh-muc.csv");
	assert_says(list, "Ảnh đã nộp");
	assert_does_not_say(list, "Ảnh chưa nộp");
	assert_does_not_say(list, "chua-nop");
	(void)output_of("unzip -p", path,
			arena_printf(harness_arena(fixture.harness), "'*/mau-02*' > %s", form));
	assert_does_not_say(output_of("pdftotext", form, "-"), "Viết dở");
	assert_int_equal(unlink(path), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(personal_fields_are_those_of_the_forms),
		TEST(councils_judge_without_persons),
		TEST(insiders_chairman_and_ministry_see_all),
		TEST(operator_auditor_and_inspector_see_its_life_alone),
		TEST(what_is_being_edited_is_for_insiders),
		TEST(package_is_what_was_handed_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
