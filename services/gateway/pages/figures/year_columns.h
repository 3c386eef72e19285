/* year_columns.h - a small chart of columns by year that prints: SVG made here, without a script
 *
 * Light columns are outlined and dark ones filled; each has its number above it, so a print in
 * black says all.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "gateway/pages/layout.h"

enum { YEAR_COLUMNS_MAX = 12 };

/* A year: `part` of `whole`; what is withheld is neither. */
struct year_column {
	const char *year;
	uint64_t whole, part;
	bool is_withheld;
};

/* A chart with its title. `has_whole`: light columns stand behind the dark ones. */
struct year_chart {
	const char *title;
	const struct year_column *columns;
	size_t count;
	bool has_whole;
};
void year_columns_write(struct page *page, const struct year_chart *chart);
