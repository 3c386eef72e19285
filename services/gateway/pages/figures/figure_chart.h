/* figure_chart.h - figures as bars: SVG made here, without a script
 */
#pragma once

#include "gateway/pages/layout.h"
#include "ocop/market/v1/queries.pb-c.h"

/* The count of a measure in a line; 0 when it has none. */
uint64_t figure_count_of(const Ocop__Market__V1__FigureLine *line,
			 Ocop__Market__V1__FigureMeasure measure);

/* A bar for each line: how many products were ever recognised, and of these the valid ones. Nothing
 * where there is no line. */
void figure_chart_write(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures);
