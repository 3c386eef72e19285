/* centre_test.c - certificates that the centre gave without this software */
#include "certification/certification_fixture.h"

static Ocop__Registration__V1__CentreResultRecorded a_centre_result(const char *product_id)
{
	Ocop__Registration__V1__CentreResultRecorded event =
		OCOP__REGISTRATION__V1__CENTRE_RESULT_RECORDED__INIT;

	event.dossier_id = (char *)"dossier_5";
	event.product_id = (char *)product_id;
	event.product_name = (char *)"Miến dong Ví dụ";
	event.producer_id = (char *)"producer_1";
	event.producer_name = (char *)"Hợp tác xã Ví dụ 1";
	event.rulebook_code = (char *)"26-2026";
	event.set_no = 6;
	event.score = (char *)"91.14";
	event.star = 5;
	event.decision_number = (char *)"88/QĐ-BNNMT";
	event.decided_on = (char *)"2026-11-20";
	event.certificate_number = (char *)"7/2026/OCOP-QG";
	event.decision_sha256 =
		(char *)"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	return event;
}

static void tell_centre(struct harness *h, Ocop__Registration__V1__CentreResultRecorded *event)
{
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	place.commune_code = "02155";
	place.province_code = "19";
	place.commune_text = "xã Côn Minh";
	place.province_text = "Bắc Kạn";
	event->place = &place;
	harness_event(h, "registration", event->dossier_id, &event->base);
}

static void centres_certificate_has_its_number_star_and_days(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResultRecorded event = a_centre_result("product_1");
	const Ocop__Certification__V1__CertificateIssued *issued;
	const Ocop__Certification__V1__Certificate *certificate;

	tell_code(h, "product_1", "dossier_5", "19-02155-5-2026");
	tell_centre(h, &event);
	issued = harness_last_event(h, &CERTIFICATES(certificate_issued));
	assert_non_null(issued);
	certificate = issued->certificate;
	assert_int_equal(certificate->state, CERTIFICATE_STATE(VALID));
	assert_string_equal(certificate->official_number, "7/2026/OCOP-QG");
	assert_int_equal(certificate->star, 5);
	assert_string_equal(certificate->points_text, "91.14");
	assert_string_equal(certificate->decision_number, "88/QĐ-BNNMT");
	assert_string_equal(certificate->valid_from, "2026-11-20");
	assert_string_equal(certificate->valid_until, "2029-11-20"); /* 36 months */
	assert_string_equal(certificate->sector_code, "I");
	assert_string_equal(certificate->place_text, "xã Côn Minh, Bắc Kạn");
	assert_string_equal(certificate->product_code, "19-02155-5-2026");
	assert_false(certificate->legacy);
	assert_string_equal(verify(h, "7/2026/OCOP-QG")->certificate->code, certificate->code);
}

static void day_that_the_decision_names_counts(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResultRecorded event = a_centre_result("product_1");
	const char *code;

	event.valid_until = (char *)"2027-12-31";
	tell_centre(h, &event);
	code = verify(h, "7/2026/OCOP-QG")->certificate->code;
	assert_string_equal(verify(h, code)->certificate->valid_until, "2027-12-31");
	harness_set_date(h, "2028-01-01");
	assert_int_equal(verify(h, code)->certificate->state, CERTIFICATE_STATE(EXPIRED));
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_expired)), 1);
}

static void it_takes_the_place_of_the_provinces(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResultRecorded event = a_centre_result("product_1");
	const char *old = issue(h, "dossier_1", "product_1", 4, "2026-05-30")->code;
	const Ocop__Certification__V1__CertificateReplaced *replaced;

	tell_centre(h, &event);
	replaced = harness_last_event(h, &CERTIFICATES(certificate_replaced));
	assert_non_null(replaced);
	assert_string_equal(replaced->code, old);
	assert_string_equal(replaced->replaced_by_code,
			    verify(h, "7/2026/OCOP-QG")->certificate->code);
	assert_string_equal(replaced->reason, "nâng hạng");
	assert_int_equal(verify(h, old)->certificate->state, CERTIFICATE_STATE(REPLACED));
}

static void it_is_recorded_once(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResultRecorded event = a_centre_result("product_1");

	tell_centre(h, &event);
	harness_restart(h);
	harness_advance(h, 2LL * 3600 * 1000000);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
}

static void what_was_not_recognised_leaves_nothing(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResultRecorded event = a_centre_result("product_1");

	event.star = 0;
	event.certificate_number = (char *)"";
	tell_centre(h, &event);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 0);
	event = a_centre_result("product_1"); /* evaluated again, and recognised then */
	tell_centre(h, &event);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
}

static void number_of_another_certificate_is_refused(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResultRecorded event = a_centre_result("product_2");

	(void)issue(h, "dossier_1", "product_1", 4, "2026-12-01");
	event.certificate_number = (char *)"0001/2026/GCN-OCOP-19";
	tell_centre(h, &event);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
	assert_int_equal(harness_held_events(h), 0);
}

static void nobody_but_the_daemon_records_it(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__RecordCentreCertificate message =
		OCOP__CERTIFICATION__V1__RECORD_CENTRE_CERTIFICATE__INIT;

	message.dossier_id = (char *)"dossier_5";
	harness_sign_in_as(h, "account_ministry", OCOP__COMMON__V1__ROLE__ROLE_MINISTRY, "");
	assert_int_equal(harness_refusal(harness_command(h, &message.base)), REFUSAL(ROLE_MISSING));
}

static void it_can_be_corrected_by_the_minister(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResultRecorded event = a_centre_result("product_1");
	Ocop__Certification__V1__ReplaceCertificate message =
		OCOP__CERTIFICATION__V1__REPLACE_CERTIFICATE__INIT;
	const char *corrected;

	tell_centre(h, &event);
	message.code = (char *)verify(h, "7/2026/OCOP-QG")->certificate->code;
	message.reason = (char *)"Sai tên";
	message.product_name = (char *)"Miến dong Ví dụ 1";
	harness_sign_in_as(h, "account_chairman", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	assert_int_equal(harness_refusal(harness_command(h, &message.base)),
			 REFUSAL(LEVEL_NOT_COMPETENT));
	harness_sign_in_as(h, "account_ministry", OCOP__COMMON__V1__ROLE__ROLE_MINISTRY, "");
	corrected = harness_id(h, harness_command(h, &message.base));
	assert_int_equal(verify(h, corrected)->certificate->state, CERTIFICATE_STATE(VALID));
	assert_int_equal(verify(h, corrected)->certificate->star, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVICE(centres_certificate_has_its_number_star_and_days),
		WITH_SERVICE(day_that_the_decision_names_counts),
		WITH_SERVICE(it_takes_the_place_of_the_provinces),
		WITH_SERVICE(it_is_recorded_once),
		WITH_SERVICE(what_was_not_recognised_leaves_nothing),
		WITH_SERVICE(number_of_another_certificate_is_refused),
		WITH_SERVICE(nobody_but_the_daemon_records_it),
		WITH_SERVICE(it_can_be_corrected_by_the_minister),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
