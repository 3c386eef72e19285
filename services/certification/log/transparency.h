/* transparency.h - this register's transparency log: its keys, its published files, who publishes
 *
 * At the start the tree of the store is held against the published one. The store goes on where
 * that ends, or nothing is signed any more, whatever is asked, until the right store is put back:
 * two trees under one name would be worth less than none.
 */
#pragma once

#include <stdbool.h>

#include "certification/log/log_keys.h"
#include "common/settings.h"
#include "common/tlog/checkpoint.h"

struct arena;
struct publisher;
struct service;

/* Read-only after the start, so any thread may use it. */
struct transparency {
	char *folder; /* of the published files */
	struct log_keys keys;
	struct publisher *publisher; /* NULL: nothing is signed */
};

/* Loads keys and published files, compares, takes back what the store has forgotten, begins to
 * publish. `state` is certification's, complete but for this. 0 or an ERROR_*, having logged why.
 */
int transparency_open(struct service *service, void *state, struct transparency **ret_transparency);
void transparency_close(struct transparency *transparency);

/* True while the store goes on where the published log ends: what it says is what was said. */
bool transparency_is_open(const struct transparency *transparency);

/* True when it was so at the start and is so no more: the store has become another while it ran. */
bool transparency_has_stopped(const struct transparency *transparency);

/* There are new leaves in the store. */
void transparency_wake(const struct transparency *transparency);

/* The newest checkpoint on disk, and unless ret_note is NULL its signed text, in the arena; false
 * when there is none by our key. */
bool transparency_checkpoint(const struct transparency *transparency, struct arena *arena,
			     struct checkpoint *ret_checkpoint, const char **ret_note);
