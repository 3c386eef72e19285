/* figure_units.h - units of today and of before that somebody may mean by a name
 */
#pragma once

#include <stddef.h>

#include "ocop/market/v1/types.pb-c.h"

struct transaction;

enum { FIGURE_UNITS_MAX = 40 };

/* By name without its kind, with marks or without: those in force, then those of before; nothing
 * for "". In the transaction's arena. */
Ocop__Market__V1__FigureUnit **figure_units_find(struct transaction *tx, const char *name,
						 size_t *ret_count);
