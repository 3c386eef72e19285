/* http_response.c - answers: status line, headers, body, queued in one piece */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/refusal.h"
#include "gateway/http_connection.h"

enum { HEAD_SIZE_BYTES = 8 * 1024 };

static const struct http_phrase {
	int status;
	const char *phrase;
} phrases[] = {
	{200, "OK"},
	{201, "Created"},
	{204, "No Content"},
	{206, "Partial Content"},
	{301, "Moved Permanently"},
	{302, "Found"},
	{303, "See Other"},
	{304, "Not Modified"},
	{307, "Temporary Redirect"},
	{308, "Permanent Redirect"},
	{400, "Bad Request"},
	{401, "Unauthorized"},
	{403, "Forbidden"},
	{404, "Not Found"},
	{405, "Method Not Allowed"},
	{406, "Not Acceptable"},
	{408, "Request Timeout"},
	{409, "Conflict"},
	{410, "Gone"},
	{411, "Length Required"},
	{412, "Precondition Failed"},
	{413, "Content Too Large"},
	{414, "URI Too Long"},
	{415, "Unsupported Media Type"},
	{416, "Range Not Satisfiable"},
	{417, "Expectation Failed"},
	{421, "Misdirected Request"},
	{422, "Unprocessable Content"},
	{428, "Precondition Required"},
	{429, "Too Many Requests"},
	{431, "Request Header Fields Too Large"},
	{500, "Internal Server Error"},
	{501, "Not Implemented"},
	{502, "Bad Gateway"},
	{503, "Service Unavailable"},
	{504, "Gateway Timeout"},
	{505, "HTTP Version Not Supported"},
};

/* Added where the handler says nothing of the same name. A page that shows something allows what
 * it needs; an answer that is data allows nothing. Referrers stay within the site: with "no
 * referrer at all" browsers send "Origin: null" and our own forms would look like strangers'. */
static const struct http_header defaults[] = {
	{"Cache-Control", "no-store"},
	{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(self), geolocation=(), microphone=()"},
};

struct http_answer {
	int status;
	const struct http_header *headers;
	size_t header_count;
	const void *body;
	size_t body_size_bytes;
	const char *request_id;  /* may be NULL */
	struct http_header also; /* as the request's */
	bool without_body;
	bool without_length; /* ends with the connection */
	bool keep_alive;
	bool old_client; /* HTTP/1.0: told that the connection stays */
};

struct http_write {
	uv_write_t write;
	struct http_connection *connection;
	size_t size_bytes;
	char bytes[];
};

struct http_head {
	char *bytes;
	size_t size_bytes;
	bool overflowed;
};

__attribute__((format(printf, 2, 3))) static void print(struct http_head *head, const char *format,
							...)
{
	va_list arguments;
	size_t room = HEAD_SIZE_BYTES - head->size_bytes;

	va_start(arguments, format);
	int length = vsnprintf(head->bytes + head->size_bytes, room, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= room)
		head->overflowed = true;
	else
		head->size_bytes += (size_t)length;
}

/* A value from outside (a name in a Location) must not begin another header. */
static bool is_header_value(const char *value)
{
	for (; *value; value++) {
		if (((unsigned char)*value < ' ' && *value != '\t') || *value == 0x7f)
			return false;
	}
	return true;
}

static bool is_given(const struct http_answer *answer, const char *name)
{
	for (size_t i = 0; i < answer->header_count; i++) {
		if (strcasecmp(answer->headers[i].name, name) == 0)
			return true;
	}
	return false;
}

/* In the words of English whatever the locale. */
void http_date_print(int64_t time_s, char ret_text[HTTP_DATE_SIZE])
{
	static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const time_t moment = (time_t)time_s;
	struct tm tm;

	(void)gmtime_r(&moment, &tm); /* fails only for years beyond an int */
	(void)snprintf(ret_text, HTTP_DATE_SIZE, "%s, %02u %s %04u %02u:%02u:%02u GMT",
		       days[tm.tm_wday % 7], (unsigned)tm.tm_mday % 100u, months[tm.tm_mon % 12],
		       (unsigned)(tm.tm_year + 1900) % 10000u, (unsigned)tm.tm_hour % 100u,
		       (unsigned)tm.tm_min % 100u, (unsigned)tm.tm_sec % 100u);
}

static const char *date(struct http_server *server)
{
	int64_t now_s = clock_machine_us() / 1000000;

	if (now_s != server->date_s)
		http_date_print(now_s, server->date);
	server->date_s = now_s;
	return server->date;
}

static void print_connection(struct http_head *head, const struct http_answer *answer)
{
	if (!answer->keep_alive)
		print(head, "Connection: close\r\n");
	else if (answer->old_client)
		print(head, "Connection: keep-alive\r\n");
}

static void print_head(struct http_head *head, struct http_server *server,
		       const struct http_answer *answer)
{
	print(head, "HTTP/1.1 %d %s\r\nDate: %s\r\n", answer->status,
	      http_status_phrase(answer->status), date(server));
	if (answer->status != 204 && answer->status != 304 && !answer->without_length)
		print(head, "Content-Length: %zu\r\n", answer->body_size_bytes);
	if (answer->request_id)
		print(head, "X-Request-Id: %s\r\n", answer->request_id);
	print_connection(head, answer);
	for (size_t i = 0; i < answer->header_count; i++) {
		const struct http_header *header = &answer->headers[i];
		if (is_header_value(header->value))
			print(head, "%s: %s\r\n", header->name, header->value);
	}
	if (answer->also.name)
		print(head, "%s: %s\r\n", answer->also.name, answer->also.value);
	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
		if (!is_given(answer, defaults[i].name))
			print(head, "%s: %s\r\n", defaults[i].name, defaults[i].value);
	}
	print(head, "\r\n");
	assert(!head->overflowed && "an answer's headers are ours, and short");
}

static void on_written(uv_write_t *write, int status)
{
	struct http_write *waiting = write->data;
	struct http_connection *connection = waiting->connection;

	memory_free(waiting);
	if (status == UV_ECANCELED)
		return;
	if (status != 0) {
		http_connection_close(connection);
		return;
	}
	http_response_tell_room(connection);
	http_connection_advance(connection);
}

/* What the socket takes now needs no memory; the rest waits. */
static void send_bytes(struct http_connection *connection, const char *head, size_t head_bytes,
		       const void *body, size_t body_bytes)
{
	uv_stream_t *stream = (uv_stream_t *)&connection->tcp;
	uv_buf_t buffers[2] = {uv_buf_init((char *)(uintptr_t)head, (unsigned)head_bytes),
			       uv_buf_init((char *)(uintptr_t)body, (unsigned)body_bytes)};
	int taken = uv_try_write(stream, buffers, body_bytes ? 2 : 1);
	size_t sent = taken > 0 ? (size_t)taken : 0;

	if (taken < 0 && taken != UV_EAGAIN) {
		http_connection_close(connection);
		return;
	}
	if (sent == head_bytes + body_bytes)
		return;
	struct http_write *waiting =
		memory_alloc(sizeof(*waiting) + head_bytes + body_bytes - sent);
	size_t head_left = sent < head_bytes ? head_bytes - sent : 0;
	size_t body_sent = sent > head_bytes ? sent - head_bytes : 0;
	memcpy(waiting->bytes, head + head_bytes - head_left, head_left);
	if (body_bytes)
		memcpy(waiting->bytes + head_left, (const char *)body + body_sent,
		       body_bytes - body_sent);
	waiting->size_bytes = head_left + body_bytes - body_sent;
	waiting->connection = connection;
	waiting->write.data = waiting;
	uv_buf_t rest = uv_buf_init(waiting->bytes, (unsigned)waiting->size_bytes);
	if (uv_write(&waiting->write, stream, &rest, 1, on_written)) {
		memory_free(waiting);
		http_connection_close(connection);
	}
}

static void send_answer(struct http_connection *connection, const struct http_answer *answer)
{
	char bytes[HEAD_SIZE_BYTES];
	struct http_head head = {.bytes = bytes};
	bool empty = answer->without_body || answer->status == 204 || answer->status == 304;

	print_head(&head, connection->server, answer);
	send_bytes(connection, head.bytes, head.size_bytes, answer->body,
		   empty ? 0 : answer->body_size_bytes);
}

const char *http_status_phrase(int status)
{
	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
		if (phrases[i].status == status)
			return phrases[i].phrase;
	}
	return "Unknown";
}

static struct http_connection *connection_of(const struct http_request *request)
{
	return (struct http_connection *)((uintptr_t)request -
					  offsetof(struct http_connection, request));
}

/* What an answer to this request has besides status, headers and body. */
static void answer_request(struct http_connection *connection, struct http_answer *answer)
{
	assert(connection->request_out && "a request is answered once");
	if (connection->phase != HTTP_REQUEST_OUT)
		return;
	/* What was not read of a body must not be read as a request. */
	connection->keep_alive = connection->keep_alive && !connection->server->closing &&
				 !http_request_has_more(&connection->request);
	answer->also = connection->request.also;
	answer->request_id = connection->request.request_id;
	answer->keep_alive = connection->keep_alive;
	answer->old_client = connection->parser.http_minor == 0;
	send_answer(connection, answer);
}

static void request_answered(struct http_connection *connection, int status, size_t size_bytes)
{
	struct http_server *server = connection->server;

	if (server && server->options.on_answered)
		server->options.on_answered(server->context, &connection->request, status,
					    size_bytes);
	http_connection_request_done(connection);
}

void http_respond(struct http_request *request, int status, const struct http_header *headers,
		  size_t header_count, const void *body, size_t body_size_bytes)
{
	struct http_connection *connection = connection_of(request);
	struct http_answer answer = {.status = status,
				     .headers = headers,
				     .header_count = header_count,
				     .body = body,
				     .body_size_bytes = body_size_bytes,
				     .without_body = strcmp(request->method, "HEAD") == 0};

	answer_request(connection, &answer);
	request_answered(connection, status, body_size_bytes);
}

void http_respond_begin(struct http_request *request, int status, const struct http_header *headers,
			size_t header_count, uint64_t size_bytes)
{
	struct http_connection *connection = connection_of(request);
	struct http_answer answer = {.status = status,
				     .headers = headers,
				     .header_count = header_count,
				     .body_size_bytes = size_bytes,
				     .without_body = true,
				     .without_length = size_bytes == HTTP_SIZE_UNKNOWN};

	assert(size_bytes > 0 && strcmp(request->method, "HEAD") != 0 && "there will be parts");
	connection->answer_status = status;
	connection->answer_size_bytes = size_bytes;
	connection->answer_left_bytes = size_bytes;
	connection->keep_alive = connection->keep_alive && !answer.without_length;
	answer_request(connection, &answer);
}

void http_response_tell_room(struct http_connection *connection)
{
	http_room_fn *on_room = connection->on_room;

	if (!on_room)
		return;
	if (connection->phase == HTTP_REQUEST_OUT &&
	    http_connection_unsent(connection) >
		    connection->server->options.write_queue_limit_bytes)
		return;
	connection->on_room = NULL;
	on_room(connection->room_context);
}

void http_respond_part(struct http_request *request, const void *bytes, size_t size_bytes,
		       http_room_fn *on_room, void *context)
{
	struct http_connection *connection = connection_of(request);

	assert(size_bytes > 0 && size_bytes <= connection->answer_left_bytes && "as announced");
	connection->answer_left_bytes -= size_bytes;
	if (connection->phase == HTTP_REQUEST_OUT)
		send_bytes(connection, bytes, size_bytes, NULL, 0);
	if (connection->answer_left_bytes == 0) {
		request_answered(connection, connection->answer_status,
				 connection->answer_size_bytes);
		return;
	}
	connection->on_room = on_room;
	connection->room_context = context;
	http_response_tell_room(connection);
}

void http_respond_end(struct http_request *request)
{
	struct http_connection *connection = connection_of(request);

	assert(connection->answer_size_bytes == HTTP_SIZE_UNKNOWN && "others end with a part");
	request_answered(connection, connection->answer_status,
			 connection->answer_size_bytes - connection->answer_left_bytes);
}

void http_request_watch(struct http_request *request, http_gone_fn *on_gone, void *context)
{
	struct http_connection *connection = connection_of(request);

	connection->on_gone = on_gone;
	connection->gone_context = context;
}

void http_response_tell_gone(struct http_connection *connection)
{
	http_gone_fn *on_gone = connection->on_gone;

	connection->on_gone = NULL;
	connection->on_room = NULL; /* there will be none */
	on_gone(connection->gone_context);
}

void http_respond_abort(struct http_request *request)
{
	struct http_connection *connection = connection_of(request);

	http_connection_close(connection);
	request_answered(connection, connection->answer_status,
			 connection->answer_size_bytes - connection->answer_left_bytes);
}

bool http_request_is_abandoned(const struct http_request *request)
{
	return connection_of(request)->phase == HTTP_GONE;
}

void http_response_continue(struct http_connection *connection)
{
	static const char line[] = "HTTP/1.1 100 Continue\r\n\r\n";

	send_bytes(connection, line, sizeof(line) - 1, NULL, 0);
}

static Ocop__Common__V1__RefusalCode refusal_of_status(int status)
{
	if (status == 413 || status == 414 || status == 431)
		return REFUSAL(MESSAGE_TOO_LARGE);
	if (status == 429)
		return REFUSAL(RATE_LIMITED);
	if (status == 503)
		return REFUSAL(OVERLOADED);
	return REFUSAL(HTTP_MALFORMED);
}

void http_response_refuse(struct http_connection *connection, int status, const char *reason)
{
	static const struct http_header type = {"Content-Type", "application/problem+json"};
	const struct refusal_text *text = refusal_text(refusal_of_status(status));
	struct http_server *server = connection->server;
	char body[2048];
	/* Texts and reasons are ours and hold nothing that JSON would have escaped. */
	int length =
		snprintf(body, sizeof(body),
			 "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,"
			 "\"detail\":\"%s\",\"errors\":[{\"rule\":\"%s\",\"message\":\"%s\"}]}",
			 text->name, text->vi, status, reason, text->name, text->vi);

	assert(length > 0 && (size_t)length < sizeof(body) && "our own texts are short");
	connection->keep_alive = false;
	send_answer(connection, &(struct http_answer){.status = status,
						      .headers = &type,
						      .header_count = 1,
						      .body = body,
						      .body_size_bytes = (size_t)length});
	if (server->options.on_answered)
		server->options.on_answered(server->context, NULL, status, (size_t)length);
	http_connection_end(connection);
}
