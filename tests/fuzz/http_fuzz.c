/* http_fuzz.c - any bytes, cut anywhere, at the HTTP parser
 *
 * What must hold: nothing breaks; what is handed out is within the limits; the scan of the same
 * bytes gives the same verdict wherever they are cut.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "gateway/http_connection.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes);

static void check_request(const struct http_request *request)
{
	assert(request->path[0] == '/');
	assert(request->body_size_bytes <= HTTP_BODY_LIMIT_BYTES);
	assert(request->header_count <= HTTP_HEADERS_MAX);
	for (size_t i = 0; i < request->header_count; i++)
		assert(!strpbrk(request->headers[i].value, "\r\n"));
	(void)http_request_cookie(request, "ocop_session");
	(void)http_request_has_etag(request, "\"1\"");
}

static void append(struct http_input *input, const uint8_t *bytes, size_t size_bytes)
{
	uint8_t *joined = memory_alloc(input->size_bytes + size_bytes + 1);

	if (input->size_bytes)
		memcpy(joined, input->bytes + input->begin, input->size_bytes);
	memcpy(joined + input->size_bytes, bytes, size_bytes);
	memory_free(input->bytes);
	*input = (struct http_input){.bytes = joined,
				     .size_bytes = input->size_bytes + size_bytes,
				     .capacity_bytes = input->size_bytes + size_bytes};
}

static void finish_request(struct http_connection *connection)
{
	check_request(&connection->request);
	arena_destroy(connection->request.arena);
	connection->request = (struct http_request){0};
	memory_free(connection->body);
	connection->body = NULL;
	connection->body_capacity_bytes = 0;
	http_parser_begin(connection);
}

static uint64_t body_limit(void *context, const struct http_request *request)
{
	(void)context;
	return request->path[1] == 'p' ? HTTP_BODY_LIMIT_BYTES : 0;
}

/* A handler that takes pieces as they come, without memory. True when the body is over. */
static bool take_piece(struct http_connection *connection)
{
	assert(connection->body_size_bytes <= HTTP_PIECE_LIMIT_BYTES);
	connection->body_size_bytes = 0;
	connection->request_out = http_request_has_more(&connection->request);
	return !connection->request_out;
}

/* Reads what came; returns the status of a refusal, or 0. */
static int read_on(struct http_connection *connection, unsigned *requests)
{
	for (;;) {
		switch (http_parser_read(connection)) {
		case HTTP_PARSED_MORE:
			return 0;
		case HTTP_PARSED_REFUSED:
			return connection->refused_status;
		case HTTP_PARSED_REQUEST:
			connection->request_out = connection->request.body_in_pieces;
			if (connection->request_out)
				break;
			++*requests;
			finish_request(connection);
			break;
		case HTTP_PARSED_PIECE:
			if (!take_piece(connection))
				break;
			++*requests;
			finish_request(connection);
			break;
		}
	}
}

/* Reads the bytes in pieces (0: in one) as a connection without a socket: answers go nowhere. */
static int parse(const uint8_t *bytes, size_t size_bytes, size_t piece_bytes, unsigned *requests)
{
	uv_loop_t loop;
	struct http_server *server = memory_alloc(sizeof(*server));
	struct http_connection *connection = memory_alloc(sizeof(*connection));
	int status = 0;

	(void)uv_loop_init(&loop);
	(void)uv_tcp_init(&loop, &connection->tcp);
	connection->tcp.data = connection;
	connection->server = server;
	server->connections = connection;
	server->options.body_limit = body_limit;
	server->handles_open = 1; /* keeps the server when its last connection closes */
	http_parser_begin(connection);
	while (size_bytes && status == 0) {
		size_t piece = piece_bytes && piece_bytes < size_bytes ? piece_bytes : size_bytes;
		append(&connection->input, bytes, piece);
		bytes += piece;
		size_bytes -= piece;
		status = read_on(connection, requests);
	}
	connection->request_out = false; /* nobody waits for the rest of a body */
	http_connection_close(connection);
	(void)uv_run(&loop, UV_RUN_DEFAULT);
	(void)uv_loop_close(&loop);
	memory_free(server);
	return status;
}

/* The first byte says where the rest is cut. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
	unsigned whole = 0;
	unsigned cut = 0;

	if (size_bytes == 0 || size_bytes > 64 * 1024)
		return 0;
	int status = parse(bytes + 1, size_bytes - 1, 0, &whole);
	int status_cut = parse(bytes + 1, size_bytes - 1, bytes[0] % 16 + 1, &cut);
	assert(status == status_cut && whole == cut);
	(void)status_cut;
	return 0;
}
