/* import_test.c - rows of an old register: what becomes of them, and that again changes nothing
 *
 * The last test takes in the whole register of the example province over all units of deploy/units.
 */
#include "register_fixture.h"

static Ocop__Registration__V1__ImportProduct a_row(void)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;

	row.product_name = (char *)"Chè Ví dụ";
	row.producer_name = (char *)"HTX Ví dụ 2";
	row.producer_type = (char *)"HTX";
	row.commune = (char *)"xã Tân Cương";
	row.province = (char *)"Thái Nguyên";
	row.stars = 4;
	row.score = (char *)"85,5";
	row.decision_number = (char *)"99/QĐ-UBND";
	row.decision_date = (char *)"2023-05-10";
	row.product_group = (char *)"Đồ uống";
	row.year = (char *)"2023";
	row.event = (char *)"công nhận mới";
	row.line = 7;
	return row;
}

static int open_import(void **state)
{
	(void)open_registration(state); /* always 0 */
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	return 0;
}

static size_t all_events(void)
{
	return harness_events(fixture.harness, MESSAGE(producer_registered)) +
	       harness_events(fixture.harness, MESSAGE(product_registered)) +
	       harness_events(fixture.harness, MESSAGE(recognition_claimed));
}

static void row_becomes_producer_product_and_claim(void **state)
{
	Ocop__Registration__V1__ImportProduct row = a_row();
	const char *product_id = accepted_id(&row.base);
	const Ocop__Registration__V1__ProducerRegistered *producer =
		harness_last_event(fixture.harness, MESSAGE(producer_registered));
	const Ocop__Registration__V1__ProductRegistered *product =
		harness_last_event(fixture.harness, MESSAGE(product_registered));
	const Ocop__Registration__V1__RecognitionClaimed *claim =
		harness_last_event(fixture.harness, MESSAGE(recognition_claimed));

	(void)state; /* the fixture holds it */
	assert_true(producer->imported);
	assert_int_equal(producer->legal_form, LEGAL_FORM(COOPERATIVE));
	assert_string_equal(product->product_id, product_id);
	assert_string_equal(product->sector_code, "II"); /* "Sản phẩm đồ uống" */
	assert_string_equal(product->place->commune_code, "05503");
	assert_string_equal(product->place->province_code, "19");
	assert_string_equal(claim->product_id, product_id);
	assert_string_equal(claim->score, "85,5");
	assert_string_equal(claim->event, "công nhận mới");
	assert_int_equal(claim->stars, 4);
}

static void same_row_again_changes_nothing(void **state)
{
	Ocop__Registration__V1__ImportProduct row = a_row();
	const char *first = accepted_id(&row.base);
	size_t events = all_events();

	(void)state;                                 /* the fixture holds it */
	row.line = 70;                               /* where it stood says nothing about it */
	row.product_name = (char *)"  Chè   Ví dụ "; /* neither do blanks */
	assert_string_equal(accepted_id(&row.base), first);
	assert_int_equal(all_events(), events);
}

static void product_in_several_rows_is_one_with_several_claims(void **state)
{
	Ocop__Registration__V1__ImportProduct row = a_row();
	const char *first = accepted_id(&row.base);
	size_t products = harness_events(fixture.harness, MESSAGE(product_registered));

	(void)state; /* the fixture holds it */
	row.event = (char *)"công nhận lại";
	row.decision_date = (char *)"2026-05";
	assert_string_equal(accepted_id(&row.base), first);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_registered)), products);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(recognition_claimed)), 2);
}

static void variants_of_a_name_stay_apart(void **state)
{
	Ocop__Registration__V1__ImportProduct row = a_row();
	const char *first = accepted_id(&row.base);

	(void)state; /* the fixture holds it */
	row.producer_name = (char *)"HTX VÍ DỤ 2";
	assert_string_not_equal(accepted_id(&row.base), first);
	row = a_row();
	row.province = (char *)"Tuyên Quang";
	assert_string_not_equal(accepted_id(&row.base), first);
}

static void row_without_an_event_claims_nothing(void **state)
{
	Ocop__Registration__V1__ImportProduct row = a_row();

	(void)state; /* the fixture holds it */
	row.event = (char *)"";
	(void)accepted_id(&row.base);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(recognition_claimed)), 0);
}

static void unsound_rows_are_refused_whole(void **state)
{
	static const struct {
		const char *name;
		const char *field;
		size_t offset;
		const char *value;
	} rows[] = {
#define FIELD(name) #name, offsetof(Ocop__Registration__V1__ImportProduct, name)
		{"no product", FIELD(product_name), " "},
		{"no producer", FIELD(producer_name), ""},
		{"no province", FIELD(province), ""},
		{"province unknown", FIELD(province), "Không Đâu"},
		{"score over 100", FIELD(score), "100.5"},
		{"score no number", FIELD(score), "cao"},
		{"score cut", FIELD(score), "91."},
		{"day that is none", FIELD(decision_date), "2023-02-29"},
		{"month that is none", FIELD(decision_date), "2023-13"},
		{"day the other way round", FIELD(decision_date), "10/05/2023"},
		{"expiry by the month", FIELD(expiry_date), "2026-05"},
		{"expiry before decision", FIELD(expiry_date), "2022-01-01"},
		{"year with two digits", FIELD(year), "23"},
		{"code of no format", FIELD(product_code), "19-1-2026"},
#undef FIELD
	};
	size_t events = all_events();

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Ocop__Registration__V1__ImportProduct row = a_row();
		const Ocop__Common__V1__Reply *reply;

		*(char **)((char *)&row + rows[i].offset) = (char *)rows[i].value;
		reply = command(&row.base);
		if (harness_refusal(reply) != REFUSAL(IMPORT_ROW_INVALID) ||
		    strcmp(reply->refusals[0]->field, rows[i].field) != 0 ||
		    strncmp(reply->refusals[0]->detail, "line 7: ", 8) != 0)
			fail_msg("%s: %d", rows[i].name, (int)harness_refusal(reply));
	}
	Ocop__Registration__V1__ImportProduct row = a_row();
	row.stars = 6;
	assert_refused(command(&row.base), IMPORT_ROW_INVALID);
	assert_int_equal(all_events(), events);
}

static const Ocop__Registration__V1__ListProductsReply *list(
	const Ocop__Registration__V1__ListProducts *message)
{
	return harness_body(fixture.harness, harness_query(fixture.harness, &message->base),
			    MESSAGE(list_products_reply));
}

static void only_who_imports_may_import(void **state)
{
	Ocop__Registration__V1__ImportProduct row = a_row();

	(void)state; /* the fixture holds it */
	sign_in_commune();
	assert_refused(command(&row.base), ROLE_MISSING);
}

static void old_code_is_kept_and_found(void **state)
{
	Ocop__Registration__V1__ImportProduct row = a_row();
	Ocop__Registration__V1__ListProducts message = OCOP__REGISTRATION__V1__LIST_PRODUCTS__INIT;
	const Ocop__Registration__V1__ListProductsReply *found;
	char *former[] = {"06",    "Tỉnh Bắc Kạn",   "058", "Thành Phố Bắc Kạn",
			  "01852", "Xã Nông Thượng", "19",  "01843"};
	const char *product_id;

	(void)state; /* the fixture holds it */
	take_former(former);
	record_batch();
	row.product_code = (char *)"06-058-01852-1-2021";
	product_id = accepted_id(&row.base);
	message.code = (char *)"06 - 058 - 01852 - 1 - 2021";
	found = list(&message);
	assert_int_equal(found->n_products, 1);
	assert_string_equal(found->products[0]->product_id, product_id);
	assert_string_equal(found->products[0]->codes[0]->code, "06-058-01852-1-2021");
	message.code = (char *)"19-05503-1-2026";
	assert_int_equal(list(&message)->n_products, 0);
	message.code = (char *)"1852";
	assert_refused(harness_query(fixture.harness, &message.base), FIELD_INVALID);
}

/* Counted while the register is taken in; one test at a time. */
static struct counted {
	size_t accepted;
	size_t refused;
	size_t without_producer;
	size_t with_event;
} counted;

static void take_register_row(char **fields)
{
	Ocop__Registration__V1__ImportProduct row = register_row(fields);
	const Ocop__Common__V1__Reply *reply = command(&row.base);

	counted.without_producer += *row.producer_name == '\0';
	counted.with_event += *row.producer_name && *row.event;
	if (harness_refusal(reply) == REFUSAL(UNSPECIFIED))
		counted.accepted++;
	else
		counted.refused++;
	if (harness_refusal(reply) && *row.producer_name)
		fail_msg("%s of %s: %s", row.product_name, row.producer_name,
			 reply->refusals[0]->detail);
}

static void whole_register_comes_in_once(void **state)
{
	Ocop__Registration__V1__ListProducts message = OCOP__REGISTRATION__V1__LIST_PRODUCTS__INIT;
	size_t rows, events;

	(void)state; /* the fixture holds it */
	record_all_units();
	counted = (struct counted){0};
	rows = each_row(REGISTER_CSV, take_register_row);
	assert_int_equal(rows, 235);
	/* Twenty-seven rows name no producer; each of the others comes in. */
	assert_int_equal(counted.without_producer, 27);
	assert_int_equal(counted.refused, 27);
	assert_int_equal(counted.accepted, 208);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(recognition_claimed)),
			 counted.with_event);

	events = all_events();
	counted = (struct counted){0};
	(void)each_row(REGISTER_CSV, take_register_row);
	assert_int_equal(counted.accepted, 208);
	assert_int_equal(all_events(), events);

	message.name = (char *)"mien dong tai hoan";
	message.province_code = (char *)"19"; /* Bắc Kạn is part of Thái Nguyên */
	assert_true(list(&message)->n_products >= 1);
	assert_string_equal(list(&message)->products[0]->name, "Miến dong Tài Hoan");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_import, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(row_becomes_producer_product_and_claim),
		TEST(same_row_again_changes_nothing),
		TEST(product_in_several_rows_is_one_with_several_claims),
		TEST(variants_of_a_name_stay_apart),
		TEST(row_without_an_event_claims_nothing),
		TEST(unsound_rows_are_refused_whole),
		TEST(old_code_is_kept_and_found),
		TEST(only_who_imports_may_import),
		TEST(whole_register_comes_in_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
