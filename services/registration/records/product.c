/* product.c - statements on products and the words of their names */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/place.h"
#include "registration/records/words.h"

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

void product_insert(struct transaction *tx, const struct product *product)
{
	const char *folded = text_fold(transaction_arena(tx), product->name);

	statement(tx, "INSERT INTO products (" PRODUCT_COLUMNS ", name_folded, registered_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		      " $16, $17, $18, $19, $20, $21)");
	bind_text(tx, product->product_id);
	bind_text(tx, product->producer_id);
	bind_text(tx, product->producer_name);
	bind_text(tx, product->name);
	bind_text(tx, product->rulebook_code);
	bind_i64(tx, product->set_no);
	bind_text(tx, product->sector_code);
	bind_text(tx, product->description);
	place_bind(tx, &product->place);
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
}

static void delete_words(struct transaction *tx, const char *product_id)
{
	statement(tx, "DELETE FROM product_words WHERE product_id = $1");
	bind_text(tx, product_id);
	statement_run(tx);
}

void product_update(struct transaction *tx, struct product *product)
{
	const char *folded = text_fold(transaction_arena(tx), product->name);

	product->version++;
	statement(tx, "UPDATE products SET producer_id = $1, producer_name = $2, name = $3,"
		      " rulebook_code = $4, set_no = $5, sector_code = $6, description = $7,"
		      " commune_code = $8, province_code = $9, commune_text = $10,"
		      " district_text = $11, province_text = $12, version = $13, stage = $14,"
		      " idea_id = $15, is_set = $16, merged_into = $17, name_folded = $18"
		      " WHERE product_id = $19");
	bind_text(tx, product->producer_id);
	bind_text(tx, product->producer_name);
	bind_text(tx, product->name);
	bind_text(tx, product->rulebook_code);
	bind_i64(tx, product->set_no);
	bind_text(tx, product->sector_code);
	bind_text(tx, product->description);
	place_bind(tx, &product->place);
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
}

void product_touch(struct transaction *tx, struct product *product)
{
	product->version++;
	statement(tx, "UPDATE products SET version = $1 WHERE product_id = $2");
	bind_i64(tx, (int64_t)product->version);
	bind_text(tx, product->product_id);
	statement_run(tx);
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

/* A producer's few products, the few with a rare word, or all in their order. */
static void begin_search(struct transaction *tx, const struct name_search *search,
			 const struct word_range *range)
{
	if (*search->producer_id) {
		statement(tx, "SELECT " PRODUCT_COLUMNS " FROM products"
			      " WHERE ' ' || name_folded LIKE $1"
			      " AND (name_folded, product_id) > ($2, $3)"
			      " AND ($4 = '' OR province_code = $4) AND producer_id = $5"
			      " AND merged_into = ''"
			      " ORDER BY name_folded, product_id LIMIT $6");
	} else if (word_is_rare(tx, range)) {
		statement(tx, "SELECT " PRODUCT_COLUMNS " FROM products"
			      " WHERE product_id IN (SELECT product_id FROM product_words"
			      " WHERE word >= $1 AND word < $2)"
			      " AND ' ' || name_folded LIKE $3"
			      " AND (name_folded, product_id) > ($4, $5)"
			      " AND ($6 = '' OR province_code = $6) AND merged_into = ''"
			      " AND ($7 = '' OR producer_id = $7)"
			      " ORDER BY name_folded, product_id LIMIT $8");
		bind_text(tx, range->from);
		bind_text(tx, range->below);
	} else {
		statement(tx, "SELECT " PRODUCT_COLUMNS " FROM products"
			      " WHERE ' ' || name_folded LIKE $1"
			      " AND (name_folded, product_id) > ($2, $3)"
			      " AND ($4 = '' OR province_code = $4) AND merged_into = ''"
			      " AND ($5 = '' OR producer_id = $5)"
			      " ORDER BY name_folded, product_id LIMIT $6");
	}
}

size_t products_search(struct transaction *tx, const struct name_search *search,
		       struct product **ret_products)
{
	struct word_range range = word_range_of(tx, search->words);

	begin_search(tx, search, &range);
	bind_text(tx, range.pattern);
	bind_text(tx, search->after_name);
	bind_text(tx, search->after_id);
	bind_text(tx, search->province_code);
	bind_text(tx, search->producer_id);
	bind_i64(tx, search->limit);
	return read_page(tx, ret_products);
}
