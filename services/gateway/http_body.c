/* http_body.c - bodies in pieces: read when the handler asks, and not before
 *
 * While nobody asks, the connection reads no more than it reads ahead of any request that is out,
 * and the client's own network waits: a slow disk behind makes a slow sender in front. What has
 * come when a client leaves is handed out all the same.
 */
#include <assert.h>

#include "gateway/http_connection.h"

static struct http_connection *connection_of(const struct http_request *request)
{
	return (struct http_connection *)((uintptr_t)request -
					  offsetof(struct http_connection, request));
}

static enum http_piece_end end_of_piece(const struct http_connection *connection)
{
	return connection->scan.state == SCAN_DONE ? HTTP_PIECE_LAST : HTTP_PIECE_MORE;
}

void http_body_tell(struct http_connection *connection, enum http_piece_end end)
{
	http_piece_fn *on_piece = connection->on_piece;

	if (!on_piece)
		return;
	connection->on_piece = NULL;
	if (connection->phase == HTTP_READING_PIECE) {
		connection->phase = HTTP_REQUEST_OUT;
		connection->deadline_ms =
			INT64_MAX; /* who has the piece sets no limit to himself */
	}
	on_piece(connection->piece_context,
		 connection->body ? connection->body : (const uint8_t *)"",
		 connection->body_size_bytes, end);
}

void http_request_read(struct http_request *request, http_piece_fn *on_piece, void *context)
{
	struct http_connection *connection = connection_of(request);

	assert(request->body_in_pieces && !connection->on_piece && "one piece after the other");
	connection->on_piece = on_piece;
	connection->piece_context = context;
	connection->body_size_bytes = 0;
	if (connection->phase != HTTP_REQUEST_OUT) {
		/* The client has gone; what was read ahead of him is still here. */
		enum http_parsed parsed = http_parser_read(connection);
		http_body_tell(connection, parsed == HTTP_PARSED_PIECE ? end_of_piece(connection)
								       : HTTP_PIECE_CUT);
		return;
	}
	connection->phase = HTTP_READING_PIECE;
	http_connection_begin_window(connection);
	if (connection->continue_owed) {
		connection->continue_owed = false;
		http_response_continue(connection);
	}
	http_connection_advance(connection);
}

bool http_request_has_more(const struct http_request *request)
{
	return connection_of(request)->scan.state != SCAN_DONE;
}
