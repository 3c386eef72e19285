/* network.c - which addresses a webhook may lead to */
#include "notification/delivery/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ADDRESS_BYTES = 16, ADDRESS_BITS = 128, V4_OFFSET_BYTES = 12, V4_OFFSET_BITS = 96 };

/* A block as the registries write it. */
struct block {
	const char *address;
	int bits;
};

static const unsigned char mapped[V4_OFFSET_BYTES] = {[10] = 0xff, [11] = 0xff};

/* IPv4 that is not globally reachable. */
static const struct block v4_special[] = {
	{"0.0.0.0", 8},       /* this network */
	{"10.0.0.0", 8},      /* private */
	{"100.64.0.0", 10},   /* carriers' shared */
	{"127.0.0.0", 8},     /* loopback */
	{"169.254.0.0", 16},  /* link-local; cloud metadata */
	{"172.16.0.0", 12},   /* private */
	{"192.0.0.0", 24},    /* protocol assignments */
	{"192.0.2.0", 24},    /* documentation */
	{"192.88.99.0", 24},  /* old 6to4 relays */
	{"192.168.0.0", 16},  /* private */
	{"198.18.0.0", 15},   /* benchmarks */
	{"198.51.100.0", 24}, /* documentation */
	{"203.0.113.0", 24},  /* documentation */
	{"224.0.0.0", 4},     /* multicast */
	{"240.0.0.0", 4},     /* reserved, broadcast */
};

/* Of IPv6 only 2000::/3 is given out; these parts of it are not globally reachable. Loopback,
 * link-local (fe80::/10), unique local (fc00::/7) and multicast lie outside it. */
static const struct block v6_public = {"2000::", 3};
static const struct block v6_special[] = {
	{"2001::", 23},     /* protocol assignments, Teredo and ORCHID among them */
	{"2001:db8::", 32}, /* documentation */
	{"3fff::", 20},     /* documentation */
};

/* IPv6 that carries an IPv4 address, and the byte where it begins. */
static const struct {
	struct block block;
	size_t at;
} v6_carriers[] = {
	{{"::ffff:0:0", 96}, 12}, /* mapped */
	{{"64:ff9b::", 96}, 12},  /* NAT64 */
	{{"2002::", 16}, 2},      /* 6to4 */
};

static bool is_in(const unsigned char address[ADDRESS_BYTES], const struct network *network)
{
	int whole = network->bits / 8, rest = network->bits % 8;
	unsigned mask = 0xff00u >> rest & 0xffu;

	if (memcmp(address, network->prefix, (size_t)whole) != 0)
		return false;
	return rest == 0 || (address[whole] & mask) == (network->prefix[whole] & mask);
}

static void widen(const void *v4, unsigned char ret_address[ADDRESS_BYTES])
{
	memcpy(ret_address, mapped, sizeof(mapped));
	memcpy(ret_address + V4_OFFSET_BYTES, v4, ADDRESS_BYTES - V4_OFFSET_BYTES);
}

/* Reads an address of either family; false when it is none. */
static bool address_read(const char *text, unsigned char ret_address[ADDRESS_BYTES],
			 bool *ret_is_v4)
{
	struct in_addr v4;

	*ret_is_v4 = inet_pton(AF_INET, text, &v4) == 1;
	if (*ret_is_v4) {
		widen(&v4, ret_address);
		return true;
	}
	return inet_pton(AF_INET6, text, ret_address) == 1;
}

static bool is_in_block(const unsigned char address[ADDRESS_BYTES], const struct block *block)
{
	struct network network;
	bool is_v4;

	if (!address_read(block->address, network.prefix, &is_v4))
		return false;
	network.bits = block->bits + (is_v4 ? V4_OFFSET_BITS : 0);
	return is_in(address, &network);
}

static bool is_public_v4(const unsigned char address[ADDRESS_BYTES])
{
	for (size_t i = 0; i < sizeof(v4_special) / sizeof(v4_special[0]); i++) {
		if (is_in_block(address, &v4_special[i]))
			return false;
	}
	return true;
}

static bool is_public(const unsigned char address[ADDRESS_BYTES])
{
	unsigned char carried[ADDRESS_BYTES];

	for (size_t i = 0; i < sizeof(v6_carriers) / sizeof(v6_carriers[0]); i++) {
		if (is_in_block(address, &v6_carriers[i].block)) {
			widen(address + v6_carriers[i].at, carried);
			return is_public_v4(carried);
		}
	}
	for (size_t i = 0; i < sizeof(v6_special) / sizeof(v6_special[0]); i++) {
		if (is_in_block(address, &v6_special[i]))
			return false;
	}
	return is_in_block(address, &v6_public);
}

/* Bits beyond the prefix are zero. */
static bool is_whole(const struct network *network)
{
	for (int bit = network->bits; bit < ADDRESS_BITS; bit++) {
		if (network->prefix[bit / 8] & 0x80u >> bit % 8)
			return false;
	}
	return true;
}

static bool bits_read(const char *text, int most, int *ret_bits)
{
	char *end;
	long bits = strtol(text, &end, 10);

	if (end == text || *end || bits < 0 || bits > most || strspn(text, "0123456789") == 0)
		return false;
	*ret_bits = (int)bits;
	return true;
}

/* "address" or "address/bits"; the text is cut at the slash. */
static bool network_read(char *text, struct network *ret_network)
{
	char *slash = strchr(text, '/');
	bool is_v4;
	int bits;

	if (slash)
		*slash = 0;
	if (!address_read(text, ret_network->prefix, &is_v4))
		return false;
	bits = is_v4 ? ADDRESS_BITS - V4_OFFSET_BITS : ADDRESS_BITS;
	if (slash && !bits_read(slash + 1, bits, &bits))
		return false;
	ret_network->bits = bits + (is_v4 ? V4_OFFSET_BITS : 0);
	return is_whole(ret_network);
}

bool networks_read(const char *text, struct networks *ret_networks)
{
	struct networks networks = {0};

	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		char word[INET6_ADDRSTRLEN + sizeof("/128")];
		size_t length = strcspn(text, " ");

		if (length >= sizeof(word) || networks.count == NETWORKS_MAX)
			return false;
		memcpy(word, text, length);
		word[length] = 0;
		if (!network_read(word, &networks.items[networks.count]))
			return false;
		networks.count++;
		text += length;
	}
	*ret_networks = networks;
	return true;
}

bool network_may_connect(const struct networks *allowed, const struct sockaddr *address)
{
	unsigned char bytes[ADDRESS_BYTES];

	/* Through void: a sockaddr stands for its family's own struct. */
	if (address->sa_family == AF_INET)
		widen(&((const struct sockaddr_in *)(const void *)address)->sin_addr, bytes);
	else if (address->sa_family == AF_INET6)
		memcpy(bytes, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr,
		       sizeof(bytes));
	else
		return false;
	for (size_t i = 0; i < allowed->count; i++) {
		if (is_in(bytes, &allowed->items[i]))
			return true;
	}
	return is_public(bytes);
}
