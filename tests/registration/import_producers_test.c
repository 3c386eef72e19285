/* import_producers_test.c - rows of a list of producers, and what an import would do before it does
 */
#include <stdio.h>

#include "registration_fixture.h"

static Ocop__Registration__V1__ImportProducer a_row(void)
{
	Ocop__Registration__V1__ImportProducer row = OCOP__REGISTRATION__V1__IMPORT_PRODUCER__INIT;

	row.name = (char *)"HTX Ví dụ 2";
	row.producer_type = (char *)"HTX";
	row.registration_number = (char *)"4600000002";
	row.commune = (char *)"xã Tân Cương";
	row.province = (char *)"Thái Nguyên";
	row.address = (char *)"Xóm Ví dụ";
	row.line = 7;
	return row;
}

static int open_import(void **state)
{
	(void)open_registration(state); /* always 0 */
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	return 0;
}

static const Ocop__Registration__V1__Producer *get_producer_of(const char *producer_id)
{
	Ocop__Registration__V1__GetProducer message = OCOP__REGISTRATION__V1__GET_PRODUCER__INIT;

	message.producer_id = (char *)producer_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(producer));
}

static const Ocop__Registration__V1__ImportPreview *preview(
	const Ocop__Registration__V1__ImportProducer *row)
{
	Ocop__Registration__V1__PreviewImport message =
		OCOP__REGISTRATION__V1__PREVIEW_IMPORT__INIT;
	Ocop__Registration__V1__ProducerRow asked = OCOP__REGISTRATION__V1__PRODUCER_ROW__INIT;

	asked.name = row->name;
	asked.producer_type = row->producer_type;
	asked.registration_number = row->registration_number;
	asked.commune = row->commune;
	asked.district = row->district;
	asked.province = row->province;
	asked.address = row->address;
	asked.line = row->line;
	message.producer = &asked;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(import_preview));
}

static size_t registered(void)
{
	return harness_events(fixture.harness, MESSAGE(producer_registered));
}

static void row_becomes_a_producer_once(void **state)
{
	Ocop__Registration__V1__ImportProducer row = a_row();
	const Ocop__Registration__V1__Producer *producer;
	const Ocop__Registration__V1__ImportPreview *before = preview(&row);
	size_t events = registered();
	const char *producer_id;

	(void)state; /* the fixture holds it */
	assert_true(before->producer_is_new);
	assert_string_equal(before->commune_code, "05503");
	assert_int_equal(registered(), events); /* asking changes nothing */

	producer_id = accepted_id(&row.base);
	assert_string_equal(producer_id, before->producer_id);
	producer = get_producer_of(producer_id);
	assert_int_equal(producer->legal_form, LEGAL_FORM(COOPERATIVE));
	assert_string_equal(producer->registration_number, "4600000002");
	assert_string_equal(producer->address, "Xóm Ví dụ");
	assert_string_equal(producer->place->commune_code, "05503");
	assert_true(producer->imported);
	assert_int_equal(registered(), events + 1);

	row.line = 8;
	row.name = (char *)" HTX  Ví dụ 2 "; /* composed it is the same */
	assert_string_equal(accepted_id(&row.base), producer_id);
	assert_int_equal(registered(), events + 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(producer_changed)), 0);
	assert_false(preview(&row)->producer_is_new);
	assert_false(preview(&row)->producer_changes);
}

/* A register of products came first and told the name alone. */
static void row_fills_in_what_was_not_known_and_replaces_nothing(void **state)
{
	Ocop__Registration__V1__ImportProduct product =
		OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;
	Ocop__Registration__V1__ImportProducer row = a_row();
	const Ocop__Registration__V1__ProducerChanged *changed;
	const Ocop__Registration__V1__Producer *producer;
	const char *producer_id;

	(void)state; /* the fixture holds it */
	product.product_name = (char *)"Chè Ví dụ";
	product.producer_name = row.name;
	product.province = (char *)"tỉnh Thái Nguyên";
	(void)accepted_id(&product.base);
	assert_true(preview(&row)->producer_changes);
	producer_id = accepted_id(&row.base);
	changed = harness_last_event(fixture.harness, MESSAGE(producer_changed));
	assert_string_equal(changed->producer_id, producer_id);
	assert_int_equal(changed->legal_form, LEGAL_FORM(COOPERATIVE));
	producer = get_producer_of(producer_id);
	assert_string_equal(producer->registration_number, "4600000002");
	assert_string_equal(producer->place->commune_code, "05503");

	row.address = (char *)"Xóm Khác";
	row.producer_type = (char *)"Doanh nghiệp";
	row.commune = (char *)"Na Rì";
	(void)accepted_id(&row.base);
	producer = get_producer_of(producer_id);
	assert_string_equal(producer->address, "Xóm Ví dụ");
	assert_int_equal(producer->legal_form, LEGAL_FORM(COOPERATIVE));
	assert_string_equal(producer->place->commune_code, "05503");
	assert_int_equal(harness_events(fixture.harness, MESSAGE(producer_changed)), 1);
}

static void unsound_rows_are_refused_whole_and_the_preview_says_why(void **state)
{
	char long_number[70], long_text[1100], long_name[400];
	static const struct {
		const char *field;
		size_t offset;
	} fields[] = {
#define FIELD(name) {#name, offsetof(Ocop__Registration__V1__ImportProducer, name)}
		FIELD(name),
		FIELD(province),
		FIELD(registration_number),
#undef FIELD
	};
	const char *const rows[][2] = {
		{"name", " "},
		{"name", long_name},
		{"province", ""},
		{"province", "Không Đâu"},
		{"registration_number", long_number},
		{"registration_number", "4600000001"}, /* of "Hợp tác xã Ví dụ 1" */
	};
	size_t events = registered();

	(void)state; /* the fixture holds it */
	snprintf(long_number, sizeof long_number, "%061d", 1);
	snprintf(long_name, sizeof long_name, "%0301d", 1);
	snprintf(long_text, sizeof long_text, "%01001d", 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Ocop__Registration__V1__ImportProducer row = a_row();
		const Ocop__Registration__V1__ImportPreview *seen;
		const Ocop__Common__V1__Reply *reply;

		for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
			if (strcmp(fields[k].field, rows[i][0]) == 0)
				*(char **)((char *)&row + fields[k].offset) = (char *)rows[i][1];
		}
		seen = preview(&row);
		reply = command(&row.base);
		assert_refused(reply, IMPORT_ROW_INVALID);
		assert_string_equal(reply->refusals[0]->field, rows[i][0]);
		assert_int_equal(strncmp(reply->refusals[0]->detail, "line 7: ", 8), 0);
		assert_int_equal(seen->n_faults, reply->n_refusals);
		assert_string_equal(seen->faults[0]->field, rows[i][0]);
		assert_string_equal(seen->faults[0]->detail, reply->refusals[0]->detail + 8);
		assert_string_equal(seen->producer_id, "");
	}
	Ocop__Registration__V1__ImportProducer row = a_row();
	row.address = long_text;
	assert_refused(command(&row.base), IMPORT_ROW_INVALID);
	assert_int_equal(registered(), events);
}

static void number_that_contradicts_is_for_an_officer(void **state)
{
	Ocop__Registration__V1__ImportProducer row = a_row();

	(void)state; /* the fixture holds it */
	(void)accepted_id(&row.base);
	row.registration_number = (char *)"4600000003";
	assert_refused(command(&row.base), IMPORT_ROW_INVALID);
	row.registration_number = (char *)"";
	(void)accepted_id(&row.base);
}

static void who_looks_like_it_is_told_before_it_comes(void **state)
{
	Ocop__Registration__V1__ImportProducer row = a_row();
	const Ocop__Registration__V1__ImportPreview *seen;

	(void)state; /* the fixture holds it */
	row.name = (char *)"HTX VÍ DỤ 1";
	seen = preview(&row);
	assert_int_equal(seen->n_similar, 1);
	assert_string_equal(seen->similar[0]->second->name, "Hợp tác xã Ví dụ 1");
	assert_true(seen->similar[0]->score >= 60);
}

static void product_row_is_told_before_it_comes(void **state)
{
	Ocop__Registration__V1__PreviewImport message =
		OCOP__REGISTRATION__V1__PREVIEW_IMPORT__INIT;
	Ocop__Registration__V1__ProductRow asked = OCOP__REGISTRATION__V1__PRODUCT_ROW__INIT;
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;
	const Ocop__Registration__V1__ImportPreview *seen;

	(void)state; /* the fixture holds it */
	asked.product_name = row.product_name = (char *)"Chè Ví dụ";
	asked.producer_name = row.producer_name = (char *)"HTX Ví dụ 2";
	asked.province = row.province = (char *)"Thái Nguyên";
	asked.event = row.event = (char *)"công nhận mới";
	asked.line = row.line = 3;
	message.product = &asked;
	seen = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(import_preview));
	assert_int_equal(seen->line, 3);
	assert_true(seen->producer_is_new && seen->product_is_new && seen->claim_is_new);
	assert_string_equal(seen->commune_code, "");
	assert_string_equal(accepted_id(&row.base), seen->product_id);

	seen = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(import_preview));
	assert_false(seen->producer_is_new || seen->product_is_new || seen->claim_is_new);

	asked.event = (char *)"công nhận lại";
	seen = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(import_preview));
	assert_true(seen->claim_is_new);
	assert_false(seen->producer_is_new || seen->product_is_new);

	asked.stars = 6;
	asked.score = (char *)"cao";
	seen = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(import_preview));
	assert_int_equal(seen->n_faults, 2);
}

static void only_who_imports_may_import_or_preview(void **state)
{
	Ocop__Registration__V1__PreviewImport message =
		OCOP__REGISTRATION__V1__PREVIEW_IMPORT__INIT;
	Ocop__Registration__V1__ProductRow product = OCOP__REGISTRATION__V1__PRODUCT_ROW__INIT;
	Ocop__Registration__V1__ProducerRow producer = OCOP__REGISTRATION__V1__PRODUCER_ROW__INIT;
	Ocop__Registration__V1__ImportProducer row = a_row();

	(void)state; /* the fixture holds it */
	assert_refused(harness_query(fixture.harness, &message.base), FIELD_MISSING);
	message.product = &product;
	message.producer = &producer;
	assert_refused(harness_query(fixture.harness, &message.base), FIELD_INVALID);
	sign_in_commune();
	assert_refused(command(&row.base), ROLE_MISSING);
	assert_refused(harness_query(fixture.harness, &message.base), ROLE_MISSING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_import, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(row_becomes_a_producer_once),
		TEST(row_fills_in_what_was_not_known_and_replaces_nothing),
		TEST(unsound_rows_are_refused_whole_and_the_preview_says_why),
		TEST(number_that_contradicts_is_for_an_officer),
		TEST(who_looks_like_it_is_told_before_it_comes),
		TEST(product_row_is_told_before_it_comes),
		TEST(only_who_imports_may_import_or_preview),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
