/* lookup.h - a certificate by whatever number people have of it */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct certificate;
struct transaction;

/* What is asked for: an official number is at most NUMBER_LENGTH_MAX, a pasted line may be more. */
enum { ASKED_LENGTH_MAX = 200 };

/* By code, official number or product code, as people type them (number_key), as it is worth at
 * this moment. A product code finds what the product has now: the one in force, or the newest it
 * ever had; a certificate's number finds that certificate, whatever came after. */
bool certificate_find(struct transaction *tx, const char *number, struct certificate *ret);

/* What stands in the place of a replaced one now, however many came between, as it is worth at this
 * moment; false for one that was not replaced. */
bool certificate_find_present(struct transaction *tx, const struct certificate *replaced,
			      struct certificate *ret);

/* When what certificate_find found changes by itself; false for never. */
bool certificate_next_change(const struct certificate *certificate, int64_t *ret_at_us);
