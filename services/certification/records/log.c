/* log.c - the transparency log in the store: its leaves, the hashes over them, and salts */
#include "certification/records/log.h"

#include <assert.h>
#include <string.h>

#include "common/base/error.h"
#include "common/store/transaction.h"

void log_leaf_insert(struct transaction *tx, uint64_t leaf_index, const char *thing_id,
		     const char *entry)
{
	struct merkle_hash hash;

	merkle_leaf_hash(entry, strlen(entry), &hash);
	statement(tx, "INSERT INTO log_leaves (leaf_index, thing_id, entry, hash)"
		      " VALUES ($1, $2, $3, $4)");
	bind_i64(tx, (int64_t)leaf_index);
	bind_text(tx, thing_id);
	bind_text(tx, entry);
	bind_bytes(tx, hash.bytes, sizeof(hash.bytes));
	statement_run(tx);
}

void log_salt_insert(struct transaction *tx, uint64_t leaf_index, const char *path,
		     const uint8_t salt[32])
{
	statement(tx, "INSERT INTO log_salts (leaf_index, path, salt) VALUES ($1, $2, $3)");
	bind_i64(tx, (int64_t)leaf_index);
	bind_text(tx, path);
	bind_bytes(tx, salt, 32);
	statement_run(tx);
}

void log_subtree_insert(struct transaction *tx, unsigned level, uint64_t number,
			const struct merkle_hash *hash)
{
	statement(tx, "INSERT INTO log_subtrees (level, number, hash) VALUES ($1, $2, $3)");
	bind_i64(tx, level);
	bind_i64(tx, (int64_t)number);
	bind_bytes(tx, hash->bytes, sizeof(hash->bytes));
	statement_run(tx);
}

uint64_t log_size(struct transaction *tx)
{
	int64_t size = 0;

	statement(tx, "SELECT coalesce(max(leaf_index) + 1, 0) AS size FROM log_leaves");
	while (statement_step(tx))
		size = column_i64(tx, "size");
	return (uint64_t)size;
}

/* Rows of a statement with a column `hash`; how many there were. */
static size_t hashes_read(struct transaction *tx, size_t count, struct merkle_hash *ret_hashes)
{
	size_t read = 0;

	while (statement_step(tx)) {
		size_t size_bytes;
		const void *bytes = column_bytes(tx, "hash", &size_bytes);

		assert(read < count && size_bytes == sizeof(*ret_hashes));
		memcpy(ret_hashes[read++].bytes, bytes, size_bytes);
	}
	return read;
}

/* A merkle_source's: leaves and subtrees are numbered without gaps. */
static int tree_read(void *context, unsigned level, uint64_t first, size_t count,
		     struct merkle_hash *ret_hashes)
{
	struct transaction *tx = context;
	size_t read;

	if (level == 0) {
		statement(tx, "SELECT hash FROM log_leaves WHERE leaf_index >= $1"
			      " ORDER BY leaf_index LIMIT $2");
		bind_i64(tx, (int64_t)first);
	} else {
		statement(tx, "SELECT hash FROM log_subtrees WHERE level = $1 AND number >= $2"
			      " ORDER BY number LIMIT $3");
		bind_i64(tx, level);
		bind_i64(tx, (int64_t)first);
	}
	bind_i64(tx, (int64_t)count);
	read = hashes_read(tx, count, ret_hashes);
	if (transaction_failed(tx))
		return transaction_error(tx);
	return read == count ? 0 : ERROR_NOT_FOUND;
}

struct merkle_source log_tree_source(struct transaction *tx)
{
	return (struct merkle_source){tree_read, tx};
}

void log_entries(struct transaction *tx, uint64_t first, uint64_t count)
{
	statement(tx, "SELECT entry FROM log_leaves WHERE leaf_index >= $1"
		      " ORDER BY leaf_index LIMIT $2");
	bind_i64(tx, (int64_t)first);
	bind_i64(tx, (int64_t)count);
}

bool log_entry_next(struct transaction *tx, const char **ret_entry)
{
	if (!statement_step(tx))
		return false;
	*ret_entry = column_text(tx, "entry");
	return true;
}

void log_leaves_of(struct transaction *tx, const char *thing_id)
{
	statement(tx, "SELECT leaf_index, entry FROM log_leaves WHERE thing_id = $1"
		      " ORDER BY leaf_index");
	bind_text(tx, thing_id);
}

bool log_leaf_next(struct transaction *tx, struct log_leaf *ret_leaf)
{
	if (!statement_step(tx))
		return false;
	*ret_leaf = (struct log_leaf){
		.leaf_index = (uint64_t)column_i64(tx, "leaf_index"),
		.entry = column_text(tx, "entry"),
	};
	return true;
}

ProtobufCBinaryData log_event_load(struct transaction *tx, uint64_t leaf_index)
{
	ProtobufCBinaryData event = {0};

	statement(tx, "SELECT event FROM outbox_events WHERE sequence = $1");
	bind_i64(tx, (int64_t)leaf_index + 1);
	while (statement_step(tx))
		event.data = (uint8_t *)(uintptr_t)column_bytes(tx, "event", &event.len);
	return event;
}

void log_salts_of(struct transaction *tx, uint64_t leaf_index)
{
	statement(tx, "SELECT path, salt FROM log_salts WHERE leaf_index = $1 ORDER BY path");
	bind_i64(tx, (int64_t)leaf_index);
}

bool log_salt_next(struct transaction *tx, struct log_salt *ret_salt)
{
	size_t size_bytes;

	if (!statement_step(tx))
		return false;
	ret_salt->path = column_text(tx, "path");
	ret_salt->bytes = column_bytes(tx, "salt", &size_bytes);
	assert(size_bytes == 32);
	return true;
}

void log_salt_delete(struct transaction *tx, uint64_t leaf_index, const char *path)
{
	statement(tx, "DELETE FROM log_salts WHERE leaf_index = $1 AND path = $2");
	bind_i64(tx, (int64_t)leaf_index);
	bind_text(tx, path);
	statement_run(tx);
}
