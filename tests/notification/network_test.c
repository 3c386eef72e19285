/* network_test.c - which addresses a webhook may lead to
 *
 * Blocks and their ends are those of the IANA registries of special-purpose addresses.
 */
#include "notification/delivery/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/un.h>

#include <cmocka.h>

static bool may_connect(const struct networks *allowed, const char *text)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return network_may_connect(allowed, (const struct sockaddr *)(const void *)&v4);
	assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
	return network_may_connect(allowed, (const struct sockaddr *)(const void *)&v6);
}

static void only_addresses_of_the_internet_are_connected_to(void **state)
{
	static const struct {
		const char *address;
		bool may;
	} cases[] = {
		{"8.8.8.8", true},
		{"203.162.4.190", true},
		{"0.0.0.0", false},
		{"0.1.2.3", false},
		{"9.255.255.255", true},
		{"10.0.0.0", false},
		{"10.255.255.255", false},
		{"11.0.0.0", true},
		{"100.63.255.255", true},
		{"100.64.0.1", false},
		{"100.127.255.255", false},
		{"100.128.0.0", true},
		{"127.0.0.1", false},
		{"127.255.255.254", false},
		{"169.254.169.254", false},
		{"172.15.255.255", true},
		{"172.16.0.1", false},
		{"172.31.255.255", false},
		{"172.32.0.0", true},
		{"192.0.0.8", false},
		{"192.0.2.1", false},
		{"192.168.1.1", false},
		{"192.169.0.0", true},
		{"198.17.255.255", true},
		{"198.18.0.0", false},
		{"198.19.255.255", false},
		{"198.51.100.7", false},
		{"203.0.113.7", false},
		{"223.255.255.255", true},
		{"224.0.0.1", false},
		{"239.255.255.255", false},
		{"240.0.0.1", false},
		{"255.255.255.255", false},
		{"2001:dc9::1", true},
		{"2606:4700::1111", true},
		{"::", false},
		{"::1", false},
		{"::8.8.8.8", false}, /* IPv4-compatible: given up long ago */
		{"::ffff:127.0.0.1", false},
		{"::ffff:10.1.2.3", false},
		{"::ffff:8.8.8.8", true},
		{"64:ff9b::a00:1", false}, /* NAT64 of 10.0.0.1 */
		{"64:ff9b::808:808", true},
		{"64:ff9b:1::1", false}, /* NAT64 of a site */
		{"100::1", false},       /* discard */
		{"2001::1", false},      /* Teredo */
		{"2001:db8::1", false},
		{"2002:7f00:1::", false}, /* 6to4 of 127.0.0.1 */
		{"2002:808:808::", true},
		{"3fff::1", false},
		{"fc00::1", false},
		{"fd12:3456::1", false},
		{"fe80::1", false},
		{"fec0::1", false},
		{"ff02::1", false},
	};
	static const struct networks none;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (may_connect(&none, cases[i].address) != cases[i].may)
			fail_msg("%s", cases[i].address);
	}
}

static void what_the_administrator_allows_is_connected_to(void **state)
{
	struct networks allowed;

	(void)state;
	assert_true(networks_read(" 10.20.0.0/16  192.168.7.9 fd00:7::/32 ::1/128 ", &allowed));
	assert_int_equal(allowed.count, 4);
	assert_true(may_connect(&allowed, "10.20.255.1"));
	assert_true(may_connect(&allowed, "::ffff:10.20.0.1"));
	assert_false(may_connect(&allowed, "10.21.0.1"));
	assert_true(may_connect(&allowed, "192.168.7.9"));
	assert_false(may_connect(&allowed, "192.168.7.8"));
	assert_true(may_connect(&allowed, "fd00:7:1::1"));
	assert_false(may_connect(&allowed, "fd00:8::1"));
	assert_true(may_connect(&allowed, "::1"));
	assert_false(may_connect(&allowed, "127.0.0.1"));
	assert_true(may_connect(&allowed, "8.8.8.8"));
}

static void what_is_no_list_of_networks_is_refused(void **state)
{
	static const char *const wrong[] = {
		"10.0.0.0/33", "10.0.0.1/8", "10.0.0/8",      "localhost", "10.0.0.0/",
		"10.0.0.0/ 8", "fd00::/129", "10.0.0.0/8,::", "::1/-1",    "10.0.0.0/+8",
	};
	struct networks untouched = {.count = 7};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (networks_read(wrong[i], &untouched))
			fail_msg("%s", wrong[i]);
	}
	assert_int_equal(untouched.count, 7);
	assert_true(networks_read("", &untouched));
	assert_int_equal(untouched.count, 0);
}

static void other_families_are_not_connected_to(void **state)
{
	static const struct networks none;
	const struct sockaddr local = {.sa_family = AF_UNIX};

	(void)state;
	assert_false(network_may_connect(&none, &local));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_addresses_of_the_internet_are_connected_to),
		cmocka_unit_test(what_the_administrator_allows_is_connected_to),
		cmocka_unit_test(what_is_no_list_of_networks_is_refused),
		cmocka_unit_test(other_families_are_not_connected_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
