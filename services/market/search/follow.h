/* follow.h - the search follows the store
 *
 * Runs on the writer thread between transactions, so it reads what is committed and nobody changes
 * it meanwhile. After a start it reads everything; then what changed: listings, producers' words,
 * and, when a day has come, badges that turn with it.
 */
#pragma once

struct search_index;
struct transaction;

/* Brings the index up to what the transaction sees, of at most so many listings that nothing else
 * waits long; what is left over waits for the next call. */
void search_follow(struct transaction *tx, struct search_index *index);

/* The same at the start, however many there are. */
void search_load(struct transaction *tx, struct search_index *index);
