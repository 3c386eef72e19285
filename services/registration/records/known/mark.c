/* mark.c - statements on marks and on the products that use them */
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/rows.h"

#define MARK_COLUMNS                                                                               \
	"m.mark_id, m.province_code, m.kind, m.name, m.number, m.holder, m.registered_on,"         \
	" m.valid_until, m.version"

static void write_mark(struct transaction *tx, const Ocop__Registration__V1__Mark *row)
{
	statement(tx, "INSERT INTO marks (mark_id, province_code, kind, name, name_folded, number,"
		      " holder, registered_on, valid_until, version, recorded_at_us, struck_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)"
		      " ON CONFLICT (mark_id) DO UPDATE SET kind = excluded.kind,"
		      " name = excluded.name, name_folded = excluded.name_folded,"
		      " number = excluded.number, holder = excluded.holder,"
		      " registered_on = excluded.registered_on,"
		      " valid_until = excluded.valid_until, version = excluded.version");
	bind_text(tx, row->mark_id);
	bind_text(tx, row->province_code);
	bind_i64(tx, row->kind);
	bind_text(tx, row->name);
	bind_text(tx, text_fold(transaction_arena(tx), row->name));
	bind_text(tx, row->number);
	bind_text(tx, row->holder);
	bind_text(tx, row->registered_on);
	bind_text(tx, row->valid_until);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static void delete_products(struct transaction *tx, const char *mark_id)
{
	statement(tx, "DELETE FROM mark_products WHERE mark_id = $1");
	bind_text(tx, mark_id);
	statement_run(tx);
}

static void insert_product(struct transaction *tx, const char *mark_id, const char *product_id)
{
	statement(tx, "INSERT INTO mark_products (mark_id, product_id) VALUES ($1, $2)");
	bind_text(tx, mark_id);
	bind_text(tx, product_id);
	statement_run(tx);
}

void mark_write(struct transaction *tx, const Ocop__Registration__V1__Mark *row)
{
	write_mark(tx, row);
	delete_products(tx, row->mark_id);
	for (size_t i = 0; i < row->n_product_ids; i++)
		insert_product(tx, row->mark_id, row->product_ids[i]);
}

static ProtobufCMessage *read_mark(struct transaction *tx)
{
	Ocop__Registration__V1__Mark *row = arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__mark__init(row);
	row->mark_id = message_text(column_text(tx, "mark_id"));
	row->province_code = message_text(column_text(tx, "province_code"));
	row->kind = (Ocop__Registration__V1__MarkKind)column_i64(tx, "kind");
	row->name = message_text(column_text(tx, "name"));
	row->number = message_text(column_text(tx, "number"));
	row->holder = message_text(column_text(tx, "holder"));
	row->registered_on = message_text(column_text(tx, "registered_on"));
	row->valid_until = message_text(column_text(tx, "valid_until"));
	row->version = (uint64_t)column_i64(tx, "version");
	return &row->base;
}

Ocop__Registration__V1__Mark **marks_of_product(struct transaction *tx, const char *product_id,
						size_t *ret_count)
{
	statement(tx, SAME_PRODUCTS
		  "SELECT " MARK_COLUMNS " FROM marks m WHERE m.mark_id IN (SELECT u.mark_id"
		  " FROM mark_products u WHERE u.product_id IN (SELECT product_id FROM family))"
		  " AND m.struck_at_us = 0 ORDER BY m.mark_id DESC LIMIT $2");
	bind_text(tx, product_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_mark, ROWS_SIZE_BYTES_MAX, ret_count);
}

static void load_products(struct transaction *tx, Ocop__Registration__V1__Mark *mark)
{
	statement(tx, "SELECT product_id FROM mark_products WHERE mark_id = $1"
		      " ORDER BY product_id");
	bind_text(tx, mark->mark_id);
	while (statement_step(tx)) {
		mark->product_ids = list_room(tx, mark->product_ids, mark->n_product_ids,
					      sizeof(*mark->product_ids));
		mark->product_ids[mark->n_product_ids++] =
			message_text(column_text(tx, "product_id"));
	}
}

/* One literal for each index that a list may go by. */
static void begin_search(struct transaction *tx, const struct name_search *search)
{
	if (*search->province_code)
		statement(tx, "SELECT " MARK_COLUMNS " FROM marks m WHERE m.province_code = $1"
			      " AND m.struck_at_us = 0 AND (m.name_folded, m.mark_id) > ($2, $3)"
			      " ORDER BY m.name_folded, m.mark_id LIMIT $4");
	else
		statement(tx, "SELECT " MARK_COLUMNS " FROM marks m WHERE $1 = ''"
			      " AND m.struck_at_us = 0 AND (m.name_folded, m.mark_id) > ($2, $3)"
			      " ORDER BY m.name_folded, m.mark_id LIMIT $4");
}

Ocop__Registration__V1__Mark **marks_search(struct transaction *tx,
					    const struct name_search *search, size_t *ret_count)
{
	Ocop__Registration__V1__Mark **marks;

	begin_search(tx, search);
	bind_text(tx, search->province_code);
	bind_text(tx, search->after_name);
	bind_text(tx, search->after_id);
	bind_i64(tx, search->limit);
	marks = rows_read(tx, read_mark, SIZE_MAX, ret_count);
	for (size_t i = 0; i < *ret_count; i++)
		load_products(tx, marks[i]);
	return marks;
}
