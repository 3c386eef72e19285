/* http_body_test.c - bodies in pieces: whole, cut, slow, too large, and what comes behind them */
#include <fcntl.h>

#include "gateway/http_fixture.h"

/* Bytes that are each other than their neighbours, and what the fixture adds them up to. */
static char *some_bytes(size_t size_bytes)
{
	char *bytes = malloc(size_bytes + 1);

	assert_non_null(bytes);
	for (size_t i = 0; i < size_bytes; i++)
		bytes[i] = (char)(i * 131 + (i >> 8) * 17);
	return bytes;
}

static uint32_t sum_of(const char *bytes, size_t size_bytes)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < size_bytes; i++)
		sum = sum * 31 + (uint8_t)bytes[i];
	return sum;
}

static void expect(struct fixture *fixture, unsigned count, const char *bytes, size_t size_bytes,
		   enum http_piece_end end)
{
	char text[128];

	(void)snprintf(text, sizeof(text), "<pieces|%u|%zu|%u|%d|1>", count, size_bytes,
		       sum_of(bytes, size_bytes), (int)end);
	if (!strstr(fixture->answer, text))
		fail_msg("not %s but %s", text, fixture->answer);
}

/* Sends a body of so many bytes under a Content-Length. */
static int send_body(struct fixture *fixture, const char *path, const char *bytes,
		     size_t size_bytes, size_t announced_bytes)
{
	char head[256];
	int fd = connect_to(fixture);

	(void)snprintf(head, sizeof(head),
		       "PATCH %s HTTP/1.1\r\n" HOST "Content-Length: %zu\r\n\r\n", path,
		       announced_bytes);
	(void)send_all(fd, head, strlen(head)); /* it may be refused at once */
	(void)send_all(fd, bytes, size_bytes);
	return fd;
}

static void ask(struct fixture *fixture, const char *path)
{
	char text[128];

	(void)snprintf(text, sizeof(text), "GET %s HTTP/1.1\r\n" HOST CLOSE END, path);
	exchange_text(fixture, text);
}

/* What became of the last body, once it is over. */
static void wait_until_over(struct fixture *fixture)
{
	do
		ask(fixture, "/last-pieces");
	while (!strstr(fixture->answer, "|1>"));
}

static void body_comes_in_pieces_whatever_its_size(void **state)
{
	static const struct {
		size_t size_bytes;
		unsigned count;
	} rows[] = {
		{0, 1},
		{1, 1},
		{HTTP_PIECE_LIMIT_BYTES - 1, 1},
		/* Full and over at once: one piece. */
		{HTTP_PIECE_LIMIT_BYTES, 1},
		{HTTP_PIECE_LIMIT_BYTES + 1, 2},
		{PIECES_LIMIT_BYTES, PIECES_LIMIT_BYTES / HTTP_PIECE_LIMIT_BYTES},
	};
	struct fixture *fixture = *state;
	char *bytes = some_bytes(PIECES_LIMIT_BYTES);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t size = rows[i].size_bytes;
		int fd = send_body(fixture, "/pieces", bytes, size, size);

		read_until(fixture, fd, "|1>");
		expect(fixture, rows[i].count, bytes, size, HTTP_PIECE_LAST);
		close(fd);
	}
	free(bytes);
}

static void body_over_the_limit_is_refused(void **state)
{
	struct fixture *fixture = *state;
	int fd = send_body(fixture, "/pieces", "", 0, PIECES_LIMIT_BYTES + 1);

	(void)read_all(fixture, fd);
	assert_int_equal(status_of(fixture->answer), 413);
	/* Other paths keep theirs. */
	fd = send_body(fixture, "/a", "", 0, HTTP_BODY_LIMIT_BYTES + 1);
	(void)read_all(fixture, fd);
	assert_int_equal(status_of(fixture->answer), 413);
}

static void chunks_come_in_pieces_without_their_framing(void **state)
{
	enum { CHUNK = 100 * 1000, CHUNKS = 11 };
	struct fixture *fixture = *state;
	char *bytes = some_bytes(CHUNK * CHUNKS);
	int fd = connect_to(fixture);
	static const char head[] =
		"PATCH /pieces HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n";
	assert_true(send_all(fd, head, sizeof(head) - 1));
	for (int i = 0; i < CHUNKS; i++) {
		char size[16];

		(void)snprintf(size, sizeof(size), "%x\r\n", (unsigned)CHUNK);
		assert_true(send_all(fd, size, strlen(size)));
		assert_true(send_all(fd, bytes + i * CHUNK, CHUNK));
		assert_true(send_all(fd, "\r\n", 2));
	}
	assert_true(send_all(fd, "0\r\n\r\n", 5));
	read_until(fixture, fd, "|1>");
	expect(fixture, 3, bytes, CHUNK * CHUNKS, HTTP_PIECE_LAST);
	close(fd);
	free(bytes);
}

static void what_came_before_a_cut_is_handed_out(void **state)
{
	struct fixture *fixture = *state;
	const size_t sent = HTTP_PIECE_LIMIT_BYTES + 70 * 1000;
	char *bytes = some_bytes(sent);
	int fd = send_body(fixture, "/pieces", bytes, sent, PIECES_LIMIT_BYTES);

	close(fd);
	wait_until_over(fixture);
	expect(fixture, 2, bytes, sent, HTTP_PIECE_CUT);
	free(bytes);
}

/* One that says it sends no more is told what came; it waits for that. */
static void half_closed_client_gets_its_answer(void **state)
{
	struct fixture *fixture = *state;
	char *bytes = some_bytes(1000);
	int fd = send_body(fixture, "/pieces", bytes, 1000, 2000);

	assert_int_equal(shutdown(fd, SHUT_WR), 0);
	(void)read_all(fixture, fd);
	expect(fixture, 1, bytes, 1000, HTTP_PIECE_CUT);
	free(bytes);
}

/* The handler has the first piece and takes its time: what came meanwhile is not lost either. */
static void cut_while_a_piece_is_being_written_loses_nothing(void **state)
{
	struct fixture *fixture = *state;
	const size_t sent = HTTP_PIECE_LIMIT_BYTES + 30 * 1000;
	char *bytes = some_bytes(sent);
	int fd = send_body(fixture, "/pieces/slow", bytes, sent, PIECES_LIMIT_BYTES);

	close(fd);
	do
		ask(fixture, "/last-pieces");
	while (!strstr(fixture->answer, "<pieces|1|"));
	ask(fixture, "/release-piece");
	wait_until_over(fixture);
	expect(fixture, 2, bytes, sent, HTTP_PIECE_CUT);
	free(bytes);
}

static void bytes_that_are_no_chunk_end_the_body(void **state)
{
	static const char request[] = "PATCH /pieces HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nZ\r\n";
	struct fixture *fixture = *state;

	exchange(fixture, request, sizeof(request) - 1);
	assert_int_equal(status_of(fixture->answer), 400);
	wait_until_over(fixture);
	assert_non_null(strstr(fixture->answer, "|2|1>")); /* cut, and over */
}

static void client_waits_while_nobody_asks_for_more(void **state)
{
	struct fixture *fixture = *state;
	char *bytes = some_bytes(PIECES_LIMIT_BYTES);
	int fd = connect_to(fixture);
	int small = 64 * 1024;
	size_t sent = 0;
	char head[256];

	assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof(small)), 0);
	(void)snprintf(head, sizeof(head),
		       "PATCH /pieces/slow HTTP/1.1\r\n" HOST "Content-Length: %d\r\n\r\n",
		       PIECES_LIMIT_BYTES);
	assert_true(send_all(fd, head, strlen(head)));
	do { /* until the first piece is out and the line is full */
		ssize_t now = send(fd, bytes + sent, PIECES_LIMIT_BYTES - sent,
				   MSG_NOSIGNAL | MSG_DONTWAIT);
		sent += now > 0 ? (size_t)now : 0;
		ask(fixture, "/last-pieces");
	} while (!strstr(fixture->answer, "<pieces|1|"));
	for (int i = 0; i < 50; i++) {
		ssize_t now = send(fd, bytes + sent, PIECES_LIMIT_BYTES - sent,
				   MSG_NOSIGNAL | MSG_DONTWAIT);
		sent += now > 0 ? (size_t)now : 0;
		ask(fixture, "/last-pieces");
	}
	assert_non_null(strstr(fixture->answer, "<pieces|1|"));
	assert_true(sent < PIECES_LIMIT_BYTES);

	for (unsigned i = 1; i < PIECES_LIMIT_BYTES / HTTP_PIECE_LIMIT_BYTES; i++) {
		size_t upto = (i + 1) * (size_t)HTTP_PIECE_LIMIT_BYTES;
		char text[64];

		ask(fixture, "/release-piece");
		if (sent < upto)
			assert_true(send_all(fd, bytes + sent, upto - sent));
		sent = sent < upto ? upto : sent;
		(void)snprintf(text, sizeof(text), "<pieces|%u|", i + 1);
		do
			ask(fixture, "/last-pieces");
		while (!strstr(fixture->answer, text));
	}
	expect(fixture, PIECES_LIMIT_BYTES / HTTP_PIECE_LIMIT_BYTES, bytes, PIECES_LIMIT_BYTES,
	       HTTP_PIECE_LAST);
	close(fd);
	free(bytes);
}

static void next_request_follows_a_body_that_was_read(void **state)
{
	static const char requests[] =
		"PATCH /pieces HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"
		"PATCH /pieces HTTP/1.1\r\n" HOST
		"Transfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\n"
		"PATCH /pieces HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"
		"GET /after HTTP/1.1\r\n" HOST CLOSE END;
	struct fixture *fixture = *state;

	exchange(fixture, requests, sizeof(requests) - 1);
	assert_int_equal(count_text(fixture->answer, "HTTP/1.1 200 OK"), 4);
	assert_non_null(strstr(fixture->answer, "<pieces|1|3|"));
	assert_non_null(strstr(fixture->answer, "<pieces|1|2|"));
	assert_non_null(strstr(fixture->answer, "<pieces|1|0|"));
	assert_non_null(strstr(fixture->answer, "<GET|/after|"));
}

/* Its bytes must not be taken for requests. */
static void answer_before_the_body_ends_the_connection(void **state)
{
	static const char requests[] =
		"PATCH /pieces/unread HTTP/1.1\r\n" HOST "Content-Length: 40\r\n\r\n"
		"GET /hidden HTTP/1.1\r\n" HOST END;
	struct fixture *fixture = *state;

	exchange(fixture, requests, sizeof(requests) - 1);
	assert_int_equal(status_of(fixture->answer), 409);
	assert_int_equal(count_text(fixture->answer, "HTTP/1.1 "), 1);
	assert_non_null(strstr(fixture->answer, "Connection: close"));
}

static void body_is_asked_for_only_when_it_is_wanted(void **state)
{
	static const char refused[] = "PATCH /pieces/unread HTTP/1.1\r\n" HOST
				      "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";
	static const char wanted[] = "PATCH /pieces HTTP/1.1\r\n" HOST CLOSE
				     "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";
	struct fixture *fixture = *state;
	int fd;

	exchange(fixture, refused, sizeof(refused) - 1);
	assert_int_equal(status_of(fixture->answer), 409);
	fd = connect_to(fixture);
	assert_true(send_all(fd, wanted, sizeof(wanted) - 1));
	read_until(fixture, fd, "HTTP/1.1 100 Continue\r\n\r\n");
	assert_true(send_all(fd, "abc", 3));
	(void)read_all(fixture, fd);
	expect(fixture, 1, "abc", 3, HTTP_PIECE_LAST);
}

enum { QUICK_MS = 200, WINDOW_BYTES = 64 };

/* It does not run yet: its limit is short, and a busy machine is late with what a test sends. */
static int setup_quick(void **state)
{
	struct http_options options = http_options_default();

	options.body_timeout_ms = QUICK_MS;
	options.body_window_bytes = WINDOW_BYTES;
	*state = prepare(options);
	return 0;
}

static void sender_that_stops_is_cut_and_what_came_kept(void **state)
{
	struct fixture *fixture = *state;
	char *bytes = some_bytes(1000);
	int fd = send_body(fixture, "/pieces", bytes, 1000, 2000);

	run(fixture);
	assert_int_equal(read_all(fixture, fd), 0);
	wait_until_over(fixture);
	expect(fixture, 1, bytes, 1000, HTTP_PIECE_CUT);
	free(bytes);
}

/* Four windows long, and in each of them enough has come when the server turns. */
static void sender_that_goes_on_is_not_cut(void **state)
{
	enum { BODY_BYTES = 1000 * WINDOW_BYTES };
	struct fixture *fixture = *state;
	char *bytes = some_bytes(BODY_BYTES);
	int fd = send_body(fixture, "/pieces", bytes, 0, BODY_BYTES);
	uint64_t until_ms = uv_now(&fixture->loop) + 4 * QUICK_MS;
	size_t sent = 0;

	for (; uv_now(&fixture->loop) < until_ms; sent += WINDOW_BYTES) {
		assert_true(send_all(fd, bytes + sent, WINDOW_BYTES));
		turn(fixture);
		(void)usleep(1000); /* time must pass, and fewer parts than there are */
	}
	assert_true(send_all(fd, bytes + sent, BODY_BYTES - sent));
	run(fixture);
	read_until(fixture, fd, "|1>");
	expect(fixture, 1, bytes, BODY_BYTES, HTTP_PIECE_LAST);
	close(fd);
	free(bytes);
}

/* The server stops while a body is on its way: it is cut, and whoever reads it is told. */
static void stop_cuts_a_body(void **state)
{
	struct fixture *fixture = *state;
	char *bytes = some_bytes(1000);
	int fd = send_body(fixture, "/pieces", bytes, 1000, 2000);

	do /* until it has begun */
		ask(fixture, "/last-pieces");
	while (!strstr(fixture->answer, "<pieces|0|"));
	uv_async_send(&fixture->stop);
	join(fixture);
	assert_true(fixture->pieces.over);
	assert_int_equal(fixture->pieces.end, HTTP_PIECE_CUT);
	assert_int_equal(fixture->pieces.total_bytes, 1000);
	close(fd);
	free(bytes);
	free(fixture->big);
	free(fixture);
}

static int leave_alone(void **state)
{
	(void)state; /* the test has stopped it */
	return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(body_comes_in_pieces_whatever_its_size),
		TEST(body_over_the_limit_is_refused),
		TEST(chunks_come_in_pieces_without_their_framing),
		TEST(what_came_before_a_cut_is_handed_out),
		TEST(half_closed_client_gets_its_answer),
		TEST(cut_while_a_piece_is_being_written_loses_nothing),
		TEST(bytes_that_are_no_chunk_end_the_body),
		TEST(client_waits_while_nobody_asks_for_more),
		TEST(next_request_follows_a_body_that_was_read),
		TEST(answer_before_the_body_ends_the_connection),
		TEST(body_is_asked_for_only_when_it_is_wanted),
		cmocka_unit_test_setup_teardown(sender_that_stops_is_cut_and_what_came_kept,
						setup_quick, teardown),
		cmocka_unit_test_setup_teardown(sender_that_goes_on_is_not_cut, setup_quick,
						teardown),
		cmocka_unit_test_setup_teardown(stop_cuts_a_body, setup, leave_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
