/* product.c - statements on products and the words of their names */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/place.h"
#include "registration/records/words.h"
#include "registration/register/candidates.h"

#define PRODUCT_COLUMNS                                                                            \
	"product_id, producer_id, producer_name, name, rulebook_code, set_no, sector_code,"        \
	" description, " PLACE_COLUMNS ", imported, version, stage, idea_id, is_set, merged_into"

static void read_row(struct transaction *tx, struct product *product)
{
	*product = (struct product){
		.exists = true,
		.product_id = column_text(tx, "product_id"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.name = column_text(tx, "name"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.sector_code = column_text(tx, "sector_code"),
		.description = column_text(tx, "description"),
		.place = place_read(tx),
		.imported = column_i64(tx, "imported"),
		.version = (uint64_t)column_i64(tx, "version"),
		.stage = (Ocop__Registration__V1__ProductStage)column_i64(tx, "stage"),
		.idea_id = column_text(tx, "idea_id"),
		.is_set = column_i64(tx, "is_set"),
		.merged_into = column_text(tx, "merged_into"),
	};
}

void product_load(struct transaction *tx, const char *product_id, struct product *ret_product)
{
	*ret_product = (struct product){.product_id = "",
					.producer_id = "",
					.producer_name = "",
					.name = "",
					.rulebook_code = "",
					.sector_code = "",
					.description = "",
					.place = no_place,
					.idea_id = "",
					.merged_into = ""};
	statement(tx, "SELECT " PRODUCT_COLUMNS " FROM products WHERE product_id = $1");
	bind_text(tx, product_id);
	if (!statement_step(tx))
		return;
	read_row(tx, ret_product);
	statement_end(tx);
}

bool product_name_taken(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx, "SELECT 1 AS taken FROM products WHERE producer_id = $1 AND name = $2"
		      " AND merged_into = ''");
	bind_text(tx, producer_id);
	bind_text(tx, name);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

static void insert_word(struct transaction *tx, const char *word, const char *product_id)
{
	statement(tx, "INSERT INTO product_words (word, product_id) VALUES ($1, $2)"
		      " ON CONFLICT DO NOTHING");
	bind_text(tx, word);
	bind_text(tx, product_id);
	statement_run(tx);
}

/* The folded name stands in it too: what is found by a place is listed by name. */
static void insert_place(struct transaction *tx, const char *key, const char *product_id)
{
	statement(tx, "INSERT INTO product_places (place_key, name_folded, product_id)"
		      " SELECT $1, name_folded, product_id FROM products WHERE product_id = $2"
		      " ON CONFLICT DO NOTHING");
	bind_text(tx, key);
	bind_text(tx, product_id);
	statement_run(tx);
}

void product_insert(struct transaction *tx, const struct product *product)
{
	const char *folded = text_fold(transaction_arena(tx), product->name);
	struct place place = place_with_former(tx, &product->place);

	statement(tx, "INSERT INTO products (" PRODUCT_COLUMNS ", name_folded, registered_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		      " $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)");
	bind_text(tx, product->product_id);
	bind_text(tx, product->producer_id);
	bind_text(tx, product->producer_name);
	bind_text(tx, product->name);
	bind_text(tx, product->rulebook_code);
	bind_i64(tx, product->set_no);
	bind_text(tx, product->sector_code);
	bind_text(tx, product->description);
	place_bind(tx, &place);
	bind_i64(tx, product->imported);
	bind_i64(tx, (int64_t)product->version);
	bind_i64(tx, product->stage);
	bind_text(tx, product->idea_id);
	bind_i64(tx, product->is_set);
	bind_text(tx, product->merged_into);
	bind_text(tx, folded);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
	words_each(tx, folded, product->product_id, insert_word);
	place_keys_each(tx, &place, product->product_id, insert_place);
	candidates_of_product(tx, product->product_id);
}

static void delete_words(struct transaction *tx, const char *product_id)
{
	statement(tx, "DELETE FROM product_words WHERE product_id = $1");
	bind_text(tx, product_id);
	statement_run(tx);
}

static void delete_places(struct transaction *tx, const char *product_id)
{
	statement(tx, "DELETE FROM product_places WHERE product_id = $1");
	bind_text(tx, product_id);
	statement_run(tx);
}

void product_update(struct transaction *tx, struct product *product)
{
	const char *folded = text_fold(transaction_arena(tx), product->name);
	struct place place = place_with_former(tx, &product->place);

	product->version++;
	statement(tx, "UPDATE products SET producer_id = $1, producer_name = $2, name = $3,"
		      " rulebook_code = $4, set_no = $5, sector_code = $6, description = $7,"
		      " (" PLACE_COLUMNS ") = ($8, $9, $10, $11, $12, $13, $14, $15, $16),"
		      " version = $17, stage = $18, idea_id = $19, is_set = $20, merged_into = $21,"
		      " name_folded = $22 WHERE product_id = $23");
	bind_text(tx, product->producer_id);
	bind_text(tx, product->producer_name);
	bind_text(tx, product->name);
	bind_text(tx, product->rulebook_code);
	bind_i64(tx, product->set_no);
	bind_text(tx, product->sector_code);
	bind_text(tx, product->description);
	place_bind(tx, &place);
	bind_i64(tx, (int64_t)product->version);
	bind_i64(tx, product->stage);
	bind_text(tx, product->idea_id);
	bind_i64(tx, product->is_set);
	bind_text(tx, product->merged_into);
	bind_text(tx, folded);
	bind_text(tx, product->product_id);
	statement_run(tx);
	delete_words(tx, product->product_id);
	words_each(tx, folded, product->product_id, insert_word);
	delete_places(tx, product->product_id);
	place_keys_each(tx, &place, product->product_id, insert_place);
	candidates_of_product(tx, product->product_id);
}

void product_touch(struct transaction *tx, struct product *product)
{
	product->version++;
	statement(tx, "UPDATE products SET version = $1 WHERE product_id = $2");
	bind_i64(tx, (int64_t)product->version);
	bind_text(tx, product->product_id);
	statement_run(tx);
}

void product_place_refresh(struct transaction *tx, const struct product *product)
{
	struct place place = place_with_former(tx, &product->place);

	statement(tx, "UPDATE products SET (" PLACE_COLUMNS ") = ($1, $2, $3, $4, $5, $6, $7,"
		      " $8, $9) WHERE product_id = $10");
	place_bind(tx, &place);
	bind_text(tx, product->product_id);
	statement_run(tx);
	delete_places(tx, product->product_id);
	place_keys_each(tx, &place, product->product_id, insert_place);
	if (strcmp(place.former_district_code, product->place.former_district_code) != 0)
		candidates_of_product(tx, product->product_id);
}

size_t products_of_older_units(struct transaction *tx, uint64_t units_version, int64_t limit,
			       const char ***ret_product_ids)
{
	const char **ids = NULL;
	size_t count = 0;

	statement(tx, "SELECT product_id FROM products WHERE units_version < $1"
		      " ORDER BY units_version LIMIT $2");
	bind_i64(tx, (int64_t)units_version);
	bind_i64(tx, limit);
	while (statement_step(tx)) {
		ids = list_room(tx, ids, count, sizeof(*ids));
		ids[count++] = column_text(tx, "product_id");
	}
	*ret_product_ids = ids;
	return count;
}

static size_t read_page(struct transaction *tx, struct product **ret_products)
{
	struct product *products = NULL;
	size_t count = 0;

	while (statement_step(tx)) {
		products = list_room(tx, products, count, sizeof(*products));
		read_row(tx, &products[count++]);
	}
	*ret_products = products;
	return count;
}

/* True for a word that few names have; none at all is not rare. */
static bool word_is_rare(struct transaction *tx, const struct word_range *range)
{
	int64_t rows = 0;

	statement(tx, "SELECT count(*) AS row_count FROM (SELECT 1 FROM product_words"
		      " WHERE word >= $1 AND word < $2 LIMIT $3) AS found");
	bind_text(tx, range->from);
	bind_text(tx, range->below);
	bind_i64(tx, COMMON_WORD_ROWS);
	while (statement_step(tx))
		rows = column_i64(tx, "row_count");
	return *range->from && rows < COMMON_WORD_ROWS;
}

static bool is_asked(const char *text)
{
	return text && *text;
}

static void bind_asked(struct transaction *tx, const char *text)
{
	bind_text(tx, text ? text : "");
}

#define LISTED        "SELECT p." PRODUCT_COLUMNS " FROM products p WHERE "
#define LISTED_BEHIND " AND (p.name_folded, p.product_id) > ($2, $3)"
#define LISTED_ORDER  " ORDER BY p.name_folded, p.product_id LIMIT $4"
#define HAS_PLACE(key)                                                                             \
	" AND (" key " = '' OR EXISTS (SELECT 1 FROM product_places x WHERE x.place_key = " key    \
	" AND x.name_folded = p.name_folded AND x.product_id = p.product_id))"
#define LISTED_FILTERS                                                                             \
	"' ' || p.name_folded LIKE $1 AND p.merged_into = ''"                                      \
	" AND ($5 = '' OR p.province_code = $5) AND ($6 = '' OR p.producer_id = $6)"               \
	" AND ($7 = '' OR p.commune_code = $7)"                                                    \
	" AND ($8 = '' OR p.former_commune_code = $8)"                                             \
	" AND ($9 = '' OR p.former_district_code = $9)"                                            \
	" AND ($10 = '' OR p.former_province_code = $10)" HAS_PLACE("$11") HAS_PLACE("$12")        \
		HAS_PLACE("$13")

/* One literal for each column that a list may be looked up by, so that each has its index, from
 * those that few products share to those that many do; what else is asked for is held against the
 * rows that the index gives, which come in the order of names. */
static void begin_search(struct transaction *tx, const struct name_search *search)
{
	if (is_asked(search->producer_id))
		statement(tx, LISTED LISTED_FILTERS
			  " AND p.producer_id = $6" LISTED_BEHIND LISTED_ORDER);
	else if (is_asked(search->former_commune_code))
		statement(tx, LISTED LISTED_FILTERS
			  " AND p.former_commune_code = $8" LISTED_BEHIND LISTED_ORDER);
	else if (is_asked(search->commune_code))
		statement(tx, LISTED LISTED_FILTERS
			  " AND p.commune_code = $7" LISTED_BEHIND LISTED_ORDER);
	else if (is_asked(search->former_district_code))
		statement(tx, LISTED LISTED_FILTERS
			  " AND p.former_district_code = $9" LISTED_BEHIND LISTED_ORDER);
	else if (is_asked(search->place_keys[0]))
		statement(tx, "SELECT p." PRODUCT_COLUMNS " FROM product_places k"
			      " CROSS JOIN products p WHERE p.product_id = k.product_id "
			      "AND " LISTED_FILTERS " AND k.place_key = $11"
			      " AND (k.name_folded, k.product_id) > ($2, $3)"
			      " ORDER BY k.name_folded, k.product_id LIMIT $4");
	else if (is_asked(search->former_province_code))
		statement(tx, LISTED LISTED_FILTERS
			  " AND p.former_province_code = $10" LISTED_BEHIND LISTED_ORDER);
	else if (*search->province_code)
		statement(tx, LISTED LISTED_FILTERS
			  " AND p.province_code = $5" LISTED_BEHIND LISTED_ORDER);
	else
		statement(tx, LISTED LISTED_FILTERS LISTED_BEHIND LISTED_ORDER);
}

/* The few with a rare word are collected and sorted. */
static void begin_search_by_word(struct transaction *tx)
{
	statement(
		tx, LISTED LISTED_FILTERS
		" AND p.product_id IN (SELECT product_id"
		" FROM product_words WHERE word >= $14 AND word < $15)" LISTED_BEHIND LISTED_ORDER);
}

static bool is_looked_up_by_place(const struct name_search *search)
{
	return is_asked(search->producer_id) || is_asked(search->former_commune_code) ||
	       is_asked(search->commune_code) || is_asked(search->former_district_code) ||
	       is_asked(search->place_keys[0]);
}

size_t products_search(struct transaction *tx, const struct name_search *search,
		       struct product **ret_products)
{
	struct word_range range = word_range_of(tx, search->words);
	bool by_word = !is_looked_up_by_place(search) && word_is_rare(tx, &range);

	if (by_word)
		begin_search_by_word(tx);
	else
		begin_search(tx, search);
	bind_text(tx, range.pattern);
	bind_text(tx, search->after_name);
	bind_text(tx, search->after_id);
	bind_i64(tx, search->limit);
	bind_text(tx, search->province_code);
	bind_asked(tx, search->producer_id);
	bind_asked(tx, search->commune_code);
	bind_asked(tx, search->former_commune_code);
	bind_asked(tx, search->former_district_code);
	bind_asked(tx, search->former_province_code);
	for (size_t i = 0; i < PLACE_PARTS_MAX; i++)
		bind_asked(tx, search->place_keys[i]);
	if (by_word) {
		bind_text(tx, range.from);
		bind_text(tx, range.below);
	}
	return read_page(tx, ret_products);
}
