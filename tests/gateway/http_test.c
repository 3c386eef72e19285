/* http_test.c - how the HTTP server answers */
#include "gateway/http_fixture.h"

static void pipelined_requests_are_answered_in_order(void **state)
{
	struct fixture *fixture = *state;
	const char *third;

	exchange_text(fixture, "GET /1 HTTP/1.1\r\n" HOST END "POST /2 HTTP/1.1\r\n" HOST
			       "Content-Length: 2\r\n\r\nab"
			       "GET /3 HTTP/1.1\r\n" HOST CLOSE END "GET /4 HTTP/1.1\r\n" HOST END);
	assert_non_null(strstr(fixture->answer, "<GET|/1||-|0|>"));
	third = strstr(fixture->answer, "<GET|/3||-|0|>");
	assert_non_null(third);
	assert_true(strstr(fixture->answer, "<POST|/2||-|2|ab>") < third);
	assert_null(strstr(fixture->answer, "/4"));
	assert_int_equal(count_text(fixture->answer, "HTTP/1.1 200"), 3);
}

/* The second request of the connection is not handed out before the first is answered; the answer
 * comes from another connection's request. */
static void pipelined_requests_wait_for_a_late_answer(void **state)
{
	struct fixture *fixture = *state;
	const char *text = "GET /hold HTTP/1.1\r\n" HOST END "GET /2 HTTP/1.1\r\n" HOST CLOSE END;
	int fd = connect_to(fixture);

	assert_true(send_all(fd, text, strlen(text)));
	do
		exchange_text(fixture, "GET /release HTTP/1.1\r\n" HOST CLOSE END);
	while (recv(fd, fixture->answer, 1, MSG_PEEK | MSG_DONTWAIT) < 0);
	(void)read_all(fixture, fd);
	assert_int_equal(count_text(fixture->answer, "HTTP/1.1 200"), 2);
	assert_true(strstr(fixture->answer, "held") < strstr(fixture->answer, "<GET|/2||-|0|>"));
}

static void a_connection_is_kept_alive(void **state)
{
	struct fixture *fixture = *state;
	const char *again = "GET /again HTTP/1.1\r\n" HOST END;
	int fd = connect_to(fixture);

	for (int i = 0; i < 3; i++) {
		assert_true(send_all(fd, again, strlen(again)));
		read_until(fixture, fd, "<GET|/again||-|0|>");
		assert_null(strstr(fixture->answer, "Connection:"));
	}
	close(fd);

	fd = connect_to(fixture);
	again = "GET /again HTTP/1.0\r\n" HOST "Connection: keep-alive\r\n\r\n";
	for (int i = 0; i < 2; i++) {
		assert_true(send_all(fd, again, strlen(again)));
		read_until(fixture, fd, "<GET|/again||-|0|>");
		assert_non_null(strstr(fixture->answer, "Connection: keep-alive\r\n"));
	}
	close(fd);
}

static void a_client_that_sends_no_more_is_still_answered(void **state)
{
	struct fixture *fixture = *state;
	const char *text = "GET /half HTTP/1.1\r\n" HOST END;
	int fd = connect_to(fixture);

	assert_true(send_all(fd, text, strlen(text)));
	assert_int_equal(shutdown(fd, SHUT_WR), 0);
	(void)read_all(fixture, fd);
	assert_non_null(strstr(fixture->answer, "<GET|/half||-|0|>"));
}

static void head_has_the_length_and_no_body(void **state)
{
	struct fixture *fixture = *state;

	exchange_text(fixture, "HEAD /a HTTP/1.1\r\n" HOST CLOSE END);
	assert_int_equal(status_of(fixture->answer), 200);
	assert_non_null(strstr(fixture->answer, "Content-Length: 15\r\n"));
	assert_string_equal(strstr(fixture->answer, "\r\n\r\n"), "\r\n\r\n");
}

static void what_the_client_has_is_not_sent_again(void **state)
{
	static const struct {
		const char *tags;
		int status;
	} cases[] = {
		{"\"v1\"", 304},          {"W/\"v1\"", 304}, {"\"v0\", \"v1\"", 304}, {"*", 304},
		{"\"v0\",W/\"v1\"", 304}, {"\"v0\"", 200},   {"\"v11\"", 200},        {"v1", 200},
	};
	struct fixture *fixture = *state;
	char text[256];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		(void)snprintf(text, sizeof(text),
			       "GET /etag HTTP/1.1\r\n" HOST CLOSE "If-None-Match: %s\r\n\r\n",
			       cases[i].tags);
		exchange_text(fixture, text);
		if (status_of(fixture->answer) != cases[i].status)
			fail_msg("%s: %s", cases[i].tags, fixture->answer);
		assert_non_null(strstr(fixture->answer, "ETag: \"v1\"\r\n"));
		if (cases[i].status == 304)
			assert_string_equal(strstr(fixture->answer, "\r\n\r\n"), "\r\n\r\n");
	}
}

static void a_body_that_waits_for_leave_gets_it(void **state)
{
	struct fixture *fixture = *state;
	const char *head = "POST /a HTTP/1.1\r\n" HOST CLOSE
			   "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";
	int fd = connect_to(fixture);

	assert_true(send_all(fd, head, strlen(head)));
	read_until(fixture, fd, "\r\n\r\n");
	assert_string_equal(fixture->answer, "HTTP/1.1 100 Continue\r\n\r\n");
	assert_true(send_all(fd, "abc", 3));
	(void)read_all(fixture, fd);
	assert_non_null(strstr(fixture->answer, "<POST|/a||-|3|abc>"));

	/* Too large is said before the body is sent. */
	exchange_text(fixture, "POST /a HTTP/1.1\r\n" HOST
			       "Expect: 100-continue\r\nContent-Length: 1048577\r\n\r\n");
	assert_int_equal(status_of(fixture->answer), 413);
}

static void answers_guard_against_misuse_by_pages(void **state)
{
	static const char *const expected[] = {"X-Content-Type-Options: nosniff\r\n",
					       "X-Frame-Options: DENY\r\n",
					       "Content-Security-Policy: default-src 'none'",
					       "Cache-Control: no-store\r\n", "Date: "};
	struct fixture *fixture = *state;

	exchange_text(fixture, "GET / HTTP/1.1\r\n" HOST CLOSE END);
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		assert_non_null(strstr(fixture->answer, expected[i]));

	exchange_text(fixture, "GET /evil HTTP/1.1\r\n" HOST CLOSE END);
	assert_int_equal(status_of(fixture->answer), 303);
	assert_null(strstr(fixture->answer, "X-Evil"));
}

static void a_request_id_is_kept_or_made(void **state)
{
	struct fixture *fixture = *state;

	exchange_text(fixture, "GET / HTTP/1.1\r\n" HOST CLOSE "X-Request-Id: abc-1.2_3\r\n\r\n");
	assert_non_null(strstr(fixture->answer, "X-Request-Id: abc-1.2_3\r\n"));

	exchange_text(fixture, "GET / HTTP/1.1\r\n" HOST CLOSE "X-Request-Id: a b\r\n\r\n");
	assert_null(strstr(fixture->answer, "a b"));
	assert_non_null(strstr(fixture->answer, "X-Request-Id: request_"));
}

static void a_cookie_is_found_by_its_whole_name(void **state)
{
	struct fixture *fixture = *state;

	exchange_text(fixture,
		      "GET /cookie HTTP/1.1\r\n" HOST CLOSE
		      "Cookie: my_ocop_session=1; ocop_session2=2; ocop_session=a=b\r\n\r\n");
	assert_string_equal(strstr(fixture->answer, "\r\n\r\n") + 4, "a=b");
	exchange_text(fixture, "GET /cookie HTTP/1.1\r\n" HOST CLOSE
			       "Cookie: ocop_sessio=1\r\nCookie: ocop_session=2\r\n\r\n");
	assert_string_equal(strstr(fixture->answer, "\r\n\r\n") + 4, "2");
	exchange_text(fixture,
		      "GET /cookie HTTP/1.1\r\n" HOST CLOSE "Cookie: ocop_session\r\n\r\n");
	assert_string_equal(strstr(fixture->answer, "\r\n\r\n") + 4, "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pipelined_requests_are_answered_in_order, setup,
						teardown),
		cmocka_unit_test_setup_teardown(pipelined_requests_wait_for_a_late_answer, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_connection_is_kept_alive, setup, teardown),
		cmocka_unit_test_setup_teardown(a_client_that_sends_no_more_is_still_answered,
						setup, teardown),
		cmocka_unit_test_setup_teardown(head_has_the_length_and_no_body, setup, teardown),
		cmocka_unit_test_setup_teardown(what_the_client_has_is_not_sent_again, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_body_that_waits_for_leave_gets_it, setup,
						teardown),
		cmocka_unit_test_setup_teardown(answers_guard_against_misuse_by_pages, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_request_id_is_kept_or_made, setup, teardown),
		cmocka_unit_test_setup_teardown(a_cookie_is_found_by_its_whole_name, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
