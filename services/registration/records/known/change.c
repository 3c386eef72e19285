/* change.c - statements on changes of producers and products, and on what changes with them */
#include "registration/records/known/change.h"

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/records/known/rows.h"

void change_insert(struct transaction *tx, const struct change *change)
{
	statement(tx, "INSERT INTO changes (thing_id, version, changed_at_us, actor_id,"
		      " before_text, after_text, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)");
	bind_text(tx, change->thing_id);
	bind_i64(tx, (int64_t)change->version);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, transaction_caller(tx)->account_id);
	bind_text(tx, change->before);
	bind_text(tx, change->after);
	bind_text(tx, change->reason);
	statement_run(tx);
}

static ProtobufCMessage *read_change(struct transaction *tx)
{
	Ocop__Registration__V1__Change *row = arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__change__init(row);
	row->at = timestamp_message(transaction_arena(tx), column_i64(tx, "changed_at_us"));
	row->actor_id = message_text(column_text(tx, "actor_id"));
	row->before = message_text(column_text(tx, "before_text"));
	row->after = message_text(column_text(tx, "after_text"));
	row->reason = message_text(column_text(tx, "reason"));
	return &row->base;
}

Ocop__Registration__V1__Change **changes_load(struct transaction *tx, const char *thing_id,
					      size_t *ret_count)
{
	statement(tx, "SELECT changed_at_us, actor_id, before_text, after_text, reason"
		      " FROM changes WHERE thing_id = $1 ORDER BY version DESC LIMIT $2");
	bind_text(tx, thing_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_change, ROWS_SIZE_BYTES_MAX, ret_count);
}

size_t products_of_producer(struct transaction *tx, const char *producer_id,
			    struct product **ret_products)
{
	struct product *products = NULL;
	size_t count = 0;

	statement(tx, "SELECT product_id FROM products WHERE producer_id = $1"
		      " ORDER BY name_folded, product_id");
	bind_text(tx, producer_id);
	while (statement_step(tx)) {
		products = list_room(tx, products, count, sizeof(*products));
		product_load(tx, column_text(tx, "product_id"), &products[count++]);
	}
	*ret_products = products;
	return count;
}

void dossier_under_way_load(struct transaction *tx, const char *product_id,
			    struct dossier *ret_dossier)
{
	const char *dossier_id = "";

	statement(tx,
		  SAME_PRODUCTS "SELECT dossier_id FROM dossiers"
				" WHERE product_id IN (SELECT product_id FROM family)"
				" AND state NOT IN (7, 8, 10) AND kind <> 4 ORDER BY dossier_id");
	bind_text(tx, product_id);
	while (statement_step(tx))
		dossier_id = column_text(tx, "dossier_id");
	dossier_load(tx, dossier_id, ret_dossier);
}

/* States 1 and 5 are draft and returned: there a dossier is with its producer. */
void dossiers_change_producer(struct transaction *tx, const char *product_id,
			      const char *producer_id)
{
	statement(tx, "UPDATE dossiers SET producer_id = $1, version = version + 1,"
		      " confirmed_sha256 = CASE WHEN state IN (1, 5) THEN ''"
		      " ELSE confirmed_sha256 END WHERE product_id = $2");
	bind_text(tx, producer_id);
	bind_text(tx, product_id);
	statement_run(tx);
}
