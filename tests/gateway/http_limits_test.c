/* http_limits_test.c - sizes, slow clients, numbers of connections, the stop */
#include "gateway/http_fixture.h"

/* Fills a request to exactly the limits, and one over. */
static size_t fill_request(char *bytes, size_t target_bytes, size_t headers, size_t header_bytes)
{
	char *at = bytes;

	at += sprintf(at, "GET /");
	memset(at, 'a', target_bytes - 1);
	at += target_bytes - 1;
	at += sprintf(at, " HTTP/1.1\r\n" HOST CLOSE);
	for (size_t i = 2; i < headers; i++) {
		at += sprintf(at, "X%zu: ", i % 10);
		memset(at, 'b', header_bytes);
		at += header_bytes;
		at += sprintf(at, "\r\n");
	}
	at += sprintf(at, "\r\n");
	return (size_t)(at - bytes);
}

static void limits_hold_to_the_byte(void **state)
{
	enum { LINE_REST = sizeof("GET  HTTP/1.1\r\n") - 1 };
	enum { HEAD_REST = sizeof("GET / HTTP/1.1\r\n" HOST CLOSE END) - 1 };
	enum { HEADER_REST = sizeof("X2: \r\n") - 1 };
	const size_t left = HTTP_HEAD_LIMIT_BYTES - HEAD_REST - 3 * HEADER_REST;
	const struct {
		const char *name;
		size_t target_bytes, headers, header_bytes;
		int status;
	} cases[] = {
		{"a line of 8 KiB", HTTP_LINE_LIMIT_BYTES - LINE_REST, 2, 0, 200},
		{"a line over 8 KiB", HTTP_LINE_LIMIT_BYTES - LINE_REST + 1, 2, 0, 414},
		{"a header of 8 KiB", 1, 3, HTTP_LINE_LIMIT_BYTES - HEADER_REST, 200},
		{"a header over 8 KiB", 1, 3, HTTP_LINE_LIMIT_BYTES - HEADER_REST + 1, 431},
		{"64 headers", 1, 64, 1, 200},
		{"65 headers", 1, 65, 1, 431},
		{"headers of nearly 16 KiB", 1, 5, left / 3, 200},
		{"headers over 16 KiB", 1, 5, left / 3 + 1, 431},
	};
	struct fixture *fixture = *state;
	char bytes[64 * 1024];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t size = fill_request(bytes, cases[i].target_bytes, cases[i].headers,
					   cases[i].header_bytes);
		exchange(fixture, bytes, size);
		if (status_of(fixture->answer) != cases[i].status)
			fail_msg("%s: %.200s", cases[i].name, fixture->answer);
	}
}

static void a_body_of_exactly_1_mib_is_taken(void **state)
{
	struct fixture *fixture = *state;
	const char *head = "POST /a HTTP/1.1\r\n" HOST CLOSE "Content-Length: 1048576\r\n\r\n";
	size_t head_bytes = strlen(head);
	char *bytes = malloc(head_bytes + HTTP_BODY_LIMIT_BYTES);

	assert_non_null(bytes);
	memcpy(bytes, head, head_bytes);
	memset(bytes + head_bytes, 'x', HTTP_BODY_LIMIT_BYTES);
	exchange(fixture, bytes, head_bytes + HTTP_BODY_LIMIT_BYTES);
	free(bytes);
	assert_non_null(strstr(fixture->answer, "<POST|/a||-|1048576|xxx"));
}

static void chunks_over_1_mib_together_are_refused(void **state)
{
	struct fixture *fixture = *state;
	char *bytes = malloc(2 * HTTP_BODY_LIMIT_BYTES);
	char *at = bytes;

	assert_non_null(bytes);
	at += sprintf(at, "POST /a HTTP/1.1\r\n" HOST CLOSE "Transfer-Encoding: chunked\r\n\r\n");
	for (int i = 0; i < 2; i++) {
		at += sprintf(at, "80001\r\n");
		memset(at, 'x', 0x80001);
		at += 0x80001;
		at += sprintf(at, "\r\n");
	}
	exchange(fixture, bytes, (size_t)(at - bytes));
	free(bytes);
	assert_int_equal(status_of(fixture->answer), 413);
}

enum { QUICK_MS = 200, WINDOW_BYTES = 64 };

static struct http_options quick_options(void)
{
	struct http_options options = http_options_default();

	options.header_timeout_ms = QUICK_MS;
	options.body_timeout_ms = QUICK_MS;
	options.body_window_bytes = WINDOW_BYTES;
	options.idle_timeout_ms = QUICK_MS;
	options.write_timeout_ms = QUICK_MS;
	return options;
}

/* It does not run yet: its limits are short, and a busy machine is late with what a test sends. */
static int setup_quick(void **state)
{
	*state = prepare(quick_options());
	return 0;
}

/* The default limits, so that the options here only change how long what holds takes. */
static void by_default_slow_clients_and_a_stop_have_short_limits(void **state)
{
	struct http_options options = http_options_default();

	(void)state;
	assert_true(options.header_timeout_ms <= 9500);
	assert_true(options.body_timeout_ms <= 9500);
	assert_true(options.write_timeout_ms <= 9500);
	assert_true(options.drain_timeout_ms <= 1000); /* a stop */
}

static void a_client_that_says_nothing_is_cut(void **state)
{
	run(*state);
	assert_int_equal(read_all(*state, connect_to(*state)), 0);
}

static void a_head_that_does_not_end_is_cut(void **state)
{
	struct fixture *fixture = *state;
	int fd = connect_to(fixture);

	assert_true(send_all(fd, "GET / HTTP/1.1\r\nHos", 19));
	run(fixture);
	(void)read_all(fixture, fd);
	assert_int_equal(status_of(fixture->answer), 408);
}

/* Sends the beginning, and then a byte now and then until there is an answer. */
static void trickle(struct fixture *fixture, const char *beginning)
{
	int fd = connect_to(fixture);
	struct timeval patience = {.tv_usec = 20000};

	assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)), 0);
	assert_true(send_all(fd, beginning, strlen(beginning)));
	run(fixture);
	for (int i = 0; i < 1000; i++) {
		ssize_t got = recv(fd, fixture->answer, 12, 0);
		if (got > 0) {
			fixture->answer[got] = '\0';
			break;
		}
		(void)send_all(fd, "a", 1);
	}
	close(fd);
}

/* A byte now and then does not buy more time: the head has one limit in all. */
static void a_head_that_trickles_is_cut(void **state)
{
	struct fixture *fixture = *state;

	trickle(fixture, "GET /");
	assert_string_equal(fixture->answer, "HTTP/1.1 408");
}

static void a_body_that_trickles_is_cut(void **state)
{
	struct fixture *fixture = *state;

	trickle(fixture, "POST / HTTP/1.1\r\n" HOST "Content-Length: 100000\r\n\r\n");
	assert_string_equal(fixture->answer, "HTTP/1.1 408");
}

/* Four windows long, and in each of them enough has come when the server turns. */
static void a_body_that_comes_steadily_is_taken(void **state)
{
	enum { PARTS_MAX = 1000 };
	struct fixture *fixture = *state;
	const char *head = "POST / HTTP/1.1\r\n" HOST CLOSE "Content-Length: 64000\r\n\r\n";
	char body[PARTS_MAX * WINDOW_BYTES];
	size_t sent = 0;
	int fd = connect_to(fixture);
	uint64_t until_ms = uv_now(&fixture->loop) + 4 * QUICK_MS;

	memset(body, 'p', sizeof(body));
	assert_true(send_all(fd, head, strlen(head)));
	while (uv_now(&fixture->loop) < until_ms) {
		assert_true(send_all(fd, body + sent, WINDOW_BYTES));
		sent += WINDOW_BYTES;
		turn(fixture);
		assert_true(recv(fd, fixture->answer, 1, MSG_DONTWAIT) < 0);
		(void)usleep(1000); /* time must pass, and fewer parts than there are */
	}
	assert_true(send_all(fd, body + sent, sizeof(body) - sent));
	run(fixture);
	(void)read_all(fixture, fd);
	assert_non_null(strstr(fixture->answer, "|64000|ppp"));
}

/* A machine or a loop that stands still longer than any limit: what has come is read before anybody
 * is cut. */
static void what_came_while_the_server_stood_still_is_read(void **state)
{
	struct fixture *fixture = *state;
	const char *beginning = "GET /a HTTP/1.1\r\n", *rest = HOST CLOSE END;
	uint64_t until_ns;
	int fd = connect_to(fixture);

	assert_true(send_all(fd, beginning, strlen(beginning)));
	turn(fixture); /* takes the connection */
	turn(fixture); /* reads */
	assert_true(send_all(fd, rest, strlen(rest)));
	for (until_ns = uv_hrtime() + 2ULL * QUICK_MS * 1000 * 1000; uv_hrtime() < until_ns;)
		(void)usleep(1000);
	run(fixture);
	(void)read_all(fixture, fd);
	assert_non_null(strstr(fixture->answer, "<GET|/a||-|0|>"));
}

static void a_connection_that_idles_is_closed(void **state)
{
	struct fixture *fixture = *state;
	const char *text = "GET /a HTTP/1.1\r\n" HOST END;
	int fd = connect_to(fixture);

	assert_true(send_all(fd, text, strlen(text)));
	run(fixture);
	(void)read_all(fixture, fd); /* ends by itself, without another answer */
	assert_int_equal(count_text(fixture->answer, "HTTP/1.1 "), 1);
}

/* 3 MiB are more than the socket buffers hold: the rest would wait for ever. */
static void a_client_that_does_not_read_is_cut(void **state)
{
	struct fixture *fixture = *state;
	const char *text = "GET /big HTTP/1.1\r\n" HOST END;
	int fd = connect_to(fixture);
	int small = 4096;
	char byte;

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	for (int i = 0; i < 8; i++)
		assert_true(send_all(fd, text, strlen(text)));
	run(fixture);
	/* Another client is served meanwhile, and sees by the figures when the first is cut. */
	while (send(fd, "G", 1, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0 || errno == EAGAIN)
		exchange_text(fixture, "GET /other HTTP/1.1\r\n" HOST CLOSE END);
	(void)recv(fd, &byte, 1, MSG_DONTWAIT);
	close(fd);
}

static void large_answers_arrive_whole_and_in_order(void **state)
{
	struct fixture *fixture = *state;

	exchange_text(fixture,
		      "GET /big HTTP/1.1\r\n" HOST END "GET /z HTTP/1.1\r\n" HOST CLOSE END);
	/* The body is zero bytes; the second answer stands right behind it. */
	char *body = strstr(fixture->answer, "\r\n\r\n") + 4;
	assert_int_equal(status_of(body + BIG_BODY_BYTES), 200);
	assert_non_null(strstr(body + BIG_BODY_BYTES, "<GET|/z||-|0|>"));
}

static void an_answer_in_parts_arrives_whole(void **state)
{
	struct fixture *fixture = *state;

	exchange_text(fixture,
		      "GET /parts HTTP/1.1\r\n" HOST END "GET /z HTTP/1.1\r\n" HOST CLOSE END);
	const char *at = strstr(fixture->answer, "\r\n\r\n") + 4;
	for (int part = PARTS - 1; part >= 0; part--) {
		for (size_t i = 0; i < PART_BYTES; i++)
			assert_int_equal(*at++, '0' + part);
	}
	assert_int_equal(status_of(at), 200);
	assert_non_null(strstr(at, "<GET|/z||-|0|>"));
}

/* Who leaves or does not read in the middle costs nothing that lasts: the server stops cleanly. */
static void an_answer_in_parts_ends_with_its_client(void **state)
{
	struct fixture *fixture = *state;
	const char *text = "GET /parts HTTP/1.1\r\n" HOST END;
	int leaves = connect_to(fixture);

	assert_true(send_all(leaves, text, strlen(text)));
	read_until(fixture, leaves, "999");
	close(leaves);
	exchange_text(fixture, "GET /z HTTP/1.1\r\n" HOST CLOSE END);
	assert_int_equal(status_of(fixture->answer), 200);
}

static void connections_are_limited_per_address_and_in_all(void **state)
{
	static const struct {
		size_t all, per_address;
		int status;
	} cases[] = {{2, 100, 503}, {100, 2, 429}};
	const char *text = "GET /a HTTP/1.1\r\n" HOST END;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct http_options options = http_options_default();
		options.connections_max = cases[i].all;
		options.connections_per_address_max = cases[i].per_address;
		struct fixture *fixture = start(options);
		int fds[2];

		for (int c = 0; c < 2; c++) {
			fds[c] = connect_to(fixture);
			assert_true(send_all(fds[c], text, strlen(text)));
			read_until(fixture, fds[c], "<GET|/a||-|0|>");
		}
		(void)read_all(fixture, connect_to(fixture));
		assert_int_equal(status_of(fixture->answer), cases[i].status);

		/* One leaves: there is room again. */
		close(fds[0]);
		do
			exchange_text(fixture, "GET /b HTTP/1.1\r\n" HOST CLOSE END);
		while (status_of(fixture->answer) == cases[i].status);
		assert_int_equal(status_of(fixture->answer), 200);
		close(fds[1]);
		stop(fixture);
	}
}

/* Draining would take an hour: who waits for it here is ended by the limit of the whole test. */
static void a_stop_lets_requests_be_answered_and_closes_idle_connections(void **state)
{
	struct http_options options = http_options_default();
	const char *idle_text = "GET /a HTTP/1.1\r\n" HOST END;
	const char *text = "GET /hold HTTP/1.1\r\n" HOST END;

	(void)state;
	options.drain_timeout_ms = 3600 * 1000;
	struct fixture *fixture = start(options);
	int idle = connect_to(fixture);
	int busy = connect_to(fixture);
	assert_true(send_all(busy, text, strlen(text)));
	wait_until_held(fixture, 1);
	assert_true(send_all(idle, idle_text, strlen(idle_text)));
	read_until(fixture, idle, "<GET|/a||-|0|>");
	uv_async_send(&fixture->stop);
	assert_int_equal(recv(idle, fixture->answer, 1, 0), 0);
	close(idle);
	uv_async_send(&fixture->release);
	(void)read_all(fixture, busy);
	assert_non_null(strstr(fixture->answer, "held"));
	assert_non_null(strstr(fixture->answer, "Connection: close\r\n"));
	join(fixture);
	free(fixture->big);
	free(fixture);
}

static void a_stop_does_not_wait_for_ever(void **state)
{
	struct fixture *fixture = start(http_options_default());
	const char *text = "GET /hold HTTP/1.1\r\n" HOST END;
	int fd = connect_to(fixture);

	(void)state;
	assert_true(send_all(fd, text, strlen(text)));
	wait_until_held(fixture, 1);
	uv_async_send(&fixture->stop);
	assert_int_equal(read_all(fixture, fd), 0);
	join(fixture); /* answers the request that is still out, into nothing */
	free(fixture->big);
	free(fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(limits_hold_to_the_byte, setup, teardown),
		cmocka_unit_test_setup_teardown(a_body_of_exactly_1_mib_is_taken, setup, teardown),
		cmocka_unit_test_setup_teardown(chunks_over_1_mib_together_are_refused, setup,
						teardown),
		cmocka_unit_test(by_default_slow_clients_and_a_stop_have_short_limits),
		cmocka_unit_test_setup_teardown(a_client_that_says_nothing_is_cut, setup_quick,
						teardown),
		cmocka_unit_test_setup_teardown(a_head_that_does_not_end_is_cut, setup_quick,
						teardown),
		cmocka_unit_test_setup_teardown(a_head_that_trickles_is_cut, setup_quick, teardown),
		cmocka_unit_test_setup_teardown(a_body_that_trickles_is_cut, setup_quick, teardown),
		cmocka_unit_test_setup_teardown(a_body_that_comes_steadily_is_taken, setup_quick,
						teardown),
		cmocka_unit_test_setup_teardown(what_came_while_the_server_stood_still_is_read,
						setup_quick, teardown),
		cmocka_unit_test_setup_teardown(a_connection_that_idles_is_closed, setup_quick,
						teardown),
		cmocka_unit_test_setup_teardown(a_client_that_does_not_read_is_cut, setup_quick,
						teardown),
		cmocka_unit_test_setup_teardown(large_answers_arrive_whole_and_in_order, setup,
						teardown),
		cmocka_unit_test_setup_teardown(an_answer_in_parts_arrives_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(an_answer_in_parts_ends_with_its_client, setup,
						teardown),
		cmocka_unit_test(connections_are_limited_per_address_and_in_all),
		cmocka_unit_test(a_stop_lets_requests_be_answered_and_closes_idle_connections),
		cmocka_unit_test(a_stop_does_not_wait_for_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
