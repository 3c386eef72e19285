/* bus_nng_publisher.c - publishing over nng: a pub socket, whose send never waits and never fails
 */
#include "common/bus/bus_nng.h"

#include <nng/protocol/pubsub0/pub.h>

#include "common/base/memory.h"

struct nng_publisher {
	struct bus_publisher base;
	struct listener listener;
};

int nng_publisher_open(struct bus *bus, const char *address, struct bus_publisher **ret_publisher)
{
	nng_socket socket;
	int error = nng_error_of(nng_pub0_open(&socket));

	if (error != 0)
		return error;
	struct nng_publisher *publisher = memory_alloc(sizeof(*publisher));
	publisher->base.bus = bus;
	/* A queue that is too short only loses more: not worth failing for. */
	(void)nng_socket_set_int(socket, NNG_OPT_SENDBUF, BUFFERED_MESSAGES);
	error = listener_open(&publisher->listener, bus, socket, PEER_OF_PUBLISHER, address);
	if (error != 0) {
		memory_free(publisher);
		return error;
	}
	*ret_publisher = &publisher->base;
	return 0;
}

void nng_publish(struct bus_publisher *base, const void *bytes, size_t size_bytes)
{
	struct nng_publisher *publisher = (struct nng_publisher *)base;
	nng_msg *message = nng_message_create(bytes, size_bytes);

	if (nng_sendmsg(publisher->listener.socket, message, NNG_FLAG_NONBLOCK) != 0)
		nng_msg_free(message);
}

void nng_publisher_close(struct bus_publisher *base)
{
	struct nng_publisher *publisher = (struct nng_publisher *)base;

	if (listener_close(&publisher->listener))
		memory_free(publisher);
	else
		memory_keep(publisher); /* nng may call back yet */
}
