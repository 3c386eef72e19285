/* state.h - what registration holds from start to stop: rule books and settings
 *
 * Read-only after the start, so any thread may use it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/settings.h"

struct rulebooks;
struct service;
struct transaction;

struct registration {
	struct rulebooks *rulebooks;
	const char *folder; /* belongs to the service */
	int64_t evidence_limit_bytes;
	bool re_rating_late_filing;
};

extern const struct setting registration_settings[];

/* For the service's definition: loads the rule books, makes the folders of files, and removes
 * uploads that nobody finished within a week. */
int registration_start(struct service *service, void **ret_state);
void registration_stop(void *state);

/* The state a transaction was begun with. */
const struct registration *registration_of(struct transaction *tx);
