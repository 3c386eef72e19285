/* batch.c - what market stores of batches: one function a statement */
#include "market/records/batch.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/records/merged/family.h"
#include "market/rules/batch.h"

#define BATCH_COLUMNS "batch_id, product_id, code, closed_on, closing_reason, version"

static void batch_read(struct transaction *tx, struct batch *ret_batch)
{
	*ret_batch = (struct batch){
		.batch_id = column_text(tx, "batch_id"),
		.product_id = column_text(tx, "product_id"),
		.code = column_text(tx, "code"),
		.closed_on = column_text(tx, "closed_on"),
		.closing_reason = column_text(tx, "closing_reason"),
		.version = column_i64(tx, "version"),
	};
}

static bool batch_read_only(struct transaction *tx, struct batch *ret_batch)
{
	if (!statement_step(tx))
		return false;
	batch_read(tx, ret_batch);
	statement_end(tx);
	return true;
}

bool batch_load(struct transaction *tx, const char *batch_id, struct batch *ret_batch)
{
	statement(tx, "SELECT " BATCH_COLUMNS " FROM batches WHERE batch_id = $1");
	bind_text(tx, batch_id);
	return batch_read_only(tx, ret_batch);
}

bool batch_load_by_code(struct transaction *tx, const char *product_id, const char *code,
			struct batch *ret_batch)
{
	statement(tx,
		  WITH_FAMILY_OF("$1") " SELECT " BATCH_COLUMNS " FROM batches WHERE product_id IN"
				       " (SELECT listing_id FROM family) AND code = $2"
				       " ORDER BY batch_id LIMIT 1");
	bind_text(tx, product_id);
	bind_text(tx, code);
	return batch_read_only(tx, ret_batch);
}

void batch_insert(struct transaction *tx, const struct batch *batch)
{
	statement(tx, "INSERT INTO batches (" BATCH_COLUMNS ") VALUES ($1, $2, $3, '', '', 1)");
	bind_text(tx, batch->batch_id);
	bind_text(tx, batch->product_id);
	bind_text(tx, batch->code);
	statement_run(tx);
}

void batch_touch(struct transaction *tx, const char *batch_id)
{
	statement(tx, "UPDATE batches SET version = version + 1 WHERE batch_id = $1");
	bind_text(tx, batch_id);
	statement_run(tx);
}

void batch_close(struct transaction *tx, const char *batch_id, const char *day, const char *reason)
{
	statement(tx, "UPDATE batches SET closed_on = $1, closing_reason = $2,"
		      " version = version + 1 WHERE batch_id = $3");
	bind_text(tx, day);
	bind_text(tx, reason);
	bind_text(tx, batch_id);
	statement_run(tx);
}

void batches_list(struct transaction *tx, const char *product_id, const char *cursor, int64_t limit)
{
	statement(tx,
		  WITH_FAMILY_OF(
			  "$1") " SELECT " BATCH_COLUMNS " FROM batches WHERE product_id IN"
				" (SELECT listing_id FROM family)"
				" AND ($2 = '' OR batch_id < $2) ORDER BY batch_id DESC LIMIT $3");
	bind_text(tx, product_id);
	bind_text(tx, cursor);
	bind_i64(tx, limit);
}

bool batch_next(struct transaction *tx, struct batch *ret_batch)
{
	if (!statement_step(tx))
		return false;
	batch_read(tx, ret_batch);
	return !transaction_failed(tx);
}

static void origin_insert(struct transaction *tx, const char *batch_id, uint32_t entry_no,
			  size_t position, const Ocop__Market__V1__BatchOrigin *origin)
{
	statement(tx, "INSERT INTO batch_origins (batch_id, entry_no, position, material, area_id,"
		      " place) VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, batch_id);
	bind_i64(tx, entry_no);
	bind_i64(tx, (int64_t)position);
	bind_text(tx, origin->material);
	bind_text(tx, origin->area_id);
	bind_text(tx, origin->place);
	statement_run(tx);
}

void batch_entry_insert(struct transaction *tx, const char *batch_id,
			const Ocop__Market__V1__BatchEntry *entry)
{
	const Ocop__Market__V1__BatchContent *content = entry->content;

	statement(tx, "INSERT INTO batch_entries (batch_id, entry_no, produced_on, best_before,"
		      " quantity_hundredths, unit, reason, recorded_on)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
	bind_text(tx, batch_id);
	bind_i64(tx, entry->entry_no);
	bind_text(tx, content->produced_on);
	bind_text(tx, content->best_before);
	bind_i64(tx, (int64_t)content->quantity_hundredths);
	bind_text(tx, content->unit);
	bind_text(tx, entry->reason);
	bind_text(tx, entry->recorded_on);
	statement_run(tx);
	for (size_t i = 0; i < content->n_origins; i++)
		origin_insert(tx, batch_id, entry->entry_no, i + 1, content->origins[i]);
}

/* With the place of an area in words, as it is known today. */
static void origins_read(struct transaction *tx, const char *batch_id, uint32_t entry_no,
			 Ocop__Market__V1__BatchContent *content)
{
	content->origins =
		arena_alloc(transaction_arena(tx), ORIGINS_MAX * sizeof(*content->origins));
	statement(tx, "SELECT o.material, o.area_id, coalesce(a.commune_code, '') AS commune_code,"
		      " CASE o.place WHEN '' THEN coalesce(u.full_name_vi, '') ELSE o.place END"
		      " AS place FROM batch_origins o"
		      " LEFT JOIN material_areas a ON a.area_id = o.area_id"
		      " LEFT JOIN units u ON u.code = a.commune_code"
		      " WHERE o.batch_id = $1 AND o.entry_no = $2 ORDER BY o.position LIMIT $3");
	bind_text(tx, batch_id);
	bind_i64(tx, entry_no);
	bind_i64(tx, ORIGINS_MAX);
	while (statement_step(tx)) {
		Ocop__Market__V1__BatchOrigin *origin =
			arena_alloc(transaction_arena(tx), sizeof(*origin));

		ocop__market__v1__batch_origin__init(origin);
		origin->material = message_text(column_text(tx, "material"));
		origin->area_id = message_text(column_text(tx, "area_id"));
		origin->place = message_text(column_text(tx, "place"));
		origin->commune_code = message_text(column_text(tx, "commune_code"));
		content->origins[content->n_origins++] = origin;
	}
}

static Ocop__Market__V1__BatchEntry *entry_read(struct transaction *tx)
{
	Ocop__Market__V1__BatchEntry *entry = arena_alloc(transaction_arena(tx), sizeof(*entry));
	Ocop__Market__V1__BatchContent *content =
		arena_alloc(transaction_arena(tx), sizeof(*content));

	ocop__market__v1__batch_entry__init(entry);
	ocop__market__v1__batch_content__init(content);
	content->produced_on = message_text(column_text(tx, "produced_on"));
	content->best_before = message_text(column_text(tx, "best_before"));
	content->quantity_hundredths = (uint64_t)column_i64(tx, "quantity_hundredths");
	content->unit = message_text(column_text(tx, "unit"));
	entry->content = content;
	entry->entry_no = (uint32_t)column_i64(tx, "entry_no");
	entry->reason = message_text(column_text(tx, "reason"));
	entry->recorded_on = message_text(column_text(tx, "recorded_on"));
	return entry;
}

void batch_entries(struct transaction *tx, const char *batch_id,
		   Ocop__Market__V1__BatchEntry ***ret_entries, size_t *ret_count)
{
	Ocop__Market__V1__BatchEntry **entries =
		arena_alloc(transaction_arena(tx), ENTRIES_MAX * sizeof(*entries));
	size_t count = 0;

	statement(tx, "SELECT entry_no, produced_on, best_before, quantity_hundredths, unit,"
		      " reason, recorded_on FROM batch_entries WHERE batch_id = $1"
		      " ORDER BY entry_no LIMIT $2");
	bind_text(tx, batch_id);
	bind_i64(tx, ENTRIES_MAX);
	while (statement_step(tx))
		entries[count++] = entry_read(tx);
	for (size_t i = 0; i < count; i++)
		origins_read(tx, batch_id, entries[i]->entry_no, entries[i]->content);
	*ret_entries = entries;
	*ret_count = count;
}

int64_t batch_entry_count(struct transaction *tx, const char *batch_id)
{
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS count FROM batch_entries WHERE batch_id = $1");
	bind_text(tx, batch_id);
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

void batch_test_insert(struct transaction *tx, const char *batch_id,
		       const Ocop__Market__V1__BatchTest *test)
{
	statement(tx, "INSERT INTO batch_tests (batch_id, test_no, kind, laboratory, tested_on,"
		      " verdict, result, paper_id, corrects_test_no, reason, recorded_on)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
	bind_text(tx, batch_id);
	bind_i64(tx, test->test_no);
	bind_text(tx, test->kind);
	bind_text(tx, test->laboratory);
	bind_text(tx, test->tested_on);
	bind_i64(tx, test->verdict);
	bind_text(tx, test->result);
	bind_text(tx, test->paper_id);
	bind_i64(tx, test->corrects_test_no);
	bind_text(tx, test->reason);
	bind_text(tx, test->recorded_on);
	statement_run(tx);
}

static Ocop__Market__V1__BatchTest *test_read(struct transaction *tx)
{
	Ocop__Market__V1__BatchTest *test = arena_alloc(transaction_arena(tx), sizeof(*test));

	ocop__market__v1__batch_test__init(test);
	test->test_no = (uint32_t)column_i64(tx, "test_no");
	test->kind = message_text(column_text(tx, "kind"));
	test->laboratory = message_text(column_text(tx, "laboratory"));
	test->tested_on = message_text(column_text(tx, "tested_on"));
	test->verdict = (Ocop__Market__V1__TestVerdict)column_i64(tx, "verdict");
	test->result = message_text(column_text(tx, "result"));
	test->paper_id = message_text(column_text(tx, "paper_id"));
	test->paper_sha256 = message_text(column_text(tx, "sha256"));
	test->corrects_test_no = (uint32_t)column_i64(tx, "corrects_test_no");
	test->reason = message_text(column_text(tx, "reason"));
	test->recorded_on = message_text(column_text(tx, "recorded_on"));
	test->paper_by_producer = column_i64(tx, "by_producer") != 0;
	return test;
}

void batch_tests(struct transaction *tx, const char *batch_id,
		 Ocop__Market__V1__BatchTest ***ret_tests, size_t *ret_count)
{
	Ocop__Market__V1__BatchTest **tests =
		arena_alloc(transaction_arena(tx), TESTS_MAX * sizeof(*tests));
	size_t count = 0;

	statement(tx, "SELECT t.test_no, t.kind, t.laboratory, t.tested_on, t.verdict, t.result,"
		      " t.paper_id, t.corrects_test_no, t.reason, t.recorded_on,"
		      " coalesce(p.sha256, '') AS sha256,"
		      " coalesce(p.producer_id, '') <> '' AS by_producer FROM batch_tests t"
		      " LEFT JOIN kept_papers p ON p.paper_id = t.paper_id"
		      " WHERE t.batch_id = $1 ORDER BY t.test_no LIMIT $2");
	bind_text(tx, batch_id);
	bind_i64(tx, TESTS_MAX);
	while (statement_step(tx))
		tests[count++] = test_read(tx);
	*ret_tests = tests;
	*ret_count = count;
}

int64_t batch_test_count(struct transaction *tx, const char *batch_id)
{
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS count FROM batch_tests WHERE batch_id = $1");
	bind_text(tx, batch_id);
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}
