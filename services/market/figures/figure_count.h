/* figure_count.h - figures: how many recognitions are what on a day, and which they are
 *
 * One table serves both (figure_table.h), so a figure and the list of its rows cannot differ. Every
 * line comes from the same rows, one a recognition, so lines by whatever add up to the same total.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

struct transaction;

#define BY(name)      OCOP__MARKET__V1__FIGURE_BY__FIGURE_BY_##name
#define MEASURE(name) OCOP__MARKET__V1__FIGURE_MEASURE__FIGURE_MEASURE_##name

/* What the enums name, from 1 to these. */
#define FIGURE_DIMENSIONS BY(LEGAL_FORM)
#define FIGURE_MEASURES   MEASURE(NOT_VERIFIED)

/* 10,602 communes of before, and what is not known. */
enum { FIGURE_LINES_MAX = 11000 };

/* What is asked. */
struct figure_question {
	int32_t day;
	uint32_t expiring_months;
	int32_t expiring_until;                    /* the last day that EXPIRING looks at */
	const char *values[FIGURE_DIMENSIONS + 1]; /* by FigureBy; "" is not known, NULL is any */
};

/* A line of figures. Texts live in the transaction's arena. */
struct figure_line {
	const char *code; /* "" is not known */
	int64_t counts[FIGURE_MEASURES + 1];
};

/* A page of lines; the caller sets the first three and zeroes the rest. */
struct figure_page {
	const char *after;         /* the code before the first; "" begins */
	size_t limit;              /* how many lines there is room for */
	struct figure_line *lines; /* by code, the one that is not known last */
	size_t count;
	bool has_more;
	struct figure_line total; /* of all pages */
	struct figure_line not_known;
};

/* Counts: every line that has recognitions. BY(UNSPECIFIED) has one, of all, that is not known. */
void figures_count(struct transaction *tx, const struct figure_question *question,
		   Ocop__Market__V1__FigureBy by, struct figure_page *page);

/* A recognition that a figure counts. */
struct figure_row {
	const char *code;
	const char *number;
	const char *product_id;
	const char *product_name;
	const char *producer_name;
	int64_t star;
	const char *sector;
	int64_t set_no;
	const char *commune_code;
	const char *commune_name, *commune_name_en;
	const char *province_code;
	const char *province_name, *province_name_en;
	const char *legal_form;
	Ocop__Market__V1__FigureMeasure state;
	int32_t from_day; /* FIGURE_DAY_FIRST: not known */
	int32_t end_day;  /* FIGURE_DAY_NEVER: not known */
};

/* Up to `limit` of those that the measure counts, by code, after that one ("" for the first).
 * Returns how many. */
size_t figure_rows_load(struct transaction *tx, const struct figure_question *question,
			Ocop__Market__V1__FigureMeasure measure, const char *after, size_t limit,
			struct figure_row *ret_rows);
