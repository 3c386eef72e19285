/* kept_books.h - the rule books that rounds keep, ready for use by any thread
 *
 * A round is judged by the bytes it was planned under. While the folder of rule books holds the
 * same bytes they are used from there; otherwise the store's are read, once a process.
 */
#pragma once

struct rulebook;
struct transaction;
struct kept_books;

/* Begins with none loaded. */
struct kept_books *kept_books_create(void);

/* Frees what was loaded. NULL is fine. */
void kept_books_destroy(struct kept_books *books);

/* The rule book of a hash, until the daemon stops: equal bytes, so the same however it came. NULL
 * when the store has none, or none that can be read: the transaction has failed then. */
const struct rulebook *kept_book(struct transaction *tx, const char *sha256);
