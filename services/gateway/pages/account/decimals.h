/* decimals.h - numbers as people write them, with a decimal comma, where a message has whole ones
 * of its unit
 *
 * The form's own field (its name begins with "_") is read here, and joins the others as the
 * message's: "12,5" becomes 1250 hundredths.
 */
#pragma once

#include <stdint.h>

#include "gateway/pages/account/entries.h"

struct page;

enum { DECIMALS_HUNDREDTHS = 2, DECIMALS_MICRO = 6 };

/* "12", "12,5", "12.50" as the message's JSON has them with so many decimals; "" stays, and "?"
 * stands for what is none. In the arena. */
const char *decimal_typed(struct arena *arena, const char *typed, unsigned decimals);

/* "50", "12,5": such a number as people write it, "" for 0; in the page's arena. */
const char *decimal_text(const struct page *page, uint64_t number, unsigned decimals);

/* Joins the message's field to what was sent, where its own was. */
void entries_join_decimal(struct arena *arena, struct entries *entries, const char *own,
			  const char *field, unsigned decimals);
