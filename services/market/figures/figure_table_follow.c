/* figure_table_follow.c - the table of figures follows the store */
#include "market/figures/figure_table_follow.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "market/figures/counted.h"
#include "market/figures/figure_table.h"

enum { CHANGES_A_CALL = 4096, CHANGES_A_READ = 64 };

/* What the table takes of a row, and the suspensions of it: one line each. */
#define ROW_COLUMNS                                                                                \
	"f.star, f.sector, f.set_no, f.commune, f.province, f.former_commune, f.former_district,"  \
	" f.former_province, f.year, f.legal_form, f.is_verified, f.from_day, f.end_day,"          \
	" f.revoked_day, f.replaced_day, f.next_day, s.from_on, s.until_on"

static struct figure_table_row row_read(struct transaction *tx)
{
	return (struct figure_table_row){
		.code = column_text(tx, "code"),
		.values =
			{
				[BY(STAR)] = column_text(tx, "star"),
				[BY(SECTOR)] = column_text(tx, "sector"),
				[BY(SET)] = column_text(tx, "set_no"),
				[BY(COMMUNE)] = column_text(tx, "commune"),
				[BY(PROVINCE)] = column_text(tx, "province"),
				[BY(FORMER_COMMUNE)] = column_text(tx, "former_commune"),
				[BY(FORMER_DISTRICT)] = column_text(tx, "former_district"),
				[BY(FORMER_PROVINCE)] = column_text(tx, "former_province"),
				[BY(YEAR)] = column_text(tx, "year"),
				[BY(LEGAL_FORM)] = column_text(tx, "legal_form"),
			},
		.span =
			{
				.from_day = (int32_t)column_i64(tx, "from_day"),
				.end_day = (int32_t)column_i64(tx, "end_day"),
				.revoked_day = (int32_t)column_i64(tx, "revoked_day"),
				.replaced_day = (int32_t)column_i64(tx, "replaced_day"),
				.next_day = (int32_t)column_i64(tx, "next_day"),
			},
		.is_verified = column_i64(tx, "is_verified"),
	};
}

/* From before all days, or for ever, where a text is no day. */
static void suspension_read(struct transaction *tx, struct figure_table_row *row)
{
	struct figure_suspension *suspension = &row->suspensions[row->suspension_count];

	if (column_is_null(tx, "from_on") || row->suspension_count == FIGURE_SUSPENSIONS_MAX)
		return;
	if (!figure_day_parse(column_text(tx, "from_on"), &suspension->from_day))
		suspension->from_day = FIGURE_DAY_FIRST;
	if (!figure_day_parse(column_text(tx, "until_on"), &suspension->until_day))
		suspension->until_day = FIGURE_DAY_NEVER;
	row->suspension_count++;
}

/* Puts in what comes, by code; a row that is no more has nothing but its code. */
static void take(struct transaction *tx, struct figure_table *table)
{
	struct figure_table_row row = {.code = NULL};

	while (statement_step(tx)) {
		const char *code = column_text(tx, "code");

		if (row.code && strcmp(row.code, code) != 0) {
			figure_table_put(table, &row);
			row.code = NULL;
		}
		if (column_is_null(tx, "from_day")) {
			figure_table_remove(table, code);
			continue;
		}
		if (!row.code)
			row = row_read(tx);
		suspension_read(tx, &row);
	}
	if (row.code)
		figure_table_put(table, &row);
}

/* The recognitions of the product that stands for this one, and of all that were merged into it:
 * those that CountFigures has written or taken out. */
static void renew(struct transaction *tx, struct figure_table *table, const char *thing_id)
{
	statement(tx,
		  "WITH RECURSIVE way (id) AS (SELECT CAST($1 AS TEXT)"
		  " UNION SELECT m.merged_into FROM figure_merges m"
		  " JOIN way w ON m.product_id = w.id),"
		  " family (id) AS (SELECT id FROM way"
		  " UNION SELECT m.product_id FROM figure_merges m"
		  " JOIN family f ON m.merged_into = f.id)"
		  " SELECT r.code, " ROW_COLUMNS " FROM family a"
		  " CROSS JOIN figure_recognitions r" /* by product, never all of them in order */
		  " LEFT JOIN figure_rows f ON f.code = r.code"
		  " LEFT JOIN figure_suspensions s ON s.code = f.code"
		  " WHERE r.product_id = a.id ORDER BY r.code");
	bind_text(tx, thing_id);
	take(tx, table);
}

/* Each few with memory of their own. What has changed again since comes by its new number. */
static void follow_few(struct transaction *tx, struct figure_table *table, int64_t up_to)
{
	struct figure_table_progress *own = figure_table_progress(table);
	struct figure_change changes[CHANGES_A_READ];
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct arena *before = transaction_use_arena(tx, arena);
	size_t count = figure_changes_after(tx, own->change_number, CHANGES_A_READ, changes);
	size_t taken = 0;

	for (; taken < count && changes[taken].change_number <= up_to; taken++)
		renew(tx, table, changes[taken].thing_id);
	if (!transaction_failed(tx))
		own->change_number =
			taken == CHANGES_A_READ ? changes[taken - 1].change_number : up_to;
	(void)transaction_use_arena(tx, before); /* ours, which ends here */
	arena_destroy(arena);
}

/* Once units were recorded CountFigures takes all products anew, and so is it here. */
void figure_table_follow(struct transaction *tx, struct figure_table *table)
{
	struct figure_table_progress *own = figure_table_progress(table);
	struct figure_progress counted = figure_progress_load(tx);
	size_t followed = 0;

	if (own->units_version != counted.units_version)
		*own = (struct figure_table_progress){.units_version = counted.units_version};
	while (own->change_number < counted.change_number && followed < CHANGES_A_CALL &&
	       !transaction_failed(tx)) {
		follow_few(tx, table, counted.change_number);
		followed += CHANGES_A_READ;
	}
}

/* Texts of rows are needed no longer than a page of them. */
static size_t load_page(struct transaction *tx, struct figure_table *table, const char *after,
			char ret_last[FIGURE_CODE_SIZE])
{
	enum { PAGE = 2048 };
	size_t before = figure_table_rows(table);

	statement(tx, "SELECT f.code, " ROW_COLUMNS
		      " FROM (SELECT * FROM figure_rows WHERE code > $1 ORDER BY code LIMIT $2) f"
		      " LEFT JOIN figure_suspensions s ON s.code = f.code ORDER BY f.code");
	bind_text(tx, after);
	bind_i64(tx, PAGE);
	take(tx, table);
	figure_table_last_code(table, ret_last);
	return figure_table_rows(table) - before;
}

void figure_table_load(struct transaction *tx, struct figure_table *table)
{
	struct figure_progress counted = figure_progress_load(tx);
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct arena *before = transaction_use_arena(tx, arena);
	char last[FIGURE_CODE_SIZE] = "";

	while (load_page(tx, table, last, last) > 0 && !transaction_failed(tx))
		arena_reset(arena);
	*figure_table_progress(table) =
		(struct figure_table_progress){counted.change_number, counted.units_version};
	(void)transaction_use_arena(tx, before); /* ours, which ends here */
	arena_destroy(arena);
}
