/* variant.c - statements on the variants of a product or set */
#include "registration/records/known/variant.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records/known/rows.h"

static void delete_variants(struct transaction *tx, const char *product_id)
{
	statement(tx, "DELETE FROM variants WHERE product_id = $1");
	bind_text(tx, product_id);
	statement_run(tx);
}

static void insert_variant(struct transaction *tx, const char *product_id, size_t position,
			   const Ocop__Registration__V1__Variant *variant)
{
	statement(tx, "INSERT INTO variants (product_id, position, name, packaging, gtin)"
		      " VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, product_id);
	bind_i64(tx, (int64_t)position);
	bind_text(tx, variant->name);
	bind_text(tx, variant->packaging);
	bind_text(tx, variant->gtin);
	statement_run(tx);
}

void variants_write(struct transaction *tx, const char *product_id,
		    Ocop__Registration__V1__Variant *const *variants, size_t count)
{
	delete_variants(tx, product_id);
	for (size_t i = 0; i < count; i++)
		insert_variant(tx, product_id, i + 1, variants[i]);
}

static ProtobufCMessage *read_variant(struct transaction *tx)
{
	Ocop__Registration__V1__Variant *row = arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__variant__init(row);
	row->name = message_text(column_text(tx, "name"));
	row->packaging = message_text(column_text(tx, "packaging"));
	row->gtin = message_text(column_text(tx, "gtin"));
	return &row->base;
}

Ocop__Registration__V1__Variant **variants_load(struct transaction *tx, const char *product_id,
						size_t *ret_count)
{
	statement(tx, "SELECT name, packaging, gtin FROM variants WHERE product_id = $1"
		      " ORDER BY position LIMIT $2");
	bind_text(tx, product_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_variant, ROWS_SIZE_BYTES_MAX, ret_count);
}
