/* figure_count.c - figures: how many recognitions are what on a day, and which they are */
#include "market/figures/figure_count.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "market/figures/figure_table.h"
#include "market/state.h"

static void line_add(struct figure_line *sum, const struct figure_line *line)
{
	for (int measure = 1; measure <= FIGURE_MEASURES; measure++)
		sum->counts[measure] += line->counts[measure];
}

/* All lines are read, because all are in the total; what is on the page is kept. */
static void page_take(struct figure_page *page, const struct figure_line *line)
{
	line_add(&page->total, line);
	if (*line->code == '\0')
		page->not_known = *line;
	else if (strcmp(line->code, page->after) <= 0)
		return;
	else if (page->count < page->limit)
		page->lines[page->count++] = *line;
	else
		page->has_more = true;
}

/* What is not known comes last. */
static void page_end(struct figure_page *page)
{
	if (page->has_more || page->not_known.counts[MEASURE(RECOGNITIONS)] == 0)
		return;
	if (page->count < page->limit)
		page->lines[page->count++] = page->not_known;
	else
		page->has_more = true;
}

static struct figure_line line_of(const char *code, const uint32_t *counts)
{
	struct figure_line line = {.code = code};

	for (int measure = 1; measure <= FIGURE_MEASURES; measure++)
		line.counts[measure] = counts[measure];
	return line;
}

void figures_count(struct transaction *tx, const struct figure_question *question,
		   Ocop__Market__V1__FigureBy by, struct figure_page *page)
{
	struct figure_table *table = market_figures(tx);
	size_t values, size;
	uint32_t *counts;

	figure_table_lock(table);
	values = figure_table_values(table, by);
	size = values * (FIGURE_MEASURES + 1) * sizeof *counts;
	counts = memset(arena_alloc(transaction_arena(tx), size), 0, size);
	figure_table_count(table, question, by, counts);
	for (size_t i = 0; i < values; i++) {
		size_t number;
		const char *code = figure_table_value(table, by, i, &number);
		struct figure_line line = line_of(code, counts + number * (FIGURE_MEASURES + 1));

		if (line.counts[MEASURE(RECOGNITIONS)] > 0)
			page_take(page, &line);
	}
	figure_table_unlock(table);
	page_end(page);
}

/* What the store knows of a row besides; its state is the table's. */
static bool row_load(struct transaction *tx, const struct figure_found *found,
		     struct figure_row *ret_row)
{
	statement(tx,
		  "SELECT r.code, c.number, r.product_id, l.product_name, l.producer_name,"
		  " CAST(CASE r.star WHEN '' THEN '0' ELSE r.star END AS INTEGER) AS star,"
		  " r.sector,"
		  " CAST(CASE r.set_no WHEN '' THEN '0' ELSE r.set_no END AS INTEGER) AS set_no,"
		  " r.commune, u.full_name_vi AS commune_name, u.name_en AS commune_name_en,"
		  " r.province, p.full_name_vi AS province_name, p.name_en AS province_name_en,"
		  " r.legal_form, r.from_day, r.end_day"
		  " FROM figure_rows r LEFT JOIN certificates c ON c.code = r.code"
		  " LEFT JOIN listings l ON l.listing_id = r.product_id"
		  " LEFT JOIN units u ON u.code = r.commune"
		  " LEFT JOIN units p ON p.code = r.province WHERE r.code = $1");
	bind_text(tx, found->code);
	if (!statement_step(tx))
		return false;
	*ret_row = (struct figure_row){
		.code = column_text(tx, "code"),
		.number = column_text(tx, "number"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_name = column_text(tx, "producer_name"),
		.star = column_i64(tx, "star"),
		.sector = column_text(tx, "sector"),
		.set_no = column_i64(tx, "set_no"),
		.commune_code = column_text(tx, "commune"),
		.commune_name = column_text(tx, "commune_name"),
		.commune_name_en = column_text(tx, "commune_name_en"),
		.province_code = column_text(tx, "province"),
		.province_name = column_text(tx, "province_name"),
		.province_name_en = column_text(tx, "province_name_en"),
		.legal_form = column_text(tx, "legal_form"),
		.state = found->state,
		.from_day = (int32_t)column_i64(tx, "from_day"),
		.end_day = (int32_t)column_i64(tx, "end_day"),
	};
	statement_end(tx);
	return true;
}

/* Codes are copied while nobody changes them, then read: a row that was taken out since is not
 * shown. */
size_t figure_rows_load(struct transaction *tx, const struct figure_question *question,
			Ocop__Market__V1__FigureMeasure measure, const char *after, size_t limit,
			struct figure_row *ret_rows)
{
	struct figure_table *table = market_figures(tx);
	struct figure_found *found = arena_alloc(transaction_arena(tx), limit * sizeof *found);
	size_t count, loaded = 0;

	figure_table_lock(table);
	count = figure_table_find(table, question, measure, after, limit, found);
	for (size_t i = 0; i < count; i++)
		found[i].code = arena_strdup(transaction_arena(tx), found[i].code);
	figure_table_unlock(table);
	for (size_t i = 0; i < count; i++)
		loaded += row_load(tx, &found[i], &ret_rows[loaded]);
	return loaded;
}
