/* issue_test.c - certificates: issued, verified, ended by time, recorded from old registers, listed
 *
 * The register's rows are those of Miến dong Tài Hoan in deploy/thai-nguyen/register/products.csv.
 */
#include "certification/certification_fixture.h"

#include "common/base/arena.h"

/* --- issuing */

static void recognised_result_gets_a_certificate_of_36_months(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__Certificate *certificate =
		issue(h, "dossier_1", "product_1", 4, "2026-12-01");

	assert_int_equal(certificate->state, CERTIFICATE_STATE(VALID));
	assert_string_equal(certificate->official_number, "0001/2026/GCN-OCOP-19");
	assert_string_equal(certificate->valid_from, "2026-12-01");
	assert_string_equal(certificate->valid_until, "2029-12-01");
	assert_string_equal(certificate->product_code, "19-02155-dossier_1-2026");
	assert_int_equal(certificate->star, 4);
	assert_string_equal(certificate->points_text, "83.29");
	assert_int_equal(strlen(certificate->code), 10);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
	assert_int_equal(harness_held_events(h), 0);
}

static void numbers_count_on_in_a_year_and_begin_again_in_the_next(void **state)
{
	struct harness *h = *state;

	assert_string_equal(issue(h, "dossier_1", "product_1", 3, "2026-12-01")->official_number,
			    "0001/2026/GCN-OCOP-19");
	assert_string_equal(issue(h, "dossier_2", "product_2", 3, "2026-12-01")->official_number,
			    "0002/2026/GCN-OCOP-19");
	harness_set_date(h, "2027-06-15");
	assert_string_equal(issue(h, "dossier_3", "product_3", 3, "2027-06-15")->official_number,
			    "0001/2027/GCN-OCOP-19");
}

static void decision_of_the_centre_counts_apart(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__CertificateIssued *issued;

	(void)issue(h, "dossier_1", "product_1", 4, "2026-12-01");
	tell_code(h, "product_5", "dossier_5", "19-02155-5-2026");
	tell_result(h, &(struct decided){"dossier_5", "product_5", 5, RECOGNISED, "2026-12-01",
					 OCOP__SCORING__V1__LEVEL__LEVEL_CENTRE});
	issued = harness_last_event(h, &CERTIFICATES(certificate_issued));
	assert_string_equal(issued->certificate->official_number, "0001/2026/GCN-OCOP-TW");
}

static void what_is_not_recognised_gets_none(void **state)
{
	struct harness *h = *state;

	tell_code(h, "product_1", "dossier_1", "19-02155-1-2026");
	tell_result(
		h, &(struct decided){"dossier_1", "product_1", 2, NOT_RECOGNISED, "2026-12-01", 0});
	tell_result(h, &(struct decided){"dossier_2", "product_1", 5, TO_CENTRE, "2026-12-01", 0});
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 0);
}

static void certificate_waits_for_the_product_code(void **state)
{
	struct harness *h = *state;

	tell_result(h, &(struct decided){"dossier_1", "product_1", 3, RECOGNISED, "2026-12-01", 0});
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 0);
	tell_code(h, "product_1", "dossier_1", "19-02155-1-2026");
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
}

static void upgrade_replaces_the_valid_certificate_in_the_same_breath(void **state)
{
	struct harness *h = *state;
	const char *old = issue(h, "dossier_1", "product_1", 3, "2026-12-01")->code;
	const char *new = issue(h, "dossier_2", "product_1", 4, "2026-12-01")->code;
	const Ocop__Certification__V1__CertificateReplaced *replaced =
		harness_last_event(h, &CERTIFICATES(certificate_replaced));

	assert_non_null(replaced);
	assert_string_equal(replaced->code, old);
	assert_string_equal(replaced->replaced_by_code, new);
	assert_int_equal(verify(h, old)->certificate->state, CERTIFICATE_STATE(REPLACED));
	assert_int_equal(verify(h, new)->certificate->state, CERTIFICATE_STATE(VALID));
}

/* What a dossier that started from a certificate brought; NULL when nothing. */
static const Ocop__Certification__V1__Certificate *issue_again(
	struct harness *h, const char *old, uint32_t star, Ocop__Registration__V1__DossierKind kind)
{
	size_t before = harness_events(h, &CERTIFICATES(certificate_issued));
	const Ocop__Certification__V1__CertificateIssued *issued;

	tell_code(h, "product_1", "dossier_2", "19-02155-2-2026");
	tell_result_of(
		h, &(struct decided){"dossier_2", "product_1", star, RECOGNISED, "2026-12-01", 0},
		kind, old);
	if (harness_events(h, &CERTIFICATES(certificate_issued)) == before)
		return NULL;
	issued = harness_last_event(h, &CERTIFICATES(certificate_issued));
	return issued->certificate;
}

static void failed_upgrade_leaves_the_old_certificate(void **state)
{
	struct harness *h = *state;
	const char *old = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;

	assert_null(issue_again(h, old, 3, DOSSIER_KIND(UPGRADE)));
	assert_int_equal(verify(h, old)->certificate->state, CERTIFICATE_STATE(VALID));
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_replaced)), 0);
}

static void upgrade_to_the_same_star_is_none(void **state)
{
	struct harness *h = *state;
	const char *old = issue(h, "dossier_1", "product_1", 3, "2026-12-01")->code;

	assert_null(issue_again(h, old, 3, DOSSIER_KIND(UPGRADE)));
	assert_int_equal(verify(h, old)->certificate->state, CERTIFICATE_STATE(VALID));
}

static void re_rating_goes_down_too(void **state)
{
	struct harness *h = *state;
	const char *old = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;
	const Ocop__Certification__V1__Certificate *new =
		issue_again(h, old, 3, DOSSIER_KIND(RE_RATING));

	assert_non_null(new);
	assert_int_equal(new->star, 3);
	assert_int_equal(verify(h, old)->certificate->state, CERTIFICATE_STATE(REPLACED));
}

/* Registration merged product_0 into product_1, which was then upgraded from the other's. */
static void certificate_of_a_merged_registration_is_replaced_too(void **state)
{
	struct harness *h = *state;
	const char *old = issue(h, "dossier_1", "product_0", 3, "2026-12-01")->code;
	const Ocop__Certification__V1__Certificate *new =
		issue_again(h, old, 4, DOSSIER_KIND(UPGRADE));

	assert_non_null(new);
	assert_string_equal(new->product_id, "product_1");
	assert_int_equal(verify(h, old)->certificate->state, CERTIFICATE_STATE(REPLACED));
	assert_int_equal(verify(h, new->code)->certificate->state, CERTIFICATE_STATE(VALID));
}

static void nobody_but_the_daemon_issues_expires_or_records(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__IssueCertificate issuing =
		OCOP__CERTIFICATION__V1__ISSUE_CERTIFICATE__INIT;
	Ocop__Certification__V1__ExpireCertificate expiring =
		OCOP__CERTIFICATION__V1__EXPIRE_CERTIFICATE__INIT;
	Ocop__Certification__V1__RecordLegacyRecognition recording =
		OCOP__CERTIFICATION__V1__RECORD_LEGACY_RECOGNITION__INIT;

	expiring.code = issue(h, "dossier_1", "product_1", 3, "2026-12-01")->code;
	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	assert_int_equal(harness_refusal(harness_command(h, &issuing.base)), REFUSAL(ROLE_MISSING));
	assert_int_equal(harness_refusal(harness_command(h, &expiring.base)),
			 REFUSAL(ROLE_MISSING));
	assert_int_equal(harness_refusal(harness_command(h, &recording.base)),
			 REFUSAL(ROLE_MISSING));
}

/* --- verifying */

static void code_number_and_product_code_give_the_same_answer(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__Certificate *certificate =
		issue(h, "dossier_1", "product_1", 4, "2026-12-01");
	const char *const numbers[] = {certificate->code, certificate->official_number,
				       certificate->product_code};

	for (size_t i = 0; i < 3; i++) {
		const Ocop__Certification__V1__VerifyCertificateReply *answer =
			verify(h, numbers[i]);

		assert_true(answer->known);
		assert_string_equal(answer->certificate->code, certificate->code);
		/* The end of 2029-12-01 in Vietnam is 17:00 UTC of that day: 1890838800. */
		assert_int_equal(answer->next_update->seconds, 1890838800);
	}
}

static void unknown_number_is_answered_and_not_guessed(void **state)
{
	struct harness *h = *state;

	assert_false(verify(h, "1234567890")->known);
	assert_false(verify(h, "0001/2026/GCN-OCOP-19")->known);
	assert_false(verify(h, "")->known);
	assert_null(verify(h, "1234567890")->certificate);
}

/* --- time */

static void certificate_expires_when_its_last_day_is_over_in_vietnam(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;

	harness_set_date(h, "2029-12-01");
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(VALID));
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), 0);
	/* Noon to the last second of the day, then one second over. */
	harness_advance(h, INT64_C(11) * 3600 * 1000000 + INT64_C(3590) * 1000000);
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(VALID));
	harness_advance(h, INT64_C(20) * 1000000);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), 1);
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(EXPIRED));
	assert_null(verify(h, code)->next_update);
	harness_advance(h, INT64_C(86400) * 1000000);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), 1);
}

/* --- old registers */

static void an_old_register_takes_nothing_from_what_was_decided_here(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_tai_hoan", 4, "2026-12-01")->code;
	const Ocop__Certification__V1__RecognitionRecorded *recorded;

	tell_claim(h, "claim_1", "công nhận", "1/QĐ-UBND", "2024-06-25", "2036-06-25");
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(VALID));
	recorded = harness_last_event(h, &CERTIFICATES(recognition_recorded));
	assert_non_null(recorded);
	assert_int_equal(recorded->certificate->state, CERTIFICATE_STATE(REPLACED));
	assert_string_equal(recorded->certificate->replaced_by_code, code);
}

static void tai_hoan_expired_in_2024_and_its_second_recognition_is_not_verified(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ListCertificates query =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATES__INIT;
	const Ocop__Certification__V1__ListCertificatesReply *list;

	tell_claim(h, "claim_1", "công nhận 5 sao quốc gia", "2890/QĐ-BNN-VPĐP", "2021-06-30", "");
	tell_claim(h, "claim_2", "công nhận lại 5 sao", "", "2024-06-25", "");
	query.product_id = "product_tai_hoan";
	list = harness_body(h, harness_query(h, &query.base),
			    &CERTIFICATES(list_certificates_reply));
	assert_int_equal(list->n_certificates, 2);
	assert_int_equal(list->certificates[0]->state, CERTIFICATE_STATE(NOT_VERIFIED));
	assert_string_equal(list->certificates[0]->valid_until, "");
	assert_int_equal(list->certificates[1]->state, CERTIFICATE_STATE(EXPIRED));
	assert_string_equal(list->certificates[1]->valid_until, "2024-06-30");
	assert_string_equal(list->certificates[1]->points_text, "91.14");
	assert_string_equal(list->certificates[1]->place_text, "xã Côn Minh, Na Rì, Bắc Kạn");
	assert_true(list->certificates[1]->legacy);
	harness_set_date(h, "2036-01-01");
	list = harness_body(h, harness_query(h, &query.base),
			    &CERTIFICATES(list_certificates_reply));
	assert_int_equal(list->certificates[0]->state, CERTIFICATE_STATE(NOT_VERIFIED));
}

static void row_that_is_no_recognition_makes_none(void **state)
{
	struct harness *h = *state;

	tell_claim(h, "claim_1", "đề nghị nâng hạng 5 sao", "1/QĐ", "2025-06-30", "");
	tell_claim(h, "claim_2", "đăng ký", "", "", "");
	harness_advance(h, 1000000);
	assert_int_equal(harness_events(h, &CERTIFICATES(recognition_recorded)), 0);
}

static void of_two_that_still_run_the_longer_stands(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__CertificateReplaced *replaced;

	tell_claim(h, "claim_1", "công nhận", "1/QĐ", "2024-06-30", "");
	tell_claim(h, "claim_2", "công nhận lại", "2/QĐ", "2025-06-30", "");
	replaced = harness_last_event(h, &CERTIFICATES(certificate_replaced));
	assert_non_null(replaced);
	assert_int_equal(verify(h, replaced->replaced_by_code)->certificate->state,
			 CERTIFICATE_STATE(VALID));
	tell_claim(h, "claim_3", "công nhận", "0/QĐ", "2024-01-30", "");
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_replaced)), 1);
	assert_int_equal(harness_held_events(h), 0);
}

/* --- lists */

static void list_goes_on_where_its_cursor_stands(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ListCertificates query =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATES__INIT;
	const Ocop__Certification__V1__ListCertificatesReply *list;
	const char *first = issue(h, "dossier_1", "product_1", 3, "2026-12-01")->code;
	const char *second = issue(h, "dossier_2", "product_2", 4, "2026-12-01")->code;
	const char *third = issue(h, "dossier_3", "product_3", 3, "2026-12-01")->code;

	query.limit = 2;
	list = harness_body(h, harness_query(h, &query.base),
			    &CERTIFICATES(list_certificates_reply));
	assert_int_equal(list->n_certificates, 2);
	assert_string_equal(list->certificates[0]->code, third);
	assert_string_equal(list->certificates[1]->code, second);
	query.cursor = list->next;
	list = harness_body(h, harness_query(h, &query.base),
			    &CERTIFICATES(list_certificates_reply));
	assert_int_equal(list->n_certificates, 1);
	assert_string_equal(list->certificates[0]->code, first);
	assert_string_equal(list->next, "");
	query.cursor = "";
	query.star = 4;
	list = harness_body(h, harness_query(h, &query.base),
			    &CERTIFICATES(list_certificates_reply));
	assert_int_equal(list->n_certificates, 1);
	query.cursor = "elsewhere";
	assert_int_equal(harness_refusal(harness_query(h, &query.base)), REFUSAL(CURSOR_INVALID));
}

static void decision_counts_what_came_of_it(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ListDecisions query =
		OCOP__CERTIFICATION__V1__LIST_DECISIONS__INIT;
	const Ocop__Certification__V1__ListDecisionsReply *list;

	(void)issue(h, "dossier_1", "product_1", 3, "2026-12-01");
	(void)issue(h, "dossier_2", "product_2", 4, "2026-12-01");
	tell_result(
		h, &(struct decided){"dossier_3", "product_3", 2, NOT_RECOGNISED, "2026-12-01", 0});
	tell_result(h, &(struct decided){"dossier_4", "product_4", 5, TO_CENTRE, "2026-12-01", 0});
	list = harness_body(h, harness_query(h, &query.base), &CERTIFICATES(list_decisions_reply));
	assert_int_equal(list->n_decisions, 1);
	assert_string_equal(list->decisions[0]->decision_number, "12/QĐ-UBND");
	assert_int_equal(list->decisions[0]->recognised, 2);
	assert_int_equal(list->decisions[0]->not_recognised, 1);
	assert_int_equal(list->decisions[0]->proposed_to_centre, 1);
	assert_int_equal(list->decisions[0]->certificates_due, 2);
	assert_int_equal(list->decisions[0]->certificates_issued, 2);
	query.cursor =
		arena_printf(harness_arena(h), "2026-12-01~%s", list->decisions[0]->decision_id);
	list = harness_body(h, harness_query(h, &query.base), &CERTIFICATES(list_decisions_reply));
	assert_int_equal(list->n_decisions, 0);
}

static void all_of_it_is_there_after_a_restart(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;

	harness_restart(h);
	harness_advance(h, 1000000);
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(VALID));
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_SERVICE(recognised_result_gets_a_certificate_of_36_months),
		WITH_SERVICE(numbers_count_on_in_a_year_and_begin_again_in_the_next),
		WITH_SERVICE(decision_of_the_centre_counts_apart),
		WITH_SERVICE(what_is_not_recognised_gets_none),
		WITH_SERVICE(certificate_waits_for_the_product_code),
		WITH_SERVICE(upgrade_replaces_the_valid_certificate_in_the_same_breath),
		WITH_SERVICE(failed_upgrade_leaves_the_old_certificate),
		WITH_SERVICE(upgrade_to_the_same_star_is_none),
		WITH_SERVICE(certificate_of_a_merged_registration_is_replaced_too),
		WITH_SERVICE(re_rating_goes_down_too),
		WITH_SERVICE(nobody_but_the_daemon_issues_expires_or_records),
		WITH_SERVICE(code_number_and_product_code_give_the_same_answer),
		WITH_SERVICE(unknown_number_is_answered_and_not_guessed),
		WITH_SERVICE(certificate_expires_when_its_last_day_is_over_in_vietnam),
		WITH_SERVICE(an_old_register_takes_nothing_from_what_was_decided_here),
		WITH_SERVICE(tai_hoan_expired_in_2024_and_its_second_recognition_is_not_verified),
		WITH_SERVICE(row_that_is_no_recognition_makes_none),
		WITH_SERVICE(of_two_that_still_run_the_longer_stands),
		WITH_SERVICE(list_goes_on_where_its_cursor_stands),
		WITH_SERVICE(decision_counts_what_came_of_it),
		WITH_SERVICE(all_of_it_is_there_after_a_restart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
