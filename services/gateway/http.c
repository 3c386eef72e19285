/* http.c - listening, admitting, time limits and the stop
 *
 * One sweep over all connections serves every time limit: cheaper than a timer each, and exact
 * enough (a quarter of the shortest limit, at most 250 ms late). What has arrived is read before
 * it: nobody is cut because the machine, or this loop, stood still.
 */
#include "gateway/http.h"

#include <assert.h>
#include <string.h>

#include <uv.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "gateway/http_connection.h"

enum {
	BACKLOG = 1024,
	SWEEP_MIN_MS = 5,
	SWEEP_MAX_MS = 250,
	REFUSED_CONNECTIONS_MAX = 64 /* over the limit, but told so */
};

static void set_peer(struct http_connection *connection)
{
	struct sockaddr_storage address = {0};
	int size_bytes = sizeof(address);
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&address;
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)&address;

	if (uv_tcp_getpeername(&connection->tcp, (struct sockaddr *)&address, &size_bytes))
		return;
	if (address.ss_family == AF_INET) {
		memcpy(connection->network + 12, &v4->sin_addr, 4);
		(void)uv_ip4_name(v4, connection->peer, sizeof(connection->peer));
	} else if (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr)) {
		struct sockaddr_in mapped = {.sin_family = AF_INET};
		memcpy(&mapped.sin_addr, v6->sin6_addr.s6_addr + 12, 4);
		memcpy(connection->network + 12, &mapped.sin_addr, 4);
		(void)uv_ip4_name(&mapped, connection->peer, sizeof(connection->peer));
	} else {
		memcpy(connection->network, v6->sin6_addr.s6_addr, 8);
		(void)uv_ip6_name(v6, connection->peer, sizeof(connection->peer));
	}
}

static size_t connections_of_network(const struct http_server *server, const uint8_t *network)
{
	size_t count = 0;

	for (const struct http_connection *c = server->connections; c; c = c->next)
		count += memcmp(c->network, network, sizeof(c->network)) == 0;
	return count;
}

/* Over a limit the client is told; far over it the connection just ends. */
static void admit(struct http_server *server, struct http_connection *connection)
{
	const struct http_options *options = &server->options;
	bool too_many = server->figures.connections > options->connections_max;
	bool too_many_here = connections_of_network(server, connection->network) >
			     options->connections_per_address_max;

	if (!too_many && !too_many_here) {
		server->figures.connections_accepted++;
		http_connection_begin(connection);
		http_connection_watch(connection);
		return;
	}
	server->figures.connections_refused++;
	if (server->figures.connections > options->connections_max + REFUSED_CONNECTIONS_MAX) {
		http_connection_close(connection);
		return;
	}
	http_parser_begin(connection);
	http_response_refuse(connection, too_many ? 503 : 429,
			     too_many ? "too many connections"
				      : "too many connections from this address");
	http_connection_watch(connection);
}

static void on_connection(uv_stream_t *listener, int status)
{
	struct http_server *server = listener->data;

	if (status != 0) {
		log_write(LOG_WARNING, "http_accept", "error=%s", uv_err_name(status));
		return;
	}
	struct http_connection *connection = memory_alloc(sizeof(*connection));
	int error = uv_tcp_init(server->loop, &connection->tcp);
	assert(error == 0 && "a handle without a socket needs nothing");
	(void)error;
	connection->tcp.data = connection;
	connection->server = server;
	connection->next = server->connections;
	if (connection->next)
		connection->next->previous = connection;
	server->connections = connection;
	server->figures.connections++;
	if (uv_accept(listener, (uv_stream_t *)&connection->tcp)) {
		http_connection_close(connection);
		return;
	}
	(void)uv_tcp_nodelay(&connection->tcp, 1); /* only speed */
	set_peer(connection);
	admit(server, connection);
}

/* In every window the client takes some of what waits for it, or it is cut. */
static bool is_stuck(struct http_connection *connection, int64_t now_ms)
{
	size_t unsent = http_connection_unsent(connection);
	int64_t timeout_ms = connection->server->options.write_timeout_ms;

	if (unsent == 0) {
		connection->write_deadline_ms = 0;
		return false;
	}
	if (connection->write_deadline_ms != 0 && now_ms < connection->write_deadline_ms)
		return false;
	if (connection->write_deadline_ms != 0 && unsent >= connection->write_mark_bytes)
		return true;
	connection->write_mark_bytes = unsent;
	connection->write_deadline_ms = now_ms + timeout_ms;
	return false;
}

/* The body's window is over: enough came for another one. */
static bool body_goes_on(struct http_connection *connection, int64_t now_ms)
{
	const struct http_options *options = &connection->server->options;

	if ((connection->phase != HTTP_READING_BODY && connection->phase != HTTP_READING_PIECE) ||
	    connection->received_bytes - connection->body_mark_bytes < options->body_window_bytes)
		return false;
	connection->body_mark_bytes = connection->received_bytes;
	connection->deadline_ms = now_ms + options->body_timeout_ms;
	return true;
}

static void cut(struct http_connection *connection)
{
	bool asked_for_something =
		connection->phase == HTTP_READING_BODY ||
		(connection->phase == HTTP_READING_HEAD && connection->scan.head_bytes > 0);

	if (!asked_for_something || http_connection_unsent(connection)) {
		http_connection_close(connection);
		return;
	}
	http_response_refuse(connection, 408, "the request came too slowly");
	http_connection_watch(connection);
}

static void sweep_connection(struct http_connection *connection, int64_t now_ms)
{
	struct http_server *server = connection->server;

	if (connection->phase == HTTP_GONE)
		return;
	if (is_stuck(connection, now_ms)) {
		server->figures.connections_cut++;
		http_connection_close(connection);
		return;
	}
	if (now_ms < connection->deadline_ms || body_goes_on(connection, now_ms))
		return;
	server->figures.connections_cut += connection->phase != HTTP_ENDING;
	cut(connection);
}

static void sweep(struct http_server *server)
{
	int64_t now_ms = (int64_t)uv_now(server->loop);
	bool drained = server->closing && now_ms >= server->drain_deadline_ms;

	/* Closing takes a connection off the list only later, in its callback. */
	for (struct http_connection *c = server->connections; c; c = c->next) {
		if (drained)
			http_connection_close(c);
		else
			sweep_connection(c, now_ms);
	}
}

static void on_sweep_soon(uv_idle_t *idle)
{
	(void)idle; /* that it is there keeps the loop from waiting */
}

static void on_sweep_now(uv_check_t *check)
{
	struct http_server *server = check->data;

	/* Both always succeed. */
	(void)uv_idle_stop(&server->sweep_soon);
	(void)uv_check_stop(check);
	sweep(server);
}

/* The timer runs before the loop reads; on_sweep_now after it has read. */
static void on_sweep(uv_timer_t *timer)
{
	struct http_server *server = timer->data;

	/* Both always succeed. */
	(void)uv_idle_start(&server->sweep_soon, on_sweep_soon);
	(void)uv_check_start(&server->sweep_now, on_sweep_now);
}

static void on_handle_closed(uv_handle_t *handle)
{
	struct http_server *server = handle->data;

	server->handles_open--;
	http_server_handle_closed(server);
}

void http_server_handle_closed(struct http_server *server)
{
	if (server->closing && !server->connections &&
	    !uv_is_closing((uv_handle_t *)&server->sweep)) {
		uv_close((uv_handle_t *)&server->sweep, on_handle_closed);
		uv_close((uv_handle_t *)&server->sweep_soon, on_handle_closed);
		uv_close((uv_handle_t *)&server->sweep_now, on_handle_closed);
	}
	if (server->handles_open || server->connections)
		return;

	void (*on_closed)(void *) = server->on_closed;
	void *context = server->closed_context;
	while (server->arena_count)
		arena_destroy(server->arenas[--server->arena_count]);
	memory_free(server);
	if (on_closed)
		on_closed(context);
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static uint64_t sweep_interval_ms(const struct http_options *options)
{
	int64_t shortest = least(options->header_timeout_ms, options->body_timeout_ms);

	shortest = least(shortest, options->idle_timeout_ms);
	shortest = least(shortest, options->write_timeout_ms);
	shortest = least(shortest, options->drain_timeout_ms);
	shortest = least(shortest / 4, SWEEP_MAX_MS);
	return (uint64_t)(shortest < SWEEP_MIN_MS ? SWEEP_MIN_MS : shortest);
}

static int listen_at(struct http_server *server)
{
	struct sockaddr_storage address;
	const struct http_options *options = &server->options;
	int error = uv_ip4_addr(options->address, options->port, (struct sockaddr_in *)&address);

	if (error)
		error = uv_ip6_addr(options->address, options->port,
				    (struct sockaddr_in6 *)&address);
	if (!error)
		error = uv_tcp_bind(&server->listener, (const struct sockaddr *)&address, 0);
	if (!error)
		error = uv_listen((uv_stream_t *)&server->listener, BACKLOG, on_connection);
	if (error)
		log_write(LOG_ERROR, "http_listen", "address=%s port=%u error=%s", options->address,
			  options->port, uv_err_name(error));
	return error ? ERROR_INPUT_OUTPUT : 0;
}

struct http_options http_options_default(void)
{
	return (struct http_options){
		.address = "127.0.0.1",
		.port = 8080,
		.connections_max = 4096,
		.connections_per_address_max = 256,
		.header_timeout_ms = 8000,
		.body_timeout_ms = 8000,
		.body_window_bytes = 4096,
		.idle_timeout_ms = 30000,
		.write_timeout_ms = 8000,
		.drain_timeout_ms = 600,
		.write_queue_limit_bytes = 256 * 1024,
	};
}

int http_server_open(struct uv_loop_s *loop, const struct http_options *options,
		     http_request_fn *on_request, void *context, struct http_server **ret_server)
{
	struct http_server *server = memory_alloc(sizeof(*server));

	server->loop = loop;
	server->options = *options;
	server->on_request = on_request;
	server->context = context;
	server->handles_open = 4;
	(void)uv_timer_init(loop, &server->sweep); /* always succeeds, as do the next two */
	(void)uv_idle_init(loop, &server->sweep_soon);
	(void)uv_check_init(loop, &server->sweep_now);
	(void)uv_tcp_init(loop, &server->listener); /* makes no socket yet */
	server->sweep.data = server;
	server->sweep_soon.data = server;
	server->sweep_now.data = server;
	server->listener.data = server;
	int error = listen_at(server);
	if (error) {
		http_server_close(server, NULL, NULL);
		return error;
	}
	(void)uv_timer_start(&server->sweep, on_sweep, 0, sweep_interval_ms(options));
	*ret_server = server;
	return 0;
}

uint16_t http_server_port(const struct http_server *server)
{
	struct sockaddr_storage address;
	int size_bytes = sizeof(address);

	if (uv_tcp_getsockname(&server->listener, (struct sockaddr *)&address, &size_bytes))
		return 0;
	return ntohs(address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address)->sin6_port
						   : ((struct sockaddr_in *)&address)->sin_port);
}

struct http_server_figures http_server_figures(const struct http_server *server)
{
	return server->figures;
}

void http_server_close(struct http_server *server, void (*on_closed)(void *context), void *context)
{
	server->closing = true;
	server->on_closed = on_closed;
	server->closed_context = context;
	server->drain_deadline_ms =
		(int64_t)uv_now(server->loop) + server->options.drain_timeout_ms;
	uv_close((uv_handle_t *)&server->listener, on_handle_closed);
	for (struct http_connection *c = server->connections; c; c = c->next) {
		if (!c->request_out && c->phase != HTTP_ENDING && !http_connection_unsent(c))
			http_connection_close(c);
	}
}
