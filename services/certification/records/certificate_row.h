/* certificate_row.h - a certificate out of the row of a statement that selects all its columns */
#pragma once

struct certificate;
struct transaction;

/* The row that was stepped to; it has a column product_code besides those of the table. */
void certificate_row_read(struct transaction *tx, struct certificate *ret);
