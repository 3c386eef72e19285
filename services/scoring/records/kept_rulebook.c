/* kept_rulebook.c - statements on rule books that rounds keep */
#include "scoring/records/kept_rulebook.h"

#include "common/base/arena.h"
#include "common/rulebook/sheet.h"
#include "common/store/transaction.h"

static bool is_kept(struct transaction *tx, const char *sha256)
{
	statement(tx, "SELECT 1 AS found FROM kept_rulebooks WHERE sha256 = $1");
	bind_text(tx, sha256);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

static void sheet_insert(struct transaction *tx, const struct rulebook *book,
			 const struct rulebook_set *set)
{
	statement(tx, "INSERT INTO kept_sheets (rulebook_sha256, set_no, document)"
		      " VALUES ($1, $2, $3)");
	bind_text(tx, book->sha256);
	bind_i64(tx, set->set_no);
	bind_bytes(tx, set->sheet->document, set->sheet->document_size_bytes);
	statement_run(tx);
}

void kept_rulebook_put(struct transaction *tx, const struct rulebook *book)
{
	if (is_kept(tx, book->sha256))
		return;
	statement(tx, "INSERT INTO kept_rulebooks (sha256, code, document, kept_at_us)"
		      " VALUES ($1, $2, $3, $4)");
	bind_text(tx, book->sha256);
	bind_text(tx, book->code);
	bind_bytes(tx, book->document, book->document_size_bytes);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
	for (size_t i = 0; i < book->set_count; i++)
		if (book->sets[i].sheet)
			sheet_insert(tx, book, &book->sets[i]);
}

static bool book_load(struct transaction *tx, const char *sha256, struct rulebook_kept *kept)
{
	statement(tx, "SELECT code, document FROM kept_rulebooks WHERE sha256 = $1");
	bind_text(tx, sha256);
	if (!statement_step(tx))
		return false;
	kept->sha256 = sha256;
	kept->code = column_text(tx, "code");
	kept->document = column_bytes(tx, "document", &kept->document_size_bytes);
	statement_end(tx);
	return !transaction_failed(tx);
}

static size_t sheets_count(struct transaction *tx, const char *sha256)
{
	statement(tx, "SELECT COUNT(*) AS sheets FROM kept_sheets WHERE rulebook_sha256 = $1");
	bind_text(tx, sha256);
	if (!statement_step(tx))
		return 0;
	size_t count = (size_t)column_i64(tx, "sheets");
	statement_end(tx);
	return count;
}

static void sheets_load(struct transaction *tx, const char *sha256, struct rulebook_kept *kept)
{
	size_t count = sheets_count(tx, sha256);
	struct rulebook_kept_sheet *sheets =
		arena_alloc(transaction_arena(tx), (count + 1) * sizeof(*sheets));

	statement(tx, "SELECT set_no, document FROM kept_sheets WHERE rulebook_sha256 = $1"
		      " ORDER BY set_no LIMIT $2");
	bind_text(tx, sha256);
	bind_i64(tx, (int64_t)count);
	while (statement_step(tx)) {
		struct rulebook_kept_sheet *sheet = &sheets[kept->sheet_count++];

		sheet->set_no = (uint32_t)column_i64(tx, "set_no");
		sheet->document = column_bytes(tx, "document", &sheet->document_size_bytes);
	}
	kept->sheets = sheets;
}

bool kept_rulebook_load(struct transaction *tx, const char *sha256, struct rulebook_kept *ret_kept)
{
	struct rulebook_kept kept = {0};

	if (!book_load(tx, sha256, &kept))
		return false;
	sheets_load(tx, sha256, &kept);
	if (transaction_failed(tx))
		return false;
	*ret_kept = kept;
	return true;
}
