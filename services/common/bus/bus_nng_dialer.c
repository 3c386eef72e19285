/* bus_nng_dialer.c - a socket that dials, and the watchdog that keeps it dialling
 *
 * A peer that dies between nng's connect and its greeting ends a dialer of nng 1.5.2 for ever: the
 * broken pipe is told as "closed", and after that nng does not dial again.
 */
#include "common/bus/bus_nng.h"

#include <stdatomic.h>

#include "common/base/memory.h"

/* Rounds of the watchdog: more than nng's longest wait between two attempts. */
enum { ROUNDS_ALONE = 3 };

static void on_dialer_pipe(nng_pipe pipe, nng_pipe_ev event, void *argument)
{
	struct dialer *dialer = argument;

	atomic_fetch_add(&dialer->connections, event == NNG_PIPE_EV_ADD_PRE ? 1 : -1);
	if (event == NNG_PIPE_EV_ADD_PRE && !nng_peer_is_ours(pipe))
		(void)nng_pipe_close(pipe); /* fails only when it is closed */
}

static int dialer_dial(struct dialer *dialer)
{
	int result = nng_dial(dialer->socket, dialer->address, &dialer->handle, NNG_FLAG_NONBLOCK);

	if (result != 0)
		dialer->handle = (nng_dialer){0};
	return result;
}

/* Whether the peer is away or the dialer is dead cannot be told from here; to dial anew is right
 * for both. */
static void dialer_check(struct bus_watched *watched)
{
	struct dialer *dialer = (struct dialer *)watched;

	dialer->rounds_alone = dialer_is_connected(dialer) ? 0 : dialer->rounds_alone + 1;
	if (dialer->rounds_alone < ROUNDS_ALONE)
		return;
	dialer->rounds_alone = 0;
	if (dialer->handle.id != 0)
		(void)nng_dialer_close(dialer->handle); /* fails only when it is closed */
	(void)dialer_dial(dialer); /* out of memory or descriptors: the next round again */
}

int dialer_open(struct dialer *dialer, struct bus *bus, nng_socket socket, const char *address)
{
	dialer->bus = bus;
	dialer->socket = socket;
	dialer->watched.check = dialer_check;
	dialer->address = memory_strdup(address);
	int result = nng_limit(socket);
	if (result == 0)
		result = nng_pipe_notify(socket, NNG_PIPE_EV_ADD_PRE, on_dialer_pipe, dialer);
	if (result == 0)
		result = nng_pipe_notify(socket, NNG_PIPE_EV_REM_POST, on_dialer_pipe, dialer);
	if (result == 0)
		result = dialer_dial(dialer);
	if (result != 0) {
		memory_free(dialer->address);
		return nng_error_of(result);
	}
	bus_watch(bus, &dialer->watched);
	return 0;
}

void dialer_close(struct dialer *dialer)
{
	bus_unwatch(&dialer->watched);
	if (dialer->handle.id != 0)
		(void)nng_dialer_close(dialer->handle); /* fails only when it is closed */
	memory_free(dialer->address);
}

bool dialer_is_connected(const struct dialer *dialer)
{
	return atomic_load(&dialer->connections) > 0;
}
