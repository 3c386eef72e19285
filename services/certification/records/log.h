/* log.h - the transparency log in the store: its leaves, the hashes over them, and salts
 *
 * As records.h. The tree's hashes are kept as tiles want them: of leaves, and of whole subtrees of
 * 256, 256^2, ... leaves, each written by the leaf that completes it.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/tlog/merkle.h"

struct transaction;

/* Adds a leaf with its hash; the index is the next. */
void log_leaf_insert(struct transaction *tx, uint64_t leaf_index, const char *thing_id,
		     const char *entry);

/* Keeps what opens one commitment of a leaf. */
void log_salt_insert(struct transaction *tx, uint64_t leaf_index, const char *path,
		     const uint8_t salt[32]);

/* Adds the hash of a whole subtree of 256^level leaves; level is at least 1. */
void log_subtree_insert(struct transaction *tx, unsigned level, uint64_t number,
			const struct merkle_hash *hash);

/* How many leaves there are. */
uint64_t log_size(struct transaction *tx);

/* The tree in the store; as long as the transaction. */
struct merkle_source log_tree_source(struct transaction *tx);

/* Entries from an index on, as text. Begins a statement; call log_entry_next until it returns
 * false. */
void log_entries(struct transaction *tx, uint64_t first, uint64_t count);

/* The next of log_entries. */
bool log_entry_next(struct transaction *tx, const char **ret_entry);

/* The leaves about one thing, in order: index and entry. As log_entries. */
struct log_leaf {
	uint64_t leaf_index;
	const char *entry;
};
void log_leaves_of(struct transaction *tx, const char *thing_id);
bool log_leaf_next(struct transaction *tx, struct log_leaf *ret_leaf);

/* The event that a leaf tells of, packed; in the transaction's arena, empty when there is none. */
ProtobufCBinaryData log_event_load(struct transaction *tx, uint64_t leaf_index);

/* The salts of a leaf, those that are still known. As log_entries. */
struct log_salt {
	const char *path;
	const uint8_t *bytes; /* 32 */
};
void log_salts_of(struct transaction *tx, uint64_t leaf_index);
bool log_salt_next(struct transaction *tx, struct log_salt *ret_salt);

/* Forgets one: what it opened can never be shown to be what was logged again. */
void log_salt_delete(struct transaction *tx, uint64_t leaf_index, const char *path);
