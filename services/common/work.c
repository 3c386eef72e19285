/* work.c - queues of work and the threads that do it */
#include "common/work.h"

#include <assert.h>

#include "common/base/memory.h"
#include "common/store/store.h"

struct work_pool {
	struct work_queue queue;
	size_t count;
	pthread_t *threads;
	struct store_connection **connections;
};

struct pool_thread {
	struct work_pool *pool;
	struct store_connection *connection;
};

void work_queue_init(struct work_queue *queue)
{
	*queue = (struct work_queue){0};
	pthread_mutex_init(&queue->mutex, NULL);
	pthread_cond_init(&queue->filled, NULL);
}

void work_queue_deinit(struct work_queue *queue)
{
	assert(!queue->first && "work is run before its queue ends");
	pthread_cond_destroy(&queue->filled);
	pthread_mutex_destroy(&queue->mutex);
}

void work_queue_push(struct work_queue *queue, struct work *work)
{
	work->next = NULL;
	pthread_mutex_lock(&queue->mutex);
	if (queue->last)
		queue->last->next = work;
	else
		queue->first = work;
	queue->last = work;
	pthread_cond_signal(&queue->filled);
	pthread_mutex_unlock(&queue->mutex);
}

/* Under the mutex. */
static struct work *take_first(struct work_queue *queue)
{
	struct work *work = queue->first;

	if (!work)
		return NULL;
	queue->first = work->next;
	if (!queue->first)
		queue->last = NULL;
	work->next = NULL;
	return work;
}

struct work *work_queue_pop(struct work_queue *queue)
{
	struct work *work;

	pthread_mutex_lock(&queue->mutex);
	while (!queue->first && !queue->closed)
		pthread_cond_wait(&queue->filled, &queue->mutex);
	work = take_first(queue);
	pthread_mutex_unlock(&queue->mutex);
	return work;
}

struct work *work_queue_pop_like(struct work_queue *queue, work_fn *run)
{
	struct work *work = NULL;

	pthread_mutex_lock(&queue->mutex);
	if (queue->first && queue->first->run == run)
		work = take_first(queue);
	pthread_mutex_unlock(&queue->mutex);
	return work;
}

bool work_queue_is_empty(struct work_queue *queue)
{
	bool empty;

	pthread_mutex_lock(&queue->mutex);
	empty = !queue->first;
	pthread_mutex_unlock(&queue->mutex);
	return empty;
}

struct work *work_queue_take(struct work_queue *queue)
{
	struct work *work;

	pthread_mutex_lock(&queue->mutex);
	work = queue->first;
	queue->first = NULL;
	queue->last = NULL;
	pthread_mutex_unlock(&queue->mutex);
	return work;
}

void work_queue_close(struct work_queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->closed = true;
	pthread_cond_broadcast(&queue->filled);
	pthread_mutex_unlock(&queue->mutex);
}

static void *pool_thread_main(void *argument)
{
	struct pool_thread *thread = argument;
	struct work *work;

	while ((work = work_queue_pop(&thread->pool->queue)))
		work->run(work, thread->connection);
	memory_free(thread);
	return NULL;
}

static void pool_thread_start(struct work_pool *pool, size_t index)
{
	struct pool_thread *thread = memory_alloc(sizeof(*thread));
	int error;

	thread->pool = pool;
	thread->connection = pool->connections[index];
	error = pthread_create(&pool->threads[index], NULL, pool_thread_main, thread);
	assert(!error && "a daemon without its threads is none");
	(void)error;
}

int work_pool_create(struct store *store, size_t threads, struct work_pool **ret_pool)
{
	struct work_pool *pool = memory_alloc(sizeof(*pool));

	work_queue_init(&pool->queue);
	pool->threads = memory_alloc(threads * sizeof(pthread_t));
	pool->connections = memory_alloc(threads * sizeof(struct store_connection *));
	for (size_t i = 0; i < threads; i++) {
		int error = store_reader_open(store, &pool->connections[i]);

		if (error) {
			work_pool_destroy(pool);
			return error;
		}
		pool_thread_start(pool, i);
		pool->count++;
	}
	*ret_pool = pool;
	return 0;
}

size_t work_pool_threads(const struct work_pool *pool)
{
	return pool->count;
}

void work_pool_push(struct work_pool *pool, struct work *work)
{
	work_queue_push(&pool->queue, work);
}

void work_pool_destroy(struct work_pool *pool)
{
	if (!pool)
		return;
	work_queue_close(&pool->queue);
	for (size_t i = 0; i < pool->count; i++) {
		pthread_join(pool->threads[i], NULL);
		store_reader_close(pool->connections[i]);
	}
	work_queue_deinit(&pool->queue);
	memory_free(pool->threads);
	memory_free(pool->connections);
	memory_free(pool);
}
