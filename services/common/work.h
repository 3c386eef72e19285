/* work.h - queues of work and the threads that do it
 *
 * Work is a struct whose first member is struct work; who runs it frees it.
 */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct store;
struct store_connection;
struct work;
struct work_pool;

typedef void work_fn(struct work *work, struct store_connection *connection);

struct work {
	struct work *next;
	work_fn *run;
};

/* First in, first out, between any threads. */
struct work_queue {
	pthread_mutex_t mutex;
	pthread_cond_t filled;
	struct work *first, *last;
	bool closed;
};

/* Begins empty and open. */
void work_queue_init(struct work_queue *queue);

/* Gives back its locks; nothing waits in it and nobody waits for it. */
void work_queue_deinit(struct work_queue *queue);

/* Adds work at the end, which belongs to whoever takes it out. On a closed queue too: it is
 * given out before the end. */
void work_queue_push(struct work_queue *queue, struct work *work);

/* Waits for work; NULL once the queue is closed and empty. */
struct work *work_queue_pop(struct work_queue *queue);

/* The next work if it is there and runs by `run`, without waiting; NULL otherwise. */
struct work *work_queue_pop_like(struct work_queue *queue, work_fn *run);

/* True when nothing waits just now. */
bool work_queue_is_empty(struct work_queue *queue);

/* All that is there, as a list, without waiting. */
struct work *work_queue_take(struct work_queue *queue);

/* No more waiting: pop gives what is left and then NULL. */
void work_queue_close(struct work_queue *queue);

/* Threads that run work, each with a read-only connection of its own. Returns 0 or an ERROR_*. */
int work_pool_create(struct store *store, size_t threads, struct work_pool **ret_pool);

/* How many threads it has. */
size_t work_pool_threads(const struct work_pool *pool);

/* Gives work to the next thread that is free. */
void work_pool_push(struct work_pool *pool, struct work *work);

/* Runs what is queued, then ends the threads. */
void work_pool_destroy(struct work_pool *pool);
