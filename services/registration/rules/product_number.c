/* product_number.c - a commune's numbers in their order: each has a code or a reason why it has
 * none
 */
#include "registration/rules/product_number.h"

/* Rows as they are made. */
struct rows {
	struct product_number *rows;
	size_t count;
	size_t limit;
};

static void add_row(struct rows *rows, const struct product_number *row)
{
	if (rows->count < rows->limit)
		rows->rows[rows->count++] = *row;
}

static void add_gap(struct rows *rows, uint32_t from, uint32_t until, const char *reason)
{
	if (from <= until)
		add_row(rows, &(struct product_number){
				      .number = from, .until_number = until, .gap_reason = reason});
}

/* Numbers without a code, by the gaps that explain them; what none explains has no reason. */
static void add_gaps(struct rows *rows, const struct number_range *range, uint32_t from,
		     uint32_t until)
{
	for (size_t i = 0; i < range->gap_count && from <= until; i++) {
		const struct number_gap *gap = &range->gaps[i];
		uint32_t end = gap->last_number < until ? gap->last_number : until;

		if (end < from || gap->first_number > until)
			continue;
		if (gap->first_number > from) {
			add_gap(rows, from, gap->first_number - 1, "");
			from = gap->first_number;
		}
		add_gap(rows, from, end, gap->reason);
		from = end + 1;
	}
	add_gap(rows, from, until, "");
}

size_t product_numbers_of(const struct number_range *range, size_t limit,
			  struct product_number *ret_rows)
{
	struct rows rows = {.rows = ret_rows, .limit = limit};
	uint32_t next = range->after_number + 1;

	for (size_t i = 0; i < range->code_count; i++) {
		const struct numbered_code *code = &range->codes[i];

		if (code->number > next)
			add_gaps(&rows, range, next, code->number - 1);
		add_row(&rows, &(struct product_number){.number = code->number,
							.until_number = code->number,
							.code = code,
							.gap_reason = ""});
		if (code->number >= next)
			next = code->number + 1;
	}
	if (range->codes_end)
		add_gaps(&rows, range, next, range->last_number);
	return rows.count;
}
