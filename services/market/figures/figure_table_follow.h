/* figure_table_follow.h - the table of figures follows the store
 *
 * Runs on the writer thread between transactions, so it reads what is committed and nobody changes
 * it meanwhile. After a start it reads everything; then what CountFigures has counted since.
 */
#pragma once

struct figure_table;
struct transaction;

/* Brings the table up to what was counted, of at most so many products that nothing else waits
 * long; what is left over waits for the next call. */
void figure_table_follow(struct transaction *tx, struct figure_table *table);

/* The same at the start, however many there are. */
void figure_table_load(struct transaction *tx, struct figure_table *table);
