/* publisher.h - the thread that publishes the log: tiles first, then the checkpoint over them
 *
 * Woken when events are committed, it writes what the store's tree has beyond the published one and
 * then signs: one checkpoint for all leaves that are there. What is in the store is never lost: a
 * publisher that ends anywhere begins again from the checkpoint on disk. It never signs a tree that
 * does not go on where the last checkpoint ended.
 */
#pragma once

#include <stdbool.h>

#include "common/tlog/checkpoint.h"

struct publisher;
struct store;

struct publisher_options {
	struct store *store; /* it opens a reading connection of its own */
	const char *folder;  /* of the published files; as long as the publisher */
	const struct note_signer *signer;
	struct checkpoint published; /* as it is on disk; size 0: nothing is */
	int64_t pause_ms;            /* the shortest time from one checkpoint to the next */
};

/* Starts the thread, which looks at once. 0 or an ERROR_*. */
int publisher_create(const struct publisher_options *options, struct publisher **ret_publisher);

/* Ends the thread once it has written what it is at. NULL is fine. */
void publisher_destroy(struct publisher *publisher);

/* True when it will sign nothing more: the store has become another than the published one. */
bool publisher_has_stopped(const struct publisher *publisher);

/* There is something new to publish; from any thread. */
void publisher_wake(struct publisher *publisher);
