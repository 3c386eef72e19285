/* return_item.c - statements on things to put right, of a return */
#include "registration/records/return_item.h"

#include "common/store/transaction.h"
#include "registration/records.h"

size_t return_items_load(struct transaction *tx, const char *dossier_id, uint64_t version,
			 struct return_item **ret_items)
{
	struct return_item *items = NULL;
	size_t count = 0;

	statement(tx, "SELECT code, text FROM return_items"
		      " WHERE dossier_id = $1 AND version = $2 ORDER BY item_no");
	bind_text(tx, dossier_id);
	bind_i64(tx, (int64_t)version);
	while (statement_step(tx)) {
		items = list_room(tx, items, count, sizeof(*items));
		items[count++] = (struct return_item){.code = column_text(tx, "code"),
						      .text = column_text(tx, "text")};
	}
	*ret_items = items;
	return count;
}

void return_item_insert(struct transaction *tx, const char *dossier_id, uint64_t version,
			size_t item_no, const struct return_item *item)
{
	statement(tx, "INSERT INTO return_items (dossier_id, version, item_no, code, text)"
		      " VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, dossier_id);
	bind_i64(tx, (int64_t)version);
	bind_i64(tx, (int64_t)item_no);
	bind_text(tx, item->code);
	bind_text(tx, item->text);
	statement_run(tx);
}
