/* http_connection.h - a connection, as the files of the HTTP server share it
 *
 * For these files alone. A connection is in one phase; a request that is out keeps it alive even
 * when the client has gone (handle closed) and the server too (server NULL).
 */
#pragma once

#include <llhttp.h>
#include <uv.h>

#include "gateway/http.h"
#include "gateway/http_scan.h"

struct http_server;

enum http_phase {
	HTTP_READING_HEAD,
	HTTP_READING_BODY,
	HTTP_REQUEST_OUT,   /* until http_respond */
	HTTP_READING_PIECE, /* a request is out, and its handler waits for a piece of the body */
	HTTP_ENDING,        /* the last answer is queued; what still comes is thrown away */
	HTTP_GONE           /* the handle is closing or closed */
};

/* Bytes that came and are not used yet. */
struct http_input {
	uint8_t *bytes;
	size_t begin;
	size_t size_bytes; /* from begin */
	size_t capacity_bytes;
};

/* A client, from accept until its handle is closed and its last request answered. Owns its
 * buffers. */
struct http_connection {
	uv_tcp_t tcp;
	uv_shutdown_t shutdown;
	struct http_server *server;
	struct http_connection *previous;
	struct http_connection *next;
	uint8_t network[16]; /* IPv4 mapped; of IPv6 the /64 that one subscriber has */
	char peer[HTTP_ADDRESS_SIZE];

	enum http_phase phase;
	bool request_out;  /* the struct lives on until it is answered */
	bool advancing;    /* http_connection_advance is on the stack */
	bool reading;      /* the handle is watched for bytes */
	bool end_of_input; /* the client sends no more */
	bool keep_alive;
	bool was_asked; /* at least one request came: waiting now is idling */
	int64_t deadline_ms;
	uint64_t received_bytes;
	uint64_t body_mark_bytes;  /* received when the body's window began */
	int64_t write_deadline_ms; /* 0: nothing waits */
	size_t write_mark_bytes;

	struct http_input input;
	struct http_scan scan;
	llhttp_t parser;
	struct http_request request;
	char request_id[HTTP_REQUEST_ID_SIZE];
	struct http_span { /* in the input, while the head is parsed */
		const char *at;
		size_t size_bytes;
	} target, names[HTTP_HEADERS_MAX], values[HTTP_HEADERS_MAX];
	int answer_status; /* of an answer in parts */
	uint64_t answer_size_bytes;
	uint64_t answer_left_bytes;
	http_room_fn *on_room; /* waits for room to send another part */
	void *room_context;
	http_gone_fn *on_gone; /* is told when the client goes */
	void *gone_context;

	http_piece_fn *on_piece; /* waits for a piece of the body */
	void *piece_context;
	bool continue_owed; /* the client waits to be told to send the body */

	size_t header_count;
	bool in_value;
	bool message_complete;
	int refused_status; /* set by the parser's callbacks */
	const char *refused_reason;
	uint8_t *body;
	size_t body_size_bytes;
	size_t body_capacity_bytes;
};

/* Owns its connections and the arenas that wait; freed when its last handle is closed. */
struct http_server {
	uv_tcp_t listener;
	uv_timer_t sweep;
	uv_idle_t sweep_soon; /* while a sweep is due: the loop does not wait */
	uv_check_t sweep_now; /* and sweeps when it has read what there is */
	uv_loop_t *loop;
	struct http_options options;
	http_request_fn *on_request;
	void *context;
	struct http_connection *connections;
	struct http_server_figures figures;
	struct arena *arenas[64]; /* for the next requests */
	size_t arena_count;
	uint8_t read_buffer[64 * 1024];
	char date[HTTP_DATE_SIZE]; /* of the second date_s */
	int64_t date_s;
	bool closing;
	int handles_open; /* the four above */
	int64_t drain_deadline_ms;
	void (*on_closed)(void *context);
	void *closed_context;
};

/* http.c */

/* A connection or another handle of the server is closed: the last one frees it. */
void http_server_handle_closed(struct http_server *server);

/* http_connection.c */

/* Waits for the next request. */
void http_connection_begin(struct http_connection *connection);

/* Starts or stops reading as the phase wants it. */
void http_connection_watch(struct http_connection *connection);

/* Bytes of answers that wait for the client. */
size_t http_connection_unsent(const struct http_connection *connection);

/* Closes at once. */
void http_connection_close(struct http_connection *connection);

/* Goes on as far as the bytes that came allow. */
void http_connection_advance(struct http_connection *connection);

/* Sends what is queued, tells the client that no more comes and closes when he has done so too. */
void http_connection_end(struct http_connection *connection);

/* The body's time limit begins anew. */
void http_connection_begin_window(struct http_connection *connection);

/* Memory for a request, from the server's spare ones. */
struct arena *http_connection_arena(struct http_connection *connection);

/* The request of a connection is over: its memory is given back. */
void http_connection_request_done(struct http_connection *connection);

/* http_parser.c */

enum http_parsed {
	HTTP_PARSED_MORE,
	HTTP_PARSED_REQUEST, /* whole; or its head, when the body comes in pieces */
	HTTP_PARSED_PIECE,
	HTTP_PARSED_REFUSED
};

/* Begins the next request. */
void http_parser_begin(struct http_connection *connection);

/* Takes bytes of the input until it needs more, a request or a piece of a body is whole, or it must
 * be refused (refused_status and refused_reason). */
enum http_parsed http_parser_read(struct http_connection *connection);

/* http_body.c */

/* Gives what came of the body to who waits for a piece, if anybody does. */
void http_body_tell(struct http_connection *connection, enum http_piece_end end);

/* http_response.c */

/* Tells who waits to send another part, if there is room or the client has gone. */
void http_response_tell_room(struct http_connection *connection);

/* Tells who watches that the client has gone. */
void http_response_tell_gone(struct http_connection *connection);

/* Sends "100 Continue". */
void http_response_continue(struct http_connection *connection);

/* Answers bytes that are no request with problem+json and ends the connection. */
void http_response_refuse(struct http_connection *connection, int status, const char *reason);
