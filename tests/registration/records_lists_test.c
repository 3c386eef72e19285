/* records_lists_test.c - marks with their products, and lists over the province: marks by name,
 * other certificates by the day they end
 */
#include <stdio.h>

#include "common/bus/envelope.h"
#include "records_fixture.h"

static void mark_has_its_products_and_they_have_it(void **state)
{
	char *products[] = {(char *)fixture.product_id};
	Ocop__Registration__V1__RecordMark message = a_mark(products, 1);
	const Ocop__Registration__V1__ListMarksReply *page;

	(void)state; /* the fixture holds it */
	assert_refused(command(&message.base), ROLE_MISSING);
	sign_in_agency();
	message.mark_id = (char *)accepted_id(&message.base);
	page = marks("19", 0, "");
	assert_int_equal(page->n_marks, 1);
	assert_string_equal(page->marks[0]->holder, "Hội Ví dụ");
	assert_int_equal(page->marks[0]->n_product_ids, 1);
	assert_string_equal(page->marks[0]->product_ids[0], fixture.product_id);
	assert_int_equal(marks("08", 0, "")->n_marks, 0);
	assert_string_equal(product_record(fixture.product_id)->marks[0]->name, "Chè Tân Cương");

	message.n_product_ids = 0; /* none uses it any more */
	(void)accepted_id(&message.base);
	assert_int_equal(product_record(fixture.product_id)->n_marks, 0);
	assert_int_equal(marks("", 0, "")->marks[0]->version, 2);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(mark_recorded)), 2);
}

static void mark_is_refused_where_it_must(void **state)
{
	char *twice[] = {(char *)fixture.product_id, (char *)fixture.product_id};
	char *unknown[] = {(char *)"product_01K00000000000000000000000"};
	char *many[MARK_PRODUCTS_MAX + 1];
	Ocop__Registration__V1__RecordMark message = a_mark(twice, 2);

	(void)state; /* the fixture holds it */
	sign_in_agency();
	assert_refused(command(&message.base), FIELD_INVALID);
	message = a_mark(unknown, 1);
	assert_refused(command(&message.base), PRODUCT_UNKNOWN);
	for (size_t i = 0; i < sizeof many / sizeof *many; i++)
		many[i] = unknown[0];
	message = a_mark(many, MARK_PRODUCTS_MAX + 1);
	assert_refused(command(&message.base), FIELD_INVALID);
	message = a_mark(NULL, 0);
	assert_refused(again(message, kind, 4), FIELD_INVALID);
	message = a_mark(NULL, 0);
	assert_refused(again(message, name, (char *)""), FIELD_MISSING);
	message = a_mark(NULL, 0);
	assert_refused(again(message, holder, long_text(NAME_LENGTH_MAX + 1)), FIELD_TOO_LONG);
	message = a_mark(NULL, 0);
	assert_refused(again(message, registered_on, (char *)"2026-06-02"), DATE_INVALID);
	message = a_mark(NULL, 0);
	assert_refused(again(message, province_code, (char *)"99"), UNIT_UNKNOWN);
	assert_refused(again(message, province_code, (char *)"05503"), UNIT_UNKNOWN);
	assert_refused(again(message, province_code, (char *)"08"), SCOPE_MISSING);
}

static void mark_stays_in_its_province_and_takes_only_its_products(void **state)
{
	char *products[] = {(char *)fixture.product_id};
	Ocop__Registration__V1__RecordMark message = a_mark(products, 1);

	(void)state; /* the fixture holds it */
	sign_in_agency();
	message.mark_id = (char *)accepted_id(&message.base);
	sign_in_unit("account_agency_08", ROLE(OCOP_AGENCY), "08");
	assert_refused(strike(message.mark_id, "Nhầm"), SCOPE_MISSING);
	message.province_code = (char *)"08";
	assert_refused(command(&message.base), NO_SUCH_THING);
	message.mark_id = (char *)"";
	assert_refused(command(&message.base), SCOPE_MISSING);
	message.n_product_ids = 0;
	(void)accepted_id(&message.base);
}

static void marks_come_by_name_page_by_page(void **state)
{
	static const char *const names[] = {"Rau Ví dụ", "Chè Ví dụ", "Đậu Ví dụ", "Miến Ví dụ"};
	static const char *const in_order[] = {"Chè Ví dụ", "Đậu Ví dụ", "Miến Ví dụ", "Rau Ví dụ"};
	Ocop__Registration__V1__ListMarks wrong = OCOP__REGISTRATION__V1__LIST_MARKS__INIT;
	const char *cursor = "";
	size_t seen = 0;

	(void)state; /* the fixture holds it */
	sign_in_agency();
	for (size_t i = 0; i < 4; i++) {
		Ocop__Registration__V1__RecordMark message = a_mark(NULL, 0);

		(void)harness_id(fixture.harness, again(message, name, (char *)names[i]));
	}
	do {
		const Ocop__Registration__V1__ListMarksReply *page = marks("19", 3, cursor);

		for (size_t i = 0; i < page->n_marks; i++)
			assert_string_equal(page->marks[i]->name, in_order[seen++]);
		cursor = page->next;
	} while (*cursor);
	assert_int_equal(seen, 4);
	wrong.cursor = (char *)"somewhere";
	assert_refused(harness_query(fixture.harness, &wrong.base), CURSOR_INVALID);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	wrong.cursor = (char *)"";
	assert_refused(harness_query(fixture.harness, &wrong.base), TOKEN_MISSING);
}

/* A hundred marks of two hundred products each, names as long as they may be: no reply is larger.
 */
static void fullest_page_of_marks_fits_into_an_answer(void **state)
{
	char *products[MARK_PRODUCTS_MAX];
	Ocop__Registration__V1__RecordMark message = a_mark(products, MARK_PRODUCTS_MAX);
	const Ocop__Registration__V1__ListMarksReply *page;

	(void)state; /* the fixture holds it */
	for (int i = 0; i < MARK_PRODUCTS_MAX; i++) {
		char name[32];

		(void)snprintf(name, sizeof name, "Rau %d", i); /* fits */
		products[i] = (char *)another_product(fixture.producer_id, name);
	}
	message.name = message.holder = long_text(NAME_LENGTH_MAX);
	sign_in_agency();
	for (int i = 0; i < 101; i++)
		(void)accepted_id(&message.base);
	page = marks("19", 200, "");
	assert_int_equal(page->n_marks, 100);
	assert_true(protobuf_c_message_get_packed_size(&page->base) < REPLY_LIMIT_BYTES);
	assert_int_equal(marks("19", 200, page->next)->n_marks, 1);
}

static const Ocop__Registration__V1__ListHeldCertificatesReply *held(
	const Ocop__Registration__V1__ListHeldCertificates *message)
{
	return harness_body(fixture.harness, harness_query(fixture.harness, &message->base),
			    MESSAGE(list_held_certificates_reply));
}

static const char *record_held(const char *number, const char *valid_until)
{
	Ocop__Registration__V1__RecordHeldCertificate message = a_held_certificate();

	message.number = (char *)number;
	message.valid_until = (char *)valid_until;
	return accepted_id(&message.base);
}

static void certificates_come_by_the_day_they_end(void **state)
{
	Ocop__Registration__V1__ListHeldCertificates message =
		OCOP__REGISTRATION__V1__LIST_HELD_CERTIFICATES__INIT;
	const Ocop__Registration__V1__ListHeldCertificatesReply *page;
	const char *struck;

	(void)state; /* the fixture holds it */
	(void)record_held("C", "2028-06-01");
	(void)record_held("A", "2026-06-30");
	(void)record_held("B", "2027-01-01");
	(void)record_held("B2", "2027-01-01");
	(void)record_held("không hết hạn", "");
	struck = record_held("nhầm", "2026-07-01");
	(void)harness_id(fixture.harness, strike(struck, "Ghi nhầm"));

	message.limit = 3;
	page = held(&message);
	assert_int_equal(page->n_certificates, 3);
	assert_string_equal(page->certificates[0]->number, "A");
	assert_string_equal(page->certificates[1]->number, "B");
	assert_string_equal(page->certificates[2]->number, "B2");
	message.cursor = page->next;
	page = held(&message);
	assert_int_equal(page->n_certificates, 1);
	assert_string_equal(page->certificates[0]->number, "C");
	assert_string_equal(page->next, "");

	message.cursor = (char *)"";
	message.valid_until_before =
		(char *)"2027-01-01"; /* the day itself does not end before it */
	assert_int_equal(held(&message)->n_certificates, 1);
	message.valid_until_before = (char *)"";
	message.province_code = (char *)"08";
	assert_int_equal(held(&message)->n_certificates, 0);
	message.province_code = (char *)"19";
	message.kind = KIND(HELD_CERTIFICATE_KIND, ORGANIC);
	assert_int_equal(held(&message)->n_certificates, 0);
	message.kind = KIND(HELD_CERTIFICATE_KIND, VIETGAP);
	assert_int_equal(held(&message)->n_certificates, 3);
}

static void list_of_certificates_is_refused_where_it_must(void **state)
{
	static const char *const cursors[] = {"somewhere", "2027-01-01|", "|held_x",
					      "2027-02-30|held_01K00000000000000000000000",
					      "2027-01-01|mark_01K00000000000000000000000"};
	Ocop__Registration__V1__ListHeldCertificates message =
		OCOP__REGISTRATION__V1__LIST_HELD_CERTIFICATES__INIT;

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof cursors / sizeof *cursors; i++) {
		message.cursor = (char *)cursors[i];
		assert_refused(harness_query(fixture.harness, &message.base), CURSOR_INVALID);
	}
	message.cursor = (char *)"";
	message.valid_until_before = (char *)"2027";
	assert_refused(harness_query(fixture.harness, &message.base), DATE_INVALID);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(harness_query(fixture.harness, &message.base), TOKEN_MISSING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(mark_has_its_products_and_they_have_it),
		TEST(mark_is_refused_where_it_must),
		TEST(mark_stays_in_its_province_and_takes_only_its_products),
		TEST(marks_come_by_name_page_by_page),
		TEST(fullest_page_of_marks_fits_into_an_answer),
		TEST(certificates_come_by_the_day_they_end),
		TEST(list_of_certificates_is_refused_where_it_must),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
