/* bus_nng_server.c - requests over nng: a rep socket with many contexts
 *
 * A request leaves its slot as an object of its own, because it may be answered from any thread and
 * even after the server was closed: then the answer is dropped and the memory given back.
 */
#include "common/bus/bus_nng.h"

#include <assert.h>
#include <stdatomic.h>

#include <nng/protocol/reqrep0/rep.h>

#include "common/base/memory.h"

/* Requests that are with the daemon at once; more wait in the socket. */
enum { SERVER_SLOTS = 64 };

struct nng_server;

/* A context of the rep socket: receives, is answered, receives again. */
struct slot {
	struct nng_server *server;
	nng_ctx context;
	nng_aio *aio;
	bool answering;
};

struct nng_server {
	struct bus_server base;
	struct listener listener;
	bus_request_fn *on_request;
	void *context;
	uv_mutex_t mutex; /* guards closed and the slots' answering */
	bool closed;
	_Atomic size_t references; /* the opener's and one a request */
	struct slot slots[SERVER_SLOTS];
};

struct nng_request {
	struct bus_request base;
	struct slot *slot;
	nng_msg *message;
};

static void server_release(struct nng_server *server)
{
	if (atomic_fetch_sub(&server->references, 1) > 1)
		return;
	uv_mutex_destroy(&server->mutex);
	memory_free(server);
}

static void request_free(struct nng_request *request)
{
	nng_msg_free(request->message);
	server_release(request->slot->server);
	memory_free(request);
}

static void deliver_request(struct bus_item *item)
{
	struct nng_request *request = (struct nng_request *)item;
	struct nng_server *server = request->slot->server;

	if (server->closed) { /* written on the loop, where we are */
		request_free(request);
		return;
	}
	server->on_request(server->context, &request->base, nng_msg_body(request->message),
			   nng_msg_len(request->message));
}

static void post_request(struct slot *slot)
{
	struct nng_request *request = memory_alloc(sizeof(*request));

	request->base.item.deliver = deliver_request;
	request->base.driver = &bus_nng;
	request->slot = slot;
	request->message = nng_aio_get_msg(slot->aio);
	nng_aio_set_msg(slot->aio, NULL);
	atomic_fetch_add(&slot->server->references, 1);
	bus_post(slot->server->base.bus, &request->base.item);
}

/* On nng's threads: a request has come, or its answer has gone. */
static void on_slot(void *argument)
{
	struct slot *slot = argument;
	int result = nng_aio_result(slot->aio);

	uv_mutex_lock(&slot->server->mutex);
	bool answered = slot->answering;
	slot->answering = false;
	/* Not when it is closing: nng frees the socket under a thread that leaves nng_ctx_recv. */
	if (result == 0 && answered && !slot->server->closed)
		nng_ctx_recv(slot->context, slot->aio);
	/* Under the lock: after close the bus may be gone. */
	if (result == 0 && !answered && !slot->server->closed) {
		post_request(slot);
	} else if (result != 0 || !answered) { /* a failed answer is still ours */
		nng_msg_free(nng_aio_get_msg(slot->aio));
		nng_aio_set_msg(slot->aio, NULL);
	}
	uv_mutex_unlock(&slot->server->mutex);
}

static int slot_open(struct slot *slot, struct nng_server *server)
{
	slot->server = server;
	int result = nng_ctx_open(&slot->context, server->listener.socket);
	if (result == 0)
		result = nng_aio_alloc(&slot->aio, on_slot, slot);
	if (result != 0)
		return nng_error_of(result);
	nng_aio_set_timeout(slot->aio, NNG_DURATION_INFINITE);
	nng_ctx_recv(slot->context, slot->aio);
	return 0;
}

void nng_server_close(struct bus_server *base)
{
	struct nng_server *server = (struct nng_server *)base;

	uv_mutex_lock(&server->mutex);
	server->closed = true;
	uv_mutex_unlock(&server->mutex);
	if (!listener_close(&server->listener)) {
		memory_keep(server); /* nng may call back yet */
		return;
	}
	for (size_t i = 0; i < SERVER_SLOTS; i++)
		nng_aio_free(server->slots[i].aio); /* waits for its callback */
	server_release(server);
}

int nng_server_open(struct bus *bus, const char *address, bus_request_fn *on_request, void *context,
		    struct bus_server **ret_server)
{
	nng_socket socket;
	int error = nng_error_of(nng_rep0_open(&socket));

	if (error != 0)
		return error;
	struct nng_server *server = memory_alloc(sizeof(*server));
	error = listener_open(&server->listener, bus, socket, PEER_OF_SERVER, address);
	if (error != 0) {
		memory_free(server);
		return error;
	}
	server->base.bus = bus;
	server->on_request = on_request;
	server->context = context;
	server->references = 1;
	int result = uv_mutex_init(&server->mutex);
	assert(result == 0);
	for (size_t i = 0; i < SERVER_SLOTS && error == 0; i++)
		error = slot_open(&server->slots[i], server);
	if (error != 0) {
		nng_server_close(&server->base);
		return error;
	}
	*ret_server = &server->base;
	return 0;
}

void nng_request_answer(struct bus_request *base, const void *bytes, size_t size_bytes)
{
	struct nng_request *request = (struct nng_request *)base;
	struct slot *slot = request->slot;
	nng_msg *answer = nng_message_create(bytes, size_bytes);

	uv_mutex_lock(&slot->server->mutex);
	if (slot->server->closed) {
		nng_msg_free(answer);
	} else {
		slot->answering = true;
		nng_aio_set_msg(slot->aio, answer);
		nng_ctx_send(slot->context, slot->aio);
	}
	uv_mutex_unlock(&slot->server->mutex);
	request_free(request);
}
