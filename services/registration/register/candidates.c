/* candidates.c - who may be registered twice: found by keys, kept as pairs, kept up
 *
 * No two producers are compared that share no key. A word that very many names of a province have
 * finds nobody: who is alike shares more than that.
 */
#include "registration/register/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "registration/records/known/change.h"
#include "registration/records/register/candidate.h"

/* The most producers that one key gives. The largest provinces have a thousand producers, and
 * comparing 60 of them takes less than a millisecond. */
enum { OWNERS_MAX = 60 };

static struct producer_facts facts_of(const struct producer *producer)
{
	return (struct producer_facts){
		.name = producer->name,
		.registration_number = producer->registration_number,
		.legal_form = producer->legal_form,
		.place = &producer->place,
	};
}

/* The producers that share a key, each once. */
struct owners {
	const char **ids;
	size_t count;
};

static void add_owner(struct transaction *tx, struct owners *owners, const char *producer_id)
{
	for (size_t i = 0; i < owners->count; i++) {
		if (strcmp(owners->ids[i], producer_id) == 0)
			return;
	}
	owners->ids = list_room(tx, owners->ids, owners->count, sizeof(*owners->ids));
	owners->ids[owners->count++] = producer_id;
}

static void add_owners_of_key(struct transaction *tx, const struct look *look,
			      const struct look_key *key, struct owners *owners)
{
	const char **ids;
	size_t found = producer_key_owners(
		tx, key->text, key->nationwide ? "" : look->province_code, OWNERS_MAX + 1, &ids);

	if (key->wide && found > OWNERS_MAX)
		return;
	for (size_t i = 0; i < found; i++)
		add_owner(tx, owners, ids[i]);
}

static int by_likeness(const void *left, const void *right)
{
	const struct similar_producer *a = left;
	const struct similar_producer *b = right;

	if (a->likeness.score != b->likeness.score)
		return a->likeness.score > b->likeness.score ? -1 : 1;
	return strcmp(a->producer.producer_id, b->producer.producer_id);
}

/* A place that says no province may be in any: it is held against each as if it were there. */
static struct likeness likeness_to(struct transaction *tx, const struct look *look,
				   const struct producer *producer)
{
	const struct producer_facts facts = facts_of(producer);
	struct look there = *look;

	if (*there.province_code == '\0')
		there.province_code = producer->place.province_code;
	return producers_likeness(&there, producer_look(transaction_arena(tx), &facts));
}

size_t similar_producers(struct transaction *tx, const struct producer_facts *facts,
			 const char *but_producer_id, struct similar_producer **ret_similar)
{
	struct arena *arena = transaction_arena(tx);
	const struct look *look = producer_look(arena, facts);
	struct look_key keys[LOOK_KEYS_MAX];
	size_t key_count = look_keys(arena, look, keys);
	struct owners owners = {0};
	struct similar_producer *similar;
	size_t count = 0;

	for (size_t i = 0; i < key_count; i++)
		add_owners_of_key(tx, look, &keys[i], &owners);
	similar = arena_alloc(arena, owners.count * sizeof(*similar));
	for (size_t i = 0; i < owners.count; i++) {
		struct similar_producer *one = &similar[count];

		if (strcmp(owners.ids[i], but_producer_id) == 0)
			continue;
		producer_load(tx, owners.ids[i], &one->producer);
		one->likeness = likeness_to(tx, look, &one->producer);
		count += one->likeness.score > 0;
	}
	if (count > 1)
		qsort(similar, count, sizeof(*similar), by_likeness);
	*ret_similar = similar;
	return count;
}

/* The lesser id is the first, whichever of the two has changed. */
static void insert_pair(struct transaction *tx, struct candidate pair)
{
	if (strcmp(pair.first_id, pair.second_id) > 0) {
		const char *id = pair.first_id;
		const char *province_code = pair.province_code;

		pair.first_id = pair.second_id;
		pair.second_id = id;
		pair.province_code = pair.other_province_code;
		pair.other_province_code = province_code;
	}
	if (strcmp(pair.province_code, pair.other_province_code) == 0)
		pair.other_province_code = "";
	candidate_insert(tx, &pair);
}

static void write_keys(struct transaction *tx, const struct producer *producer)
{
	const struct producer_facts facts = facts_of(producer);
	struct arena *arena = transaction_arena(tx);
	struct look_key keys[LOOK_KEYS_MAX];
	size_t count = look_keys(arena, producer_look(arena, &facts), keys);

	for (size_t i = 0; i < count; i++)
		producer_key_insert(tx, keys[i].text, producer->place.province_code,
				    producer->producer_id);
}

static void write_pairs(struct transaction *tx, const struct producer *producer)
{
	const struct producer_facts facts = facts_of(producer);
	struct similar_producer *similar;
	size_t count = similar_producers(tx, &facts, producer->producer_id, &similar);

	for (size_t i = 0; i < count; i++)
		insert_pair(tx,
			    (struct candidate){
				    .first_id = producer->producer_id,
				    .second_id = similar[i].producer.producer_id,
				    .province_code = producer->place.province_code,
				    .other_province_code = similar[i].producer.place.province_code,
				    .score = similar[i].likeness.score,
				    .reasons = similar[i].likeness.reasons,
			    });
}

void candidates_of_products(struct transaction *tx, const char *producer_id)
{
	struct product *products;
	size_t count = products_of_producer(tx, producer_id, &products);

	for (size_t i = 0; i < count; i++)
		candidates_of_product(tx, products[i].product_id);
}

/* Read again: the row has codes of its place that whoever wrote it need not know. */
void candidates_of_producer(struct transaction *tx, const char *producer_id)
{
	struct producer producer;

	producer_keys_delete(tx, producer_id);
	candidates_delete(tx, producer_id);
	producer_load(tx, producer_id, &producer);
	if (producer.exists && *producer.merged_into == '\0') {
		write_keys(tx, &producer);
		write_pairs(tx, &producer);
	}
	candidates_of_products(tx, producer_id);
}

/* Holds a product against those of a producer that is its own, or looks like it. They are as many
 * for each product of a list, so they have an arena for the moment. */
static void compare_products(struct transaction *tx, const struct product *product,
			     const struct look *look, const struct lookalike *producer)
{
	struct arena *moment = arena_create(ARENA_LIMIT_BYTES);
	struct arena *before = transaction_use_arena(tx, moment);
	bool same_producer = strcmp(producer->id, product->producer_id) == 0;
	struct product *others;
	size_t count = products_of_producer(tx, producer->id, &others);

	for (size_t i = 0; i < count; i++) {
		const struct product *other = &others[i];
		struct likeness likeness;

		if (*other->merged_into || strcmp(other->product_id, product->product_id) == 0)
			continue;
		likeness = products_likeness(
			look,
			product_look(moment, other->name, &other->place, other->producer_name),
			same_producer, producer->score);
		if (likeness.score == 0)
			continue;
		insert_pair(tx, (struct candidate){
					.first_id = product->product_id,
					.second_id = other->product_id,
					.products = true,
					.province_code = product->place.province_code,
					.other_province_code = other->place.province_code,
					.score = likeness.score,
					.reasons = likeness.reasons,
				});
	}
	(void)transaction_use_arena(tx, before); /* is the moment's */
	arena_destroy(moment);
}

void candidates_of_product(struct transaction *tx, const char *product_id)
{
	struct lookalike *producers;
	const struct look *look;
	struct product product;
	size_t count;

	candidates_delete(tx, product_id);
	product_load(tx, product_id, &product);
	if (!product.exists || *product.merged_into)
		return;
	look = product_look(transaction_arena(tx), product.name, &product.place,
			    product.producer_name);
	compare_products(tx, &product, look, &(struct lookalike){.id = product.producer_id});
	count = lookalikes_load(tx, product.producer_id, &producers);
	for (size_t i = 0; i < count; i++)
		compare_products(tx, &product, look, &producers[i]);
}
