/* client_address_test.c - whose address counts, with and without a proxy in front */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "gateway/client_address.h"
#include "gateway/http.h"

static void nobody_but_a_named_proxy_says_where_others_come_from(void **state)
{
	static const struct {
		const char *peer, *header, *proxies, *expected;
	} cases[] = {
		{"192.0.2.1", NULL, "", "192.0.2.1"},
		{"192.0.2.1", "198.51.100.7", "", "192.0.2.1"},
		{"192.0.2.1", "198.51.100.7", "192.0.2.2", "192.0.2.1"},
		{"192.0.2.2", "198.51.100.7", "192.0.2.2", "198.51.100.7"},
		{"192.0.2.2", NULL, "192.0.2.2", "192.0.2.2"},
		{"192.0.2.2", "", "192.0.2.2", "192.0.2.2"},
		/* What the client wrote himself stands before what the proxy saw. */
		{"192.0.2.2", "127.0.0.1, 198.51.100.7", "192.0.2.2", "198.51.100.7"},
		{"192.0.2.2", "203.0.113.1 ,\t198.51.100.7 ", "192.0.2.2", "198.51.100.7"},
		/* One proxy behind the other. */
		{"192.0.2.2", "203.0.113.1, 198.51.100.7, 192.0.2.3", "192.0.2.2, 192.0.2.3",
		 "198.51.100.7"},
		{"192.0.2.2", "203.0.113.1, 192.0.2.3, 198.51.100.7", "192.0.2.2,192.0.2.3",
		 "198.51.100.7"},
		{"192.0.2.2", "192.0.2.3", "192.0.2.2,192.0.2.3", "192.0.2.3"},
		/* No address: the proxy's own stands. */
		{"192.0.2.2", "unknown", "192.0.2.2", "192.0.2.2"},
		{"192.0.2.2", "198.51.100.7, ", "192.0.2.2", "192.0.2.2"},
		{"192.0.2.2", "198.51.100.7:4711", "192.0.2.2", "192.0.2.2"},
		/* One address spelt in two ways. */
		{"::1", "2001:db8::7", "0:0:0:0:0:0:0:1", "2001:db8::7"},
		{"192.0.2.2", "198.51.100.7", "::ffff:192.0.2.2", "198.51.100.7"},
		{"192.0.2.2", "198.51.100.7", "nonsense,,192.0.2.2,", "198.51.100.7"},
	};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);

	(void)state; /* its own */
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct http_header headers[] = {{"x-forwarded-for", cases[i].header}};
		const struct http_request request = {
			.headers = headers,
			.header_count = cases[i].header ? 1 : 0,
			.peer = cases[i].peer,
			.arena = arena,
		};

		assert_string_equal(client_address(&request, cases[i].proxies), cases[i].expected);
	}
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_but_a_named_proxy_says_where_others_come_from),
	};

	return cmocka_run_group_tests_name("gateway_client_address", tests, NULL, NULL);
}
