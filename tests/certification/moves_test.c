/* moves_test.c - every order about a certificate in every state, by the commands themselves; what
 * it covers, where it is today, decisions and their progress, what the ministry asks
 */
#include "certification/certification_fixture.h"

#include <stdlib.h>

#include "common/base/arena.h"
#include "ocop/identity/v1/events.pb-c.h"

#define ROLE(name) OCOP__COMMON__V1__ROLE__ROLE_##name

static void sign_in_chairman(struct harness *h)
{
	harness_sign_in_as(h, "account_1", ROLE(CHAIRMAN), "19");
}

static const char *issued(struct harness *h, const char *key, uint32_t star)
{
	const char *dossier_id = arena_printf(harness_arena(h), "dossier_%s", key);
	const char *product_id = arena_printf(harness_arena(h), "product_%s", key);

	return arena_strdup(harness_arena(h),
			    issue(h, dossier_id, product_id, star, "2026-12-01")->code);
}

/* --- orders: one function each, with what is otherwise right */

typedef const Ocop__Common__V1__Reply *order_fn(struct harness *h, const char *code);

static const Ocop__Common__V1__Reply *revoke(struct harness *h, const char *code)
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
	return harness_command(h, &command.base);
}

static const Ocop__Common__V1__Reply *correct(struct harness *h, const char *code)
{
	Ocop__Certification__V1__ReplaceCertificate command =
		OCOP__CERTIFICATION__V1__REPLACE_CERTIFICATE__INIT;

	command.code = (char *)code;
	command.reason = "Sai tên";
	command.product_name = "Miến dong Ví dụ khác";
	return harness_command(h, &command.base);
}

static const Ocop__Common__V1__Reply *suspend(struct harness *h, const char *code)
{
	Ocop__Certification__V1__SuspendCertificate command =
		OCOP__CERTIFICATION__V1__SUSPEND_CERTIFICATE__INIT;

	command.code = (char *)code;
	command.reason = "Chờ kết quả kiểm nghiệm";
	command.decision_number = "14/QĐ-UBND";
	return harness_command(h, &command.base);
}

static const Ocop__Common__V1__Reply *reinstate(struct harness *h, const char *code)
{
	Ocop__Certification__V1__ReinstateCertificate command =
		OCOP__CERTIFICATION__V1__REINSTATE_CERTIFICATE__INIT;

	command.code = (char *)code;
	command.reason = "Kiểm nghiệm đạt";
	command.decision_number = "15/QĐ-UBND";
	return harness_command(h, &command.base);
}

static const Ocop__Common__V1__Reply *extend(struct harness *h, const char *code)
{
	Ocop__Certification__V1__ExtendCertificate command =
		OCOP__CERTIFICATION__V1__EXTEND_CERTIFICATE__INIT;

	command.code = (char *)code;
	command.until = "2030-03-01";
	command.reason = "Hồ sơ phân hạng lại đang được đánh giá";
	command.decision_number = "16/QĐ-UBND";
	return harness_command(h, &command.base);
}

static const Ocop__Common__V1__Reply *expire(struct harness *h, const char *code)
{
	Ocop__Certification__V1__ExpireCertificate command =
		OCOP__CERTIFICATION__V1__EXPIRE_CERTIFICATE__INIT;

	command.code = (char *)code;
	return harness_own_command(h, &command.base);
}

static void enter_act(struct harness *h)
{
	Ocop__Certification__V1__RecordSuspensionAct command =
		OCOP__CERTIFICATION__V1__RECORD_SUSPENSION_ACT__INIT;
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit unit = OCOP__IDENTITY__V1__UNIT__INIT;
	Ocop__Identity__V1__Unit *units[] = {&unit};

	unit.code = "19";
	unit.kind = OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_PROVINCE;
	unit.name_vi = "Thái Nguyên";
	unit.full_name_vi = "Tỉnh Thái Nguyên";
	event.units = units;
	event.n_units = 1;
	harness_event(h, "identity", "units", &event.base);
	sign_in_chairman(h);
	command.province_code = "19";
	command.number = "9/2026/QĐ-UBND";
	command.issued_on = "2026-12-01";
	command.in_force_from = "2026-12-01";
	command.title = "Quy chế";
	command.text = "Được tạm đình chỉ.";
	(void)harness_id(h, harness_command(h, &command.base));
}

static void tell_re_rating(struct harness *h, const char *code)
{
	Ocop__Registration__V1__DossierSubmitted event =
		OCOP__REGISTRATION__V1__DOSSIER_SUBMITTED__INIT;
	const char *dossier_id = arena_printf(harness_arena(h), "re_rating_%s", code);

	event.dossier_id = (char *)dossier_id;
	event.product_id = "product_r";
	event.kind = DOSSIER_KIND(RE_RATING);
	event.certificate_code = (char *)code;
	event.submitted_on = "2026-12-01";
	harness_event(h, "registration", dossier_id, &event.base);
}

/* --- certificates in each state */

static const char *a_valid_one(struct harness *h, const char *key)
{
	const char *code = issued(h, key, 4);

	tell_re_rating(h, code);
	sign_in_chairman(h);
	return code;
}

static const char *a_suspended_one(struct harness *h, const char *key)
{
	const char *code = a_valid_one(h, key);

	(void)harness_id(h, suspend(h, code));
	return code;
}

static const char *a_revoked_one(struct harness *h, const char *key)
{
	const char *code = a_valid_one(h, key);

	(void)harness_id(h, revoke(h, code));
	return code;
}

static const char *a_replaced_one(struct harness *h, const char *key)
{
	const char *code = a_valid_one(h, key);

	(void)harness_id(h, correct(h, code));
	return code;
}

static const char *of_register(struct harness *h, const char *key, const char *expiry_date)
{
	const Ocop__Certification__V1__RecognitionRecorded *recorded;

	tell_claim(h, arena_printf(harness_arena(h), "claim_%s", key), "công nhận", "", "",
		   expiry_date);
	recorded = harness_last_event(h, &CERTIFICATES(recognition_recorded));
	sign_in_chairman(h);
	return arena_strdup(harness_arena(h), recorded->certificate->code);
}

static const char *an_expired_one(struct harness *h, const char *key)
{
	return of_register(h, key, "2025-06-30");
}

static const char *an_unverified_one(struct harness *h, const char *key)
{
	return of_register(h, key, "");
}

/* --- the walk */

/* Rows are orders, columns states: "." is accepted, other letters name the refusal. The register's
 * ones have five stars, which the Minister decides on: there he asks. */
static const struct {
	order_fn *order;
	const char *name, *answers;
} orders[] = {
	{revoke, "revoke",
	 "..."
	 "XRP"},
	{correct, "correct",
	 ".SN"
	 "XRP"},
	{suspend, "suspend",
	 ".SN"
	 "XRP"},
	{reinstate, "reinstate",
	 "V.N"
	 "XRP"},
	{extend, "extend",
	 ".SN"
	 "XRP"},
	{expire, "expire",
	 "??N"
	 "XRP"},
};

static Ocop__Common__V1__RefusalCode refusal_of(char letter)
{
	static const struct {
		char letter;
		Ocop__Common__V1__RefusalCode why;
	} letters[] = {
		{'.', REFUSAL(UNSPECIFIED)},
		{'V', REFUSAL(CERTIFICATE_NOT_SUSPENDED)},
		{'S', REFUSAL(CERTIFICATE_SUSPENDED)},
		{'N', REFUSAL(CERTIFICATE_NOT_VERIFIED)},
		{'X', REFUSAL(CERTIFICATE_EXPIRED)},
		{'R', REFUSAL(CERTIFICATE_REVOKED)},
		{'P', REFUSAL(CERTIFICATE_REPLACED)},
		{'?', REFUSAL(CERTIFICATE_STATE)}, /* its last day is not over */
	};

	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		if (letters[i].letter == letter)
			return letters[i].why;
	}
	fail_msg("no refusal is called %c", letter);
	return REFUSAL(UNSPECIFIED);
}

static int set_up_standing(void **state)
{
	assert_int_equal(setenv("OCOP_EXTENSION", "standing", 1), 0);
	return set_up(state);
}

static int tear_down_standing(void **state)
{
	assert_int_equal(unsetenv("OCOP_EXTENSION"), 0);
	return tear_down(state);
}

static void every_order_in_every_state_is_carried_out_or_refused_by_name(void **state)
{
	static const char *(*const states[])(struct harness * h, const char *key) = {
		a_valid_one,    a_suspended_one, an_unverified_one,
		an_expired_one, a_revoked_one,   a_replaced_one,
	};
	struct harness *h = *state;

	enter_act(h);
	for (size_t order = 0; order < sizeof(orders) / sizeof(orders[0]); order++) {
		for (size_t from = 0; from < sizeof(states) / sizeof(states[0]); from++) {
			const char *key = arena_printf(harness_arena(h), "%zu_%zu", order, from);
			const char *code = states[from](h, key);
			bool is_of_register = from == 2 || from == 3;

			if (is_of_register)
				harness_sign_in_as(h, "account_2", ROLE(MINISTRY), "");
			print_message("%s, state %zu\n", orders[order].name, from);
			assert_int_equal(harness_refusal(orders[order].order(h, code)),
					 refusal_of(orders[order].answers[from]));
		}
	}
	assert_int_equal(harness_held_events(h), 0);
}

static void suspended_one_comes_to_its_end_and_gives_way(void **state)
{
	struct harness *h = *state;
	const char *code, *renewed;
	const Ocop__Certification__V1__CertificateReplaced *replaced;

	enter_act(h);
	code = a_suspended_one(h, "1");
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(SUSPENDED));
	assert_string_equal(verify(h, code)->certificate->suspension->act_number, "9/2026/QĐ-UBND");
	tell_code(h, "product_1", "dossier_1b", "19-02155-1b-2026");
	tell_result_of(h,
		       &(struct decided){"dossier_1b", "product_1", 3, RECOGNISED, "2026-12-01", 0},
		       DOSSIER_KIND(RE_RATING), code);
	replaced = harness_last_event(h, &CERTIFICATES(certificate_replaced));
	assert_string_equal(replaced->code, code);
	assert_int_equal(replaced->kind, REPLACEMENT_KIND(RENEWAL_DOWN));
	renewed = arena_strdup(harness_arena(h), replaced->replaced_by_code);
	sign_in_chairman(h);
	(void)harness_id(h, suspend(h, renewed));
	harness_set_date(h, "2029-12-02");
	assert_int_equal(verify(h, renewed)->certificate->state, CERTIFICATE_STATE(EXPIRED));
	assert_null(verify(h, renewed)->certificate->suspension);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), 1);
	assert_int_equal(harness_refusal(reinstate(h, renewed)), REFUSAL(CERTIFICATE_EXPIRED));
}

/* --- extension */

static void extended_one_runs_on_until_its_re_rating_fails(void **state)
{
	struct harness *h = *state;
	const char *code = a_valid_one(h, "1"); /* to 2029-12-01 */
	const char *other = a_valid_one(h, "2");

	(void)harness_id(h, extend(h, code));
	(void)harness_id(h, extend(h, other));
	assert_string_equal(verify(h, code)->certificate->extended_until, "2030-03-01");
	harness_set_date(h, "2029-12-20");
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(VALID));
	tell_result_of(
		h, &(struct decided){"re_rating", "product_1", 2, NOT_RECOGNISED, "2029-12-20", 0},
		DOSSIER_KIND(RE_RATING), code);
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(EXPIRED));
	assert_int_equal(verify(h, other)->certificate->state, CERTIFICATE_STATE(VALID));
	harness_set_date(h, "2030-03-01");
	assert_int_equal(verify(h, other)->certificate->state, CERTIFICATE_STATE(VALID));
	harness_set_date(h, "2030-03-02");
	assert_int_equal(verify(h, other)->certificate->state, CERTIFICATE_STATE(EXPIRED));
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), 2);
}

static void extended_one_ends_when_the_centre_refuses_it_on_paper(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResultRecorded refused =
		OCOP__REGISTRATION__V1__CENTRE_RESULT_RECORDED__INIT;
	const char *code = a_valid_one(h, "1"); /* to 2029-12-01 */
	const char *other = a_valid_one(h, "2");

	(void)harness_id(h, extend(h, code));
	(void)harness_id(h, extend(h, other));
	harness_set_date(h, "2029-12-20");
	refused.dossier_id = (char *)arena_printf(harness_arena(h), "re_rating_%s", code);
	refused.certificate_code = (char *)code;
	refused.decision_number = "9/QĐ-BNNMT";
	harness_event(h, "registration", refused.dossier_id, &refused.base);
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(EXPIRED));
	assert_int_equal(verify(h, other)->certificate->state, CERTIFICATE_STATE(VALID));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			every_order_in_every_state_is_carried_out_or_refused_by_name,
			set_up_standing, tear_down_standing),
		WITH_SERVICE(suspended_one_comes_to_its_end_and_gives_way),
		cmocka_unit_test_setup_teardown(extended_one_runs_on_until_its_re_rating_fails,
						set_up_standing, tear_down_standing),
		cmocka_unit_test_setup_teardown(
			extended_one_ends_when_the_centre_refuses_it_on_paper, set_up_standing,
			tear_down_standing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
