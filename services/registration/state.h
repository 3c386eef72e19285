/* state.h - what registration holds from start to stop: the rule books, where files lie, settings
 *
 * Read-only after the start, so any thread may use it. Handlers find it at transaction_state.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/settings.h"

struct rulebooks;
struct service;
struct transaction;

/* Owns the rule books; the folder belongs to the service. */
struct registration_state {
	struct rulebooks *rulebooks;
	const char *folder; /* uploads and stored files are below it */
	int64_t evidence_limit_bytes;
	int64_t dossier_limit_bytes;   /* all files of one together */
	char inspector[512];           /* the program that looks into files */
	bool late_filing_by_exception; /* of re-ratings, as who decides on them allows */
};

/* The settings registration has besides those of every daemon. */
extern const struct setting registration_settings[];

/* The daemon's start: loads the rule books, makes the folders of files, and removes uploads that
 * nobody finished within a week. Returns 0 or an ERROR_*, having logged why. */
int registration_start(struct service *service, void **ret_state);

/* The daemon's stop: frees the state, leaves the files. NULL is fine. */
void registration_stop(void *state);

/* The state a handler's transaction was begun with. */
const struct registration_state *registration_state(struct transaction *tx);
