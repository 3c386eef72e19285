/* comparison.c - the tree of the store against the published one, before anything is signed
 *
 * A checkpoint is believed by its signature and tiles by the checkpoint's root. No checkpoint at
 * all is fine for a new log only: a store that has leaves has published them, and where to is what
 * must be found.
 */
#include "certification/log/comparison.h"

#include <string.h>

#include "certification/log/published.h"
#include "certification/records/log.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/store/transaction.h"
#include "common/tlog/merkle.h"

enum { SHOWN_SIZE = 1024 };

/* What is compared. */
struct comparing {
	struct transaction *tx;
	struct published_tree published;
	struct merkle_source published_tree, store_tree;
	struct log_comparison *result;
};

/* Reads the checkpoint; false when it cannot be believed, or is not there though leaves are. */
static bool checkpoint_load(const struct comparing *comparing, const struct note_verifier *verifier)
{
	struct arena *arena = transaction_arena(comparing->tx);
	uint8_t *bytes;
	size_t size_bytes;
	int error = published_read(comparing->published.folder, "checkpoint", arena, &bytes,
				   &size_bytes);
	enum note_result opened;

	if (error == ERROR_NOT_FOUND && comparing->result->store_size == 0)
		return true;
	if (error == ERROR_NOT_FOUND) {
		log_write(LOG_ERROR, "log_files_missing", "folder=%s store_size=%llu",
			  comparing->published.folder,
			  (unsigned long long)comparing->result->store_size);
		return false;
	}
	comparing->result->has_checkpoint = true;
	opened = error ? NOTE_UNREADABLE
		       : checkpoint_open((const char *)bytes, size_bytes, verifier,
					 &comparing->result->published);
	if (opened == NOTE_GENUINE)
		return true;
	log_write(LOG_ERROR, "log_checkpoint_not_ours", "folder=%s origin=%s what=\"%s\"",
		  comparing->published.folder, verifier->name,
		  opened == NOTE_OF_OTHER_KEY ? "signed by another key: is log.key the right one?"
					      : "damaged");
	return false;
}

/* The first leaf up to `size` at which the two differ; `size` when none does. */
static uint64_t first_difference(const struct comparing *comparing, uint64_t size)
{
	struct merkle_hash published[TILE_WIDTH], stored[TILE_WIDTH];

	for (uint64_t first = 0; first < size; first += TILE_WIDTH) {
		size_t count = size - first < TILE_WIDTH ? (size_t)(size - first) : TILE_WIDTH;
		size_t same = 0;

		if (comparing->published_tree.read(comparing->published_tree.context, 0, first,
						   count, published) != 0 ||
		    comparing->store_tree.read(comparing->store_tree.context, 0, first, count,
					       stored) != 0)
			return first;
		while (same < count && merkle_hash_equal(&published[same], &stored[same]))
			same++;
		if (same < count)
			return first + same;
		arena_reset(comparing->published.arena);
	}
	return size;
}

static const char *published_entry(const struct comparing *comparing, uint64_t leaf_index)
{
	struct tile tile = {.is_bundle = true, .index = leaf_index / TILE_WIDTH};
	size_t size_bytes, entry_size_bytes = 0;
	const uint8_t *entry = (const uint8_t *)"";
	struct bundle bundle;
	uint8_t *bytes;

	tile.width = tile_width_in(0, tile.index, comparing->published.size);
	if (published_read_tile(comparing->published.folder, &tile, comparing->published.arena,
				&bytes, &size_bytes) != 0)
		return "";
	bundle = (struct bundle){bytes, size_bytes};
	for (uint64_t i = 0; i <= leaf_index % TILE_WIDTH; i++) {
		if (!bundle_next(&bundle, &entry, &entry_size_bytes))
			return "";
	}
	return arena_printf(comparing->published.arena, "%.*s", (int)entry_size_bytes,
			    (const char *)entry);
}

static const char *stored_entry(const struct comparing *comparing, uint64_t leaf_index)
{
	const char *entry = "";

	log_entries(comparing->tx, leaf_index, 1);
	while (log_entry_next(comparing->tx, &entry))
		continue;
	return entry;
}

/* Says what stands where, in full: this is what somebody will have to find out about. */
static void fork_note(const struct comparing *comparing)
{
	const struct log_comparison *result = comparing->result;
	char published[SHOWN_SIZE], stored[SHOWN_SIZE];

	log_write(LOG_ERROR, "log_would_fork",
		  "index=%llu published_size=%llu store_size=%llu published=%s stored=%s"
		  " what=\"nothing is signed until the right store is put back\"",
		  (unsigned long long)result->fork_index,
		  (unsigned long long)result->published.size,
		  (unsigned long long)result->store_size,
		  log_quote(published_entry(comparing, result->fork_index), published,
			    sizeof(published)),
		  log_quote(stored_entry(comparing, result->fork_index), stored, sizeof(stored)));
}

/* Says of each leaf that the store has forgotten what it tells: what is missing, name by name. */
static void missing_note(const struct comparing *comparing)
{
	const struct log_comparison *result = comparing->result;
	char entry[SHOWN_SIZE];

	log_write(LOG_ERROR, "log_is_behind",
		  "published_size=%llu store_size=%llu"
		  " what=\"an older copy of the store was put back\"",
		  (unsigned long long)result->published.size,
		  (unsigned long long)result->store_size);
	for (uint64_t index = result->store_size; index < result->published.size; index++) {
		log_write(LOG_ERROR, "log_leaf_missing", "index=%llu entry=%s",
			  (unsigned long long)index,
			  log_quote(published_entry(comparing, index), entry, sizeof(entry)));
		arena_reset(comparing->published.arena);
	}
}

static void damage_note(const struct comparing *comparing)
{
	log_write(LOG_ERROR, "log_files_damaged",
		  "folder=%s size=%llu what=\"the tiles do not have the checkpoint's root\"",
		  comparing->published.folder,
		  (unsigned long long)comparing->result->published.size);
}

/* True when the tree's first `size` leaves have this root. */
static bool has_root(const struct merkle_source *tree, uint64_t size,
		     const struct merkle_hash *expected)
{
	struct merkle_hash root;

	return merkle_root(tree, size, &root) == 0 && merkle_hash_equal(&root, expected);
}

/* The store has at least as many leaves. */
static enum log_result compare_longer(const struct comparing *comparing)
{
	const struct checkpoint *published = &comparing->result->published;

	if (published->size == 0 ||
	    has_root(&comparing->store_tree, published->size, &published->root))
		return LOG_GOES_ON;
	comparing->result->fork_index = first_difference(comparing, published->size);
	fork_note(comparing);
	return LOG_FORKS;
}

/* The store has fewer leaves: is it how the published log begins? */
static enum log_result compare_shorter(const struct comparing *comparing)
{
	struct log_comparison *result = comparing->result;
	struct merkle_hash root;

	if (!has_root(&comparing->published_tree, result->published.size,
		      &result->published.root)) {
		damage_note(comparing);
		return LOG_UNREADABLE;
	}
	if (merkle_root(&comparing->store_tree, result->store_size, &root) == 0 &&
	    has_root(&comparing->published_tree, result->store_size, &root)) {
		missing_note(comparing);
		return LOG_IS_BEHIND;
	}
	result->fork_index = first_difference(comparing, result->store_size);
	fork_note(comparing);
	return LOG_FORKS;
}

void log_compare(struct transaction *tx, const char *folder, const struct note_verifier *verifier,
		 struct log_comparison *ret_comparison)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct comparing comparing = {
		.tx = tx,
		.published = {.folder = folder, .arena = arena},
		.store_tree = log_tree_source(tx),
		.result = ret_comparison,
	};

	*ret_comparison = (struct log_comparison){.store_size = log_size(tx)};
	comparing.published_tree = published_source(&comparing.published);
	if (!checkpoint_load(&comparing, verifier)) {
		ret_comparison->result = LOG_UNREADABLE;
	} else {
		comparing.published.size = ret_comparison->published.size;
		ret_comparison->result =
			ret_comparison->store_size >= ret_comparison->published.size
				? compare_longer(&comparing)
				: compare_shorter(&comparing);
	}
	arena_destroy(arena);
}
