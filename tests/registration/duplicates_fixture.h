/* duplicates_fixture.h - two registrations of one producer, and helpers that merge and part them */
#pragma once

#include "registration_fixture.h"

static inline const Ocop__Registration__V1__ListMergeCandidatesReply *candidates(
	bool products, const char *province_code, uint32_t limit, const char *cursor)
{
	Ocop__Registration__V1__ListMergeCandidates message =
		OCOP__REGISTRATION__V1__LIST_MERGE_CANDIDATES__INIT;

	message.products = products;
	message.province_code = (char *)province_code;
	message.limit = limit;
	message.cursor = (char *)cursor;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(list_merge_candidates_reply));
}

static inline size_t pairs(bool products)
{
	return candidates(products, "19", 200, "")->n_candidates;
}

static inline const char *register_producer_named(const char *name)
{
	Ocop__Registration__V1__RegisterProducer message = a_producer();

	message.name = (char *)name;
	message.registration_number = (char *)"";
	return accepted_id(&message.base);
}

static inline const char *register_product_named(const char *producer_id, const char *name)
{
	Ocop__Registration__V1__RegisterProduct message = a_product();

	message.producer_id = (char *)producer_id;
	message.name = (char *)name;
	return accepted_id(&message.base);
}

static inline Ocop__Registration__V1__MergeProducers a_producer_merge(const char *kept,
								      const char *merged)
{
	Ocop__Registration__V1__MergeProducers message =
		OCOP__REGISTRATION__V1__MERGE_PRODUCERS__INIT;

	message.producer_id = (char *)kept;
	message.merged_producer_id = (char *)merged;
	message.reason = (char *)"Đăng ký hai lần";
	return message;
}

static inline Ocop__Registration__V1__MergeProducts a_product_merge(const char *kept,
								    const char *merged)
{
	Ocop__Registration__V1__MergeProducts message =
		OCOP__REGISTRATION__V1__MERGE_PRODUCTS__INIT;

	message.product_id = (char *)kept;
	message.merged_product_id = (char *)merged;
	message.reason = (char *)"Đăng ký hai lần";
	return message;
}

static inline Ocop__Registration__V1__UndoMerge an_undoing(const char *merge_id)
{
	Ocop__Registration__V1__UndoMerge message = OCOP__REGISTRATION__V1__UNDO_MERGE__INIT;

	message.merge_id = (char *)merge_id;
	message.reason = (char *)"Gộp nhầm";
	return message;
}

static inline const char *merge_producers_of(const char *kept, const char *merged)
{
	Ocop__Registration__V1__MergeProducers message = a_producer_merge(kept, merged);

	return accepted_id(&message.base);
}

static inline const char *merge_products_of(const char *kept, const char *merged)
{
	Ocop__Registration__V1__MergeProducts message = a_product_merge(kept, merged);

	return accepted_id(&message.base);
}

static inline void undo(const char *merge_id)
{
	Ocop__Registration__V1__UndoMerge message = an_undoing(merge_id);

	(void)accepted_id(&message.base);
}

static inline const Ocop__Registration__V1__Producer *get_producer_of(const char *producer_id)
{
	Ocop__Registration__V1__GetProducer message = OCOP__REGISTRATION__V1__GET_PRODUCER__INIT;

	message.producer_id = (char *)producer_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(producer));
}

static inline const Ocop__Registration__V1__Product *get_product_of(const char *product_id)
{
	Ocop__Registration__V1__GetProduct message = OCOP__REGISTRATION__V1__GET_PRODUCT__INIT;

	message.product_id = (char *)product_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(product));
}

static inline void certify(const char *product_id, const char *code,
			   Ocop__Certification__V1__CertificateState state)
{
	Ocop__Certification__V1__CertificateIssued event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;

	certificate.code = (char *)code;
	certificate.product_id = (char *)product_id;
	certificate.state = state;
	certificate.star = 3;
	certificate.valid_until = (char *)"2026-10-30";
	event.certificate = &certificate;
	harness_event(fixture.harness, "certification", code, &event.base);
}

/* "Hợp tác xã Ví dụ 1" with "Rau Ví dụ", and the same written otherwise with "Rau sạch khác". */
static const char *second_producer;

static const char *second_product;

static inline int open_twice(void **state)
{
	(void)open_registration(state); /* always 0 */
	sign_in_commune();
	second_producer = register_producer_named("HTX VÍ DỤ 1");
	second_product = register_product_named(second_producer, "Mật ong rừng");
	sign_in_agency();
	return 0;
}
