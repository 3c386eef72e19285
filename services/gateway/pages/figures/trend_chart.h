/* trend_chart.h - figures year by year: lines over columns that print, and the same as a table
 *
 * SVG made here, without a script. Each line has strokes and marks of its own, so a print in black
 * tells them apart; the numbers stand in the table.
 */
#pragma once

#include "gateway/pages/layout.h"
#include "ocop/market/v1/queries.pb-c.h"

/* Nothing for less than two years. `filters` are those of the page: "&star=4". */
void trend_chart_write(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures);
void trend_table_write(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures,
		       const char *filters);
