/* state.h - what scoring holds from start to stop: the rule books, and those that rounds keep
 *
 * Any thread may use it: the rule books are read-only after the start, kept_books.h has a lock of
 * its own. Handlers find it at transaction_state.
 */
#pragma once

#include "common/settings.h"

struct kept_books;
struct rulebooks;
struct service;
struct transaction;

/* Owns both. */
struct scoring_state {
	struct rulebooks *rulebooks;   /* of the folder, as it was at the start */
	struct kept_books *kept_books; /* loaded from the store when a round needs them */
};

/* The settings scoring has besides those of every daemon: none. What a council may choose is a
 * setting of its round. */
extern const struct setting scoring_settings[];

/* The daemon's start: loads the rule books. Returns 0 or an ERROR_*, having logged why. */
int scoring_start(struct service *service, void **ret_state);

/* The daemon's stop: frees the state. NULL is fine. */
void scoring_stop(void *state);

/* The state a handler's transaction was begun with. */
const struct scoring_state *scoring_state(struct transaction *tx);
