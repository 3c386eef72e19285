/* http_connection.c - reading, handing out, ending: the life of one connection */
#include "gateway/http_connection.h"

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/memory.h"

enum {
	LINGER_MS = 1000,                      /* for the client to read the last answer */
	INPUT_WAITING_LIMIT_BYTES = 64 * 1024, /* read ahead while a request is out */
};

#include <string.h>
static const int64_t FOREVER_MS = INT64_MAX;

static int64_t now_ms(const struct http_server *server)
{
	return (int64_t)uv_now(server->loop);
}

static void connection_free(struct http_connection *connection)
{
	arena_destroy(connection->request.arena);
	memory_free(connection->input.bytes);
	memory_free(connection->body);
	memory_free(connection);
}

static void on_connection_closed(uv_handle_t *handle)
{
	struct http_connection *connection = handle->data;
	struct http_server *server = connection->server;

	if (connection->previous)
		connection->previous->next = connection->next;
	else
		server->connections = connection->next;
	if (connection->next)
		connection->next->previous = connection->previous;
	server->figures.connections--;
	connection->server = NULL;
	/* Each of the last three may answer the request, which frees the connection. */
	if (!connection->request_out)
		connection_free(connection);
	else if (connection->on_piece)
		http_body_tell(connection, HTTP_PIECE_CUT);
	else if (connection->on_gone)
		http_response_tell_gone(connection);
	else
		http_response_tell_room(connection);
	http_server_handle_closed(server);
}

void http_connection_close(struct http_connection *connection)
{
	if (connection->phase == HTTP_GONE)
		return;
	connection->phase = HTTP_GONE;
	uv_close((uv_handle_t *)&connection->tcp, on_connection_closed);
}

static void input_append(struct http_input *input, const void *bytes, size_t size_bytes)
{
	size_t needed = input->size_bytes + size_bytes;

	if (input->begin && input->begin + needed > input->capacity_bytes) {
		memmove(input->bytes, input->bytes + input->begin, input->size_bytes);
		input->begin = 0;
	}
	if (needed > input->capacity_bytes) {
		input->capacity_bytes = needed < 2048 ? 2048 : needed * 2;
		input->bytes = memory_realloc(input->bytes, input->capacity_bytes);
	}
	memcpy(input->bytes + input->begin + input->size_bytes, bytes, size_bytes);
	input->size_bytes = needed;
}

/* Waiting connections hold no more than they must. */
static void input_shrink(struct http_input *input)
{
	if (input->size_bytes)
		return;
	memory_free(input->bytes);
	*input = (struct http_input){0};
}

size_t http_connection_unsent(const struct http_connection *connection)
{
	return uv_stream_get_write_queue_size((const uv_stream_t *)&connection->tcp);
}

static bool may_read_on(const struct http_connection *connection)
{
	return (connection->phase == HTTP_READING_HEAD || connection->phase == HTTP_READING_BODY ||
		connection->phase == HTTP_READING_PIECE) &&
	       http_connection_unsent(connection) <=
		       connection->server->options.write_queue_limit_bytes;
}

static void on_allocate(uv_handle_t *handle, size_t suggested_bytes, uv_buf_t *ret_buffer)
{
	struct http_connection *connection = handle->data;
	struct http_server *server = connection->server;

	(void)suggested_bytes; /* one buffer serves all: it is emptied before the next read */
	*ret_buffer = uv_buf_init((char *)server->read_buffer, sizeof(server->read_buffer));
}

static void note_first_bytes(struct http_connection *connection)
{
	struct http_server *server = connection->server;

	if (connection->phase == HTTP_READING_HEAD && connection->was_asked &&
	    connection->input.size_bytes == 0)
		connection->deadline_ms = now_ms(server) + server->options.header_timeout_ms;
}

static void on_read(uv_stream_t *stream, ssize_t size_bytes, const uv_buf_t *buffer)
{
	struct http_connection *connection = stream->data;

	if (size_bytes == 0)
		return;
	if (size_bytes < 0 && size_bytes != UV_EOF) {
		http_connection_close(connection);
		return;
	}
	if (size_bytes == UV_EOF) {
		connection->end_of_input = true;
		connection->reading = false;
		if (connection->on_gone ||
		    (connection->phase == HTTP_ENDING && http_connection_unsent(connection) == 0))
			http_connection_close(connection);
	} else if (connection->phase != HTTP_ENDING) {
		note_first_bytes(connection);
		input_append(&connection->input, buffer->base, (size_t)size_bytes);
		connection->received_bytes += (uint64_t)size_bytes;
	}
	http_connection_advance(connection);
}

/* Bytes are read ahead while a request is out, up to a limit: most clients send nothing then, and
 * stopping and starting costs two system calls a request. */
void http_connection_watch(struct http_connection *connection)
{
	bool wanted = !connection->end_of_input &&
		      (connection->phase == HTTP_ENDING || may_read_on(connection) ||
		       connection->input.size_bytes < INPUT_WAITING_LIMIT_BYTES);

	if (connection->phase == HTTP_GONE || wanted == connection->reading)
		return;
	connection->reading = wanted;
	if (wanted && uv_read_start((uv_stream_t *)&connection->tcp, on_allocate, on_read))
		http_connection_close(connection);
	else if (!wanted)
		(void)uv_read_stop((uv_stream_t *)&connection->tcp); /* always succeeds */
}

void http_connection_begin(struct http_connection *connection)
{
	struct http_server *server = connection->server;
	bool idle = connection->was_asked && connection->input.size_bytes == 0;

	http_parser_begin(connection);
	connection->deadline_ms = now_ms(server) + (idle ? server->options.idle_timeout_ms
							 : server->options.header_timeout_ms);
}

static void deliver(struct http_connection *connection)
{
	struct http_server *server = connection->server;

	connection->phase = HTTP_REQUEST_OUT;
	connection->deadline_ms = FOREVER_MS;
	connection->request_out = true;
	connection->was_asked = true;
	connection->request.peer = connection->peer;
	connection->request.received_at_us = clock_monotonic_us();
	server->figures.requests++;
	server->on_request(server->context, &connection->request);
}

void http_connection_begin_window(struct http_connection *connection)
{
	struct http_server *server = connection->server;

	connection->deadline_ms = now_ms(server) + server->options.body_timeout_ms;
	connection->body_mark_bytes = connection->received_bytes;
}

/* Reads requests until bytes are missing or one is out. Answers given at once come back here
 * through the loop, not by recursion. */
static void read_requests(struct http_connection *connection)
{
	while (may_read_on(connection)) {
		bool was_head = connection->phase == HTTP_READING_HEAD;

		switch (http_parser_read(connection)) {
		case HTTP_PARSED_MORE:
			if (was_head && connection->phase == HTTP_READING_BODY)
				http_connection_begin_window(connection);
			return;
		case HTTP_PARSED_REQUEST:
			deliver(connection);
			break;
		case HTTP_PARSED_PIECE:
			http_body_tell(connection, http_request_has_more(&connection->request)
							   ? HTTP_PIECE_MORE
							   : HTTP_PIECE_LAST);
			break;
		case HTTP_PARSED_REFUSED:
			connection->server->figures.requests_malformed++;
			http_response_refuse(connection, connection->refused_status,
					     connection->refused_reason);
			http_body_tell(connection, HTTP_PIECE_CUT);
			return;
		}
	}
}

void http_connection_advance(struct http_connection *connection)
{
	if (connection->advancing || connection->phase == HTTP_GONE)
		return;
	connection->advancing = true;
	read_requests(connection);
	if (connection->end_of_input && connection->phase == HTTP_READING_PIECE)
		http_body_tell(connection, HTTP_PIECE_CUT);
	if (connection->end_of_input && may_read_on(connection))
		http_connection_end(connection);
	connection->advancing = false;
	input_shrink(&connection->input);
	http_connection_watch(connection);
}

static void on_shutdown(uv_shutdown_t *shutdown, int status)
{
	struct http_connection *connection = shutdown->data;

	if (status == UV_ECANCELED)
		return; /* closing already */
	if (status != 0 || connection->end_of_input)
		http_connection_close(connection);
	else
		connection->deadline_ms = now_ms(connection->server) + LINGER_MS;
}

void http_connection_end(struct http_connection *connection)
{
	if (connection->phase == HTTP_ENDING || connection->phase == HTTP_GONE)
		return;
	connection->phase = HTTP_ENDING;
	connection->deadline_ms = FOREVER_MS;
	connection->input.size_bytes = 0;
	connection->shutdown.data = connection;
	if (uv_shutdown(&connection->shutdown, (uv_stream_t *)&connection->tcp, on_shutdown))
		http_connection_close(connection);
}

struct arena *http_connection_arena(struct http_connection *connection)
{
	struct http_server *server = connection->server;

	return server->arena_count ? server->arenas[--server->arena_count]
				   : arena_create(ARENA_LIMIT_BYTES);
}

void http_connection_request_done(struct http_connection *connection)
{
	struct http_server *server = connection->server;
	struct arena *arena = connection->request.arena;

	connection->request = (struct http_request){0};
	connection->request_out = false;
	connection->on_room = NULL;
	connection->on_gone = NULL;
	if (!server) {
		arena_destroy(arena);
		connection_free(connection);
		return;
	}
	memory_free(connection->body);
	connection->body = NULL;
	connection->body_capacity_bytes = 0;
	if (arena && server->arena_count < sizeof(server->arenas) / sizeof(server->arenas[0])) {
		arena_reset(arena);
		server->arenas[server->arena_count++] = arena;
	} else {
		arena_destroy(arena);
	}
	if (connection->phase != HTTP_REQUEST_OUT)
		return;
	if (!connection->keep_alive || server->closing) {
		http_connection_end(connection);
		http_connection_watch(connection);
		return;
	}
	http_connection_begin(connection);
	http_connection_advance(connection);
}
