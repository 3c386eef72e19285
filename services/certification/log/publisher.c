/* publisher.c - the thread that publishes the log: tiles first, then the checkpoint over them */
#include "certification/log/publisher.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "certification/log/published.h"
#include "certification/records/log.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/fault_point.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/store/store.h"
#include "common/store/transaction.h"

enum {
	NS_A_MS = 1000000,
	MS_A_SECOND = 1000,
	RETRY_MS = 1000 /* after a disk that was full */
};

struct publisher {
	struct publisher_options options;
	struct store_connection *connection;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	bool wanted, stopping; /* under the mutex */
	bool published;        /* in the turn that has just ended */
	_Atomic bool stopped;  /* for good */
};

/* One turn: what is written now, and from where. */
struct turn {
	struct publisher *publisher;
	struct transaction *tx;
	struct arena *arena;
	struct merkle_source tree; /* the store's */
	struct checkpoint next;
};

/* The tile's hashes from the store. */
static int hash_tile_write(struct turn *turn, const struct tile *tile, const char *path)
{
	struct merkle_hash hashes[TILE_WIDTH];
	int error = turn->tree.read(turn->tree.context, tile->level, tile->index * TILE_WIDTH,
				    tile->width, hashes);

	if (error)
		return error;
	return published_write(turn->publisher->options.folder, path, hashes,
			       tile->width * sizeof(*hashes));
}

static int bundle_write(struct turn *turn, const struct tile *tile, const char *path)
{
	uint8_t *bytes = memory_alloc(PUBLISHED_LIMIT_BYTES);
	size_t written = 0;
	const char *entry;
	int error;

	log_entries(turn->tx, tile->index * TILE_WIDTH, tile->width);
	while (log_entry_next(turn->tx, &entry)) {
		bundle_entry_write(entry, strlen(entry), bytes + written);
		written += bundle_entry_size(strlen(entry));
	}
	error = transaction_error(turn->tx);
	if (!error)
		error = published_write(turn->publisher->options.folder, path, bytes, written);
	memory_free(bytes);
	return error;
}

static int tile_write(struct turn *turn, const struct tile *tile)
{
	char path[TILE_PATH_SIZE];

	tile_path(tile, path);
	arena_reset(turn->arena);
	return tile->is_bundle ? bundle_write(turn, tile, path) : hash_tile_write(turn, tile, path);
}

typedef int tile_fn(struct turn *turn, const struct tile *tile);

/* The tiles of a level that the next checkpoint has beyond the last one. */
static int level_each(struct turn *turn, unsigned level, bool is_bundle, tile_fn *each)
{
	unsigned shift = level * MERKLE_TILE_HEIGHT;
	uint64_t old_hashes = turn->publisher->options.published.size >> shift;
	uint64_t new_hashes = turn->next.size >> shift;
	struct tile tile = {
		.is_bundle = is_bundle, .level = level, .index = old_hashes / TILE_WIDTH};
	int error = 0;

	for (; tile.index * TILE_WIDTH < new_hashes && old_hashes < new_hashes && !error;
	     tile.index++) {
		tile.width = tile_width_in(level, tile.index, turn->next.size);
		error = each(turn, &tile);
	}
	return error;
}

static int tiles_each(struct turn *turn, tile_fn *each)
{
	int error = level_each(turn, 0, true, each);

	for (unsigned level = 0; !error && turn->next.size >> (level * MERKLE_TILE_HEIGHT) > 0;
	     level++)
		error = level_each(turn, level, false, each);
	return error;
}

static int tile_prune(struct turn *turn, const struct tile *tile)
{
	if (tile->width == TILE_WIDTH)
		published_prune(turn->publisher->options.folder, tile);
	return 0;
}

/* The store's tree begins with what is published: a signature over another would show the log to
 * be two. */
static bool goes_on(struct turn *turn)
{
	const struct checkpoint *published = &turn->publisher->options.published;
	struct merkle_hash root;

	return published->size <= turn->next.size &&
	       merkle_root(&turn->tree, published->size, &root) == 0 &&
	       (published->size == 0 || merkle_hash_equal(&root, &published->root));
}

static int checkpoint_write(struct turn *turn)
{
	const struct publisher_options *options = &turn->publisher->options;
	char *note = checkpoint_sign(turn->arena, options->signer, &turn->next);

	return published_write(options->folder, "checkpoint", note, strlen(note));
}

/* The order is what matters: no checkpoint is seen whose tiles are not there, on disk. */
static int turn_run(struct turn *turn)
{
	int error;

	turn->next.size = log_size(turn->tx);
	if (turn->next.size == turn->publisher->options.published.size)
		return transaction_error(turn->tx);
	if (!goes_on(turn))
		return transaction_failed(turn->tx) ? transaction_error(turn->tx) : ERROR_FORGED;
	error = merkle_root(&turn->tree, turn->next.size, &turn->next.root);
	if (!error && fault_point(FAULT_BEFORE_LOG_TILES))
		error = ERROR_INJECTED;
	if (!error)
		error = tiles_each(turn, tile_write);
	if (!error && fault_point(FAULT_BEFORE_LOG_CHECKPOINT))
		error = ERROR_INJECTED;
	if (!error)
		error = checkpoint_write(turn);
	if (error)
		return error;
	(void)tiles_each(turn, tile_prune); /* says 0 */
	turn->publisher->options.published = turn->next;
	turn->publisher->published = true;
	log_write(LOG_DEBUG, "log_published", "size=%llu", (unsigned long long)turn->next.size);
	return 0;
}

static int publish(struct publisher *publisher)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct transaction_options options = {.arena = arena};
	struct transaction *tx = transaction_begin(publisher->connection, &options);
	struct turn turn = {
		.publisher = publisher,
		.tx = tx,
		.arena = arena,
		.tree = log_tree_source(tx),
	};
	int error = turn_run(&turn);

	transaction_rollback(tx); /* it has only read */
	arena_destroy(arena);
	if (error)
		log_write(LOG_ERROR, "log_not_published", "error=\"%s\"", error_text(error));
	return error;
}

/* Under the mutex: waits until something is to be done, at most `limit_ms` when that is above 0. */
static void wait_changed(struct publisher *publisher, int64_t limit_ms)
{
	struct timespec until;

	if (limit_ms <= 0) {
		(void)pthread_cond_wait(&publisher->changed, &publisher->mutex);
		return;
	}
	(void)clock_gettime(CLOCK_MONOTONIC, &until); /* this clock exists */
	until.tv_sec += limit_ms / MS_A_SECOND;
	until.tv_nsec += limit_ms % MS_A_SECOND * NS_A_MS;
	if (until.tv_nsec >= MS_A_SECOND * NS_A_MS) {
		until.tv_sec++;
		until.tv_nsec -= MS_A_SECOND * NS_A_MS;
	}
	while (!publisher->stopping &&
	       pthread_cond_timedwait(&publisher->changed, &publisher->mutex, &until) != ETIMEDOUT)
		continue;
}

static void *publisher_main(void *argument)
{
	struct publisher *publisher = argument;

	pthread_mutex_lock(&publisher->mutex);
	while (!publisher->stopping) {
		int error;

		if (!publisher->wanted) {
			wait_changed(publisher, 0);
			continue;
		}
		publisher->wanted = false;
		publisher->published = false;
		pthread_mutex_unlock(&publisher->mutex);
		error = publish(publisher);
		pthread_mutex_lock(&publisher->mutex);
		if (error == ERROR_FORGED) { /* the store is not the log's any more */
			atomic_store(&publisher->stopped, true);
			break;
		}
		if (error)
			publisher->wanted = true;
		if (error)
			wait_changed(publisher, RETRY_MS);
		else if (publisher->published && publisher->options.pause_ms > 0)
			wait_changed(publisher, publisher->options.pause_ms);
	}
	pthread_mutex_unlock(&publisher->mutex);
	return NULL;
}

int publisher_create(const struct publisher_options *options, struct publisher **ret_publisher)
{
	struct publisher *publisher = memory_alloc(sizeof(*publisher));
	pthread_condattr_t attributes;
	int error = store_reader_open(options->store, &publisher->connection);

	if (error) {
		memory_free(publisher);
		return error;
	}
	publisher->options = *options;
	publisher->wanted = true;
	(void)pthread_mutex_init(&publisher->mutex, NULL); /* cannot fail, as the next three */
	(void)pthread_condattr_init(&attributes);
	(void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&publisher->changed, &attributes);
	(void)pthread_condattr_destroy(&attributes);
	error = pthread_create(&publisher->thread, NULL, publisher_main, publisher);
	assert(!error && "a daemon without its threads is none");
	*ret_publisher = publisher;
	return 0;
}

void publisher_destroy(struct publisher *publisher)
{
	if (publisher == NULL)
		return;
	pthread_mutex_lock(&publisher->mutex);
	publisher->stopping = true;
	pthread_cond_signal(&publisher->changed);
	pthread_mutex_unlock(&publisher->mutex);
	pthread_join(publisher->thread, NULL);
	pthread_cond_destroy(&publisher->changed);
	pthread_mutex_destroy(&publisher->mutex);
	store_reader_close(publisher->connection);
	memory_free(publisher);
}

bool publisher_has_stopped(const struct publisher *publisher)
{
	return atomic_load(&publisher->stopped);
}

void publisher_wake(struct publisher *publisher)
{
	pthread_mutex_lock(&publisher->mutex);
	publisher->wanted = true;
	pthread_cond_signal(&publisher->changed);
	pthread_mutex_unlock(&publisher->mutex);
}
