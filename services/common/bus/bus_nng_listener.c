/* bus_nng_listener.c - a socket that listens, and the watchdog that keeps it hearing
 *
 * A peer that connects and leaves during the handshake can leave a listener of nng 1.5.2 deaf for
 * ever: it still accepts and shakes hands, but hands no connection to its socket.
 */
#include "common/bus/bus_nng.h"

#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/bus_address.h"

/* Length of the greeting both sides of an SP connection begin with. */
enum { HELLO_SIZE = 8 };

static void on_listener_pipe(nng_pipe pipe, nng_pipe_ev event, void *argument)
{
	struct listener *listener = argument;

	(void)event; /* only ADD_PRE is asked for */
	atomic_fetch_add(&listener->heard, 1);
	if (!nng_peer_is_ours(pipe))
		(void)nng_pipe_close(pipe); /* fails only when it is closed */
}

static int listener_listen(struct listener *listener)
{
	int result = nng_listener_create(&listener->handle, listener->socket, listener->address);

	if (result != 0)
		return result;
	result = nng_listener_set_int(listener->handle, NNG_OPT_IPC_PERMISSIONS, 0600);
	if (result == 0)
		result = nng_listener_start(listener->handle, 0);
	if (result != 0) {
		(void)nng_listener_close(listener->handle); /* it never listened */
		listener->handle = (nng_listener){0};
	}
	return result;
}

/* Connects to our own listener as a peer would, in its bytes and without waiting. The connection
 * stays open until the next round: one that left during the handshake would deafen the listener. */
static int listener_probe(const struct listener *listener)
{
	const uint8_t hello[HELLO_SIZE] = {0, 'S', 'P', 0, 0, listener->peer_protocol, 0, 0};
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (probe < 0)
		return -1;
	strncpy(address.sun_path, listener->path, sizeof(address.sun_path) - 1);
	if (connect(probe, (const struct sockaddr *)&address, sizeof(address)) != 0 ||
	    send(probe, hello, sizeof(hello), MSG_NOSIGNAL) != (ssize_t)sizeof(hello)) {
		close(probe);
		return -1;
	}
	return probe;
}

/* nng accepts and shakes hands even when deaf; only handing the connection on shows that it hears.
 * So a round sends a probe, and the next asks whether any connection came through since. */
static void listener_check(struct bus_watched *watched)
{
	struct listener *listener = (struct listener *)watched;
	bool deaf = atomic_load(&listener->heard) == listener->heard_before;

	if (deaf) {
		log_write(LOG_WARNING, "listener_deaf", "address=%s", listener->address);
		if (listener->handle.id != 0)
			(void)nng_listener_close(listener->handle); /* fails only when closed */
		atomic_fetch_add(&listener->bus->listeners_recreated, 1);
		if (listener_listen(listener) != 0)
			log_write(LOG_ERROR, "listener_lost", "address=%s", listener->address);
	}
	if (listener->probe >= 0)
		close(listener->probe);
	listener->heard_before = atomic_load(&listener->heard);
	listener->probe = listener_probe(listener);
}

/* Takes the socket, which it closes when it fails. */
int listener_open(struct listener *listener, struct bus *bus, nng_socket socket,
		  uint8_t peer_protocol, const char *address)
{
	listener->bus = bus;
	listener->socket = socket;
	listener->peer_protocol = peer_protocol;
	listener->address = memory_strdup(address);
	listener->watched.check = listener_check;
	int error = bus_address_path(listener->address, &listener->path);
	if (error == 0)
		error = nng_error_of(nng_limit(socket));
	if (error == 0)
		error = nng_error_of(
			nng_pipe_notify(socket, NNG_PIPE_EV_ADD_PRE, on_listener_pipe, listener));
	if (error == 0)
		error = nng_error_of(listener_listen(listener));
	if (error != 0) {
		(void)nng_close(socket); /* fails only when it is closed */
		memory_free(listener->address);
		return error;
	}
	listener->heard_before = atomic_load(&listener->heard);
	listener->probe = listener_probe(listener);
	bus_watch(bus, &listener->watched);
	return 0;
}

bool listener_close(struct listener *listener)
{
	bus_unwatch(&listener->watched);
	if (!nng_close_in_time(listener->socket))
		return false;
	if (listener->probe >= 0)
		close(listener->probe);
	memory_free(listener->address);
	return true;
}
