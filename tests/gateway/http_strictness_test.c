/* http_strictness_test.c - what the HTTP server takes and what it refuses, byte for byte */
#include "gateway/http_fixture.h"

/* A literal and its size: zero bytes inside count. */
#define BYTES(text) text, sizeof(text) - 1

struct refused_case {
	const char *name;
	const char *bytes;
	size_t size_bytes; /* some hold zero bytes */
	int status;
};

static const struct refused_case refused_cases[] = {
	/* Lines that two readers could end differently. */
	{"a bare LF ends the request line", BYTES("GET / HTTP/1.1\n" HOST END), 400},
	{"a bare LF ends a header", BYTES("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"), 400},
	{"a bare LF ends the headers", BYTES("GET / HTTP/1.1\r\n" HOST "\n"), 400},
	{"a bare CR in a header", BYTES("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n"), 400},
	{"a bare CR ends the headers (CVE-2025-23167)",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\rX"), 400},
	{"a CR at the end of the request line alone", BYTES("GET / HTTP/1.1\rHost: a\r\n\r\n"),
	 400},
	{"a folded header", BYTES("GET / HTTP/1.1\r\n" HOST "X: a\r\n b\r\n\r\n"), 400},
	{"a folded header with a tab", BYTES("GET / HTTP/1.1\r\n" HOST "X: a\r\n\tb\r\n\r\n"), 400},
	{"a folded first header", BYTES("GET / HTTP/1.1\r\n " HOST END), 400},
	{"NUL in a header's value", BYTES("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n"), 400},
	{"NUL in a header's name", BYTES("GET / HTTP/1.1\r\nHo\0st: a\r\n\r\n"), 400},
	{"NUL in the path", BYTES("GET /\0a HTTP/1.1\r\n" HOST END), 400},
	{"a control character in a value", BYTES("GET / HTTP/1.1\r\n" HOST "X: a\x01\r\n\r\n"),
	 400},
	{"DEL in a value", BYTES("GET / HTTP/1.1\r\n" HOST "X: a\x7f\r\n\r\n"), 400},
	{"a blank before the colon", BYTES("GET / HTTP/1.1\r\n" HOST "X : a\r\n\r\n"), 400},
	{"a blank before the colon of Transfer-Encoding",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"), 400},
	{"a header without a colon", BYTES("GET / HTTP/1.1\r\n" HOST "X\r\n\r\n"), 400},
	{"a header without a name", BYTES("GET / HTTP/1.1\r\n" HOST ": a\r\n\r\n"), 400},
	{"a header's name in brackets", BYTES("GET / HTTP/1.1\r\n" HOST "X(a): b\r\n\r\n"), 400},
	{"an empty line first", BYTES("\r\nGET / HTTP/1.1\r\n" HOST END), 400},
	/* Whose body is it? */
	{"Content-Length with Transfer-Encoding",
	 BYTES("POST / HTTP/1.1\r\n" HOST
	       "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	 400},
	{"Transfer-Encoding with Content-Length",
	 BYTES("POST / HTTP/1.1\r\n" HOST
	       "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
	 400},
	{"two Content-Lengths",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
	 400},
	{"the same Content-Length twice",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"),
	 400},
	{"a list as Content-Length",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 4, 4\r\n\r\nabcd"), 400},
	{"a signed Content-Length",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: +4\r\n\r\nabcd"), 400},
	{"a negative Content-Length",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\n"), 400},
	{"a hexadecimal Content-Length",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 0x4\r\n\r\nabcd"), 400},
	{"an empty Content-Length", BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n"),
	 400},
	{"a Content-Length over 2^64",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 18446744073709551617\r\n\r\na"), 400},
	{"two Transfer-Encodings",
	 BYTES("POST / HTTP/1.1\r\n" HOST
	       "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	 400},
	{"another Transfer-Encoding",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
	 501},
	{"Transfer-Encoding: xchunked",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 501},
	{"chunked is not last",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
	 400},
	{"Transfer-Encoding in HTTP/1.0",
	 BYTES("POST / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400},
	{"a chunk size that is no number",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"), 400},
	{"an empty chunk size",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n\r\n"), 400},
	{"a negative chunk size",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n-1\r\n"), 400},
	{"a chunk size with 0x",
	 BYTES("POST / HTTP/1.1\r\n" HOST
	       "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n"),
	 400},
	{"a blank behind a chunk size",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n"),
	 400},
	{"a chunk size that overflows",
	 BYTES("POST / HTTP/1.1\r\n" HOST
	       "Transfer-Encoding: chunked\r\n\r\n10000000000000001\r\na\r\n0\r\n\r\n"),
	 413},
	{"a chunk extension",
	 BYTES("POST / HTTP/1.1\r\n" HOST
	       "Transfer-Encoding: chunked\r\n\r\n1;a=b\r\na\r\n0\r\n\r\n"),
	 400},
	{"a bare LF behind a chunk size",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n"),
	 400},
	{"a bare LF behind a chunk",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n1\r\na\n0\r\n\r\n"),
	 400},
	{"a chunk longer than its size",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"),
	 400},
	{"a trailer",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\nX: a\r\n\r\n"),
	 400},
	/* Who is asked, and for what? */
	{"no Host", BYTES("GET / HTTP/1.1\r\n\r\n"), 400},
	{"no Host in HTTP/1.0", BYTES("GET / HTTP/1.0\r\n\r\n"), 400},
	{"two Hosts", BYTES("GET / HTTP/1.1\r\n" HOST HOST END), 400},
	{"an empty Host", BYTES("GET / HTTP/1.1\r\nHost:\r\n\r\n"), 400},
	{"a Host with a path", BYTES("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"), 400},
	{"a Host with a user", BYTES("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"), 400},
	{"a list as Host", BYTES("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"), 400},
	{"an absolute target", BYTES("GET http://other.test/ HTTP/1.1\r\n" HOST END), 400},
	{"a target without /", BYTES("GET a HTTP/1.1\r\n" HOST END), 400},
	{"a fragment", BYTES("GET /a#b HTTP/1.1\r\n" HOST END), 400},
	{"a blank in the target", BYTES("GET /a b HTTP/1.1\r\n" HOST END), 400},
	{"two blanks behind the method", BYTES("GET  / HTTP/1.1\r\n" HOST END), 400},
	{"a tab behind the method", BYTES("GET\t/ HTTP/1.1\r\n" HOST END), 400},
	{"a byte over 127 in the target", BYTES("GET /\xc3\xa1 HTTP/1.1\r\n" HOST END), 400},
	{"no version", BYTES("GET /\r\n" HOST END), 400},
	{"HTTP/0.9", BYTES("GET / HTTP/0.9\r\n" HOST END), 505},
	{"HTTP/2.0", BYTES("GET / HTTP/2.0\r\n" HOST END), 505},
	{"HTTP/1.2", BYTES("GET / HTTP/1.2\r\n" HOST END), 505},
	{"HTTP/2 with prior knowledge", BYTES("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505},
	{"an unknown method", BYTES("BREW / HTTP/1.1\r\n" HOST END), 501},
	{"a method in small letters", BYTES("get / HTTP/1.1\r\n" HOST END), 501},
	{"CONNECT", BYTES("CONNECT example.test:443 HTTP/1.1\r\n" HOST END), 501},
	{"TRACE", BYTES("TRACE / HTTP/1.1\r\n" HOST END), 501},
	{"another expectation",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Expect: coffee\r\nContent-Length: 1\r\n\r\na"), 417},
	{"TLS on the wrong port", BYTES("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), 400},
	/* Too much. */
	{"a body over 1 MiB", BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 1048577\r\n\r\n"),
	 413},
	{"a chunk over 1 MiB",
	 BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n100001\r\n"), 413},
};

static void check_refused(struct fixture *fixture, const struct refused_case *row)
{
	char type[64];

	if (status_of(fixture->answer) != row->status)
		fail_msg("%s: expected %d, got: %.300s", row->name, row->status, fixture->answer);
	(void)snprintf(type, sizeof(type), "\"status\":%d,", row->status);
	if (!strstr(fixture->answer, "Content-Type: application/problem+json\r\n") ||
	    !strstr(fixture->answer, "Connection: close\r\n") || !strstr(fixture->answer, type))
		fail_msg("%s: no problem+json, or not closed: %s", row->name, fixture->answer);
	/* Nothing behind it was taken for another request. */
	if (count_text(fixture->answer, "\r\nDate: ") != 1)
		fail_msg("%s: more than one answer: %s", row->name, fixture->answer);
}

static void what_is_ambiguous_or_too_much_is_refused_and_ends(void **state)
{
	for (size_t i = 0; i < sizeof(refused_cases) / sizeof(refused_cases[0]); i++) {
		const struct refused_case *row = &refused_cases[i];
		char bytes[1024];

		memcpy(bytes, row->bytes, row->size_bytes);
		strcpy(bytes + row->size_bytes, "GET /smuggled HTTP/1.1\r\n" HOST END);
		exchange(*state, bytes, row->size_bytes + strlen(bytes + row->size_bytes));
		check_refused(*state, row);
	}
}

/* The same verdict when every byte comes alone: no check depends on where a read ends. */
static void it_is_refused_byte_by_byte_too(void **state)
{
	for (size_t i = 0; i < sizeof(refused_cases) / sizeof(refused_cases[0]); i++) {
		const struct refused_case *row = &refused_cases[i];
		int fd = connect_to(*state);

		for (size_t at = 0; at < row->size_bytes; at++) {
			if (!send_all(fd, row->bytes + at, 1))
				break;
		}
		(void)read_all(*state, fd);
		check_refused(*state, row);
	}
}

struct answered_case {
	const char *name;
	const char *bytes;
	const char *expected;
};

static const struct answered_case answered_cases[] = {
	{"GET", "GET /a%20b?c=d&e HTTP/1.1\r\n" HOST CLOSE END, "<GET|/a%20b|c=d&e|-|0|>"},
	{"an empty value", "GET /a HTTP/1.1\r\n" HOST "X-Test:\r\n" CLOSE END, "<GET|/a|||0|>"},
	{"blanks around a value", "GET /a HTTP/1.1\r\n" HOST "X-TEST: \t b c \t\r\n" CLOSE END,
	 "<GET|/a||b c|0|>"},
	{"a header twice", "GET /a HTTP/1.1\r\n" HOST "X-Test: b\r\nx-test: c\r\n" CLOSE END,
	 "<GET|/a||b, c|0|>"},
	{"bytes over 127 in a value", "GET /a HTTP/1.1\r\n" HOST "X-Test: \xc4\x91\r\n" CLOSE END,
	 "<GET|/a||\xc4\x91|0|>"},
	{"Content-Length", "POST /a HTTP/1.1\r\n" HOST CLOSE "Content-Length: 5\r\n\r\nabcde",
	 "<POST|/a||-|5|abcde>"},
	{"Content-Length 0", "POST /a HTTP/1.1\r\n" HOST CLOSE "Content-Length: 0\r\n\r\n",
	 "<POST|/a||-|0|>"},
	{"chunks",
	 "PUT /a HTTP/1.1\r\n" HOST CLOSE
	 "Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\n",
	 "<PUT|/a||-|13|abc0123456789>"},
	{"a body with line ends",
	 "PATCH /a HTTP/1.1\r\n" HOST CLOSE "Content-Length: 6\r\n\r\na\nb\rc\r",
	 "<PATCH|/a||-|6|a\nb\rc\r>"},
	{"HTTP/1.0", "GET /a HTTP/1.0\r\n" HOST END, "<GET|/a||-|0|>"},
	{"an upgrade is not taken",
	 "GET /a HTTP/1.1\r\n" HOST "Connection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n",
	 "<GET|/a||-|0|>"},
	{"DELETE with a body", "DELETE /a HTTP/1.1\r\n" HOST CLOSE "Content-Length: 1\r\n\r\nx",
	 "<DELETE|/a||-|1|x>"},
	{"a host in brackets", "GET /a HTTP/1.1\r\nHost: [::1]:8080\r\n" CLOSE END,
	 "<GET|/a||-|0|>"},
};

static void what_is_right_is_answered(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(answered_cases) / sizeof(answered_cases[0]); i++) {
		const struct answered_case *row = &answered_cases[i];

		exchange_text(fixture, row->bytes);
		if (status_of(fixture->answer) != 200 || !strstr(fixture->answer, row->expected))
			fail_msg("%s: %s", row->name, fixture->answer);
	}
}

static void it_is_answered_byte_by_byte_too(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(answered_cases) / sizeof(answered_cases[0]); i++) {
		const struct answered_case *row = &answered_cases[i];
		int fd = connect_to(fixture);

		for (const char *at = row->bytes; *at; at++)
			assert_true(send_all(fd, at, 1));
		(void)read_all(fixture, fd);
		if (status_of(fixture->answer) != 200 || !strstr(fixture->answer, row->expected))
			fail_msg("%s: %s", row->name, fixture->answer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_ambiguous_or_too_much_is_refused_and_ends,
						setup, teardown),
		cmocka_unit_test_setup_teardown(it_is_refused_byte_by_byte_too, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_right_is_answered, setup, teardown),
		cmocka_unit_test_setup_teardown(it_is_answered_byte_by_byte_too, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
