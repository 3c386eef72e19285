/* network.h - which addresses a webhook may lead to
 *
 * Whoever subscribes names a URL, and the daemon stands inside the office's network: without this,
 * a subscription would be a way to its printers, databases and cloud metadata. So an address is
 * asked about when the connection is made, on what the name has led to at that moment: a name that
 * leads somewhere else a second later (DNS rebinding) gains nothing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

enum { NETWORKS_MAX = 16 };

/* A block of addresses; IPv4 ones as IPv6 (::ffff:0:0/96). */
struct network {
	unsigned char prefix[16];
	int bits;
};

/* Blocks the administrator allows although they are not of the public Internet. */
struct networks {
	struct network items[NETWORKS_MAX];
	size_t count;
};

/* Reads "10.20.0.0/16 fd00::/8 192.0.2.7", parted by blanks; "" is none. False for anything else,
 * also when bits beyond the prefix are set: that would be a slip. */
bool networks_read(const char *text, struct networks *ret_networks);

/* True for an address of the public Internet (by the IANA registries of special-purpose addresses,
 * RFC 6890) or of an allowed block. An IPv4 address inside an IPv6 one - mapped, 6to4, NAT64 - is
 * judged as itself. False for every other family. */
bool network_may_connect(const struct networks *allowed, const struct sockaddr *address);
