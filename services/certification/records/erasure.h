/* erasure.h - statements that take a producer's name out of certification's tables */
#pragma once

#include <stddef.h>

struct erased_names;
struct transaction;

/* The service's part of an erasure (service_definition.erase): the name in certificates, in what
 * they rest on, and in what was written of them. */
void certification_erase(struct transaction *tx, const struct erased_names *names);

/* The certificates of a producer, all there ever were: how many, their codes in order, and where
 * the last one is. Texts in the transaction's arena. */
struct certificates_of_producer {
	char **codes;
	size_t count;
	const char *commune_code, *province_code;
};
void certificates_of_producer(struct transaction *tx, const char *producer_id,
			      struct certificates_of_producer *ret_certificates);
