/* recognition_test.c - certificates of products that the province recognised on the centre's result
 */
#include "certification/certification_fixture.h"

static char scan[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
static char centre_round[] = "round_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVG";

/* The centre's result on paper, of 25 September; the chairman's decision is of 1 October. */
static Ocop__Registration__V1__CentreResult a_result(void)
{
	Ocop__Registration__V1__CentreResult result = OCOP__REGISTRATION__V1__CENTRE_RESULT__INIT;

	result.star = 4;
	result.points_text = (char *)"85.14";
	result.decision_number = (char *)"88/QĐ-BNNMT";
	result.decided_on = (char *)"2026-09-25";
	result.decision_sha256 = scan;
	return result;
}

static Ocop__Registration__V1__RecognisedOnCentreResult a_recognition(
	Ocop__Registration__V1__CentreResult *result)
{
	Ocop__Registration__V1__RecognisedOnCentreResult event =
		OCOP__REGISTRATION__V1__RECOGNISED_ON_CENTRE_RESULT__INIT;

	event.dossier_id = (char *)"dossier_5";
	event.product_id = (char *)"product_1";
	event.product_name = (char *)"Miến dong Ví dụ";
	event.producer_id = (char *)"producer_1";
	event.producer_name = (char *)"Hợp tác xã Ví dụ 1";
	event.rulebook_code = (char *)"26-2026";
	event.set_no = 6;
	event.sector_code = (char *)"I";
	event.kind = DOSSIER_KIND(FIRST);
	event.centre_result = result;
	event.decision_number = (char *)"2001/QĐ-UBND";
	event.decided_on = (char *)"2026-10-01";
	return event;
}

static void tell(struct harness *h, Ocop__Registration__V1__RecognisedOnCentreResult *event)
{
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	place.commune_code = "02155";
	place.province_code = "19";
	place.commune_text = "xã Côn Minh";
	event->place = &place;
	harness_event(h, "registration", event->dossier_id, &event->base);
}

static const Ocop__Certification__V1__Certificate *last_issued(struct harness *h)
{
	const Ocop__Certification__V1__CertificateIssued *issued =
		harness_last_event(h, &CERTIFICATES(certificate_issued));

	assert_non_null(issued);
	return issued->certificate;
}

static void result_on_paper_gives_the_provinces_certificate(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResult result = a_result();
	Ocop__Registration__V1__RecognisedOnCentreResult event = a_recognition(&result);
	const Ocop__Certification__V1__Certificate *certificate;

	tell_code(h, "product_1", "dossier_5", "19-02155-5-2026");
	tell(h, &event);
	certificate = last_issued(h);
	assert_int_equal(certificate->state, CERTIFICATE_STATE(VALID));
	assert_string_equal(certificate->official_number, "0001/2026/GCN-OCOP-19");
	assert_int_equal(certificate->star, 4);
	assert_string_equal(certificate->points_text, "85.14");
	assert_string_equal(certificate->decision_number, "2001/QĐ-UBND");
	assert_string_equal(certificate->valid_from, "2026-10-01");
	assert_string_equal(certificate->valid_until, "2029-10-01"); /* 36 months */
	assert_string_equal(certificate->place_text, "xã Côn Minh");
	assert_string_equal(verify(h, certificate->code)->certificate->product_code,
			    "19-02155-5-2026");
}

/* The centre's round decided that it does not recognise it: that stands, and gives none. */
static void result_of_a_round_gives_it_with_the_exact_mean(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResult result = a_result();
	Ocop__Registration__V1__RecognisedOnCentreResult event = a_recognition(&result);
	const struct decided declined = {
		"dossier_5",    "product_1",  4,
		NOT_RECOGNISED, "2026-09-25", OCOP__SCORING__V1__LEVEL__LEVEL_CENTRE};

	tell_code(h, "product_1", "dossier_5", "19-02155-5-2026");
	tell_result(h, &declined);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 0);
	result.round_id = centre_round;
	result.decision_sha256 = (char *)"";
	result.points_sum = 629;
	result.points_count = 7;
	result.points_text = (char *)"89.86";
	tell(h, &event);
	assert_int_equal(last_issued(h)->points_sum, 629);
	assert_int_equal(last_issued(h)->points_count, 7);
	assert_int_equal(last_issued(h)->star, 4);
	assert_string_equal(last_issued(h)->official_number, "0001/2026/GCN-OCOP-19");
}

static void it_waits_for_the_products_code(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResult result = a_result();
	Ocop__Registration__V1__RecognisedOnCentreResult event = a_recognition(&result);

	tell(h, &event);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 0);
	tell_code(h, "product_1", "dossier_5", "19-02155-5-2026");
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
}

static void it_is_issued_once(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResult result = a_result();
	Ocop__Registration__V1__RecognisedOnCentreResult event = a_recognition(&result);

	tell_code(h, "product_1", "dossier_5", "19-02155-5-2026");
	tell(h, &event);
	harness_restart(h);
	harness_advance(h, 2LL * 3600 * 1000000);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
}

static void an_upgrade_without_more_stars_leaves_the_earlier_one(void **state)
{
	struct harness *h = *state;
	const char *old = issue(h, "dossier_1", "product_1", 4, "2026-05-30")->code;
	Ocop__Registration__V1__CentreResult result = a_result();
	Ocop__Registration__V1__RecognisedOnCentreResult event = a_recognition(&result);

	event.kind = DOSSIER_KIND(UPGRADE);
	event.certificate_code = (char *)old;
	tell(h, &event);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
	assert_int_equal(verify(h, old)->certificate->state, CERTIFICATE_STATE(VALID));
}

static void an_upgrade_takes_the_place_of_the_earlier_one(void **state)
{
	struct harness *h = *state;
	const char *old = issue(h, "dossier_1", "product_1", 3, "2026-05-30")->code;
	Ocop__Registration__V1__CentreResult result = a_result();
	Ocop__Registration__V1__RecognisedOnCentreResult event = a_recognition(&result);

	event.kind = DOSSIER_KIND(UPGRADE);
	event.certificate_code = (char *)old;
	tell(h, &event);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 2);
	assert_int_equal(verify(h, old)->certificate->state, CERTIFICATE_STATE(REPLACED));
	assert_int_equal(verify(h, last_issued(h)->code)->certificate->star, 4);
}

/* What no rule lets a province recognise gives no certificate, whoever told so. */
static void a_star_that_is_not_the_provinces_is_refused(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__CentreResult result = a_result();
	Ocop__Registration__V1__RecognisedOnCentreResult event = a_recognition(&result);
	Ocop__Certification__V1__IssueOnCentreResult message =
		OCOP__CERTIFICATION__V1__ISSUE_ON_CENTRE_RESULT__INIT;

	result.star = 5;
	tell_code(h, "product_1", "dossier_5", "19-02155-5-2026");
	tell(h, &event);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 0);
	message.dossier_id = (char *)"dossier_5";
	assert_int_equal(harness_refusal(harness_own_command(h, &message.base)),
			 REFUSAL(LEVEL_NOT_COMPETENT));
	message.dossier_id = (char *)"dossier_6";
	assert_int_equal(harness_refusal(harness_own_command(h, &message.base)),
			 REFUSAL(NO_SUCH_THING));
	harness_sign_in_as(h, "account_chairman", OCOP__COMMON__V1__ROLE__ROLE_CHAIRMAN, "19");
	assert_int_equal(harness_refusal(harness_command(h, &message.base)), REFUSAL(ROLE_MISSING));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVICE(result_on_paper_gives_the_provinces_certificate),
		WITH_SERVICE(result_of_a_round_gives_it_with_the_exact_mean),
		WITH_SERVICE(it_waits_for_the_products_code),
		WITH_SERVICE(it_is_issued_once),
		WITH_SERVICE(an_upgrade_without_more_stars_leaves_the_earlier_one),
		WITH_SERVICE(an_upgrade_takes_the_place_of_the_earlier_one),
		WITH_SERVICE(a_star_that_is_not_the_provinces_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
