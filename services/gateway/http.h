/* http.h - an HTTP/1.1 server on libuv: strict in what it takes, never waiting
 *
 * A request is handed out whole, body included, on the loop's thread; its answer may come later,
 * also on the loop's thread. A body that is too large for that is read in pieces, by the handler,
 * who is given the next when he asks for it: meanwhile the client waits. One request of a
 * connection is out at a time: pipelined ones wait, so answers are in order. What is not HTTP to
 * the letter is answered here, as problem+json, and the connection ends: no second reader of the
 * same bytes (a proxy) can see another request in them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct uv_loop_s;
struct http_server;

enum {
	HTTP_LINE_LIMIT_BYTES = 8 * 1024,
	HTTP_HEAD_LIMIT_BYTES = 16 * 1024, /* request line and headers together */
	HTTP_HEADERS_MAX = 64,
	HTTP_BODY_LIMIT_BYTES = 1024 * 1024,
	HTTP_PIECE_LIMIT_BYTES = 512 * 1024,
	HTTP_DATE_SIZE = 40,
	HTTP_REQUEST_ID_SIZE = 65,
	HTTP_ADDRESS_SIZE = 46
};

/* One header, of a request or of an answer. Of an answer both are borrowed for the call. */
struct http_header {
	const char *name; /* lower case in requests */
	const char *value;
};

/* What was asked. All of it lives until http_respond, though the client may be gone by then. */
struct http_request {
	const char *method; /* "GET"; HEAD is told apart only here: answer it as GET */
	const char *path;   /* as it came, percent signs and all; begins with '/' */
	const char *query;  /* behind the '?', "" without */
	const struct http_header *headers;
	size_t header_count;
	const uint8_t *body; /* a zero stands behind it */
	size_t body_size_bytes;
	bool body_in_pieces;     /* it has none yet: http_request_read */
	struct http_header also; /* set by the handler: goes with any answer; name NULL for none */
	bool is_signed_out;      /* set by the handler: its session is over (sessions.h) */
	const char *peer; /* address without port; the handler may know whose it stands for */
	const char *logged_path; /* set by the handler: what a log says instead of `path`; NULL */
	const char *request_id;  /* the client's X-Request-Id when it is well-formed, else made */
	struct arena *arena;     /* memory until http_respond */
	int64_t received_at_us;  /* on the clock that never jumps */
};

/* Takes the request; http_respond is called exactly once for it, now or later. */
typedef void http_request_fn(void *context, struct http_request *request);

/* How many bytes of body this request may have when its handler reads them in pieces; 0 for one
 * that is handed out whole, of at most HTTP_BODY_LIMIT_BYTES. Asked when the head is read: method,
 * path, query, headers and arena are there. */
typedef uint64_t http_body_limit_fn(void *context, const struct http_request *request);

/* After an answer was queued; for access logs. request is NULL when the bytes were no request.
 * size_bytes is the body's. */
typedef void http_answered_fn(void *context, const struct http_request *request, int status,
			      size_t size_bytes);

/* What http_server_open is told; begin with http_options_default. Borrowed for the call. */
struct http_options {
	const char *address; /* of IPv4 or IPv6: "127.0.0.1", "::" */
	uint16_t port;       /* 0 takes a free one, see http_server_port */
	size_t connections_max;
	size_t connections_per_address_max;
	int64_t header_timeout_ms; /* from the first byte (or accept) to the end of the headers */
	int64_t body_timeout_ms;   /* in each such window at least body_window_bytes arrive */
	size_t body_window_bytes;
	int64_t idle_timeout_ms;        /* between two requests */
	int64_t write_timeout_ms;       /* in each such window the client takes something */
	int64_t drain_timeout_ms;       /* on stop, what is under way gets this long */
	size_t write_queue_limit_bytes; /* more waits unsent: no next request is read */
	http_body_limit_fn *body_limit; /* may be NULL: all bodies are whole */
	http_answered_fn *on_answered;  /* may be NULL */
};

/* The defaults: 127.0.0.1:8080, slow clients cut within 10 s. */
struct http_options http_options_default(void);

/* Counts since the start, and the connections there are now. */
struct http_server_figures {
	uint64_t connections_accepted;
	uint64_t connections_refused; /* over a limit */
	uint64_t connections_cut;     /* too slow */
	uint64_t requests;
	uint64_t requests_malformed;
	size_t connections;
};

/* Listens. Options are copied. The process must ignore SIGPIPE: clients leave while they are
 * answered. Returns 0 or an ERROR_*. */
int http_server_open(struct uv_loop_s *loop, const struct http_options *options,
		     http_request_fn *on_request, void *context, struct http_server **ret_server);
uint16_t http_server_port(const struct http_server *server);
struct http_server_figures http_server_figures(const struct http_server *server);

/* Accepts no more, closes what is idle, lets requests that are out be answered, and ends the rest
 * after drain_timeout_ms. Then on_closed, once; the server is freed. Requests still out then are
 * answered into nothing. */
void http_server_close(struct http_server *server, void (*on_closed)(void *context), void *context);

/* Answers and frees the request. Everything is copied. Adds Date, Content-Length, X-Request-Id, and
 * unless given: Cache-Control: no-store, a Content-Security-Policy that allows nothing, and the
 * other headers against misuse by pages. HEAD, 204 and 304 send no body. */
void http_respond(struct http_request *request, int status, const struct http_header *headers,
		  size_t header_count, const void *body, size_t body_size_bytes);

/* Of an answer that goes on until http_respond_end: the connection ends with it. */
#define HTTP_SIZE_UNKNOWN UINT64_MAX

/* Begins an answer whose body comes in parts, size_bytes in all and more than 0; not for HEAD. The
 * request lives until its last part, http_respond_end or http_respond_abort. */
void http_respond_begin(struct http_request *request, int status, const struct http_header *headers,
			size_t header_count, uint64_t size_bytes);

/* The client has taken enough for another part, or is gone (http_request_is_abandoned). */
typedef void http_room_fn(void *context);

/* Sends the next part, which is copied. Unless it was the last, on_room is called once, now or
 * later. */
void http_respond_part(struct http_request *request, const void *bytes, size_t size_bytes,
		       http_room_fn *on_room, void *context);

/* Ends an answer of unknown size, once what was sent is taken. */
void http_respond_end(struct http_request *request);

/* Ends an answer that was begun and cannot go on: the connection breaks, so that the client sees
 * that it is not whole. */
void http_respond_abort(struct http_request *request);

/* Whether more of a body in pieces comes. */
enum http_piece_end {
	HTTP_PIECE_MORE, /* a full piece, and perhaps more behind it */
	HTTP_PIECE_LAST, /* the body ends with it; it may be empty */
	HTTP_PIECE_CUT   /* the client left, or was too slow, or sent what is no body: all that came
			  */
};

/* Takes a piece, which lives until the next http_request_read or the answer. */
typedef void http_piece_fn(void *context, const uint8_t *bytes, size_t size_bytes,
			   enum http_piece_end end);

/* Asks for the next piece of a body in pieces: on_piece comes once, now or later, with
 * HTTP_PIECE_LIMIT_BYTES, or with less at the body's end. Not again after the last; an answer
 * before it ends the connection. */
void http_request_read(struct http_request *request, http_piece_fn *on_piece, void *context);

/* True while a body in pieces has bytes that were not handed out. */
bool http_request_has_more(const struct http_request *request);

/* True when the client has gone: what is still sent goes nowhere. */
bool http_request_is_abandoned(const struct http_request *request);

/* The client has gone; the request is still to be answered or ended. */
typedef void http_gone_fn(void *context);

/* For an answer that mostly waits: on_gone is called once when the client goes before its end. One
 * who sends no more counts as gone too. */
void http_request_watch(struct http_request *request, http_gone_fn *on_gone, void *context);

/* A header's value by its lower-case name; several of one name are joined with ", " (for cookies
 * "; "); NULL when there is none. */
const char *http_request_header(const struct http_request *request, const char *name);

/* A cookie's value, in the request's arena; NULL when there is none. */
const char *http_request_cookie(const struct http_request *request, const char *name);

/* True when the request reads only: GET, HEAD or OPTIONS. */
bool http_request_is_safe(const struct http_request *request);

/* True when the client has this version already (If-None-Match, RFC 9110 13.1.2): answer 304. etag
 * is with its quotes. */
bool http_request_has_etag(const struct http_request *request, const char *etag);

/* Writes a moment as HTTP has it (RFC 9110 5.6.7): "Wed, 25 Jun 2014 16:00:00 GMT". */
void http_date_print(int64_t time_s, char ret_text[HTTP_DATE_SIZE]);

/* The standard phrase of a status: "Not Found". */
const char *http_status_phrase(int status);
