/* product_count.h - how many products, by a column of theirs
 *
 * Merged ones are left out, so the counts add up to the same whatever they go by.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/queries.pb-c.h"

struct transaction;

/* What is counted; "" counts all. */
struct count_search {
	Ocop__Registration__V1__CountBy by;
	const char *province_code;
	const char *former_province_code;
};

/* A group. Texts live in the transaction's arena. */
struct product_count {
	const char *code;                 /* "" for products of which it is not known */
	const char *former_district_code; /* of a former commune: the district it was in */
	uint64_t count;
};

/* Every group that has products, by code; returns how many. */
size_t products_count(struct transaction *tx, const struct count_search *search,
		      struct product_count **ret_counts);
