/* cover_test.c - what a certificate covers, where it is today, decisions and how far their
 * certificates are, templates of numbers
 */
#include "certification/certification_fixture.h"

#include <stdlib.h>

#include "common/base/arena.h"
#include "ocop/identity/v1/events.pb-c.h"

#define ROLE(name) OCOP__COMMON__V1__ROLE__ROLE_##name

static const char *issued(struct harness *h, const char *key, uint32_t star)
{
	const char *dossier_id = arena_printf(harness_arena(h), "dossier_%s", key);
	const char *product_id = arena_printf(harness_arena(h), "product_%s", key);

	return arena_strdup(harness_arena(h),
			    issue(h, dossier_id, product_id, star, "2026-12-01")->code);
}

static void sign_in_chairman(struct harness *h)
{
	harness_sign_in_as(h, "account_1", ROLE(CHAIRMAN), "19");
}

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

/* --- what it covers */

static void certificate_covers_what_the_round_had(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__DossierAdmitted admitted =
		OCOP__REGISTRATION__V1__DOSSIER_ADMITTED__INIT;
	Ocop__Registration__V1__SupplementGiven given =
		OCOP__REGISTRATION__V1__SUPPLEMENT_GIVEN__INIT;
	Ocop__Registration__V1__Variant small = OCOP__REGISTRATION__V1__VARIANT__INIT;
	Ocop__Registration__V1__Variant large = OCOP__REGISTRATION__V1__VARIANT__INIT;
	Ocop__Registration__V1__Variant *variants[] = {&small, &large};
	Ocop__Registration__V1__PackPhoto photo = OCOP__REGISTRATION__V1__PACK_PHOTO__INIT;
	Ocop__Registration__V1__PackPhoto *photos[] = {&photo};
	const Ocop__Certification__V1__Certificate *certificate;
	const char *code, *corrected;

	small.name = "Gói nhỏ";
	small.packaging = "gói 200 g";
	small.gtin = "8935001712345";
	large.name = "Gói lớn";
	admitted.dossier_id = "dossier_1";
	admitted.is_set = true;
	admitted.variants = variants;
	admitted.n_variants = 2;
	photo.evidence_id = "evidence_1";
	photo.sha256 = "aa";
	admitted.pack_photos = photos;
	admitted.n_pack_photos = 1;
	harness_event(h, "registration", "dossier_1", &admitted.base);
	given.dossier_id = "dossier_1";
	photo.sha256 = "bb"; /* what the supplement has in its place */
	given.pack_photos = photos;
	given.n_pack_photos = 1;
	harness_event(h, "registration", "dossier_1", &given.base);

	code = issued(h, "1", 4);
	admitted.n_variants = 0; /* what comes later is of another rating */
	admitted.n_pack_photos = 0;
	harness_event(h, "registration", "dossier_1", &admitted.base);
	sign_in_chairman(h);
	corrected = harness_id(h, correct(h, code));
	for (int i = 0; i < 2; i++) {
		certificate = verify(h, i ? corrected : code)->certificate;
		assert_true(certificate->covers_set);
		assert_int_equal(certificate->n_variants, 2);
		assert_string_equal(certificate->variants[0]->name, "Gói nhỏ");
		assert_string_equal(certificate->variants[0]->gtin, "8935001712345");
		assert_string_equal(certificate->variants[1]->name, "Gói lớn");
		assert_int_equal(certificate->n_pack_photos, 1);
		assert_string_equal(certificate->pack_photos[0]->sha256, "bb");
	}
}

static void late_filing_stands_on_the_certificate(void **state)
{
	struct harness *h = *state;
	Ocop__Registration__V1__DossierSubmitted submitted =
		OCOP__REGISTRATION__V1__DOSSIER_SUBMITTED__INIT;

	submitted.dossier_id = "dossier_1";
	submitted.product_id = "product_1";
	submitted.kind = DOSSIER_KIND(RE_RATING);
	submitted.filed_late = true;
	harness_event(h, "registration", "dossier_1", &submitted.base);
	submitted.filed_late = false; /* handed in once more, after it was sent back */
	harness_event(h, "registration", "dossier_1", &submitted.base);
	assert_true(issue(h, "dossier_1", "product_1", 4, "2026-12-01")->filed_late);
	assert_false(issue(h, "dossier_2", "product_2", 4, "2026-12-01")->filed_late);
}

/* --- places */

static void add_unit(Ocop__Identity__V1__Unit *unit, const char *code, const char *province_code,
		     const char *full_name)
{
	ocop__identity__v1__unit__init(unit);
	unit->code = (char *)code;
	unit->province_code = (char *)province_code;
	unit->name_vi = (char *)full_name;
	unit->full_name_vi = (char *)full_name;
}

/* Issued in commune 02155 of province 19, which are merged into 02999 of province 20 later on. */
static void place_follows_its_units_and_so_does_who_decides(void **state)
{
	struct harness *h = *state;
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit province, commune;
	Ocop__Identity__V1__Unit *units[] = {&province, &commune};
	Ocop__Identity__V1__FormerUnit former = OCOP__IDENTITY__V1__FORMER_UNIT__INIT;
	Ocop__Identity__V1__FormerUnit *former_units[] = {&former};
	const char *code = issued(h, "1", 4);
	const Ocop__Certification__V1__Certificate *certificate;

	add_unit(&province, "20", "", "Tỉnh Ví dụ");
	add_unit(&commune, "02999", "20", "Xã Ví dụ");
	former.province_code = "19";
	former.commune_code = "02155";
	former.successor_commune_code = "02999";
	former.successor_province_code = "20";
	event.units = units;
	event.n_units = 2;
	event.former_units = former_units;
	event.n_former_units = 1;
	harness_event(h, "identity", "units", &event.base);

	certificate = verify(h, code)->certificate;
	assert_string_equal(certificate->commune_code, "02155");
	assert_string_equal(certificate->place_today->commune_code, "02999");
	assert_string_equal(certificate->place_today->province_code, "20");
	assert_string_equal(certificate->place_today->commune_name, "Xã Ví dụ");
	sign_in_chairman(h);
	assert_int_equal(harness_refusal(revoke(h, code)), REFUSAL(SCOPE_MISSING));
	harness_sign_in_as(h, "account_3", ROLE(CHAIRMAN), "20");
	assert_int_equal(harness_refusal(revoke(h, code)), REFUSAL(UNSPECIFIED));
}

/* --- decisions */

static const Ocop__Certification__V1__Decision *decision(struct harness *h, const char *id)
{
	Ocop__Certification__V1__GetDecision query = OCOP__CERTIFICATION__V1__GET_DECISION__INIT;

	query.decision_id = (char *)id;
	return harness_body(h, harness_query(h, &query.base), &CERTIFICATES(decision));
}

static void decision_shows_how_far_its_certificates_are(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__DecisionRecorded *recorded;
	const Ocop__Certification__V1__Decision *shown;
	const char *id;

	tell_code(h, "product_1", "dossier_1", "19-02155-1-2026");
	tell_result(h, &(struct decided){"dossier_1", "product_1", 4, RECOGNISED, "2026-12-01", 0});
	tell_result(h, &(struct decided){"dossier_2", "product_2", 3, RECOGNISED, "2026-12-01", 0});
	tell_result(
		h, &(struct decided){"dossier_3", "product_3", 2, NOT_RECOGNISED, "2026-12-01", 0});
	assert_int_equal(harness_events(h, &CERTIFICATES(decision_recorded)), 1);
	recorded = harness_last_event(h, &CERTIFICATES(decision_recorded));
	id = arena_strdup(harness_arena(h), recorded->decision->decision_id);
	shown = decision(h, id);
	assert_int_equal(shown->kind, DECISION_KIND(ROUND));
	assert_int_equal(shown->level, AUTHORITY_LEVEL(PROVINCE));
	assert_string_equal(shown->province_code, "19");
	assert_int_equal(shown->certificates_due, 2);
	assert_int_equal(shown->certificates_issued, 1);
	assert_int_equal(shown->waiting_for_code, 1);
	tell_code(h, "product_2", "dossier_2", "19-02155-2-2026");
	shown = decision(h, id);
	assert_int_equal(shown->certificates_issued, 2);
	assert_int_equal(shown->waiting_for_code, 0);
}

static void certificates_wait_for_the_decision(void **state)
{
	struct harness *h = *state;
	Ocop__Scoring__V1__ResultDecided event = OCOP__SCORING__V1__RESULT_DECIDED__INIT;
	Ocop__Scoring__V1__Result result = OCOP__SCORING__V1__RESULT__INIT;

	tell_code(h, "product_1", "dossier_1", "19-02155-1-2026");
	result.round_id = ROUND_ID;
	result.dossier_id = "dossier_1";
	result.product_id = "product_1";
	result.product_name = "Miến dong Ví dụ";
	result.level = OCOP__SCORING__V1__LEVEL__LEVEL_PROVINCE;
	result.star = 3;
	result.rulebook_code = "26-2026";
	result.set_no = 6;
	result.decision = RECOGNISED;
	result.decision_number = "12/QĐ-UBND";
	result.decided_on = "2026-12-01";
	event.result = &result;
	event.province_code = "19";
	harness_event(h, "scoring_tn1", "dossier_1", &event.base);
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 0);
	tell_approval(h, "2026-12-01");
	assert_int_equal(harness_events(h, &CERTIFICATES(certificate_issued)), 1);
}

/* --- official numbers */

static int set_up_templates(void **state)
{
	assert_int_equal(setenv("OCOP_NUMBER_TEMPLATES", "19={province}/{year}/{seq:03}", 1), 0);
	return set_up(state);
}

static int tear_down_templates(void **state)
{
	assert_int_equal(unsetenv("OCOP_NUMBER_TEMPLATES"), 0);
	return tear_down(state);
}

static void each_authority_numbers_by_its_own_template(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__CertificateIssued *last;

	assert_string_equal(issue(h, "dossier_1", "product_1", 4, "2026-12-01")->official_number,
			    "19/2026/001");
	tell_code(h, "product_5", "dossier_5", "19-02155-5-2026");
	tell_result(h, &(struct decided){"dossier_5", "product_5", 5, RECOGNISED, "2026-12-01",
					 OCOP__SCORING__V1__LEVEL__LEVEL_CENTRE});
	last = harness_last_event(h, &CERTIFICATES(certificate_issued));
	assert_string_equal(last->certificate->official_number, "0001/2026/GCN-OCOP-TW");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		WITH_SERVICE(certificate_covers_what_the_round_had),
		WITH_SERVICE(late_filing_stands_on_the_certificate),
		WITH_SERVICE(place_follows_its_units_and_so_does_who_decides),
		WITH_SERVICE(decision_shows_how_far_its_certificates_are),
		WITH_SERVICE(certificates_wait_for_the_decision),
		cmocka_unit_test_setup_teardown(each_authority_numbers_by_its_own_template,
						set_up_templates, tear_down_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
