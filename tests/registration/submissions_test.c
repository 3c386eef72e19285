/* submissions_test.c - what was submitted never changes, whatever becomes of the dossier; and paper
 * dossiers of earlier ratings
 */
#include "content_fixture.h"

#include <sodium.h>

static const char *sha256_of(const char *text)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char *hex = arena_alloc(harness_arena(fixture.harness), 2 * sizeof hash + 1);

	(void)crypto_hash_sha256(hash, (const uint8_t *)text, strlen(text));
	(void)sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
	return hex;
}

static bool has_evidence(Ocop__Registration__V1__Evidence *const *evidence, size_t count,
			 const char *evidence_id)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(evidence[i]->evidence_id, evidence_id) == 0)
			return true;
	}
	return false;
}

/* Submitted and sent back by the commune; the producer is signed in. */
static const char *a_returned_dossier(void)
{
	const char *dossier_id = open_a_dossier();

	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-06-20"));
	sign_in_producer();
	return dossier_id;
}

static void submitted_version_is_what_it_was(void **state)
{
	const char *dossier_id = a_returned_dossier();
	const Ocop__Registration__V1__SubmissionContent *first = get_submission_of(dossier_id, 1);
	const Ocop__Registration__V1__SubmissionContent *again;
	const char *content = first->content;

	(void)state; /* the fixture holds it */
	assert_string_equal(sha256_of(content), first->submission->content_sha256);
	assert_non_null(strstr(content, "field M01.phone "));
	assert_non_null(strstr(content, "choice 1.1 3\n"));
	assert_non_null(strstr(content, "https://example.org/dang-ky"));

	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "0209"));
	(void)harness_id(fixture.harness, assess(dossier_id, VECTOR_COUNT - 1));
	(void)harness_id(fixture.harness, assess(dossier_id, VECTOR_COUNT));
	again = get_submission_of(dossier_id, 1);
	assert_string_equal(again->content, content);
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_string_equal(get_submission_of(dossier_id, 1)->content, content);
	assert_non_null(strstr(get_submission_of(dossier_id, 2)->content, "0209"));
}

static void evidence_stays_with_the_versions_that_have_it(void **state)
{
	const char *dossier_id = a_returned_dossier();
	const char *old_id = get_dossier_of(dossier_id)->evidence[0]->evidence_id;
	const char *new_id = attach_link(dossier_id, "EV_BIZ", "https://example.org/dang-ky-moi");
	const Ocop__Registration__V1__SubmissionContent *first, *second;
	const Ocop__Registration__V1__Dossier *dossier;

	(void)state; /* the fixture holds it */
	assert_int_equal(get_dossier_of(dossier_id)->evidence[0]->from_submission, 1);
	assert_int_equal(get_dossier_of(dossier_id)->evidence[1]->from_submission, 0);
	(void)harness_id(fixture.harness, remove_evidence_of(dossier_id, old_id));
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->n_evidence, 1);
	assert_string_equal(dossier->evidence[0]->evidence_id, new_id);
	assert_refused(remove_evidence_of(dossier_id, old_id), EVIDENCE_BOUND); /* once is enough */

	(void)harness_id(fixture.harness, submit(dossier_id));
	first = get_submission_of(dossier_id, 1);
	second = get_submission_of(dossier_id, 2);
	assert_int_equal(first->n_evidence, 1);
	assert_true(has_evidence(first->evidence, first->n_evidence, old_id));
	assert_int_equal(first->evidence[0]->until_submission, 1);
	assert_int_equal(second->n_evidence, 1);
	assert_true(has_evidence(second->evidence, second->n_evidence, new_id));
	assert_int_equal(second->evidence[0]->from_submission, 2);
	assert_null(strstr(second->content, "https://example.org/dang-ky 2"));
}

static void evidence_that_was_never_submitted_goes_for_good(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *evidence_id = attach_link(dossier_id, "EV_BIZ", "https://example.org/1");

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, remove_evidence_of(dossier_id, evidence_id));
	assert_refused(remove_evidence_of(dossier_id, evidence_id), EVIDENCE_UNKNOWN);
	assert_refused(remove_evidence_of(dossier_id, "evidence_01K00000000000000000000000"),
		       EVIDENCE_UNKNOWN);
}

static void versions_are_listed_in_their_order(void **state)
{
	const char *dossier_id = open_a_dossier();
	const Ocop__Registration__V1__ListSubmissionsReply *list;

	(void)state; /* the fixture holds it */
	assert_int_equal(list_submissions_of(dossier_id)->n_submissions, 0);
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-06-20"));
	sign_in_producer();
	(void)attach_link(dossier_id, "EV_TEST", "https://example.org/kiem-nghiem");
	(void)harness_id(fixture.harness, submit(dossier_id));

	list = list_submissions_of(dossier_id);
	assert_int_equal(list->n_submissions, 2);
	assert_int_equal(list->submissions[0]->submission_no, 1);
	assert_int_equal(list->submissions[0]->kind, SUBMISSION_KIND(FIRST));
	assert_int_equal(list->submissions[0]->evidence_count, 1);
	assert_int_equal(list->submissions[1]->submission_no, 2);
	assert_int_equal(list->submissions[1]->kind, SUBMISSION_KIND(RESUBMISSION));
	assert_int_equal(list->submissions[1]->evidence_count, 2);
	assert_string_not_equal(list->submissions[0]->content_sha256,
				list->submissions[1]->content_sha256);
	assert_int_equal(get_dossier_of(dossier_id)->submissions, 2);
}

static void versions_are_for_those_who_may_see_the_dossier(void **state)
{
	const char *dossier_id = a_returned_dossier();
	Ocop__Registration__V1__ListSubmissions message =
		OCOP__REGISTRATION__V1__LIST_SUBMISSIONS__INIT;

	(void)state; /* the fixture holds it */
	message.dossier_id = (char *)dossier_id;
	assert_refused(ask_for_submission(dossier_id, 0), NO_SUCH_THING);
	assert_refused(ask_for_submission(dossier_id, 2), NO_SUCH_THING);
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(ask_for_submission(dossier_id, 1), SCOPE_MISSING);
	assert_refused(harness_query(fixture.harness, &message.base), SCOPE_MISSING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(ask_for_submission(dossier_id, 1), TOKEN_MISSING);
}

/* --- earlier dossiers */

static Ocop__Registration__V1__OpenDossier an_earlier_dossier(void)
{
	Ocop__Registration__V1__OpenDossier message = a_dossier();

	message.kind = DOSSIER_KIND(EARLIER);
	message.rulebook_code = (char *)"148-2023";
	return message;
}

static const Ocop__Common__V1__Reply *close_it(const char *dossier_id)
{
	Ocop__Registration__V1__CloseEarlierDossier message =
		OCOP__REGISTRATION__V1__CLOSE_EARLIER_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	return command(&message.base);
}

static void earlier_dossier_is_entered_under_a_book_of_then(void **state)
{
	Ocop__Registration__V1__OpenDossier message = an_earlier_dossier();
	Ocop__Registration__V1__AttachEvidence link;
	const Ocop__Registration__V1__EarlierDossierClosed *event;
	const Ocop__Registration__V1__Dossier *dossier;
	const char *dossier_id;

	(void)state;            /* the fixture holds it */
	(void)open_a_dossier(); /* another is under way: that is no hindrance */
	dossier_id = accepted_id(&message.base);
	assert_int_equal(get_dossier_of(dossier_id)->n_fields, 0); /* nothing is filled in */
	assert_refused(close_it(dossier_id), SELF_ASSESSMENT_MISSING);
	/* The book of then lists no forms and kinds of evidence; the newest ones are taken. */
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M02", "history", "Từ 2019"));
	link = a_link(dossier_id);
	link.valid_until = (char *)"2024-12-31"; /* it has ended since */
	(void)accepted_id(&link.base);
	assert_refused(submit(dossier_id), DOSSIER_STATE);

	(void)harness_id(fixture.harness, close_it(dossier_id));
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->state, DOSSIER_STATE(CLOSED));
	assert_int_equal(dossier->waits_with, OFFICE(NOBODY));
	assert_int_equal(dossier->submissions, 0);
	event = harness_last_event(fixture.harness, MESSAGE(earlier_dossier_closed));
	assert_string_equal(event->dossier_id, dossier_id);
	assert_string_equal(event->product_id, fixture.product_id);
	assert_string_equal(event->rulebook_code, "148-2023");
	assert_int_equal(event->set_no, 1);
	assert_refused(fill_field(dossier_id, "M02", "history", "Khác"), DOSSIER_STATE);
	assert_refused(close_it(dossier_id), DOSSIER_STATE);
}

static void earlier_dossier_needs_a_known_sheet(void **state)
{
	Ocop__Registration__V1__OpenDossier message = an_earlier_dossier();

	(void)state; /* the fixture holds it */
	message.rulebook_code = (char *)"1048-2019";
	message.set_no = 3; /* no source has it */
	assert_refused(command(&message.base), SHEET_UNAVAILABLE);
	message.set_no = 27;
	assert_refused(command(&message.base), SET_UNKNOWN);
	message.rulebook_code = (char *)"99-2099";
	assert_refused(command(&message.base), RULEBOOK_UNKNOWN);
	message = an_earlier_dossier();
	message.certificate_code = (char *)"0000000000";
	assert_refused(command(&message.base), RECOGNITION_MISSING);
}

static void only_an_earlier_dossier_is_closed(void **state)
{
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	assert_refused(close_it(dossier_id), DOSSIER_STATE);
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(close_it(dossier_id), SCOPE_MISSING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(submitted_version_is_what_it_was),
		TEST(evidence_stays_with_the_versions_that_have_it),
		TEST(evidence_that_was_never_submitted_goes_for_good),
		TEST(versions_are_listed_in_their_order),
		TEST(versions_are_for_those_who_may_see_the_dossier),
		TEST(earlier_dossier_is_entered_under_a_book_of_then),
		TEST(earlier_dossier_needs_a_known_sheet),
		TEST(only_an_earlier_dossier_is_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
