/* records_merged_test.c - a registration that was merged takes nothing new; what was recorded under
 * it is shown, corrected and struck under the one that stands, and is its own again when parted
 */
#include "records_fixture.h"

static const char *second_producer(void)
{
	return another_producer("HTX Ví dụ 1", "");
}

static void merged_producer_takes_nothing_new(void **state)
{
	const char *merged = second_producer();
	Ocop__Registration__V1__ChangeProducer change = a_producer_change();
	Ocop__Registration__V1__SetRepresentative representative =
		OCOP__REGISTRATION__V1__SET_REPRESENTATIVE__INIT;
	Ocop__Registration__V1__RecordMaterialArea area = an_area();
	Ocop__Registration__V1__RecordLinkage linkage = a_linkage();
	Ocop__Registration__V1__RecordHeldCertificate held = a_held_certificate();
	Ocop__Registration__V1__RecordSupport support = a_support();
	Ocop__Registration__V1__ReportProducerYear year = a_producer_year();
	Ocop__Registration__V1__TransferProduct transfer =
		OCOP__REGISTRATION__V1__TRANSFER_PRODUCT__INIT;
	const ProtobufCMessage *const messages[] = {
		&change.base, &representative.base, &area.base, &linkage.base,
		&held.base,   &support.base,        &year.base, &transfer.base,
	};

	(void)state; /* the fixture holds it */
	(void)merge_producers_of_test(fixture.producer_id, merged);
	change.producer_id = representative.producer_id = area.producer_id = linkage.producer_id =
		held.producer_id = support.producer_id = year.producer_id =
			transfer.new_producer_id = (char *)merged;
	transfer.product_id = (char *)fixture.product_id;
	transfer.reason = (char *)"Chuyển nhượng";
	sign_in_commune();
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		if (harness_refusal(command(messages[i])) != REFUSAL(RECORD_STRUCK))
			fail_msg("%s", messages[i]->descriptor->name);
	}
	linkage = a_linkage(); /* nor is he linked with */
	linkage.partner_producer_id = (char *)merged;
	assert_refused(command(&linkage.base), RECORD_STRUCK);
}

static void merged_product_takes_nothing_new(void **state)
{
	const char *merged = another_product(fixture.producer_id, "Rau Ví dụ 2");
	Ocop__Registration__V1__ChangeProduct change = OCOP__REGISTRATION__V1__CHANGE_PRODUCT__INIT;
	Ocop__Registration__V1__TransferProduct transfer =
		OCOP__REGISTRATION__V1__TRANSFER_PRODUCT__INIT;
	Ocop__Registration__V1__SetVariants variants = OCOP__REGISTRATION__V1__SET_VARIANTS__INIT;
	Ocop__Registration__V1__RecordBusinessPlan plan = a_business_plan();
	Ocop__Registration__V1__ReportProductYear year = a_product_year();
	Ocop__Registration__V1__RecordHeldCertificate held = a_held_certificate();
	Ocop__Registration__V1__RecordSupport support = a_support();
	char *products[] = {(char *)merged};
	Ocop__Registration__V1__RecordMark mark = a_mark(products, 1);
	const ProtobufCMessage *const messages[] = {
		&change.base, &transfer.base, &variants.base, &plan.base,
		&year.base,   &held.base,     &support.base,
	};

	(void)state; /* the fixture holds it */
	(void)merge_products_of_test(fixture.product_id, merged);
	change.product_id = transfer.product_id = variants.product_id = plan.product_id =
		year.product_id = held.product_id = support.product_id = (char *)merged;
	change.reason = transfer.reason = (char *)"Thử";
	assert_refused(command(&mark.base), PRODUCT_MERGED); /* the agency is signed in */
	sign_in_commune();
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		if (harness_refusal(command(messages[i])) != REFUSAL(PRODUCT_MERGED))
			fail_msg("%s", messages[i]->descriptor->name);
	}
}

static void part_again(const char *merge_id)
{
	Ocop__Registration__V1__UndoMerge message = OCOP__REGISTRATION__V1__UNDO_MERGE__INIT;

	sign_in_agency();
	message.merge_id = (char *)merge_id;
	message.reason = (char *)"Là hai";
	(void)accepted_id(&message.base);
}

static void records_of_a_merged_producer_are_those_of_the_one_that_stands(void **state)
{
	const char *second = second_producer();
	const char *third = another_producer("HTX Ví dụ Một", "");
	Ocop__Registration__V1__RecordMaterialArea area = an_area();
	Ocop__Registration__V1__RecordLinkage linkage = a_linkage();
	Ocop__Registration__V1__ReportProducerYear year = a_producer_year();
	const Ocop__Registration__V1__ProducerRecord *record;
	const char *merge_id;

	(void)state; /* the fixture holds it */
	area.producer_id = linkage.producer_id = (char *)third;
	area.area_id = (char *)accepted_id(&area.base);
	linkage.linkage_id = (char *)accepted_id(&linkage.base);
	year.producer_id = (char *)second;
	(void)accepted_id(&year.base);
	(void)merge_producers_of_test(second, third);
	merge_id = merge_producers_of_test(fixture.producer_id, second); /* a chain */

	sign_in_producer();
	record = producer_record(fixture.producer_id);
	assert_int_equal(record->n_areas, 1);
	assert_int_equal(record->n_linkages, 1);
	assert_int_equal(record->n_years, 1);
	assert_string_equal(record->areas[0]->area_id, area.area_id);
	area.producer_id = (char *)fixture.producer_id;
	area.household_count = 7;
	(void)accepted_id(&area.base); /* corrected by him whose it is now */
	(void)harness_id(fixture.harness, strike(linkage.linkage_id, "Ghi nhầm"));

	part_again(merge_id);
	sign_in_producer();
	assert_int_equal(producer_record(fixture.producer_id)->n_areas, 0);
	assert_refused(command(&area.base), NO_SUCH_THING);
	sign_in_commune();
	record = producer_record(second);
	assert_int_equal(record->n_areas, 1);
	assert_int_equal(record->areas[0]->household_count, 7);
	assert_int_equal(record->n_linkages, 0);
	assert_int_equal(record->n_years, 1);
}

static void records_of_a_merged_product_are_those_of_the_one_that_stands(void **state)
{
	const char *merged = another_product(fixture.producer_id, "Rau Ví dụ 2");
	char *products[] = {(char *)merged};
	Ocop__Registration__V1__RecordBusinessPlan plan = a_business_plan();
	Ocop__Registration__V1__ReportProductYear year = a_product_year();
	Ocop__Registration__V1__RecordHeldCertificate held = a_held_certificate();
	Ocop__Registration__V1__RecordMark mark = a_mark(products, 1);
	const Ocop__Registration__V1__ProductRecord *record;
	const char *merge_id;

	(void)state; /* the fixture holds it */
	plan.product_id = year.product_id = held.product_id = (char *)merged;
	plan.business_plan_id = (char *)accepted_id(&plan.base);
	(void)accepted_id(&year.base);
	(void)accepted_id(&held.base);
	sign_in_agency();
	(void)accepted_id(&mark.base);
	merge_id = merge_products_of_test(fixture.product_id, merged);

	sign_in_producer();
	record = product_record(fixture.product_id);
	assert_int_equal(record->n_business_plans, 1);
	assert_int_equal(record->n_years, 1);
	assert_int_equal(record->n_certificates, 1);
	assert_int_equal(record->n_marks, 1);
	plan.product_id = (char *)fixture.product_id;
	(void)accepted_id(&plan.base);

	part_again(merge_id);
	sign_in_producer();
	record = product_record(fixture.product_id);
	assert_int_equal(record->n_business_plans, 0);
	assert_int_equal(record->n_years, 0);
	assert_int_equal(record->n_certificates, 0);
	assert_int_equal(record->n_marks, 0);
	assert_int_equal(product_record(merged)->business_plans[0]->version, 2);
}

/* A dossier goes on with the registration it was filed for: what it is about stays all the same. */
static void dossier_of_a_merged_product_holds_the_one_that_stands(void **state)
{
	const char *kept = another_product(fixture.producer_id, "Rau Ví dụ 2");
	Ocop__Registration__V1__ChangeProduct message =
		OCOP__REGISTRATION__V1__CHANGE_PRODUCT__INIT;

	(void)state; /* the fixture holds it */
	(void)a_proposed_dossier();
	(void)merge_products_of_test(kept, fixture.product_id);
	sign_in_producer();
	message.product_id = (char *)kept;
	message.name = (char *)"Rau sạch Ví dụ";
	message.rulebook_code = (char *)"26-2026";
	message.set_no = 1;
	message.reason = (char *)"Đổi tên";
	assert_refused(command(&message.base), DOSSIER_STATE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(merged_producer_takes_nothing_new),
		TEST(merged_product_takes_nothing_new),
		TEST(records_of_a_merged_producer_are_those_of_the_one_that_stands),
		TEST(records_of_a_merged_product_are_those_of_the_one_that_stands),
		TEST(dossier_of_a_merged_product_holds_the_one_that_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
