/* numbers.h - new codes and official numbers, which no certificate has */
#pragma once

#include <stdbool.h>

struct transaction;

/* Draws a code that no certificate has; writes CERTIFICATE_CODE_SIZE bytes. Not taken until the
 * certificate is inserted. */
void certificate_code_draw(struct transaction *tx, char *ret_code);

/* The next official number, in the arena: counted by authority (the province's code, or TW for
 * `is_of_centre`, unless setting number_authority says otherwise) and year, by the authority's own
 * template where it has one. NULL after failing the transaction when the number does not fit
 * OFFICIAL_NUMBER_SIZE. A number drawn in a transaction that is not committed is drawn again: there
 * are no gaps but for numbers that a certificate has already. */
const char *official_number_draw(struct transaction *tx, const char *province_code,
				 bool is_of_centre, int year);
