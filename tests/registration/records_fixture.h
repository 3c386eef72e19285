/* records_fixture.h - messages that record what is known of the fixture's producer and product */
#pragma once

#include "registration/rules/known.h"
#include "registration_fixture.h"

#define KIND(type, name) OCOP__REGISTRATION__V1__##type##__##type##_##name

/* Sends a message with one field changed. A macro, because the fields of messages have no common
 * type. */
#define again(message, field, value) ((message).field = (value), command(&(message).base))

static inline void sign_in_as(const char *producer_id)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	grant.role = ROLE(PRODUCER);
	grant.producer_id = (char *)producer_id;
	harness_sign_in(fixture.harness, "account_other", &grant, 1);
}

/* Registered by the officer of the commune, who stays signed in. */
static inline const char *another_producer(const char *name, const char *number)
{
	Ocop__Registration__V1__RegisterProducer message = a_producer();

	sign_in_commune();
	message.name = (char *)name;
	message.registration_number = (char *)number;
	return accepted_id(&message.base);
}

/* The same for a product; whoever is signed in stays so. */
static inline const char *another_product(const char *producer_id, const char *name)
{
	Ocop__Registration__V1__RegisterProduct message = a_product();

	message.producer_id = (char *)producer_id;
	message.name = (char *)name;
	return accepted_id(&message.base);
}

static inline const Ocop__Registration__V1__ProducerRecord *producer_record(const char *producer_id)
{
	Ocop__Registration__V1__GetProducerRecord message =
		OCOP__REGISTRATION__V1__GET_PRODUCER_RECORD__INIT;

	message.producer_id = (char *)producer_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(producer_record));
}

static inline const Ocop__Registration__V1__ProductRecord *product_record(const char *product_id)
{
	Ocop__Registration__V1__GetProductRecord message =
		OCOP__REGISTRATION__V1__GET_PRODUCT_RECORD__INIT;

	message.product_id = (char *)product_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(product_record));
}

static inline const Ocop__Registration__V1__Product *product_of(const char *product_id)
{
	return product_record(product_id)->product;
}

/* The agency merges the second into the first, and stays signed in. */
static inline const char *merge_producers_of_test(const char *kept_id, const char *merged_id)
{
	Ocop__Registration__V1__MergeProducers message =
		OCOP__REGISTRATION__V1__MERGE_PRODUCERS__INIT;

	sign_in_agency();
	message.producer_id = (char *)kept_id;
	message.merged_producer_id = (char *)merged_id;
	message.reason = (char *)"Đăng ký hai lần";
	return accepted_id(&message.base);
}

static inline const char *merge_products_of_test(const char *kept_id, const char *merged_id)
{
	Ocop__Registration__V1__MergeProducts message =
		OCOP__REGISTRATION__V1__MERGE_PRODUCTS__INIT;

	sign_in_agency();
	message.product_id = (char *)kept_id;
	message.merged_product_id = (char *)merged_id;
	message.reason = (char *)"Đăng ký hai lần";
	return accepted_id(&message.base);
}

static inline const Ocop__Common__V1__Reply *strike(const char *record_id, const char *reason)
{
	Ocop__Registration__V1__StrikeRecord message = OCOP__REGISTRATION__V1__STRIKE_RECORD__INIT;

	message.record_id = (char *)record_id;
	message.reason = (char *)reason;
	return command(&message.base);
}

static inline Ocop__Registration__V1__RecordMaterialArea an_area(void)
{
	Ocop__Registration__V1__RecordMaterialArea message =
		OCOP__REGISTRATION__V1__RECORD_MATERIAL_AREA__INIT;

	message.producer_id = (char *)fixture.producer_id;
	message.material = (char *)"Củ dong riềng";
	message.commune_code = (char *)"02155";
	message.hectares_hundredths = 7000;
	message.household_count = 500;
	message.contract_number = (char *)"01/HĐ";
	message.contract_until = (char *)"2027-12-31";
	message.certificates = (char *)"VietGAP 12 ha";
	return message;
}

static inline Ocop__Registration__V1__RecordLinkage a_linkage(void)
{
	Ocop__Registration__V1__RecordLinkage message =
		OCOP__REGISTRATION__V1__RECORD_LINKAGE__INIT;

	message.producer_id = (char *)fixture.producer_id;
	message.partner_name = (char *)"Công ty Ví dụ 2";
	message.kind = KIND(LINKAGE_KIND, SALES);
	message.household_count = 20;
	message.from_on = (char *)"2025-01-01";
	message.until_on = (char *)"2028-01-01";
	return message;
}

static inline Ocop__Registration__V1__RecordHeldCertificate a_held_certificate(void)
{
	Ocop__Registration__V1__RecordHeldCertificate message =
		OCOP__REGISTRATION__V1__RECORD_HELD_CERTIFICATE__INIT;

	message.producer_id = (char *)fixture.producer_id;
	message.product_id = (char *)fixture.product_id;
	message.kind = KIND(HELD_CERTIFICATE_KIND, VIETGAP);
	message.issuer = (char *)"Tổ chức chứng nhận Ví dụ";
	message.number = (char *)"VG-01";
	message.issued_on = (char *)"2025-06-01";
	message.valid_until = (char *)"2028-06-01";
	message.scope = (char *)"Rau, 12 ha";
	return message;
}

static inline Ocop__Registration__V1__RecordSupport a_support(void)
{
	Ocop__Registration__V1__RecordSupport message =
		OCOP__REGISTRATION__V1__RECORD_SUPPORT__INIT;

	message.producer_id = (char *)fixture.producer_id;
	message.product_id = (char *)fixture.product_id;
	message.kind = KIND(SUPPORT_KIND, PACKAGING);
	message.policy = (char *)"05/2025/NQ-HĐND";
	message.amount_vnd = 50000000;
	message.given_on = (char *)"2026-03-01";
	return message;
}

static inline Ocop__Registration__V1__RecordBusinessPlan a_business_plan(void)
{
	Ocop__Registration__V1__RecordBusinessPlan message =
		OCOP__REGISTRATION__V1__RECORD_BUSINESS_PLAN__INIT;

	message.product_id = (char *)fixture.product_id;
	message.from_year = 2026;
	message.until_year = 2028;
	message.goal = (char *)"Tăng sản lượng gấp đôi";
	message.investment_vnd = 200000000;
	message.planned_revenue_vnd = 900000000;
	return message;
}

static inline Ocop__Registration__V1__RecordMark a_mark(char **product_ids, size_t count)
{
	Ocop__Registration__V1__RecordMark message = OCOP__REGISTRATION__V1__RECORD_MARK__INIT;

	message.province_code = (char *)"19";
	message.kind = KIND(MARK_KIND, COLLECTIVE);
	message.name = (char *)"Chè Tân Cương";
	message.number = (char *)"4-0000-00001";
	message.holder = (char *)"Hội Ví dụ";
	message.registered_on = (char *)"2024-05-01";
	message.valid_until = (char *)"2034-05-01";
	message.product_ids = product_ids;
	message.n_product_ids = count;
	return message;
}

static inline Ocop__Registration__V1__ReportProducerYear a_producer_year(void)
{
	Ocop__Registration__V1__ReportProducerYear message =
		OCOP__REGISTRATION__V1__REPORT_PRODUCER_YEAR__INIT;

	message.producer_id = (char *)fixture.producer_id;
	message.year = 2025;
	message.revenue_vnd = 12000000000;
	message.export_vnd = 2000000000;
	message.output = (char *)"60 tấn";
	message.capacity_percent_of_year_before = 184;
	message.worker_count = 20;
	message.local_worker_count = 18;
	message.linked_household_count = 500;
	message.in_linked_chain = true;
	return message;
}

static inline Ocop__Registration__V1__ReportProductYear a_product_year(void)
{
	Ocop__Registration__V1__ReportProductYear message =
		OCOP__REGISTRATION__V1__REPORT_PRODUCT_YEAR__INIT;

	message.product_id = (char *)fixture.product_id;
	message.year = 2025;
	message.revenue_vnd = 9000000000;
	message.export_vnd = 2000000000;
	message.output = (char *)"40 tấn";
	message.export_markets = (char *)"Séc, Nhật Bản";
	return message;
}

static inline const Ocop__Registration__V1__ListMarksReply *marks(const char *province_code,
								  uint32_t limit,
								  const char *cursor)
{
	Ocop__Registration__V1__ListMarks message = OCOP__REGISTRATION__V1__LIST_MARKS__INIT;

	message.province_code = (char *)province_code;
	message.limit = limit;
	message.cursor = (char *)cursor;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(list_marks_reply));
}

/* A text of so many characters of three bytes each. */
static inline char *long_text(size_t characters)
{
	char *text = arena_alloc(harness_arena(fixture.harness), 3 * characters + 1);

	for (size_t i = 0; i < characters; i++)
		memcpy(text + 3 * i, "ế", 3);
	return text;
}

static inline Ocop__Registration__V1__ChangeProducer a_producer_change(void)
{
	Ocop__Registration__V1__ChangeProducer message =
		OCOP__REGISTRATION__V1__CHANGE_PRODUCER__INIT;

	message.producer_id = (char *)fixture.producer_id;
	message.name = (char *)"Công ty Ví dụ 1";
	message.legal_form = LEGAL_FORM(ENTERPRISE);
	message.registration_number = (char *)"4600000009";
	message.commune_code = (char *)"05503";
	message.address = (char *)"Xóm Mới";
	message.reason = (char *)"Chuyển đổi loại hình";
	return message;
}
