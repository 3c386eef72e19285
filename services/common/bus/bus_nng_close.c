/* bus_nng_close.c - closing a socket without waiting for ever
 *
 * nng 1.5.2 has one thread that takes apart what is closed, and it sometimes waits for ever for a
 * pipe nobody will finish any more. After that no nng_close comes back, of any socket. On the loop,
 * that would be the end of a gateway that only meant to connect anew, and no daemon would end. So a
 * thread of its own closes, and the loop waits for it for a moment.
 */
#include "common/bus/bus_nng.h"

#include <assert.h>
#include <pthread.h>

#include <uv.h>

#include "common/base/fault_point.h"
#include "common/base/log.h"
#include "common/base/memory.h"

/* A socket closes in a millisecond, on a busy machine in a hundred. */
static const uint64_t CLOSING_LIMIT_NS = 1000ULL * 1000 * 1000;

struct closing {
	nng_socket socket;
	uv_mutex_t mutex; /* guards what follows */
	uv_cond_t changed;
	bool closed;
	bool left; /* nobody waits any more: who closes frees */
};

static void closing_destroy(struct closing *closing)
{
	uv_cond_destroy(&closing->changed);
	uv_mutex_destroy(&closing->mutex);
	memory_free(closing);
}

static void *close_socket(void *argument)
{
	struct closing *closing = argument;

	(void)fault_point(FAULT_BEFORE_SOCKET_CLOSE); /* may take its time, as nng's close does */
	(void)nng_close(closing->socket);             /* fails only when it is closed */
	uv_mutex_lock(&closing->mutex);
	closing->closed = true;
	bool left = closing->left;
	uv_cond_signal(&closing->changed);
	uv_mutex_unlock(&closing->mutex);
	if (left)
		closing_destroy(closing);
	return NULL;
}

/* True when it has closed in time; else whoever closes has it now. */
static bool closing_await(struct closing *closing)
{
	uint64_t until_ns = uv_hrtime() + CLOSING_LIMIT_NS;

	uv_mutex_lock(&closing->mutex);
	for (uint64_t now_ns = uv_hrtime(); !closing->closed && now_ns < until_ns;
	     now_ns = uv_hrtime())
		(void)uv_cond_timedwait(&closing->changed, &closing->mutex, until_ns - now_ns);
	bool closed = closing->closed;
	closing->left = !closed;
	uv_mutex_unlock(&closing->mutex);
	return closed;
}

bool nng_close_in_time(nng_socket socket)
{
	struct closing *closing = memory_alloc(sizeof(*closing));
	pthread_t thread;
	int result = uv_mutex_init(&closing->mutex);

	closing->socket = socket;
	if (result == 0)
		result = uv_cond_init(&closing->changed);
	if (result == 0)
		result = pthread_create(&thread, NULL, close_socket, closing);
	assert(result == 0); /* no thread to be had: what must survive is in the store */
	if (closing_await(closing)) {
		(void)pthread_join(thread, NULL); /* it only returns yet */
		closing_destroy(closing);
		return true;
	}
	(void)pthread_detach(thread); /* fails only when it is detached */
	log_write(LOG_WARNING, "socket_not_closed", "reason=\"nng does not let go of it\"");
	return false;
}
