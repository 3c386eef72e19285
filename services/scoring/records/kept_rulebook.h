/* kept_rulebook.h - rule books that rounds keep: what scoring stores of them, one function a
 * statement
 *
 * No statement changes a row: what a round was planned under stays what it was.
 */
#pragma once

#include <stdbool.h>

#include "common/rulebook/rulebook.h"

struct transaction;

/* Most bytes of a rule book with its sheets that is loaded from the store: those of 2026 are under
 * 1 MiB, and the largest that could be read from a folder is kept whole. */
enum { KEPT_RULEBOOK_LIMIT_BYTES = 1024 * 1024 * 1024 };

/* Keeps a rule book with its sheets; one that is kept already stays as it is. */
void kept_rulebook_put(struct transaction *tx, const struct rulebook *book);

/* By its hash, with its sheets, in the transaction's arena: a large one, so the caller gives one
 * (transaction_use_arena). */
bool kept_rulebook_load(struct transaction *tx, const char *sha256, struct rulebook_kept *ret_kept);
