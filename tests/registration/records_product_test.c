/* records_product_test.c - a product changes, goes to another producer, has variants, reports its
 * years
 */
#include "content_fixture.h"
#include "records_fixture.h"

static Ocop__Registration__V1__ChangeProduct a_change(void)
{
	Ocop__Registration__V1__ChangeProduct message =
		OCOP__REGISTRATION__V1__CHANGE_PRODUCT__INIT;

	message.product_id = (char *)fixture.product_id;
	message.name = (char *)"Rau sạch Ví dụ";
	message.rulebook_code = (char *)"26-2026";
	message.set_no = 2;
	message.description = (char *)"Rau trồng trong nhà lưới";
	message.reason = (char *)"Đổi tên trên bao bì";
	return message;
}

static void product_changes_and_is_found_by_its_new_name(void **state)
{
	Ocop__Registration__V1__ChangeProduct message = a_change();
	Ocop__Registration__V1__ListProducts list = OCOP__REGISTRATION__V1__LIST_PRODUCTS__INIT;
	const Ocop__Registration__V1__ProductChanged *event;
	const Ocop__Registration__V1__ProductRecord *record;
	const Ocop__Registration__V1__ListProductsReply *page;

	(void)state; /* the fixture holds it */
	(void)accepted_id(&message.base);
	record = product_record(fixture.product_id);
	assert_string_equal(record->product->name, "Rau sạch Ví dụ");
	assert_int_equal(record->product->set_no, 2);
	assert_string_equal(record->product->description, "Rau trồng trong nhà lưới");
	assert_int_equal(record->product->version, 2);
	assert_int_equal(record->n_changes, 1);
	assert_string_equal(record->changes[0]->before, "Rau Ví dụ; bộ tiêu chí 1 (26-2026)");
	assert_string_equal(record->changes[0]->after, "Rau sạch Ví dụ; bộ tiêu chí 2 (26-2026)");
	assert_string_equal(record->changes[0]->reason, "Đổi tên trên bao bì");
	event = harness_last_event(fixture.harness, MESSAGE(product_changed));
	assert_string_equal(event->name, "Rau sạch Ví dụ");
	assert_string_equal(event->place->commune_code, "05503");
	list.name = (char *)"sach";
	page = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			    MESSAGE(list_products_reply));
	assert_int_equal(page->n_products, 1);

	(void)accepted_id(&message.base); /* the same once more */
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_changed)), 1);
}

static void product_is_not_changed_where_it_must_not(void **state)
{
	Ocop__Registration__V1__ChangeProduct message = a_change();

	(void)state; /* the fixture holds it */
	assert_refused(again(message, reason, (char *)""), REASON_MISSING);
	message = a_change();
	assert_refused(again(message, name, (char *)""), FIELD_MISSING);
	assert_refused(again(message, name, long_text(NAME_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_change();
	assert_refused(again(message, rulebook_code, (char *)"1-1"), RULEBOOK_UNKNOWN);
	message = a_change();
	assert_refused(again(message, set_no, 27), SET_UNKNOWN);
	(void)another_product(fixture.producer_id, "Chè Ví dụ");
	message = a_change();
	assert_refused(again(message, name, (char *)"Chè Ví dụ"), PRODUCT_EXISTS);
	sign_in_as(another_producer("Hợp tác xã Ví dụ 2", "4600000002"));
	message = a_change();
	assert_refused(command(&message.base), SCOPE_MISSING);
}

/* An association makes no vegetables. */
static void product_goes_to_no_sector_its_producer_may_not_take_part_in(void **state)
{
	Ocop__Registration__V1__RegisterProducer association = a_producer();
	Ocop__Registration__V1__RegisterProduct village = a_product();
	Ocop__Registration__V1__ChangeProduct message = a_change();

	(void)state; /* the fixture holds it */
	sign_in_commune();
	association.registration_number = (char *)"";
	association.legal_form = LEGAL_FORM(ASSOCIATION);
	village.producer_id = (char *)accepted_id(&association.base);
	village.name = (char *)"Làng du lịch Ví dụ";
	village.set_no = 26;
	message.product_id = (char *)accepted_id(&village.base);
	assert_refused(command(&message.base), LEGAL_FORM_NOT_ELIGIBLE);
}

static void draft_holds_its_product_to_its_set(void **state)
{
	Ocop__Registration__V1__ChangeProduct message = a_change();

	(void)state; /* the fixture holds it */
	(void)open_a_dossier();
	assert_refused(command(&message.base), DOSSIER_OPEN_EXISTS);
	message.set_no = 1;
	(void)accepted_id(&message.base); /* another name does not hurt a draft */
}

static void what_is_being_judged_stays_as_it_is(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__ChangeProduct change = a_change();
	Ocop__Registration__V1__SetVariants variants = OCOP__REGISTRATION__V1__SET_VARIANTS__INIT;
	Ocop__Registration__V1__TransferProduct transfer =
		OCOP__REGISTRATION__V1__TRANSFER_PRODUCT__INIT;

	(void)state; /* the fixture holds it */
	transfer.product_id = variants.product_id = (char *)fixture.product_id;
	transfer.new_producer_id = (char *)another_producer("Hợp tác xã Ví dụ 2", "4600000002");
	transfer.reason = (char *)"Bán lại";
	assert_refused(command(&change.base), DOSSIER_STATE);
	assert_refused(command(&variants.base), DOSSIER_STATE);
	assert_refused(command(&transfer.base), DOSSIER_STATE);
	change.set_no = 1;
	assert_refused(command(&change.base), DOSSIER_STATE);
	change.name = (char *)"Rau Ví dụ"; /* words about it are not judged */
	(void)accepted_id(&change.base);

	sign_in_producer();
	(void)harness_id(fixture.harness, withdraw(dossier_id, "Làm lại"));
	(void)accepted_id(&variants.base);
	sign_in_commune();
	(void)accepted_id(&transfer.base);
}

static Ocop__Registration__V1__TransferProduct a_transfer(const char *new_producer_id)
{
	Ocop__Registration__V1__TransferProduct message =
		OCOP__REGISTRATION__V1__TRANSFER_PRODUCT__INIT;

	message.product_id = (char *)fixture.product_id;
	message.new_producer_id = (char *)new_producer_id;
	message.reason = (char *)"Nhận chuyển nhượng";
	return message;
}

static void product_goes_to_another_with_its_dossiers(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *sha256 = check(dossier_id)->content_sha256;
	Ocop__Registration__V1__RecordHeldCertificate held = a_held_certificate();
	const Ocop__Registration__V1__ProductTransferred *event;
	const Ocop__Registration__V1__ProductRecord *record;

	(void)state; /* the fixture holds it */
	(void)accepted_id(&held.base);
	(void)harness_id(fixture.harness, confirm(dossier_id, sha256));
	assert_string_equal(get_dossier_of(dossier_id)->confirmed_sha256, sha256);
	const char *other = another_producer("Hợp tác xã Ví dụ 2", "4600000002");
	Ocop__Registration__V1__TransferProduct message = a_transfer(other);
	(void)accepted_id(&message.base);
	event = harness_last_event(fixture.harness, MESSAGE(product_transferred));
	assert_string_equal(event->producer_id, other);
	assert_string_equal(event->producer_name, "Hợp tác xã Ví dụ 2");
	assert_string_equal(event->former_producer_id, fixture.producer_id);
	assert_string_equal(event->reason, "Nhận chuyển nhượng");
	sign_in_as(other);
	record = product_record(fixture.product_id);
	assert_false(record->limited);
	assert_string_equal(record->product->producer_id, other);
	assert_string_equal(record->product->producer_name, "Hợp tác xã Ví dụ 2");
	assert_string_equal(record->changes[0]->before, "Hợp tác xã Ví dụ 1");
	assert_string_equal(record->changes[0]->after, "Hợp tác xã Ví dụ 2");
	assert_int_equal(record->n_certificates, 0); /* they were issued to the other */
	assert_string_equal(get_dossier_of(dossier_id)->producer_id, other);
	assert_string_equal(get_dossier_of(dossier_id)->confirmed_sha256, "");
	sign_in_producer();
	assert_true(product_record(fixture.product_id)->limited);
	assert_int_equal(producer_record(fixture.producer_id)->n_certificates, 1);
}

static void transfer_is_refused_where_it_must(void **state)
{
	const char *other = another_producer("Hợp tác xã Ví dụ 2", "4600000002");
	Ocop__Registration__V1__RegisterProducer association = a_producer();
	Ocop__Registration__V1__TransferProduct message = a_transfer(other);

	(void)state; /* the fixture holds it */
	association.registration_number = (char *)"";
	association.legal_form = LEGAL_FORM(ASSOCIATION);
	association.name = (char *)"Hội Ví dụ";
	const char *association_id = accepted_id(&association.base);

	assert_refused(again(message, reason, (char *)""), REASON_MISSING);
	assert_refused(again(message, reason, long_text(REASON_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_transfer("producer_01K00000000000000000000000");
	assert_refused(command(&message.base), PRODUCER_UNKNOWN);
	message = a_transfer(fixture.producer_id);
	assert_refused(command(&message.base), FIELD_INVALID);
	message = a_transfer(association_id);
	assert_refused(command(&message.base), LEGAL_FORM_NOT_ELIGIBLE);
	(void)another_product(other, "Rau Ví dụ");
	message = a_transfer(other);
	assert_refused(command(&message.base), PRODUCT_EXISTS);
	sign_in_producer();
	assert_refused(command(&message.base), ROLE_MISSING);
}

/* A commune gives nothing to a producer of another; the agency of the province may. */
static void transfer_out_of_the_commune_is_the_agencys(void **state)
{
	Ocop__Registration__V1__RegisterProducer elsewhere = a_producer();
	Ocop__Registration__V1__TransferProduct message;

	(void)state; /* the fixture holds it */
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	elsewhere.commune_code = (char *)"02155";
	elsewhere.registration_number = (char *)"4600000002";
	message = a_transfer(accepted_id(&elsewhere.base));
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_commune();
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_unit("account_agency_08", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_agency();
	(void)accepted_id(&message.base);
	assert_string_equal(product_of(fixture.product_id)->place->commune_code, "05503");
}

/* Variants by name and GTIN. */
static const Ocop__Common__V1__Reply *set_variants_of(bool is_set, const char *const (*rows)[2],
						      size_t count)
{
	Ocop__Registration__V1__SetVariants message = OCOP__REGISTRATION__V1__SET_VARIANTS__INIT;
	Ocop__Registration__V1__Variant variants[VARIANTS_MAX + 1];
	Ocop__Registration__V1__Variant *pointers[VARIANTS_MAX + 1];

	for (size_t i = 0; i < count; i++) {
		ocop__registration__v1__variant__init(&variants[i]);
		variants[i].name = (char *)rows[i][0];
		variants[i].packaging = (char *)"gói 500 g";
		variants[i].gtin = (char *)rows[i][1];
		pointers[i] = &variants[i];
	}
	message.product_id = (char *)fixture.product_id;
	message.is_set = is_set;
	message.variants = pointers;
	message.n_variants = count;
	return command(&message.base);
}

static void set_has_its_variants_in_their_order(void **state)
{
	static const char *const rows[][2] = {{"Rau cải", "6291041500213"}, {"Rau  muống", ""}};
	const Ocop__Registration__V1__VariantsSet *event;
	const Ocop__Registration__V1__Product *product;

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, set_variants_of(true, rows, 2));
	product = product_of(fixture.product_id);
	assert_true(product->is_set);
	assert_int_equal(product->n_variants, 2);
	assert_string_equal(product->variants[0]->name, "Rau cải");
	assert_string_equal(product->variants[0]->gtin, "6291041500213");
	assert_string_equal(product->variants[1]->name, "Rau muống");
	assert_string_equal(product->variants[1]->packaging, "gói 500 g");
	event = harness_last_event(fixture.harness, MESSAGE(variants_set));
	assert_true(event->is_set);
	assert_int_equal(event->n_variants, 2);

	(void)harness_id(fixture.harness, set_variants_of(false, rows + 1, 1));
	product = product_of(fixture.product_id);
	assert_false(product->is_set);
	assert_int_equal(product->n_variants, 1);
	assert_int_equal(product->version, 3);
}

static void variants_are_refused_where_they_must(void **state)
{
	static const char *const one[][2] = {{"Rau cải", ""}};
	static const char *const nameless[][2] = {{"Rau cải", ""}, {" ", ""}};
	static const char *const same_name[][2] = {{"Rau cải", ""}, {"RAU CẢI.", ""}};
	static const char *const same_number[][2] = {{"Rau cải", "96385074"},
						     {"Rau muống", "96385074"}};
	static const char *const wrong[][2] = {{"Rau cải", "6291041500214"}, {"Rau muống", ""}};
	const char *many[VARIANTS_MAX + 1][2];
	const char *too_long[][2] = {{long_text(VARIANT_LENGTH_MAX + 1), ""}};

	(void)state; /* the fixture holds it */
	assert_refused(set_variants_of(true, one, 1), FIELD_MISSING);
	assert_refused(set_variants_of(true, one, 0), FIELD_MISSING);
	assert_refused(set_variants_of(true, nameless, 2), FIELD_MISSING);
	assert_refused(set_variants_of(true, same_name, 2), FIELD_INVALID);
	assert_refused(set_variants_of(true, same_number, 2), FIELD_INVALID);
	assert_refused(set_variants_of(true, wrong, 2), GTIN_INVALID);
	assert_refused(set_variants_of(false, (const char *const(*)[2])too_long, 1),
		       FIELD_TOO_LONG);
	for (int i = 0; i <= VARIANTS_MAX; i++) {
		many[i][0] = arena_printf(harness_arena(fixture.harness), "Rau %d", i);
		many[i][1] = "";
	}
	assert_refused(set_variants_of(true, (const char *const(*)[2])many, VARIANTS_MAX + 1),
		       FIELD_INVALID);
	(void)harness_id(fixture.harness,
			 set_variants_of(true, (const char *const(*)[2])many, VARIANTS_MAX));
	sign_in_agency();
	assert_refused(set_variants_of(false, one, 1), ROLE_MISSING);
}

/* The largest set there can be is told in one event. */
static void largest_set_fits_into_an_event(void **state)
{
	const char *rows[VARIANTS_MAX][2];

	(void)state; /* the fixture holds it */
	for (int i = 0; i < VARIANTS_MAX; i++) {
		char *name = long_text(VARIANT_LENGTH_MAX);

		name[0] = (char)('a' + i / 26); /* two letters in the place of one of three bytes */
		name[1] = (char)('a' + i % 26);
		name[2] = 'x';
		rows[i][0] = arena_printf(harness_arena(fixture.harness), "%.*s",
					  3 * (VARIANT_LENGTH_MAX - 2), name);
		rows[i][1] = "";
	}
	(void)harness_id(fixture.harness,
			 set_variants_of(true, (const char *const(*)[2])rows, VARIANTS_MAX));
	assert_int_equal(product_of(fixture.product_id)->n_variants, VARIANTS_MAX);
}

static void year_of_a_product_is_reported_and_replaced(void **state)
{
	Ocop__Registration__V1__ReportProductYear message = a_product_year();
	const Ocop__Registration__V1__ProductRecord *record;

	(void)state; /* the fixture holds it */
	(void)accepted_id(&message.base);
	sign_in_commune(); /* the officer types for him */
	(void)harness_id(fixture.harness, again(message, revenue_vnd, 9100000000));
	record = product_record(fixture.product_id);
	assert_int_equal(record->n_years, 1);
	assert_int_equal(record->years[0]->revenue_vnd, 9100000000);
	assert_int_equal(record->years[0]->export_vnd, 2000000000);
	assert_string_equal(record->years[0]->export_markets, "Séc, Nhật Bản");
	assert_int_equal(record->years[0]->version, 2);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_year_reported)), 2);

	assert_refused(again(message, export_vnd, 0), REPORT_INVALID);
	assert_refused(again(message, year, 2009), REPORT_INVALID);
	message = a_product_year();
	assert_refused(again(message, export_markets, long_text(LINE_LENGTH_MAX + 1)),
		       FIELD_TOO_LONG);
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(command(&message.base), SCOPE_MISSING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(product_changes_and_is_found_by_its_new_name),
		TEST(product_is_not_changed_where_it_must_not),
		TEST(product_goes_to_no_sector_its_producer_may_not_take_part_in),
		TEST(draft_holds_its_product_to_its_set),
		TEST(what_is_being_judged_stays_as_it_is),
		TEST(product_goes_to_another_with_its_dossiers),
		TEST(transfer_is_refused_where_it_must),
		TEST(transfer_out_of_the_commune_is_the_agencys),
		TEST(set_has_its_variants_in_their_order),
		TEST(variants_are_refused_where_they_must),
		TEST(largest_set_fits_into_an_event),
		TEST(year_of_a_product_is_reported_and_replaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
