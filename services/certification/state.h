/* state.h - what certification's handlers use: the rule books and how numbers are made */
#pragma once

#include "common/settings.h"

struct rulebooks;
struct service;

extern const struct setting certification_settings[];

/* What handlers find at transaction_state. */
struct certification_state {
	struct rulebooks *rulebooks;
	const char *number_template; /* sound */
	const char *authority; /* in official numbers; "": the province's code, TW for the centre */
};

/* The daemon's start and stop: loads the rule books, refuses a template whose numbers could repeat.
 */
int certification_start(struct service *service, void **ret_state);
void certification_stop(void *state);
