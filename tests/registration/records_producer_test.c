/* records_producer_test.c - a producer changes, says who speaks for him, reports his years; and who
 * sees what of it
 */
#include "records_fixture.h"

/* A producer and a product of an old register, whose commune of then is known by name only. */
static const char *imported_product(void)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;

	row.product_name = (char *)"Miến Ví dụ";
	row.producer_name = (char *)"HTX Ví dụ 3";
	row.commune = (char *)"xã Ví dụ";
	row.district = (char *)"huyện Ví dụ";
	row.province = (char *)"Thái Nguyên";
	row.line = 2;
	sign_in_agency();
	return accepted_id(&row.base);
}

static void producer_changes_and_his_products_stay_his(void **state)
{
	Ocop__Registration__V1__ChangeProducer message = a_producer_change();
	const Ocop__Registration__V1__ProducerRecord *record;
	const Ocop__Registration__V1__ProducerChanged *event;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	assert_string_equal(accepted_id(&message.base), fixture.producer_id);
	record = producer_record(fixture.producer_id);
	assert_string_equal(record->producer->name, "Công ty Ví dụ 1");
	assert_int_equal(record->producer->legal_form, LEGAL_FORM(ENTERPRISE));
	assert_string_equal(record->producer->registration_number, "4600000009");
	assert_string_equal(record->producer->address, "Xóm Mới");
	assert_int_equal(record->producer->version, 2);
	assert_int_equal(record->n_changes, 1);
	assert_string_equal(record->changes[0]->before,
			    "Hợp tác xã Ví dụ 1; hợp tác xã; 4600000001; Xóm Ví dụ; "
			    "Xã Tân Cương; Tỉnh Thái Nguyên");
	assert_string_equal(record->changes[0]->after,
			    "Công ty Ví dụ 1; doanh nghiệp; 4600000009; Xóm Mới; "
			    "Xã Tân Cương; Tỉnh Thái Nguyên");
	assert_string_equal(record->changes[0]->reason, "Chuyển đổi loại hình");
	assert_string_equal(record->changes[0]->actor_id, "account_commune");
	assert_string_equal(product_of(fixture.product_id)->producer_name, "Công ty Ví dụ 1");
	assert_string_equal(product_of(fixture.product_id)->producer_id, fixture.producer_id);
	assert_int_equal(product_of(fixture.product_id)->version, 2);
	event = harness_last_event(fixture.harness, MESSAGE(producer_changed));
	assert_string_equal(event->name, "Công ty Ví dụ 1");
	assert_string_equal(event->place->commune_text, "Xã Tân Cương");
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_changed)), 0);

	(void)accepted_id(&message.base); /* the same once more */
	assert_int_equal(producer_record(fixture.producer_id)->n_changes, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(producer_changed)), 1);
}

/* Found by his new name, not by the old one. */
static void changed_name_is_found(void **state)
{
	Ocop__Registration__V1__ChangeProducer message = a_producer_change();
	Ocop__Registration__V1__ListProducers list = OCOP__REGISTRATION__V1__LIST_PRODUCERS__INIT;
	const Ocop__Registration__V1__ListProducersReply *page;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	(void)accepted_id(&message.base);
	list.name = (char *)"cong ty";
	page = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			    MESSAGE(list_producers_reply));
	assert_int_equal(page->n_producers, 1);
	list.name = (char *)"hop tac xa";
	page = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			    MESSAGE(list_producers_reply));
	assert_int_equal(page->n_producers, 0);
}

static void producer_is_not_changed_where_he_must_not(void **state)
{
	Ocop__Registration__V1__ChangeProducer message = a_producer_change();

	(void)state;                                          /* the fixture holds it */
	assert_refused(command(&message.base), ROLE_MISSING); /* he himself */
	(void)another_producer("Hợp tác xã Ví dụ 2", "4600000002");
	assert_refused(again(message, registration_number, (char *)"4600000002"), PRODUCER_EXISTS);
	message = a_producer_change();
	assert_refused(again(message, reason, (char *)" "), REASON_MISSING);
	assert_refused(again(message, reason, long_text(REASON_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_producer_change();
	assert_refused(again(message, name, (char *)" "), FIELD_MISSING);
	message = a_producer_change();
	assert_refused(again(message, legal_form, LEGAL_FORM(UNKNOWN)), FIELD_INVALID);
	assert_refused(again(message, legal_form, 99), FIELD_INVALID);
	assert_refused(again(message, legal_form, LEGAL_FORM(ASSOCIATION)),
		       LEGAL_FORM_NOT_ELIGIBLE); /* he makes vegetables */
	message = a_producer_change();
	assert_refused(again(message, commune_code, (char *)""), FIELD_MISSING);
	assert_refused(again(message, commune_code, (char *)"99999"), UNIT_UNKNOWN);
	assert_refused(again(message, commune_code, (char *)"19"), UNIT_UNKNOWN);
	assert_refused(again(message, commune_code, (char *)"02155"), SCOPE_MISSING);
	message = a_producer_change();
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(command(&message.base), SCOPE_MISSING);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(producer_changed)), 0);
}

/* The product that was made where he was moves with him; its dossier under way keeps its commune,
 * and what an old register placed elsewhere stays there. */
static void products_made_where_he_was_move_with_him(void **state)
{
	Ocop__Registration__V1__ChangeProducer message = a_producer_change();
	const Ocop__Registration__V1__ProductChanged *event;
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	sign_in_agency();
	message.commune_code = (char *)"02155";
	message.name = (char *)"Hợp tác xã Ví dụ 1";
	(void)accepted_id(&message.base);
	event = harness_last_event(fixture.harness, MESSAGE(product_changed));
	assert_string_equal(event->product_id, fixture.product_id);
	assert_string_equal(event->name, "Rau Ví dụ");
	assert_string_equal(event->place->commune_code, "02155");
	assert_string_equal(event->place->commune_text, "Xã Na Rì");
	assert_string_equal(product_of(fixture.product_id)->place->commune_code, "02155");
	assert_string_equal(get_dossier_of(dossier_id)->commune_code, "05503");
	sign_in_commune(); /* of the former place: it is another's now */
	assert_refused(again(message, commune_code, (char *)"05503"), SCOPE_MISSING);
}

/* What he took over from elsewhere is made there still. */
static void product_made_elsewhere_stays_there(void **state)
{
	Ocop__Registration__V1__RegisterProducer elsewhere = a_producer();
	Ocop__Registration__V1__TransferProduct transfer =
		OCOP__REGISTRATION__V1__TRANSFER_PRODUCT__INIT;
	Ocop__Registration__V1__ChangeProducer message = a_producer_change();

	(void)state; /* the fixture holds it */
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	elsewhere.commune_code = (char *)"02155";
	elsewhere.registration_number = (char *)"4600000002";
	transfer.product_id = (char *)fixture.product_id;
	transfer.new_producer_id = (char *)accepted_id(&elsewhere.base);
	transfer.reason = (char *)"Nhận chuyển nhượng";
	sign_in_agency();
	(void)accepted_id(&transfer.base);
	message.producer_id = transfer.new_producer_id;
	(void)accepted_id(&message.base); /* from Na Rì to Tân Cương */
	assert_int_equal(harness_events(fixture.harness, MESSAGE(producer_changed)), 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_changed)), 0);
	assert_string_equal(product_of(fixture.product_id)->producer_name, "Công ty Ví dụ 1");
}

/* A commune that is only now told keeps the words of the old register, by which it is found. */
static void place_that_is_only_now_told_keeps_its_words(void **state)
{
	const char *product_id = imported_product();
	const Ocop__Registration__V1__Product *product = product_of(product_id);
	Ocop__Registration__V1__ChangeProducer message = a_producer_change();

	(void)state; /* the fixture holds it */
	assert_string_equal(product->place->commune_code, "");
	message.producer_id = product->producer_id;
	message.name = (char *)"HTX Ví dụ 3";
	message.commune_code = (char *)"";
	message.legal_form = LEGAL_FORM(UNKNOWN); /* nobody has told it yet */
	message.registration_number = (char *)"4600000003";
	(void)accepted_id(&message.base);
	assert_string_equal(product_of(product_id)->place->commune_code, "");

	message.commune_code = (char *)"02155";
	(void)accepted_id(&message.base);
	product = product_of(product_id);
	assert_string_equal(product->place->commune_code, "02155");
	assert_string_equal(product->place->commune_text, "xã Ví dụ");
	assert_string_equal(product->place->district_text, "huyện Ví dụ");

	message.commune_code = (char *)"05503"; /* now he moves */
	(void)accepted_id(&message.base);
	product = product_of(product_id);
	assert_string_equal(product->place->commune_text, "Xã Tân Cương");
	assert_string_equal(product->place->district_text, "");
}

static Ocop__Registration__V1__SetRepresentative a_representative(void)
{
	Ocop__Registration__V1__SetRepresentative message =
		OCOP__REGISTRATION__V1__SET_REPRESENTATIVE__INIT;

	message.producer_id = (char *)fixture.producer_id;
	message.name = (char *)"Người đại diện Ví dụ";
	message.position = (char *)"Giám đốc";
	message.phone = (char *)"0209 3870 123";
	message.email = (char *)"htx@example.org";
	return message;
}

static void representative_is_told_to_nobody(void **state)
{
	Ocop__Registration__V1__SetRepresentative message = a_representative();
	const Ocop__Registration__V1__RepresentativeSet *event;
	const Ocop__Registration__V1__Representative *found;

	(void)state; /* the fixture holds it */
	(void)accepted_id(&message.base);
	event = harness_last_event(fixture.harness, MESSAGE(representative_set));
	assert_string_equal(event->producer_id, fixture.producer_id);
	assert_int_equal(event->base.descriptor->n_fields, 1); /* there is no room for more */
	found = producer_record(fixture.producer_id)->representative;
	assert_string_equal(found->name, "Người đại diện Ví dụ");
	assert_string_equal(found->position, "Giám đốc");
	assert_string_equal(found->phone, "0209 3870 123");
	assert_string_equal(found->email, "htx@example.org");
	assert_int_equal(producer_record(fixture.producer_id)->producer->version, 2);

	ocop__registration__v1__set_representative__init(&message);
	message.producer_id = (char *)fixture.producer_id;
	(void)accepted_id(&message.base); /* nobody any more */
	assert_null(producer_record(fixture.producer_id)->representative);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(representative_set)), 2);
}

static void representative_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__SetRepresentative message = a_representative();

	(void)state; /* the fixture holds it */
	assert_refused(again(message, name, (char *)" "), FIELD_MISSING);
	assert_refused(again(message, name, long_text(NAME_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_representative();
	assert_refused(again(message, phone, (char *)"gọi sau"), FIELD_INVALID);
	message = a_representative();
	assert_refused(again(message, email, (char *)"không có"), FIELD_INVALID);
	message = a_representative();
	sign_in_as(another_producer("Hợp tác xã Ví dụ 2", "4600000002"));
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_agency();
	assert_refused(command(&message.base), ROLE_MISSING);
}

static void year_is_reported_and_replaced(void **state)
{
	Ocop__Registration__V1__ReportProducerYear message = a_producer_year();
	const Ocop__Registration__V1__ProducerYearReported *event;
	const Ocop__Registration__V1__ProducerRecord *record;

	(void)state; /* the fixture holds it */
	(void)accepted_id(&message.base);
	(void)harness_id(fixture.harness, again(message, worker_count, 22));
	(void)harness_id(fixture.harness, again(message, year, 2026));
	record = producer_record(fixture.producer_id);
	assert_int_equal(record->n_years, 2);
	assert_int_equal(record->years[0]->year, 2026); /* the newest first */
	assert_int_equal(record->years[0]->version, 1);
	assert_int_equal(record->years[1]->year, 2025);
	assert_int_equal(record->years[1]->version, 2);
	assert_int_equal(record->years[1]->worker_count, 22);
	assert_int_equal(record->years[1]->local_worker_count, 18);
	assert_int_equal(record->years[1]->revenue_vnd, 12000000000);
	assert_int_equal(record->years[1]->export_vnd, 2000000000);
	assert_int_equal(record->years[1]->capacity_percent_of_year_before, 184);
	assert_int_equal(record->years[1]->linked_household_count, 500);
	assert_true(record->years[1]->in_linked_chain);
	assert_string_equal(record->years[1]->output, "60 tấn");
	event = harness_last_event(fixture.harness, MESSAGE(producer_year_reported));
	assert_int_equal(event->year->year, 2026);
}

static void year_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__ReportProducerYear message = a_producer_year();

	(void)state;                                                /* the fixture holds it */
	assert_refused(again(message, year, 2027), REPORT_INVALID); /* it is June 2026 */
	message = a_producer_year();
	assert_refused(again(message, local_worker_count, 21), REPORT_INVALID);
	message = a_producer_year();
	assert_refused(again(message, export_vnd, message.revenue_vnd + 1), REPORT_INVALID);
	message = a_producer_year();
	assert_refused(again(message, output, long_text(LINE_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	assert_int_equal(producer_record(fixture.producer_id)->n_years, 0);
	harness_set_date(fixture.harness, "2027-01-01"); /* now it has begun */
	message = a_producer_year();
	(void)harness_id(fixture.harness, again(message, year, 2027));
}

static void record_everything(void)
{
	Ocop__Registration__V1__SetRepresentative representative = a_representative();
	Ocop__Registration__V1__RecordMaterialArea area = an_area();
	Ocop__Registration__V1__RecordLinkage linkage = a_linkage();
	Ocop__Registration__V1__RecordHeldCertificate held = a_held_certificate();
	Ocop__Registration__V1__ReportProducerYear year = a_producer_year();
	Ocop__Registration__V1__ReportProductYear product_year = a_product_year();
	Ocop__Registration__V1__RecordBusinessPlan plan = a_business_plan();
	Ocop__Registration__V1__RecordSupport support = a_support();

	(void)accepted_id(&representative.base);
	(void)accepted_id(&area.base);
	(void)accepted_id(&linkage.base);
	(void)accepted_id(&held.base);
	(void)accepted_id(&year.base);
	(void)accepted_id(&product_year.base);
	(void)accepted_id(&plan.base);
	sign_in_commune();
	(void)accepted_id(&support.base);
}

static void expect_seen(bool all)
{
	const Ocop__Registration__V1__ProducerRecord *producer =
		producer_record(fixture.producer_id);
	const Ocop__Registration__V1__ProductRecord *product = product_record(fixture.product_id);

	assert_int_equal(producer->limited, !all);
	assert_int_equal(producer->representative != NULL, all);
	assert_int_equal(producer->n_areas, all);
	assert_int_equal(producer->n_linkages, all);
	assert_int_equal(producer->n_years, all);
	assert_int_equal(producer->n_supports, all);
	assert_int_equal(producer->n_certificates, 1);
	assert_int_equal(product->limited, !all);
	assert_int_equal(product->n_years, all);
	assert_int_equal(product->n_business_plans, all);
	assert_int_equal(product->n_certificates, 1);
}

static void what_is_his_own_business_is_shown_to_him_and_his_offices_alone(void **state)
{
	static const struct {
		Ocop__Common__V1__Role role;
		const char *unit_code;
		bool all;
	} rows[] = {
		{ROLE(COMMUNE_OFFICER), "05503", true},
		{ROLE(OCOP_AGENCY), "19", true},
		{ROLE(COMMUNE_OFFICER), "02155", false},
		{ROLE(OCOP_AGENCY), "08", false},
		{ROLE(COUNCIL_MEMBER), "19", false},
		{ROLE(COUNCIL_SECRETARY), "19", false},
		{ROLE(CHAIRMAN), "19", false},
		{ROLE(INSPECTOR), "19", false},
		{ROLE(AUDITOR), "", false},
		{ROLE(OPERATOR), "", false},
	};
	const char *other;

	(void)state; /* the fixture holds it */
	record_everything();
	other = another_producer("Hợp tác xã Ví dụ 2", "4600000002");
	sign_in_producer();
	expect_seen(true);
	sign_in_as(other);
	expect_seen(false);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		sign_in_unit("account_of_row", rows[i].role, rows[i].unit_code);
		expect_seen(rows[i].all);
	}
}

static void record_is_refused_to_the_public_and_of_nobody(void **state)
{
	Ocop__Registration__V1__GetProducerRecord producer =
		OCOP__REGISTRATION__V1__GET_PRODUCER_RECORD__INIT;
	Ocop__Registration__V1__GetProductRecord product =
		OCOP__REGISTRATION__V1__GET_PRODUCT_RECORD__INIT;

	(void)state; /* the fixture holds it */
	producer.producer_id = (char *)"producer_01K00000000000000000000000";
	product.product_id = (char *)"product_01K00000000000000000000000";
	assert_refused(harness_query(fixture.harness, &producer.base), NO_SUCH_THING);
	assert_refused(harness_query(fixture.harness, &product.base), NO_SUCH_THING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	producer.producer_id = (char *)fixture.producer_id;
	product.product_id = (char *)fixture.product_id;
	assert_refused(harness_query(fixture.harness, &producer.base), TOKEN_MISSING);
	assert_refused(harness_query(fixture.harness, &product.base), TOKEN_MISSING);
}

/* 250 lines as long as they may be would not fit into a reply. */
static void longest_record_fits_into_an_answer(void **state)
{
	Ocop__Registration__V1__RecordLinkage message = a_linkage();
	const Ocop__Registration__V1__ProducerRecord *record;
	const char *last = "";

	(void)state; /* the fixture holds it */
	for (int i = 0; i < 250; i++)
		(void)accepted_id(&message.base);
	record = producer_record(fixture.producer_id);
	assert_int_equal(record->n_linkages, 200);
	message.note = long_text(LINE_LENGTH_MAX);
	message.partner_name = long_text(NAME_LENGTH_MAX);
	for (int i = 0; i < 50; i++)
		last = accepted_id(&message.base);
	record = producer_record(fixture.producer_id);
	assert_in_range(record->n_linkages, 30, 32); /* 120 KiB of 3.9 KB each */
	assert_string_equal(record->linkages[0]->linkage_id, last);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(producer_changes_and_his_products_stay_his),
		TEST(changed_name_is_found),
		TEST(producer_is_not_changed_where_he_must_not),
		TEST(products_made_where_he_was_move_with_him),
		TEST(product_made_elsewhere_stays_there),
		TEST(place_that_is_only_now_told_keeps_its_words),
		TEST(representative_is_told_to_nobody),
		TEST(representative_is_refused_where_it_must),
		TEST(year_is_reported_and_replaced),
		TEST(year_is_refused_where_it_must),
		TEST(what_is_his_own_business_is_shown_to_him_and_his_offices_alone),
		TEST(record_is_refused_to_the_public_and_of_nobody),
		TEST(longest_record_fits_into_an_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
