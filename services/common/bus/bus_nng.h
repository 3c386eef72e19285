/* bus_nng.h - the bus over nng, shared by its files bus_nng_*.c, the only ones that know nng
 *
 * Written for 1.5.2, with a guard for each of its measured faults:
 * - a listener can go deaf when a peer leaves during the handshake: bus_nng_listener.c finds it
 *   and makes it anew
 * - a dialer can stop dialling when a peer dies at its greeting: bus_nng_dialer.c dials anew
 * - a timeout or cancel on a sub socket can abort the process: sub aios have neither, and a sub
 *   socket stays open until the process ends
 * - sizes, buffers and reconnect times have bad defaults: nng_limit
 * - closing a socket can hang for ever: nng_close_in_time
 * - requests are resent by themselves and run twice: never here, the asker decides
 * - callbacks come on nng's threads: they post to the loop, nothing else
 */
#pragma once

#include <nng/nng.h>

#include "common/bus/bus_driver.h"

/* SP protocol numbers of those who may talk to a listener: req and sub. */
enum { PEER_OF_SERVER = 0x30, PEER_OF_PUBLISHER = 0x21 };

/* nng's most; the defaults are 16 and 128. */
enum { BUFFERED_MESSAGES = 8192 };

/* A socket that listens, and the watchdog that makes its listener anew when it goes deaf. */
struct listener {
	struct bus_watched watched;
	struct bus *bus;
	nng_socket socket;
	nng_listener handle; /* id 0 while it could not be made anew */
	char *address;
	const char *path; /* in address */
	uint8_t peer_protocol;
	int probe;              /* descriptor of the probe under way, or -1 */
	uint64_t heard_before;  /* value of heard when the probe set out */
	_Atomic uint64_t heard; /* connections the listener has handed to its socket */
};

/* A socket that dials one peer, and the watchdog that dials anew when it stays alone. */
struct dialer {
	struct bus_watched watched;
	struct bus *bus;
	nng_socket socket;
	nng_dialer handle; /* id 0 while it could not be made anew */
	char *address;
	int rounds_alone; /* of the watchdog, without a connection */
	_Atomic int connections;
};

/* Takes the socket, which it closes when it fails. The listener must be zeroed. */
int listener_open(struct listener *listener, struct bus *bus, nng_socket socket,
		  uint8_t peer_protocol, const char *address);

/* Closes the socket too. False as nng_close_in_time: the listener is still in use. */
bool listener_close(struct listener *listener);

/* Sets the socket's limits and dials. The dialer must be zeroed and stay while the socket is open.
 * Returns 0 or an ERROR_*; the socket stays the caller's. */
int dialer_open(struct dialer *dialer, struct bus *bus, nng_socket socket, const char *address);

/* Hangs up; the socket stays open. */
void dialer_close(struct dialer *dialer);

/* True while a peer is at the other end; from any thread. */
bool dialer_is_connected(const struct dialer *dialer);

/* Closes a socket. False when nng did not let go of it in time: what nng may still call back with
 * must then stay until the process ends. */
bool nng_close_in_time(nng_socket socket);

/* Sizes and times of a socket; before it listens or dials. Returns nng's result. */
int nng_limit(nng_socket socket);

/* A message built by append only, as 1.5.2 wants it. */
nng_msg *nng_message_create(const void *bytes, size_t size_bytes);

/* True when the process at the other end runs as our user. */
bool nng_peer_is_ours(nng_pipe pipe);

/* 0 or the ERROR_* for nng's. */
int nng_error_of(int nng_error);

/* --- what bus.c asks of a driver, as bus_driver.h says */

/* Listens for requests. Returns 0 or an ERROR_*. */
int nng_server_open(struct bus *bus, const char *address, bus_request_fn *on_request, void *context,
		    struct bus_server **ret_server);

/* Stops listening; requests not answered yet are dropped. */
void nng_server_close(struct bus_server *server);

/* Answers a request once, and frees it; the bytes are copied. */
void nng_request_answer(struct bus_request *request, const void *bytes, size_t size_bytes);

/* Listens for subscribers. Returns 0 or an ERROR_*. */
int nng_publisher_open(struct bus *bus, const char *address, struct bus_publisher **ret_publisher);

/* Sends to every subscriber that is there; who is slow loses messages and fetches them. */
void nng_publish(struct bus_publisher *publisher, const void *bytes, size_t size_bytes);

/* Stops publishing. */
void nng_publisher_close(struct bus_publisher *publisher);

/* Dials a publisher, and again whenever it is gone. Returns 0 or an ERROR_*. */
int nng_subscriber_open(struct bus *bus, const char *address, bus_message_fn *on_message,
			void *context, struct bus_subscriber **ret_subscriber);

/* Calls back no more; the socket stays until the process ends (see above). */
void nng_subscriber_close(struct bus_subscriber *subscriber);

/* Makes a client that dials when it is asked. Returns 0 or an ERROR_*. */
int nng_client_open(struct bus *bus, const char *address, struct bus_client **ret_client);

/* Closes it and waits until nng is done with what was under way; not for ever (nng_close_in_time).
 */
void nng_client_close(struct bus_client *client);

/* Asks; the bytes are copied. Never NULL: what is too large or cannot be sent is answered with its
 * error, later, like any other. */
struct bus_question *nng_client_ask(struct bus_client *client, const void *bytes,
				    size_t size_bytes);

/* True when it could not be sent for a while, as nobody is connected. */
bool nng_question_is_stranded(const struct bus_question *question, int64_t now_us);

/* Gives it up: an answer that comes yet is dropped. */
void nng_question_abandon(struct bus_question *question);
