/* commands_test.c - certification as a whole: told by the others, asked by anybody, moved by time
 *
 * The register's rows are those of Miến dong Tài Hoan in deploy/thai-nguyen/register/products.csv.
 */
#include "harness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "certification/commands.h"
#include "certification/deadlines.h"
#include "certification/queries.h"
#include "certification/reactions.h"
#include "certification/rules.h"
#include "certification/schema.h"
#include "certification/state.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"

#define CERTIFICATES(name) ocop__certification__v1__##name##__descriptor

static const char *const follows[] = {"identity", "registration", "scoring", NULL};
static const struct service_definition certification = {
	.name = "certification",
	.settings = certification_settings,
	.migrations = certification_migrations,
	.commands = certification_commands,
	.queries = certification_queries,
	.reactions = certification_reactions,
	.deadlines = certification_deadlines,
	.follows = follows,
	.start = certification_start,
	.stop = certification_stop,
};

static int set_up(void **state)
{
	struct harness *h = harness_create(&certification, NULL);

	harness_set_date(h, "2026-12-01");
	*state = h;
	return 0;
}

static int tear_down(void **state)
{
	harness_destroy(*state);
	return 0;
}

/* --- what the others tell */

static void tell_code(struct harness *h, const char *product_id, const char *dossier_id,
		      const char *code)
{
	Ocop__Registration__V1__ProductCodeIssued event =
		OCOP__REGISTRATION__V1__PRODUCT_CODE_ISSUED__INIT;

	event.product_id = (char *)product_id;
	event.dossier_id = (char *)dossier_id;
	event.code = (char *)code;
	harness_event(h, "registration", product_id, &event.base);
}

struct decided {
	const char *dossier_id, *product_id;
	uint32_t star;
	Ocop__Scoring__V1__DecisionOutcome decision;
	const char *decided_on;
	Ocop__Scoring__V1__Level level;
};

static void tell_result(struct harness *h, const struct decided *decided)
{
	Ocop__Scoring__V1__ResultDecided event = OCOP__SCORING__V1__RESULT_DECIDED__INIT;
	Ocop__Scoring__V1__Result result = OCOP__SCORING__V1__RESULT__INIT;

	result.round_id = "round_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
	result.dossier_id = (char *)decided->dossier_id;
	result.product_id = (char *)decided->product_id;
	result.product_name = "Miến dong Ví dụ";
	result.producer_id = "producer_1";
	result.producer_name = "Hợp tác xã Ví dụ 1";
	result.level = decided->level ? decided->level : OCOP__SCORING__V1__LEVEL__LEVEL_PROVINCE;
	result.points_sum = 583;
	result.points_count = 7;
	result.mean_text = "83.29";
	result.star = decided->star;
	result.rulebook_code = "26-2026";
	result.set_no = 6;
	result.decision = decided->decision;
	result.decision_number = "12/QĐ-UBND";
	result.decided_on = (char *)decided->decided_on;
	event.result = &result;
	event.sector_code = "I";
	event.commune_code = "02155";
	event.province_code = "19";
	event.certificate_code = "";
	harness_event(h, "scoring_tn1", decided->dossier_id, &event.base);
}

#define RECOGNISED     OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_RECOGNISED
#define NOT_RECOGNISED OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_NOT_RECOGNISED
#define TO_CENTRE      OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_PROPOSED_TO_CENTRE

/* A product with its code and a decision: the daemon issues by itself. */
static const Ocop__Certification__V1__Certificate *issue(struct harness *h, const char *dossier_id,
							 const char *product_id, uint32_t star,
							 const char *decided_on)
{
	const Ocop__Certification__V1__CertificateIssued *issued;
	char code[64];

	(void)snprintf(code, sizeof(code), "19-02155-%s-2026", dossier_id); /* fits */
	tell_code(h, product_id, dossier_id, code);
	tell_result(h, &(struct decided){dossier_id, product_id, star, RECOGNISED, decided_on, 0});
	issued = harness_last_event(h, &CERTIFICATES(certificate_issued));
	assert_non_null(issued);
	return issued->certificate;
}

static const Ocop__Certification__V1__VerifyCertificateReply *verify(struct harness *h,
								     const char *number)
{
	Ocop__Certification__V1__VerifyCertificate query =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATE__INIT;

	query.number = (char *)number;
	return harness_body(h, harness_query(h, &query.base),
			    &CERTIFICATES(verify_certificate_reply));
}

static void tell_claim(struct harness *h, const char *claim_id, const char *event_text,
		       const char *decision_number, const char *decision_date,
		       const char *expiry_date)
{
	Ocop__Registration__V1__RecognitionClaimed event =
		OCOP__REGISTRATION__V1__RECOGNITION_CLAIMED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	place.province_code = "19";
	place.commune_text = "xã Côn Minh";
	place.district_text = "Na Rì";
	place.province_text = "Bắc Kạn";
	event.claim_id = (char *)claim_id;
	event.product_id = "product_tai_hoan";
	event.producer_id = "producer_tai_hoan";
	event.product_name = "Miến dong Tài Hoan";
	event.producer_name = "Hợp tác xã Tài Hoan";
	event.place = &place;
	event.stars = 5;
	event.score = "91.14";
	event.decision_number = (char *)decision_number;
	event.decision_date = (char *)decision_date;
	event.expiry_date = (char *)expiry_date;
	event.event = (char *)event_text;
	harness_event(h, "registration", claim_id, &event.base);
}

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

/* --- withdrawing and correcting */

static Ocop__Certification__V1__RevokeCertificate revocation(const char *code)
{
	Ocop__Certification__V1__RevokeCertificate command =
		OCOP__CERTIFICATION__V1__REVOKE_CERTIFICATE__INIT;

	command.code = (char *)code;
	command.ground_code = "c";
	command.reason = "Kiểm nghiệm không đạt";
	command.decision_number = "13/QĐ-UBND";
	command.conclusion_number = "1/KL";
	command.concluded_on = "2026-12-01";
	return command;
}

static void chairman_revokes_four_stars_on_a_ground(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;
	Ocop__Certification__V1__RevokeCertificate command = revocation(code);
	const Ocop__Certification__V1__CertificateRevoked *revoked;

	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	assert_string_equal(harness_id(h, harness_command(h, &command.base)), code);
	revoked = harness_last_event(h, &CERTIFICATES(certificate_revoked));
	assert_string_equal(revoked->ground_code, "c");
	assert_string_equal(revoked->revoked_on, "2026-12-01");
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(REVOKED));
	assert_int_equal(harness_refusal(harness_command(h, &command.base)),
			 REFUSAL(CERTIFICATE_STATE));
	harness_set_date(h, "2030-01-01");
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(REVOKED));
}

static void revocation_that_lacks_something_is_refused_by_name(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code;
	Ocop__Certification__V1__RevokeCertificate command = revocation(code);

	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	command.ground_code = "z";
	assert_int_equal(harness_refusal(harness_command(h, &command.base)),
			 REFUSAL(GROUND_UNKNOWN));
	command = revocation(code);
	command.reason = "";
	assert_int_equal(harness_refusal(harness_command(h, &command.base)),
			 REFUSAL(REASON_MISSING));
	command = revocation(code);
	command.conclusion_number = "";
	assert_int_equal(harness_refusal(harness_command(h, &command.base)),
			 REFUSAL(CONCLUSION_MISSING));
	command = revocation(code);
	command.concluded_on = "2026-13-01";
	assert_int_equal(harness_refusal(harness_command(h, &command.base)), REFUSAL(DATE_INVALID));
	command = revocation("1234567890");
	assert_int_equal(harness_refusal(harness_command(h, &command.base)),
			 REFUSAL(NO_SUCH_THING));
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_revoked)), 0);
}

static void who_may_revoke_is_said_by_star_and_place(void **state)
{
	static const struct {
		uint32_t star;
		Ocop__Common__V1__Role role;
		const char *unit_code;
		Ocop__Common__V1__RefusalCode why;
	} cases[] = {
		{4, OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "01", REFUSAL(SCOPE_MISSING)},
		{4, OCOP__COMMON__V1__ROLE__ROLE_OCOP_AGENCY, "19", REFUSAL(ROLE_MISSING)},
		{4, OCOP__COMMON__V1__ROLE__ROLE_MINISTRY, "", REFUSAL(LEVEL_NOT_COMPETENT)},
		{5, OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19", REFUSAL(LEVEL_NOT_COMPETENT)},
		{5, OCOP__COMMON__V1__ROLE__ROLE_MINISTRY, "", REFUSAL(UNSPECIFIED)},
	};
	struct harness *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char dossier_id[32], product_id[32];
		Ocop__Certification__V1__RevokeCertificate command;

		(void)snprintf(dossier_id, sizeof(dossier_id), "dossier_%zu", i); /* fits */
		(void)snprintf(product_id, sizeof(product_id), "product_%zu", i); /* fits */
		command = revocation(
			issue(h, dossier_id, product_id, cases[i].star, "2026-12-01")->code);
		harness_sign_in_as(h, "account_1", cases[i].role, cases[i].unit_code);
		assert_int_equal(harness_refusal(harness_command(h, &command.base)), cases[i].why);
	}
}

static void correction_keeps_validity_and_star(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__Certificate *old =
		issue(h, "dossier_1", "product_1", 4, "2026-12-01");
	Ocop__Certification__V1__ReplaceCertificate command =
		OCOP__CERTIFICATION__V1__REPLACE_CERTIFICATE__INIT;
	const Ocop__Certification__V1__Certificate *new;

	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	command.code = old->code;
	assert_int_equal(harness_refusal(harness_command(h, &command.base)),
			 REFUSAL(REASON_MISSING));
	command.reason = "Sai tên sản phẩm";
	assert_int_equal(harness_refusal(harness_command(h, &command.base)),
			 REFUSAL(FIELD_MISSING));
	command.product_name = "Miến dong sợi nhỏ Ví dụ";
	new = verify(h, harness_id(h, harness_command(h, &command.base)))->certificate;
	assert_string_not_equal(new->code, old->code);
	assert_string_equal(new->official_number, "0002/2026/GCN-OCOP-19");
	assert_string_equal(new->product_name, "Miến dong sợi nhỏ Ví dụ");
	assert_string_equal(new->producer_name, old->producer_name);
	assert_string_equal(new->valid_until, old->valid_until);
	assert_int_equal(new->state, CERTIFICATE_STATE(VALID));
	assert_int_equal(verify(h, old->code)->certificate->state, CERTIFICATE_STATE(REPLACED));
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 2);
}

static void same_command_twice_has_one_effect(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__RevokeCertificate command =
		revocation(issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	assert_int_equal(harness_refusal(harness_command_as(h, id, 0, &command.base)), 0);
	assert_true(harness_command_as(h, id, 0, &command.base)->remembered);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_revoked)), 1);
}

static void stale_version_is_refused(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__RevokeCertificate command =
		revocation(issue(h, "dossier_1", "product_1", 4, "2026-12-01")->code);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	assert_int_equal(harness_refusal(harness_command_as(h, id, 7, &command.base)),
			 REFUSAL(VERSION_STALE));
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
	query.cursor = "2026-12-01~round_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
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

#define WITH_SERVICE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_SERVICE(recognised_result_gets_a_certificate_of_36_months),
		WITH_SERVICE(numbers_count_on_in_a_year_and_begin_again_in_the_next),
		WITH_SERVICE(decision_of_the_centre_counts_apart),
		WITH_SERVICE(what_is_not_recognised_gets_none),
		WITH_SERVICE(certificate_waits_for_the_product_code),
		WITH_SERVICE(upgrade_replaces_the_valid_certificate_in_the_same_breath),
		WITH_SERVICE(nobody_but_the_daemon_issues_expires_or_records),
		WITH_SERVICE(code_number_and_product_code_give_the_same_answer),
		WITH_SERVICE(unknown_number_is_answered_and_not_guessed),
		WITH_SERVICE(certificate_expires_when_its_last_day_is_over_in_vietnam),
		WITH_SERVICE(tai_hoan_expired_in_2024_and_its_second_recognition_is_not_verified),
		WITH_SERVICE(row_that_is_no_recognition_makes_none),
		WITH_SERVICE(of_two_that_still_run_the_longer_stands),
		WITH_SERVICE(chairman_revokes_four_stars_on_a_ground),
		WITH_SERVICE(revocation_that_lacks_something_is_refused_by_name),
		WITH_SERVICE(who_may_revoke_is_said_by_star_and_place),
		WITH_SERVICE(correction_keeps_validity_and_star),
		WITH_SERVICE(same_command_twice_has_one_effect),
		WITH_SERVICE(stale_version_is_refused),
		WITH_SERVICE(list_goes_on_where_its_cursor_stands),
		WITH_SERVICE(decision_counts_what_came_of_it),
		WITH_SERVICE(all_of_it_is_there_after_a_restart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
