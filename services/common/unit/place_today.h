/* place_today.h - where a place that was known by its codes is today
 *
 * Reads the tables of unit.h. Units merge and are divided; papers keep the codes of their day. A
 * code that is in force is itself, whatever bore it before.
 */
#pragma once

#include "common/unit/unit.h"

/* Codes in force, in the transaction's arena; "" where it is not certain: a commune that was
 * divided lies in none, and a province that no list knows is none. */
void place_today(struct transaction *tx, const struct place_codes *then,
		 struct place_codes *ret_today);
