/* state.h - what scoring holds from start to stop: the rule books
 *
 * Read-only after the start, so any thread may use it. Handlers find it at transaction_state.
 */
#pragma once

#include "common/settings.h"

struct rulebooks;
struct service;
struct transaction;

/* Owns the rule books. */
struct scoring_state {
	struct rulebooks *rulebooks;
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
