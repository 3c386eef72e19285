/* candidates.h - who may be registered twice: found by keys, kept as pairs, kept up
 *
 * records/producer.c and records/product.c call what keeps the pairs up whenever a row is written,
 * so no handler has to think of it. A pair of products is looked for within one producer and among
 * producers that are a pair themselves.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "registration/records.h"
#include "registration/rules/register/duplicates.h"

struct transaction;

/* The producer is new or changed: writes its keys and the pairs it is in, its products' too. One
 * that was merged is in none. */
void candidates_of_producer(struct transaction *tx, const char *producer_id);

/* The product is new or changed: writes the pairs it is in. */
void candidates_of_product(struct transaction *tx, const char *product_id);

/* The same for every product of a producer. */
void candidates_of_products(struct transaction *tx, const char *producer_id);

/* A producer that looks like one asked for. */
struct similar_producer {
	struct producer producer;
	struct likeness likeness;
};

/* Producers that look like these facts, likeliest first, but this one; in the province of their
 * place, or in any where it has none. Returns how many. */
size_t similar_producers(struct transaction *tx, const struct producer_facts *facts,
			 const char *but_producer_id, struct similar_producer **ret_similar);
