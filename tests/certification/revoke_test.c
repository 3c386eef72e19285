/* revoke_test.c - certificates withdrawn on a ground, and corrected */
#include "certification/certification_fixture.h"

#include "common/base/clock.h"
#include "common/base/identifier.h"

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
	command.paper_id = "paper_1";
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
			 REFUSAL(CERTIFICATE_REVOKED));
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_SERVICE(chairman_revokes_four_stars_on_a_ground),
		WITH_SERVICE(revocation_that_lacks_something_is_refused_by_name),
		WITH_SERVICE(who_may_revoke_is_said_by_star_and_place),
		WITH_SERVICE(correction_keeps_validity_and_star),
		WITH_SERVICE(same_command_twice_has_one_effect),
		WITH_SERVICE(stale_version_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
