/* bus_nng_subscriber.c - subscribing over nng
 *
 * The aio of a sub socket has no timeout and is never cancelled: in 1.5.2 that races with a message
 * and aborts the process. For the same reason the socket is closed by the end of the process only;
 * closing a subscriber hangs up and turns a deaf ear.
 */
#include "common/bus/bus_nng.h"

#include <assert.h>
#include <unistd.h>

#include <nng/protocol/pubsub0/sub.h>

#include "common/base/memory.h"
#include "common/bus/bus_address.h"

struct nng_subscriber {
	struct bus_subscriber base;
	nng_socket socket;
	struct dialer dialer;
	nng_aio *aio;
	bus_message_fn *on_message;
	void *context;
	uv_mutex_t mutex; /* guards closed and waiting */
	bool closed;
	size_t waiting; /* publications on their way to the loop */
};

/* A message on its way to the loop. */
struct publication {
	struct bus_item item;
	struct nng_subscriber *subscriber;
	nng_msg *message;
};

static void deliver_publication(struct bus_item *item)
{
	struct publication *publication = (struct publication *)item;
	struct nng_subscriber *subscriber = publication->subscriber;

	uv_mutex_lock(&subscriber->mutex);
	bool closed = subscriber->closed;
	subscriber->waiting--;
	uv_mutex_unlock(&subscriber->mutex);
	if (!closed)
		subscriber->on_message(subscriber->context, nng_msg_body(publication->message),
				       nng_msg_len(publication->message));
	nng_msg_free(publication->message);
	memory_free(publication);
}

static void post_publication(struct nng_subscriber *subscriber, nng_msg *message)
{
	struct publication *publication = memory_alloc(sizeof(*publication));

	publication->item.deliver = deliver_publication;
	publication->subscriber = subscriber;
	publication->message = message;
	subscriber->waiting++;
	bus_post(subscriber->base.bus, &publication->item);
}

/* On nng's threads: a message has come. */
static void on_message_received(void *argument)
{
	struct nng_subscriber *subscriber = argument;

	if (nng_aio_result(subscriber->aio) != 0)
		return; /* the process ends */
	nng_msg *message = nng_aio_get_msg(subscriber->aio);
	nng_aio_set_msg(subscriber->aio, NULL);
	uv_mutex_lock(&subscriber->mutex);
	/* Under the lock: after close the bus may be gone. */
	if (!subscriber->closed && subscriber->waiting < BUS_SUBSCRIBER_WAITING_MAX)
		post_publication(subscriber, message);
	else
		nng_msg_free(message);
	uv_mutex_unlock(&subscriber->mutex);
	nng_recv_aio(subscriber->socket, subscriber->aio);
}

static int subscriber_dial(struct nng_subscriber *subscriber, const char *address)
{
	int result = nng_socket_set_int(subscriber->socket, NNG_OPT_RECVBUF, BUFFERED_MESSAGES);

	if (result == 0)
		result = nng_socket_set(subscriber->socket, NNG_OPT_SUB_SUBSCRIBE, "", 0);
	if (result == 0)
		result = nng_aio_alloc(&subscriber->aio, on_message_received, subscriber);
	if (result != 0)
		return nng_error_of(result);
	return dialer_open(&subscriber->dialer, subscriber->base.bus, subscriber->socket, address);
}

int nng_subscriber_open(struct bus *bus, const char *address, bus_message_fn *on_message,
			void *context, struct bus_subscriber **ret_subscriber)
{
	const char *path;
	nng_socket socket;
	int error = bus_address_path(address, &path);

	if (error == 0)
		error = nng_error_of(nng_sub0_open(&socket));
	if (error != 0)
		return error;
	struct nng_subscriber *subscriber = memory_alloc(sizeof(*subscriber));
	subscriber->base.bus = bus;
	subscriber->socket = socket;
	subscriber->on_message = on_message;
	subscriber->context = context;
	int result = uv_mutex_init(&subscriber->mutex);
	assert(result == 0);
	error = subscriber_dial(subscriber, address);
	if (error != 0) { /* nothing was received: no aio is under way, so this close is safe */
		(void)nng_close(socket);
		nng_aio_free(subscriber->aio);
		uv_mutex_destroy(&subscriber->mutex);
		memory_free(subscriber);
		return error;
	}
	nng_aio_set_timeout(subscriber->aio, NNG_DURATION_INFINITE);
	nng_recv_aio(socket, subscriber->aio);
	*ret_subscriber = &subscriber->base;
	return 0;
}

void nng_subscriber_close(struct bus_subscriber *base)
{
	struct nng_subscriber *subscriber = (struct nng_subscriber *)base;

	uv_mutex_lock(&subscriber->mutex);
	subscriber->closed = true;
	uv_mutex_unlock(&subscriber->mutex);
	dialer_close(&subscriber->dialer); /* the aio goes on waiting */
}
