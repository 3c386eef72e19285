/* records_recordings_test.c - areas, linkages, certificates, support and plans: recorded,
 * corrected under their id, struck
 */
#include "records_fixture.h"

static void area_is_recorded_and_corrected_under_its_id(void **state)
{
	Ocop__Registration__V1__RecordMaterialArea message = an_area();
	const Ocop__Registration__V1__MaterialAreaRecorded *event;
	const Ocop__Registration__V1__ProducerRecord *record;
	const char *area_id = accepted_id(&message.base);

	(void)state; /* the fixture holds it */
	message.area_id = (char *)area_id;
	message.material = (char *)"  Dong   riềng ";
	message.household_count = 510;
	assert_string_equal(accepted_id(&message.base), area_id);
	event = harness_last_event(fixture.harness, MESSAGE(material_area_recorded));
	assert_int_equal(event->area->version, 2);
	assert_int_equal(event->area->household_count, 510);
	record = producer_record(fixture.producer_id);
	assert_int_equal(record->n_areas, 1);
	assert_string_equal(record->areas[0]->area_id, area_id);
	assert_string_equal(record->areas[0]->material, "Dong riềng");
	assert_string_equal(record->areas[0]->commune_code, "02155");
	assert_int_equal(record->areas[0]->hectares_hundredths, 7000);
	assert_string_equal(record->areas[0]->contract_until, "2027-12-31");
	assert_string_equal(record->areas[0]->certificates, "VietGAP 12 ha");
	assert_int_equal(record->areas[0]->version, 2);
}

static void area_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__RecordMaterialArea message = an_area();

	(void)state; /* the fixture holds it */
	assert_refused(again(message, material, (char *)" "), FIELD_MISSING);
	assert_refused(again(message, material, long_text(NAME_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = an_area();
	assert_refused(again(message, commune_code, (char *)"99999"), UNIT_UNKNOWN);
	assert_refused(again(message, commune_code, (char *)"19"), UNIT_UNKNOWN);
	message = an_area();
	assert_refused(again(message, hectares_hundredths, HECTARES_HUNDREDTHS_MAX + 1),
		       FIELD_INVALID);
	message = an_area();
	assert_refused(again(message, household_count, HOUSEHOLDS_MAX + 1), FIELD_INVALID);
	message = an_area();
	assert_refused(again(message, contract_until, (char *)"2027-02-29"), DATE_INVALID);
	message = an_area();
	assert_refused(again(message, area_id, (char *)"area_01K00000000000000000000000"),
		       NO_SUCH_THING);
	message = an_area();
	assert_refused(again(message, producer_id, (char *)"producer_01K00000000000000000000000"),
		       NO_SUCH_THING);
	assert_int_equal(producer_record(fixture.producer_id)->n_areas, 0);
}

static void what_is_anothers_is_not_corrected(void **state)
{
	const char *other = another_producer("Hợp tác xã Ví dụ 2", "4600000002");
	Ocop__Registration__V1__RecordMaterialArea message = an_area();
	const char *area_id = accepted_id(&message.base);

	(void)state; /* the fixture holds it */
	message.area_id = (char *)area_id;
	message.producer_id = (char *)other;
	assert_refused(command(&message.base), NO_SUCH_THING);
	sign_in_as(other);
	message.producer_id = (char *)fixture.producer_id;
	assert_refused(command(&message.base), SCOPE_MISSING);
	assert_refused(strike(area_id, "Nhầm"), SCOPE_MISSING);
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_unit("account_member", ROLE(COUNCIL_MEMBER), "19");
	assert_refused(command(&message.base), ROLE_MISSING);
	assert_refused(strike(area_id, "Nhầm"), ROLE_MISSING);
}

/* The id of a command: the same again has no second effect; another body is refused. */
static void same_command_twice_records_once(void **state)
{
	Ocop__Registration__V1__RecordMaterialArea message = an_area();
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const char *first;

	(void)state; /* the fixture holds it */
	command_id_create(clock_machine_us(), id);
	first = harness_id(fixture.harness,
			   harness_command_as(fixture.harness, id, 0, &message.base));
	assert_string_equal(harness_id(fixture.harness,
				       harness_command_as(fixture.harness, id, 0, &message.base)),
			    first);
	assert_int_equal(producer_record(fixture.producer_id)->n_areas, 1);
	message.household_count = 1;
	assert_refused(harness_command_as(fixture.harness, id, 0, &message.base),
		       COMMAND_ID_REUSED);
}

static const Ocop__Common__V1__Reply *expecting(uint64_t version, const ProtobufCMessage *message)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	return harness_command_as(fixture.harness, id, version, message);
}

/* If-Match is about the thing that is corrected, not about its producer. */
static void correction_of_what_was_corrected_since_is_stale(void **state)
{
	Ocop__Registration__V1__RecordMaterialArea area = an_area();
	Ocop__Registration__V1__ReportProducerYear year = a_producer_year();
	Ocop__Registration__V1__StrikeRecord strike_it =
		OCOP__REGISTRATION__V1__STRIKE_RECORD__INIT;

	(void)state; /* the fixture holds it */
	area.area_id = (char *)accepted_id(&area.base);
	(void)harness_id(fixture.harness, expecting(1, &area.base));
	assert_refused(expecting(1, &area.base), VERSION_STALE);
	strike_it.record_id = area.area_id;
	strike_it.reason = (char *)"Nhầm";
	assert_refused(expecting(1, &strike_it.base), VERSION_STALE);
	(void)harness_id(fixture.harness, expecting(2, &strike_it.base));

	assert_refused(expecting(1, &year.base), VERSION_STALE); /* there is none yet */
	(void)accepted_id(&year.base);
	(void)harness_id(fixture.harness, expecting(1, &year.base));
	assert_refused(expecting(1, &year.base), VERSION_STALE);
}

static void linkage_names_its_partner_or_takes_the_name_of_one_who_is_registered(void **state)
{
	const char *other = another_producer("Hợp tác xã Ví dụ 2", "4600000002");
	Ocop__Registration__V1__RecordLinkage message = a_linkage();
	const Ocop__Registration__V1__ProducerRecord *record;
	const char *linkage_id;

	(void)state; /* the fixture holds it */
	sign_in_producer();
	(void)accepted_id(&message.base);
	message.partner_name = (char *)"";
	assert_refused(command(&message.base), FIELD_MISSING);
	linkage_id =
		harness_id(fixture.harness, again(message, partner_producer_id, (char *)other));
	record = producer_record(fixture.producer_id);
	assert_int_equal(record->n_linkages, 2);
	assert_string_equal(record->linkages[0]->linkage_id, linkage_id); /* the newest */
	assert_string_equal(record->linkages[0]->partner_name, "Hợp tác xã Ví dụ 2");
	assert_string_equal(record->linkages[0]->partner_producer_id, other);
	assert_string_equal(record->linkages[1]->partner_name, "Công ty Ví dụ 2");
	assert_int_equal(record->linkages[1]->kind, KIND(LINKAGE_KIND, SALES));
	assert_string_equal(record->linkages[1]->until_on, "2028-01-01");
	assert_int_equal(harness_events(fixture.harness, MESSAGE(linkage_recorded)), 2);
}

static void linkage_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__RecordLinkage message = a_linkage();

	(void)state; /* the fixture holds it */
	assert_refused(
		again(message, partner_producer_id, (char *)"producer_01K00000000000000000000000"),
		PRODUCER_UNKNOWN);
	assert_refused(again(message, partner_producer_id, (char *)fixture.producer_id),
		       FIELD_INVALID);
	message = a_linkage();
	assert_refused(again(message, kind, KIND(LINKAGE_KIND, UNSPECIFIED)), FIELD_INVALID);
	assert_refused(again(message, kind, 5), FIELD_INVALID);
	message = a_linkage();
	assert_refused(again(message, until_on, (char *)"2025-01-01"), DATE_INVALID);
	assert_refused(again(message, from_on, (char *)"hôm qua"), DATE_INVALID);
	message = a_linkage();
	assert_refused(again(message, note, long_text(LINE_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_linkage();
	assert_refused(again(message, household_count, HOUSEHOLDS_MAX + 1), FIELD_INVALID);
	message = a_linkage();
	assert_refused(again(message, linkage_id, (char *)"linkage_01K00000000000000000000000"),
		       NO_SUCH_THING);
}

static void certificate_of_a_product_is_in_both_records(void **state)
{
	Ocop__Registration__V1__RecordHeldCertificate message = a_held_certificate();
	const char *held_id = accepted_id(&message.base);
	const Ocop__Registration__V1__ProductRecord *record;

	(void)state; /* the fixture holds it */
	message.product_id = (char *)"";
	message.valid_until = (char *)""; /* it does not end */
	(void)accepted_id(&message.base);
	record = product_record(fixture.product_id);
	assert_int_equal(record->n_certificates, 1);
	assert_string_equal(record->certificates[0]->held_certificate_id, held_id);
	assert_int_equal(record->certificates[0]->kind, KIND(HELD_CERTIFICATE_KIND, VIETGAP));
	assert_string_equal(record->certificates[0]->issuer, "Tổ chức chứng nhận Ví dụ");
	assert_string_equal(record->certificates[0]->scope, "Rau, 12 ha");
	assert_int_equal(producer_record(fixture.producer_id)->n_certificates, 2);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(held_certificate_recorded)), 2);
}

static void certificate_is_refused_where_it_must(void **state)
{
	const char *other = another_producer("Hợp tác xã Ví dụ 2", "4600000002");
	const char *others_product = another_product(other, "Chè Ví dụ");
	Ocop__Registration__V1__RecordHeldCertificate message = a_held_certificate();

	(void)state; /* the fixture holds it */
	assert_refused(again(message, product_id, (char *)others_product), PRODUCT_UNKNOWN);
	assert_refused(again(message, product_id, (char *)"product_01K00000000000000000000000"),
		       PRODUCT_UNKNOWN);
	message = a_held_certificate();
	assert_refused(again(message, kind, 12), FIELD_INVALID);
	message = a_held_certificate();
	assert_refused(again(message, issuer, (char *)""), FIELD_MISSING);
	message = a_held_certificate();
	assert_refused(again(message, number, (char *)""), FIELD_MISSING);
	message = a_held_certificate();
	assert_refused(again(message, issued_on, (char *)""), FIELD_MISSING);
	assert_refused(again(message, issued_on, (char *)"2026-06-02"), DATE_INVALID);
	message = a_held_certificate();
	assert_refused(again(message, valid_until, message.issued_on), DATE_INVALID);
	message = a_held_certificate();
	assert_refused(again(message, scope, long_text(LINE_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_held_certificate();
	assert_refused(
		again(message, held_certificate_id, (char *)"held_01K00000000000000000000000"),
		NO_SUCH_THING);
}

static void support_is_recorded_by_offices(void **state)
{
	Ocop__Registration__V1__RecordSupport message = a_support();
	const Ocop__Registration__V1__ProducerRecord *record;
	const char *support_id;

	(void)state;                                          /* the fixture holds it */
	assert_refused(command(&message.base), ROLE_MISSING); /* a producer gives himself none */
	sign_in_commune();
	support_id = accepted_id(&message.base);
	record = producer_record(fixture.producer_id);
	assert_int_equal(record->n_supports, 1);
	assert_string_equal(record->supports[0]->support_id, support_id);
	assert_string_equal(record->supports[0]->policy, "05/2025/NQ-HĐND");
	assert_int_equal(record->supports[0]->amount_vnd, 50000000);
	assert_string_equal(record->supports[0]->product_id, fixture.product_id);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(support_recorded)), 1);
	sign_in_producer();
	assert_refused(strike(support_id, "Nhầm"), ROLE_MISSING);
	sign_in_agency();
	(void)harness_id(fixture.harness, strike(support_id, "Nhầm"));
}

static void support_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__RecordSupport message = a_support();

	(void)state; /* the fixture holds it */
	sign_in_agency();
	assert_refused(again(message, kind, KIND(SUPPORT_KIND, UNSPECIFIED)), FIELD_INVALID);
	message = a_support();
	assert_refused(again(message, policy, (char *)""), FIELD_MISSING);
	assert_refused(again(message, policy, long_text(NAME_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_support();
	assert_refused(again(message, amount_vnd, -1), FIELD_INVALID);
	message = a_support();
	assert_refused(again(message, given_on, (char *)""), DATE_INVALID);
	assert_refused(again(message, given_on, (char *)"2026-06-02"), DATE_INVALID);
	message = a_support();
	assert_refused(again(message, product_id, (char *)"product_01K00000000000000000000000"),
		       PRODUCT_UNKNOWN);
	message = a_support();
	assert_refused(again(message, support_id, (char *)"support_01K00000000000000000000000"),
		       NO_SUCH_THING);
}

static void business_plan_gets_its_result_later(void **state)
{
	Ocop__Registration__V1__RecordBusinessPlan message = a_business_plan();
	const Ocop__Registration__V1__ProductRecord *record;

	(void)state; /* the fixture holds it */
	message.business_plan_id = (char *)accepted_id(&message.base);
	assert_refused(again(message, achieved_revenue_vnd, 1), FIELD_MISSING);
	(void)harness_id(fixture.harness, again(message, result, (char *)"Vượt kế hoạch"));
	record = product_record(fixture.product_id);
	assert_int_equal(record->n_business_plans, 1);
	assert_string_equal(record->business_plans[0]->result, "Vượt kế hoạch");
	assert_int_equal(record->business_plans[0]->achieved_revenue_vnd, 1);
	assert_int_equal(record->business_plans[0]->planned_revenue_vnd, 900000000);
	assert_int_equal(record->business_plans[0]->version, 2);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(business_plan_recorded)), 2);
}

static void business_plan_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__RecordBusinessPlan message = a_business_plan();

	(void)state; /* the fixture holds it */
	assert_refused(again(message, goal, (char *)""), FIELD_MISSING);
	assert_refused(again(message, goal, long_text(REASON_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_business_plan();
	assert_refused(again(message, from_year, 2009), FIELD_INVALID);
	message = a_business_plan();
	assert_refused(again(message, until_year, 2025), FIELD_INVALID);
	assert_refused(again(message, until_year, 2036), FIELD_INVALID); /* eleven years */
	message = a_business_plan();
	assert_refused(again(message, investment_vnd, -1), FIELD_INVALID);
	message = a_business_plan();
	message.from_year = message.until_year = 2027;
	assert_refused(again(message, result, (char *)"Đã xong"), FIELD_INVALID);
	message = a_business_plan();
	assert_refused(
		again(message, business_plan_id, (char *)"business_01K00000000000000000000000"),
		NO_SUCH_THING);
}

static void what_is_struck_is_shown_no_more_and_takes_no_correction(void **state)
{
	Ocop__Registration__V1__RecordHeldCertificate held = a_held_certificate();
	Ocop__Registration__V1__RecordLinkage linkage = a_linkage();
	Ocop__Registration__V1__RecordBusinessPlan plan = a_business_plan();
	Ocop__Registration__V1__RecordMark mark = a_mark(NULL, 0);
	const Ocop__Registration__V1__RecordStruck *event;

	(void)state; /* the fixture holds it */
	held.held_certificate_id = (char *)accepted_id(&held.base);
	linkage.linkage_id = (char *)accepted_id(&linkage.base);
	plan.business_plan_id = (char *)accepted_id(&plan.base);
	sign_in_agency();
	mark.mark_id = (char *)accepted_id(&mark.base);

	sign_in_producer();
	assert_refused(strike(held.held_certificate_id, "  "), REASON_MISSING);
	assert_refused(strike(held.held_certificate_id, long_text(REASON_LENGTH_MAX + 1)),
		       FIELD_TOO_LONG);
	(void)harness_id(fixture.harness, strike(held.held_certificate_id, "Ghi nhầm"));
	event = harness_last_event(fixture.harness, MESSAGE(record_struck));
	assert_string_equal(event->record_id, held.held_certificate_id);
	assert_string_equal(event->reason, "Ghi nhầm");
	(void)harness_id(fixture.harness, strike(linkage.linkage_id, "Ghi nhầm"));
	assert_refused(strike(mark.mark_id, "Ghi nhầm"), ROLE_MISSING);
	sign_in_commune();
	(void)harness_id(fixture.harness, strike(plan.business_plan_id, "Ghi nhầm"));
	sign_in_agency();
	(void)harness_id(fixture.harness, strike(mark.mark_id, "Ghi nhầm"));

	assert_int_equal(producer_record(fixture.producer_id)->n_certificates, 0);
	assert_int_equal(producer_record(fixture.producer_id)->n_linkages, 0);
	assert_int_equal(product_record(fixture.product_id)->n_business_plans, 0);
	assert_int_equal(marks("", 0, "")->n_marks, 0);
	assert_refused(strike(held.held_certificate_id, "Lại"), RECORD_STRUCK);
	assert_refused(command(&held.base), RECORD_STRUCK);
	assert_refused(command(&linkage.base), RECORD_STRUCK);
	assert_refused(command(&plan.base), RECORD_STRUCK);
	assert_refused(command(&mark.base), RECORD_STRUCK);
}

/* A line of a survey is its commune's. */
static void line_of_a_survey_is_struck_by_its_commune(void **state)
{
	Ocop__Registration__V1__RecordSurveyEntry message =
		OCOP__REGISTRATION__V1__RECORD_SURVEY_ENTRY__INIT;
	Ocop__Registration__V1__ListSurveyEntries list =
		OCOP__REGISTRATION__V1__LIST_SURVEY_ENTRIES__INIT;
	const Ocop__Registration__V1__ListSurveyEntriesReply *page;

	(void)state; /* the fixture holds it */
	message.commune_code = (char *)"05503";
	message.sector_code = (char *)"I";
	message.product_name = (char *)"Rau rừng";
	message.makers = (char *)"12 hộ ở thôn 3";
	message.potential = KIND(POTENTIAL, HIGH);
	message.surveyed_on = (char *)"2026-05-01";
	sign_in_commune();
	message.entry_id = (char *)accepted_id(&message.base);
	sign_in_producer();
	assert_refused(strike(message.entry_id, "Nhầm"), ROLE_MISSING);
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(strike(message.entry_id, "Nhầm"), SCOPE_MISSING);
	sign_in_commune();
	(void)harness_id(fixture.harness, strike(message.entry_id, "Nhầm"));
	assert_refused(strike(message.entry_id, "Nhầm"), RECORD_STRUCK);
	assert_refused(command(&message.base), RECORD_STRUCK);
	page = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			    MESSAGE(list_survey_entries_reply));
	assert_int_equal(page->n_entries, 0);
}

static void what_was_never_recorded_cannot_be_struck(void **state)
{
	(void)state; /* the fixture holds it */
	assert_refused(strike("area_01K00000000000000000000000", "Nhầm"), NO_SUCH_THING);
	assert_refused(strike(fixture.product_id, "Nhầm"), NO_SUCH_THING);
	assert_refused(strike("", "Nhầm"), NO_SUCH_THING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(strike("area_01K00000000000000000000000", "Nhầm"), TOKEN_MISSING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(area_is_recorded_and_corrected_under_its_id),
		TEST(area_is_refused_where_it_must),
		TEST(what_is_anothers_is_not_corrected),
		TEST(same_command_twice_records_once),
		TEST(correction_of_what_was_corrected_since_is_stale),
		TEST(linkage_names_its_partner_or_takes_the_name_of_one_who_is_registered),
		TEST(linkage_is_refused_where_it_must),
		TEST(certificate_of_a_product_is_in_both_records),
		TEST(certificate_is_refused_where_it_must),
		TEST(support_is_recorded_by_offices),
		TEST(support_is_refused_where_it_must),
		TEST(business_plan_gets_its_result_later),
		TEST(business_plan_is_refused_where_it_must),
		TEST(what_is_struck_is_shown_no_more_and_takes_no_correction),
		TEST(line_of_a_survey_is_struck_by_its_commune),
		TEST(what_was_never_recorded_cannot_be_struck),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
