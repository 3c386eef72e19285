/* state.h - what certification holds from start to stop: the rule books and how numbers are made
 *
 * Read-only after the start, so any thread may use it. Handlers find it at transaction_state.
 */
#pragma once

#include "common/settings.h"

struct rulebooks;
struct service;
struct transaction;

/* Owns the rule books; texts belong to the settings, which live as long. */
struct certification_state {
	struct rulebooks *rulebooks;
	const char *number_template; /* sound */
	const char *authority; /* in official numbers; "": the province's code, TW for the centre */
};

/* The settings certification has besides those of every daemon. */
extern const struct setting certification_settings[];

/* The daemon's start: loads the rule books, refuses a template whose numbers could repeat. Returns
 * 0 or an ERROR_*, having logged why. */
int certification_start(struct service *service, void **ret_state);

/* The daemon's stop: frees the state. NULL is fine. */
void certification_stop(void *state);

/* The state a handler's transaction was begun with. */
const struct certification_state *certification_state(struct transaction *tx);
