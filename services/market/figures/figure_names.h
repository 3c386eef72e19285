/* figure_names.h - what lines of figures are called, in Vietnamese and English
 *
 * Units as identity tells them, sectors and sets as the rule book in force names them. Texts live
 * in the transaction's arena or longer.
 */
#pragma once

#include "market/figures/figure_count.h"

struct transaction;

/* Both "" for what is not known; `en` is "" for a unit that is no more. */
struct figure_name {
	const char *vi, *en;
};

/* What a value of a dimension is called, "" and "-" among them. */
struct figure_name figure_name(struct transaction *tx, Ocop__Market__V1__FigureBy by,
			       const char *code);

/* The filters of a question with their names, for answers: as many as *ret_count says. `values` are
 * by FigureBy, NULL for any. */
Ocop__Market__V1__FigureFilter **figure_filters_message(struct transaction *tx,
							const char *const *values,
							size_t *ret_count);
