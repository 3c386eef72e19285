/* recorded.h - what is recorded of producers and products: rows that are the proto's messages
 *
 * A command, its event and every answer say the same of such a thing in the same words, so the row
 * is that message. Texts live in the transaction's arena and are never NULL. Writing takes the row
 * new or again: it is replaced under the version it carries. Lists leave out what was struck, are
 * newest first, hold what was recorded under merged registrations too, and end where an answer has
 * no room (rows.h).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/types.pb-c.h"

struct transaction;

/* --- supply.c: where what a producer works with comes from */

void material_area_write(struct transaction *tx, const Ocop__Registration__V1__MaterialArea *row);
Ocop__Registration__V1__MaterialArea **material_areas_load(struct transaction *tx,
							   const char *producer_id,
							   size_t *ret_count);

void linkage_write(struct transaction *tx, const Ocop__Registration__V1__Linkage *row);
Ocop__Registration__V1__Linkage **linkages_load(struct transaction *tx, const char *producer_id,
						size_t *ret_count);

/* --- held.c: other certificates */

void held_certificate_write(struct transaction *tx,
			    const Ocop__Registration__V1__HeldCertificate *row);

/* All of a producer, those of his products included. */
Ocop__Registration__V1__HeldCertificate **held_certificates_load(struct transaction *tx,
								 const char *producer_id,
								 size_t *ret_count);

/* Those of a product that the producer who has it now holds: one that was issued to a former
 * producer stays his. */
Ocop__Registration__V1__HeldCertificate **held_certificates_of_product(struct transaction *tx,
								       const char *product_id,
								       size_t *ret_count);

/* What a list of them by their end asks for; "" and 0 where nothing is asked. */
struct held_search {
	const char *province_code; /* the producer's */
	Ocop__Registration__V1__HeldCertificateKind kind;
	const char *before_end; /* the day is not included */
	const char *after_end;  /* day and id of the last row of the page before */
	const char *after_id;
	int64_t limit;
};

/* A page of those that end, by the day they end. */
Ocop__Registration__V1__HeldCertificate **held_certificates_search(struct transaction *tx,
								   const struct held_search *search,
								   size_t *ret_count);

/* --- year.c: reports of years; one a year, replaced by the next report */

/* Version of the report that is there; 0 for none. */
uint64_t producer_year_version(struct transaction *tx, const char *producer_id, uint32_t year);
void producer_year_write(struct transaction *tx, const Ocop__Registration__V1__ProducerYear *row);

/* The newest year first. */
Ocop__Registration__V1__ProducerYear **producer_years_load(struct transaction *tx,
							   const char *producer_id,
							   size_t *ret_count);

/* As those of a producer. */
uint64_t product_year_version(struct transaction *tx, const char *product_id, uint32_t year);
void product_year_write(struct transaction *tx, const Ocop__Registration__V1__ProductYear *row);
Ocop__Registration__V1__ProductYear **product_years_load(struct transaction *tx,
							 const char *product_id, size_t *ret_count);

/* --- support.c: support by policy, and business plans */

void support_write(struct transaction *tx, const Ocop__Registration__V1__Support *row);
Ocop__Registration__V1__Support **supports_load(struct transaction *tx, const char *producer_id,
						size_t *ret_count);

void business_plan_write(struct transaction *tx, const Ocop__Registration__V1__BusinessPlan *row);
Ocop__Registration__V1__BusinessPlan **business_plans_load(struct transaction *tx,
							   const char *product_id,
							   size_t *ret_count);

/* --- mark.c: marks and the products that use them */

void mark_write(struct transaction *tx, const Ocop__Registration__V1__Mark *row);

/* Those a product uses, without their products. */
Ocop__Registration__V1__Mark **marks_of_product(struct transaction *tx, const char *product_id,
						size_t *ret_count);

struct name_search; /* records.h */

/* A page in the order of folded names, with their products. */
Ocop__Registration__V1__Mark **marks_search(struct transaction *tx,
					    const struct name_search *search, size_t *ret_count);
