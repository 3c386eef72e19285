/* exports_test.c - lists as files: what is in them, whose rows, whose figures */
#include <unistd.h>

#include "document_helpers.h"

#define EXPORT(name) OCOP__REGISTRATION__V1__EXPORT_KIND__EXPORT_KIND_##name
#define CSV          OCOP__REGISTRATION__V1__EXPORT_FORMAT__EXPORT_FORMAT_CSV
#define XLSX         OCOP__REGISTRATION__V1__EXPORT_FORMAT__EXPORT_FORMAT_XLSX

static Ocop__Registration__V1__ExportRegister an_export(Ocop__Registration__V1__ExportKind kind,
							Ocop__Registration__V1__ExportFormat format)
{
	Ocop__Registration__V1__ExportRegister message =
		OCOP__REGISTRATION__V1__EXPORT_REGISTER__INIT;

	message.kind = kind;
	message.format = format;
	return message;
}

static const Ocop__Common__V1__Reply *file(const ProtobufCMessage *message)
{
	return harness_file(fixture.harness, message);
}

/* The exported list as text: CSV as it is. */
static const char *exported_by(const Ocop__Registration__V1__ExportRegister *message)
{
	const Ocop__Registration__V1__DocumentMade *made = made_of(file(&message->base));
	const char *path = fetch(made);
	const char *text = output_of("cat", path, "");

	assert_int_equal(unlink(path), 0);
	return text;
}

static const char *exported(Ocop__Registration__V1__ExportKind kind)
{
	Ocop__Registration__V1__ExportRegister message = an_export(kind, CSV);

	return exported_by(&message);
}

/* Rows below the headings. */
static size_t rows_of(const char *text)
{
	size_t lines = 0;

	for (text = strstr(text, "\r\n"); text; text = strstr(text + 2, "\r\n"))
		lines++;
	return lines - 1;
}

static void recognise(const char *product_id, const char *code, uint32_t star, const char *until)
{
	Ocop__Certification__V1__CertificateIssued event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;

	certificate.code = (char *)code;
	certificate.product_id = (char *)product_id;
	certificate.star = star;
	certificate.state = CERTIFICATE_STATE(VALID);
	certificate.valid_until = (char *)until;
	event.certificate = &certificate;
	harness_event(fixture.harness, "certification", code, &event.base);
}

static void end_certificate(const char *code)
{
	Ocop__Certification__V1__CertificateRevoked event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REVOKED__INIT;

	event.code = (char *)code;
	harness_event(fixture.harness, "certification", code, &event.base);
}

static void report_year(uint32_t year, int64_t revenue_vnd)
{
	Ocop__Registration__V1__ReportProductYear message =
		OCOP__REGISTRATION__V1__REPORT_PRODUCT_YEAR__INIT;

	message.product_id = (char *)fixture.product_id;
	message.year = year;
	message.revenue_vnd = revenue_vnd;
	sign_in_producer();
	(void)accepted_id(&message.base);
}

/* A second producer and product, in Na Rì. */
static const char *another_producer(void)
{
	Ocop__Registration__V1__RegisterProducer producer = a_producer();
	Ocop__Registration__V1__RegisterProduct product = a_product();
	const char *producer_id;

	producer.name = (char *)"=Tổ hợp tác \"Ví dụ 2\"";
	producer.legal_form = LEGAL_FORM(COOPERATIVE_GROUP);
	producer.registration_number = (char *)"4600000002";
	producer.commune_code = (char *)"02155";
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	producer_id = accepted_id(&producer.base);
	product.producer_id = (char *)producer_id;
	product.name = (char *)"Miến dong, loại 1";
	(void)accepted_id(&product.base);
	return producer_id;
}

static void national_register_has_its_fields(void **state)
{
	const char *text;

	(void)state;
	report_year(2024, 1200000000);
	report_year(2025, 1500000000);
	recognise(fixture.product_id, "AAAAAAAAAA", 3, "2025-01-31");
	end_certificate("AAAAAAAAAA");
	recognise(fixture.product_id, "BBBBBBBBBB", 4, "2028-12-31");
	(void)another_producer(); /* whose product is not recognised */
	sign_in_agency();

	text = exported(EXPORT(NATIONAL_REGISTER));
	assert_int_equal(rows_of(text), 1);
	assert_says(text, "\xef\xbb\xbfMã,Mã đơn vị,Mã thời gian,Mã sản phẩm,Tên sản phẩm,Hạng "
			  "sao,Chủ thể,Doanh thu trong năm (đồng),Trạng thái\r\n");
	assert_says(text, arena_printf(harness_arena(fixture.harness),
				       "%s-2025,05503,2025,,Rau Ví dụ,4,Hợp tác xã Ví dụ "
				       "1,1500000000,Còn hiệu lực\r\n",
				       fixture.product_id));

	Ocop__Registration__V1__ExportRegister message = an_export(EXPORT(NATIONAL_REGISTER), CSV);
	message.year = 2024;
	assert_says(exported_by(&message), ",2024,,Rau Ví dụ,4,Hợp tác xã Ví dụ 1,1200000000,");
	message.year = 2023; /* nothing was reported: no figure, not a zero */
	assert_says(exported_by(&message), ",2023,,Rau Ví dụ,4,Hợp tác xã Ví dụ 1,,Còn hiệu lực");

	end_certificate("BBBBBBBBBB");
	assert_says(exported(EXPORT(NATIONAL_REGISTER)),
		    ",4,Hợp tác xã Ví dụ 1,1500000000,Đã thu hồi");
}

static void rows_are_those_of_the_callers_grants(void **state)
{
	Ocop__Registration__V1__ExportRegister message = an_export(EXPORT(PRODUCTS), CSV);

	(void)state;
	(void)another_producer();
	sign_in_agency();
	assert_int_equal(rows_of(exported(EXPORT(PRODUCTS))), 2);
	assert_int_equal(rows_of(exported(EXPORT(PRODUCERS))), 2);
	message.commune_code = (char *)"02155";
	assert_int_equal(rows_of(exported_by(&message)), 1);
	message.commune_code = (char *)"";
	message.province_code = (char *)"08";
	assert_int_equal(rows_of(exported_by(&message)), 0);

	sign_in_commune();
	assert_int_equal(rows_of(exported(EXPORT(PRODUCTS))), 1);
	assert_says(exported(EXPORT(PRODUCERS)), "Hợp tác xã Ví dụ 1");
	message.province_code = (char *)"";
	message.commune_code = (char *)"02155"; /* another's */
	assert_int_equal(rows_of(exported_by(&message)), 0);

	sign_in_producer();
	assert_int_equal(rows_of(exported(EXPORT(PRODUCERS))), 1);
	message.commune_code = (char *)"05503";
	assert_int_equal(rows_of(exported_by(&message)), 1);
	message.commune_code = (char *)"02155"; /* where he is not */
	assert_int_equal(rows_of(exported_by(&message)), 0);

	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_int_equal(rows_of(exported(EXPORT(PRODUCTS))), 0);
	sign_in_unit("account_ministry", ROLE(MINISTRY), "");
	assert_int_equal(rows_of(exported(EXPORT(PRODUCTS))), 2);
}

/* Several grants are no one place that could be looked up: each row is asked about. */
static void grant_of_another_role_adds_no_rows(void **state)
{
	Ocop__Common__V1__Grant grants[2];

	(void)state;
	(void)another_producer();
	for (size_t i = 0; i < 2; i++)
		ocop__common__v1__grant__init(&grants[i]);
	grants[0].role = ROLE(COMMUNE_OFFICER);
	grants[0].unit_code = (char *)"05503";
	grants[1].role = ROLE(COUNCIL_MEMBER); /* everywhere */
	harness_sign_in(fixture.harness, "account_both", grants, 2);
	assert_int_equal(rows_of(exported(EXPORT(PRODUCTS))), 1);
	assert_int_equal(rows_of(exported(EXPORT(PRODUCERS))), 1);
	grants[1].role = ROLE(PRODUCER);
	grants[1].producer_id = (char *)fixture.producer_id;
	harness_sign_in(fixture.harness, "account_both", grants, 2);
	assert_int_equal(rows_of(exported(EXPORT(PRODUCERS))), 1);
}

static void figures_are_for_those_they_concern(void **state)
{
	static const struct {
		const char *name;
		Ocop__Common__V1__Role role;
		const char *unit_code;
		bool has_figures;
	} rows[] = {
		{"account_agency", ROLE(OCOP_AGENCY), "19", true},
		{"account_commune", ROLE(COMMUNE_OFFICER), "05503", true},
		{"account_ministry", ROLE(MINISTRY), "", true},
		{"account_auditor", ROLE(AUDITOR), "", false},
		{"account_inspector", ROLE(INSPECTOR), "19", false},
		{"account_operator", ROLE(OPERATOR), "", false},
	};

	(void)state;
	report_year(2025, 1500000000);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *text;

		sign_in_unit(rows[i].name, rows[i].role, rows[i].unit_code);
		text = exported(EXPORT(PRODUCTS));
		assert_int_equal(rows_of(text), 1);
		assert_int_equal(strstr(text, "1500000000") != NULL, rows[i].has_figures);
	}
}

static void dossiers_are_listed_with_where_they_are(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__ExportRegister message = an_export(EXPORT(DOSSIERS), CSV);
	const char *text = exported(EXPORT(DOSSIERS));

	(void)state;
	assert_int_equal(rows_of(text), 1);
	assert_says(text,
		    "Rau Ví dụ,Hợp tác xã Ví dụ 1,Đánh giá lần đầu,\"Rau, củ, quả, hạt tươi\","
		    "Tân Cương,05503,Thái Nguyên,Xã đã đề nghị lên tỉnh,Tỉnh,2026-06-01,");
	assert_says(text, "12/TTr-UBND");
	assert_says(text, dossier_id);
	message.year = 2026;
	assert_int_equal(rows_of(exported_by(&message)), 1);
	message.year = 2025; /* first handed in in another year */
	assert_int_equal(rows_of(exported_by(&message)), 0);
}

/* The rows' memory holds some hundreds of them at once. */
static void list_is_longer_than_the_memory_of_a_row(void **state)
{
	enum { COUNT = 500 };
	Ocop__Registration__V1__RegisterProducer producer = a_producer();

	(void)state;
	sign_in_commune();
	for (int i = 0; i < COUNT; i++) {
		producer.name = arena_printf(harness_arena(fixture.harness), "Ví dụ %d", i);
		producer.registration_number =
			arena_printf(harness_arena(fixture.harness), "47%08d", i);
		(void)accepted_id(&producer.base);
	}
	assert_int_equal(rows_of(exported(EXPORT(PRODUCERS))), COUNT + 1);
}

static void what_people_typed_is_no_formula(void **state)
{
	Ocop__Registration__V1__ExportRegister message = an_export(EXPORT(PRODUCERS), XLSX);
	const Ocop__Registration__V1__DocumentMade *made;
	const char *path, *xml;

	(void)state;
	(void)another_producer();
	sign_in_agency();
	assert_says(exported(EXPORT(PRODUCERS)),
		    "\r\n\"'=Tổ hợp tác \"\"Ví dụ 2\"\"\",Tổ hợp tác,");
	made = made_of(file(&message.base));
	assert_string_equal(made->media_type, "application/vnd.openxmlformats-officedocument."
					      "spreadsheetml.sheet");
	path = fetch(made);
	xml = output_of("python3 -c \"import sys, zipfile; "
			"sys.stdout.write(zipfile.ZipFile(sys.argv[1])"
			".read('xl/worksheets/sheet1.xml').decode())\"",
			path, "");
	assert_says(xml, "<t>=Tổ hợp tác \"Ví dụ 2\"</t>");
	assert_does_not_say(xml, "<f>");
	assert_int_equal(unlink(path), 0);
}

static void unsound_exports_are_refused(void **state)
{
	Ocop__Registration__V1__ExportRegister message = an_export(EXPORT(UNSPECIFIED), CSV);

	(void)state;
	sign_in_agency();
	assert_refused(file(&message.base), FIELD_INVALID);
	message = an_export(EXPORT(PRODUCTS),
			    OCOP__REGISTRATION__V1__EXPORT_FORMAT__EXPORT_FORMAT_UNSPECIFIED);
	assert_refused(file(&message.base), FIELD_INVALID);
	message = an_export(EXPORT(PRODUCTS), CSV);
	message.year = 2009;
	assert_refused(file(&message.base), FIELD_INVALID);
	message.year = 2027; /* it is 2026 */
	assert_refused(file(&message.base), FIELD_INVALID);
	message.year = 2026;
	message.province_code = (char *)"99";
	assert_refused(file(&message.base), UNIT_UNKNOWN);
	message.province_code = (char *)"05503"; /* a commune */
	assert_refused(file(&message.base), UNIT_UNKNOWN);
	message.province_code = (char *)"";
	message.commune_code = (char *)"19"; /* a province */
	assert_refused(file(&message.base), UNIT_UNKNOWN);

	message = an_export(EXPORT(NATIONAL_REGISTER), CSV);
	sign_in_unit("account_auditor", ROLE(AUDITOR), ""); /* would have it without figures */
	assert_refused(file(&message.base), ROLE_MISSING);
	sign_in_unit("account_member", ROLE(COUNCIL_MEMBER), "19");
	message.kind = EXPORT(PRODUCTS);
	assert_refused(file(&message.base), ROLE_MISSING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(file(&message.base), TOKEN_MISSING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(national_register_has_its_fields),
		TEST(rows_are_those_of_the_callers_grants),
		TEST(grant_of_another_role_adds_no_rows),
		TEST(figures_are_for_those_they_concern),
		TEST(dossiers_are_listed_with_where_they_are),
		TEST(list_is_longer_than_the_memory_of_a_row),
		TEST(what_people_typed_is_no_formula),
		TEST(unsound_exports_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
