/* merge.c - statements on merges, on what they moved, and on families of registrations */
#include "registration/records/register/merge.h"

#include "common/access_token.h"
#include "common/store/transaction.h"
#include "registration/records/register/family.h"

#define MERGE_COLUMNS                                                                              \
	"merge_id, merge_no, products, kept_id, merged_id, reason, merged_at_us, actor_id,"        \
	" undone, undone_reason"

static void read_row(struct transaction *tx, struct merge *merge)
{
	*merge = (struct merge){
		.exists = true,
		.merge_id = column_text(tx, "merge_id"),
		.merge_no = column_i64(tx, "merge_no"),
		.products = column_i64(tx, "products"),
		.kept_id = column_text(tx, "kept_id"),
		.merged_id = column_text(tx, "merged_id"),
		.reason = column_text(tx, "reason"),
		.merged_at_us = column_i64(tx, "merged_at_us"),
		.actor_id = column_text(tx, "actor_id"),
		.undone = column_i64(tx, "undone"),
		.undone_reason = column_text(tx, "undone_reason"),
	};
}

void merge_load(struct transaction *tx, const char *merge_id, struct merge *ret_merge)
{
	*ret_merge = (struct merge){.merge_id = "",
				    .kept_id = "",
				    .merged_id = "",
				    .reason = "",
				    .actor_id = "",
				    .undone_reason = ""};
	statement(tx, "SELECT " MERGE_COLUMNS " FROM merges WHERE merge_id = $1");
	bind_text(tx, merge_id);
	if (!statement_step(tx))
		return;
	read_row(tx, ret_merge);
	statement_end(tx);
}

void merge_insert(struct transaction *tx, const struct merge *merge)
{
	statement(tx, "INSERT INTO merges (" MERGE_COLUMNS ", undone_at_us, undone_by)"
		      " SELECT $1, coalesce(max(merge_no), 0) + 1, $2, $3, $4, $5, $6, $7, 0, '',"
		      " 0, '' FROM merges");
	bind_text(tx, merge->merge_id);
	bind_i64(tx, merge->products);
	bind_text(tx, merge->kept_id);
	bind_text(tx, merge->merged_id);
	bind_text(tx, merge->reason);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, transaction_caller(tx)->account_id);
	statement_run(tx);
}

void merge_set_undone(struct transaction *tx, const char *merge_id, const char *reason)
{
	statement(tx, "UPDATE merges SET undone = 1, undone_reason = $1, undone_at_us = $2,"
		      " undone_by = $3 WHERE merge_id = $4");
	bind_text(tx, reason);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, transaction_caller(tx)->account_id);
	bind_text(tx, merge_id);
	statement_run(tx);
}

size_t merges_list(struct transaction *tx, int64_t before_no, int64_t limit,
		   struct merge **ret_merges)
{
	struct merge *merges = NULL;
	size_t count = 0;

	statement(tx, "SELECT " MERGE_COLUMNS " FROM merges WHERE ($1 = 0 OR merge_no < $1)"
		      " ORDER BY merge_no DESC LIMIT $2");
	bind_i64(tx, before_no);
	bind_i64(tx, limit);
	while (statement_step(tx)) {
		merges = list_room(tx, merges, count, sizeof(*merges));
		read_row(tx, &merges[count++]);
	}
	*ret_merges = merges;
	return count;
}

bool product_merged_after(struct transaction *tx, const char *product_id, int64_t merge_no)
{
	statement(tx, "SELECT 1 AS there FROM merges WHERE kept_id = $1 AND merge_no > $2"
		      " AND undone = 0 UNION ALL"
		      " SELECT 1 AS there FROM merges WHERE merged_id = $1 AND merge_no > $2"
		      " AND undone = 0");
	bind_text(tx, product_id);
	bind_i64(tx, merge_no);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void merge_move_insert(struct transaction *tx, const char *merge_id, const char *product_id)
{
	statement(tx, "INSERT INTO merge_moves (merge_id, product_id) VALUES ($1, $2)");
	bind_text(tx, merge_id);
	bind_text(tx, product_id);
	statement_run(tx);
}

/* The products whose ids the statement that was bound gives. */
static size_t load_products(struct transaction *tx, struct product **ret_products)
{
	struct product *products = NULL;
	size_t count = 0;

	while (statement_step(tx)) {
		products = list_room(tx, products, count, sizeof(*products));
		product_load(tx, column_text(tx, "product_id"), &products[count++]);
	}
	*ret_products = products;
	return count;
}

size_t merge_moves_load(struct transaction *tx, const char *merge_id, struct product **ret_products)
{
	statement(tx, "SELECT product_id FROM merge_moves WHERE merge_id = $1 ORDER BY product_id");
	bind_text(tx, merge_id);
	return load_products(tx, ret_products);
}

bool product_came_from(struct transaction *tx, const char *product_id, const char *producer_id)
{
	statement(tx, "SELECT 1 AS there FROM merge_moves v JOIN merges m"
		      " ON m.merge_id = v.merge_id"
		      " WHERE v.product_id = $1 AND m.merged_id = $2 AND m.undone = 0");
	bind_text(tx, product_id);
	bind_text(tx, producer_id);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void producer_set_merged(struct transaction *tx, struct producer *producer, const char *into_id)
{
	producer->version++;
	producer->merged_into = into_id;
	statement(tx, "UPDATE producers SET merged_into = $1, version = $2"
		      " WHERE producer_id = $3");
	bind_text(tx, into_id);
	bind_i64(tx, (int64_t)producer->version);
	bind_text(tx, producer->producer_id);
	statement_run(tx);
}

void product_set_merged(struct transaction *tx, struct product *product, const char *into_id)
{
	product->version++;
	product->merged_into = into_id;
	statement(tx, "UPDATE products SET merged_into = $1, version = $2 WHERE product_id = $3");
	bind_text(tx, into_id);
	bind_i64(tx, (int64_t)product->version);
	bind_text(tx, product->product_id);
	statement_run(tx);
}

static void move_dossiers(struct transaction *tx, const struct product *product)
{
	statement(tx, "UPDATE dossiers SET producer_id = $1, version = version + 1"
		      " WHERE product_id = $2");
	bind_text(tx, product->producer_id);
	bind_text(tx, product->product_id);
	statement_run(tx);
}

void product_move(struct transaction *tx, struct product *product, const struct producer *producer)
{
	product->version++;
	product->producer_id = producer->producer_id;
	product->producer_name = producer->name;
	statement(tx, "UPDATE products SET producer_id = $1, producer_name = $2, version = $3"
		      " WHERE product_id = $4");
	bind_text(tx, product->producer_id);
	bind_text(tx, product->producer_name);
	bind_i64(tx, (int64_t)product->version);
	bind_text(tx, product->product_id);
	statement_run(tx);
	move_dossiers(tx, product);
}

/* The id in the one row of the statement that was bound, or "". */
static const char *only_id(struct transaction *tx)
{
	const char *id = "";

	while (statement_step(tx))
		id = column_text(tx, "id");
	return id;
}

/* States 8 and 10 are not recognised and withdrawn: nothing came of it. */
bool certificate_used_outside(struct transaction *tx, const char *product_id)
{
	statement(tx,
		  WITH_FAMILY_OF("$1") " SELECT 1 AS there FROM family f JOIN certificates c ON "
				       "c.product_id = f.product_id"
				       " JOIN dossiers d ON d.certificate_code = c.code AND "
				       "d.certificate_code <> ''"
				       " WHERE d.state NOT IN (8, 10)"
				       " AND d.product_id NOT IN (SELECT product_id FROM family)");
	bind_text(tx, product_id);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void product_of_name(struct transaction *tx, const char *producer_id, const char *name,
		     struct product *ret_product)
{
	statement(tx, "SELECT product_id AS id FROM products WHERE producer_id = $1 AND name = $2"
		      " AND merged_into = ''");
	bind_text(tx, producer_id);
	bind_text(tx, name);
	product_load(tx, only_id(tx), ret_product);
}
