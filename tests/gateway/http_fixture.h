/* http_fixture.h - a server on a thread of its own, and a client that sends raw bytes
 *
 * What must be there before a time limit of the server's is sent before its thread runs.
 *
 * Requests are answered with what was understood: <METHOD|path|query|x-test|body size|body>. Bodies
 * of /pieces... come in pieces; see on_piece.
 */
#pragma once

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>
#include <uv.h>

#include "common/base/clock.h"
#include "common/base/memory.h"
#include "gateway/http.h"

enum {
	ANSWER_SIZE = 4 * 1024 * 1024,
	HOLD_MAX = 16,
	BIG_BODY_BYTES = 3 * 1024 * 1024,
	PART_BYTES = 300 * 1024,
	PARTS = 10
};

/* What came of the last body in pieces. */
struct pieces {
	struct http_request *request;
	unsigned count;
	size_t total_bytes;
	uint32_t sum; /* of the bytes, each by its place */
	enum http_piece_end end;
	bool over;
};

struct fixture {
	pthread_t thread;
	bool running;
	uv_loop_t loop;
	uv_async_t stop;
	uv_async_t release;
	struct http_server *server;
	uint16_t port;
	struct http_request *held[HOLD_MAX];
	_Atomic size_t held_count;
	char *big;
	struct http_request *in_parts;
	unsigned parts_left;
	struct pieces pieces;
	bool piece_waits; /* of /pieces/slow, until the next /release */
	char part[PART_BYTES];
	_Atomic bool stream_gone;
	_Atomic unsigned stream_parts;
	struct http_server_figures figures; /* after stop */
	struct http_options options;
	char answer[ANSWER_SIZE];
};

/* /hold is answered when the test says so (or by the next /release), /big with 3 MiB, everything
 * else at once with what was understood. */
static inline void release_all(struct fixture *fixture)
{
	size_t count = atomic_load(&fixture->held_count);

	for (size_t i = 0; i < count; i++)
		http_respond(fixture->held[i], 200, NULL, 0, "held", 4);
	atomic_store(&fixture->held_count, 0);
}

static inline void respond_echo(struct http_request *request)
{
	char text[16 * 1024];
	const char *seen = http_request_header(request, "x-test");
	int length =
		snprintf(text, sizeof(text), "<%s|%s|%s|%s|%zu|%.*s>", request->method,
			 request->path, request->query, seen ? seen : "-", request->body_size_bytes,
			 (int)(request->body_size_bytes < 64 ? request->body_size_bytes : 64),
			 (const char *)request->body);

	http_respond(request, 200, NULL, 0, text, (size_t)length);
}

static inline void send_part(void *context)
{
	struct fixture *fixture = context;

	if (http_request_is_abandoned(fixture->in_parts)) {
		http_respond_abort(fixture->in_parts);
		return;
	}
	fixture->parts_left--;
	memset(fixture->part, (int)('0' + fixture->parts_left), PART_BYTES);
	http_respond_part(fixture->in_parts, fixture->part, PART_BYTES, send_part, fixture);
}

static inline void respond_in_parts(struct fixture *fixture, struct http_request *request)
{
	fixture->in_parts = request;
	fixture->parts_left = PARTS;
	http_respond_begin(request, 200, NULL, 0, PARTS * PART_BYTES);
	send_part(fixture);
}

static inline void on_stream_gone(void *context)
{
	struct fixture *fixture = context;

	atomic_store(&fixture->stream_gone, true);
	http_respond_end(fixture->in_parts);
}

static inline void on_quiet(void *context)
{
	(void)context; /* nothing more is sent */
}

static inline void send_endlessly(void *context)
{
	struct fixture *fixture = context;

	atomic_fetch_add(&fixture->stream_parts, 1);
	http_respond_part(fixture->in_parts, fixture->part, PART_BYTES, send_endlessly, fixture);
}

/* /stream/short ends by itself, /stream/quiet says one thing and waits, /stream/endless sends as
 * much as is taken. */
static inline void respond_stream(struct fixture *fixture, struct http_request *request)
{
	fixture->in_parts = request;
	http_request_watch(request, on_stream_gone, fixture);
	http_respond_begin(request, 200, NULL, 0, HTTP_SIZE_UNKNOWN);
	if (strcmp(request->path, "/stream/endless") == 0) {
		send_endlessly(fixture);
		return;
	}
	if (strcmp(request->path, "/stream/quiet") == 0) {
		http_respond_part(request, "begun", 5, on_quiet, fixture);
		return;
	}
	http_respond_part(request, "one ", 4, on_quiet, fixture);
	http_respond_part(request, "two", 3, on_quiet, fixture);
	http_respond_end(request);
}

static inline void respond_pieces(struct fixture *fixture, struct http_request *request)
{
	const struct pieces *pieces = &fixture->pieces;
	char text[128] = "<none>";
	int length = (int)strlen(text);

	if (pieces->request)
		length = snprintf(text, sizeof(text), "<pieces|%u|%zu|%u|%d|%d>", pieces->count,
				  pieces->total_bytes, pieces->sum, (int)pieces->end,
				  (int)pieces->over);
	http_respond(request, 200, NULL, 0, text, (size_t)length);
}

/* Adds up what comes and answers with it; a body that was cut is answered too, into nothing. */
static inline void on_piece(void *context, const uint8_t *bytes, size_t size_bytes,
			    enum http_piece_end end)
{
	struct fixture *fixture = context;
	struct pieces *pieces = &fixture->pieces;

	assert_true(size_bytes <= HTTP_PIECE_LIMIT_BYTES);
	assert_true(end != HTTP_PIECE_MORE || size_bytes == HTTP_PIECE_LIMIT_BYTES);
	for (size_t i = 0; i < size_bytes; i++)
		pieces->sum = pieces->sum * 31 + bytes[i];
	pieces->count++;
	pieces->total_bytes += size_bytes;
	pieces->end = end;
	pieces->over = end != HTTP_PIECE_MORE;
	if (pieces->over)
		respond_pieces(fixture, pieces->request);
	else if (strcmp(pieces->request->path, "/pieces/slow") == 0)
		fixture->piece_waits = true;
	else
		http_request_read(pieces->request, on_piece, fixture);
}

static inline void begin_pieces(struct fixture *fixture, struct http_request *request)
{
	assert_true(request->body_in_pieces);
	assert_int_equal(request->body_size_bytes, 0);
	fixture->pieces = (struct pieces){.request = request};
	if (strcmp(request->path, "/pieces/unread") == 0)
		http_respond(request, 409, NULL, 0, "no", 2);
	else
		http_request_read(request, on_piece, fixture);
}

static inline void release_piece(struct fixture *fixture)
{
	if (!fixture->piece_waits)
		return;
	fixture->piece_waits = false;
	http_request_read(fixture->pieces.request, on_piece, fixture);
}

enum { PIECES_LIMIT_BYTES = 8 * 1024 * 1024 };

static inline uint64_t body_limit(void *context, const struct http_request *request)
{
	(void)context;
	return strncmp(request->path, "/pieces", 7) == 0 ? PIECES_LIMIT_BYTES : 0;
}

static inline void on_request(void *context, struct http_request *request)
{
	static const struct http_header etag[] = {{"ETag", "\"v1\""}};
	struct fixture *fixture = context;

	if (strcmp(request->path, "/hold") == 0) {
		size_t count = atomic_load(&fixture->held_count);
		assert_true(count < HOLD_MAX);
		fixture->held[count] = request;
		atomic_store(&fixture->held_count, count + 1);
	} else if (strcmp(request->path, "/release") == 0) {
		release_all(fixture);
		respond_echo(request);
	} else if (strncmp(request->path, "/pieces", 7) == 0) {
		begin_pieces(fixture, request);
	} else if (strcmp(request->path, "/release-piece") == 0) {
		release_piece(fixture);
		respond_echo(request);
	} else if (strcmp(request->path, "/last-pieces") == 0) {
		respond_pieces(fixture, request);
	} else if (strcmp(request->path, "/big") == 0) {
		http_respond(request, 200, NULL, 0, fixture->big, BIG_BODY_BYTES);
	} else if (strcmp(request->path, "/parts") == 0) {
		respond_in_parts(fixture, request);
	} else if (strncmp(request->path, "/stream/", 8) == 0) {
		respond_stream(fixture, request);
	} else if (strcmp(request->path, "/etag") == 0) {
		bool has = http_request_has_etag(request, "\"v1\"");
		http_respond(request, has ? 304 : 200, etag, 1, "thing", 5);
	} else if (strcmp(request->path, "/cookie") == 0) {
		const char *value = http_request_cookie(request, "ocop_session");
		http_respond(request, 200, NULL, 0, value ? value : "-", value ? strlen(value) : 1);
	} else if (strcmp(request->path, "/evil") == 0) {
		struct http_header evil = {"Location", "/a\r\nX-Evil: 1"};
		http_respond(request, 303, &evil, 1, NULL, 0);
	} else {
		respond_echo(request);
	}
}

static inline void on_server_closed(void *context)
{
	struct fixture *fixture = context;

	uv_close((uv_handle_t *)&fixture->stop, NULL);
	uv_close((uv_handle_t *)&fixture->release, NULL);
}

static inline void on_stop(uv_async_t *async)
{
	struct fixture *fixture = async->data;

	fixture->figures = http_server_figures(fixture->server);
	http_server_close(fixture->server, on_server_closed, fixture);
}

static inline void on_release(uv_async_t *async)
{
	release_all(async->data);
}

static inline void *run_loop(void *context)
{
	struct fixture *fixture = context;

	(void)uv_run(&fixture->loop, UV_RUN_DEFAULT);
	return NULL;
}

/* Listens; nothing is read before run or turn. */
static inline struct fixture *prepare(struct http_options options)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	assert_non_null(fixture);
	(void)signal(SIGPIPE, SIG_IGN); /* as every daemon does */
	fixture->big = calloc(1, BIG_BODY_BYTES);
	options.port = 0;
	options.body_limit = body_limit;
	assert_int_equal(uv_loop_init(&fixture->loop), 0);
	assert_int_equal(uv_async_init(&fixture->loop, &fixture->stop, on_stop), 0);
	assert_int_equal(uv_async_init(&fixture->loop, &fixture->release, on_release), 0);
	fixture->stop.data = fixture;
	fixture->release.data = fixture;
	assert_int_equal(
		http_server_open(&fixture->loop, &options, on_request, fixture, &fixture->server),
		0);
	fixture->port = http_server_port(fixture->server);
	return fixture;
}

static inline void run(struct fixture *fixture)
{
	fixture->running = true;
	assert_int_equal(pthread_create(&fixture->thread, NULL, run_loop, fixture), 0);
}

static inline struct fixture *start(struct http_options options)
{
	struct fixture *fixture = prepare(options);

	run(fixture);
	return fixture;
}

/* Before run: what is there is read, then what a time limit says of it is done. */
static inline void turn(struct fixture *fixture)
{
	(void)uv_run(&fixture->loop, UV_RUN_NOWAIT);
}

static inline void join(struct fixture *fixture)
{
	assert_int_equal(pthread_join(fixture->thread, NULL), 0);
	release_all(fixture); /* requests that were out when the server closed */
	assert_int_equal(uv_loop_close(&fixture->loop), 0);
}

static inline void stop(struct fixture *fixture)
{
	if (!fixture->running)
		run(fixture);
	uv_async_send(&fixture->stop);
	join(fixture);
	free(fixture->big);
	free(fixture);
}

static inline int connect_to(const struct fixture *fixture)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(fixture->port)};
	struct timeval patience = {.tv_sec = 20};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_true(fd >= 0);
	assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)), 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

/* False when the server has closed already; that is not an error of the test. */
static inline bool send_all(int fd, const void *bytes, size_t size_bytes)
{
	const char *at = bytes;

	while (size_bytes) {
		ssize_t sent = send(fd, at, size_bytes, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		at += sent;
		size_bytes -= (size_t)sent;
	}
	return true;
}

/* Reads to the end of the connection. */
static inline size_t read_all(struct fixture *fixture, int fd)
{
	size_t size = 0;

	for (;;) {
		ssize_t got = recv(fd, fixture->answer + size, ANSWER_SIZE - 1 - size, 0);
		if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			fail_msg("no end within 20 s");
		if (got <= 0)
			break;
		size += (size_t)got;
	}
	fixture->answer[size] = '\0';
	close(fd);
	return size;
}

/* Reads until the text has come. */
static inline void read_until(struct fixture *fixture, int fd, const char *text)
{
	size_t size = 0;

	fixture->answer[0] = '\0';
	while (!strstr(fixture->answer, text)) {
		ssize_t got = recv(fd, fixture->answer + size, ANSWER_SIZE - 1 - size, 0);
		if (got <= 0)
			fail_msg("'%s' did not come, but: %s", text, fixture->answer);
		size += (size_t)got;
		fixture->answer[size] = '\0';
	}
}

/* Waits until so many requests are held: bytes that were sent are not there yet. */
static inline void wait_until_held(struct fixture *fixture, size_t count)
{
	for (int i = 0; i < 20000 && atomic_load(&fixture->held_count) < count; i++)
		(void)usleep(1000); /* between looks */
	assert_int_equal(atomic_load(&fixture->held_count), count);
}

static inline int status_of(const char *answer)
{
	int status = 0;

	return sscanf(answer, "HTTP/1.1 %d ", &status) == 1 ? status : 0;
}

static inline size_t count_text(const char *in, const char *text)
{
	size_t count = 0;

	for (; (in = strstr(in, text)); in += strlen(text))
		count++;
	return count;
}

static inline void exchange(struct fixture *fixture, const void *bytes, size_t size_bytes)
{
	int fd = connect_to(fixture);

	(void)send_all(fd, bytes, size_bytes); /* it may be refused before its end */
	(void)read_all(fixture, fd);
}

static inline void exchange_text(struct fixture *fixture, const char *text)
{
	exchange(fixture, text, strlen(text));
}

static inline int setup(void **state)
{
	*state = start(http_options_default());
	return 0;
}

static inline int teardown(void **state)
{
	stop(*state);
	return 0;
}

#define HOST  "Host: example.test\r\n"
#define CLOSE "Connection: close\r\n"
#define END   "\r\n"
