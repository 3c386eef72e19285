/* address_limit.c - how often one address may send something in without an account
 *
 * A bucket that leaks: each one puts its hour's share on top, and as long as what is in it has
 * not run out by an hour, no more goes in (GCRA, as ATM networks have it).
 */
#include "gateway/address_limit.h"

#include <arpa/inet.h>
#include <sodium.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/memory.h"
#include "gateway/http.h"

enum {
	SETS = 512,
	WAYS = 8, /* places where an address may stand */
	NETWORK_SIZE = 16,
	SUBSCRIBER_SIZE = 8 /* of IPv6 */
};

static const int64_t us_an_hour = 3600 * (int64_t)1000000;

struct bucket {
	uint8_t network[NETWORK_SIZE];
	int64_t empty_at_us; /* before now: empty, and nobody's loss when it is taken */
};

struct address_limit {
	int64_t share_us; /* what one puts in; 0: no limit */
	/* Nobody can choose addresses that stand in one another's place. */
	uint8_t key[crypto_shorthash_KEYBYTES];
	struct bucket buckets[SETS][WAYS];
};

struct address_limit *address_limit_create(int64_t per_hour)
{
	struct address_limit *limit = memory_alloc(sizeof(*limit));

	limit->share_us = per_hour > 0 ? us_an_hour / per_hour : 0;
	crypto_shorthash_keygen(limit->key);
	return limit;
}

void address_limit_destroy(struct address_limit *limit)
{
	memory_free(limit);
}

/* IPv4 as it is mapped into IPv6; what cannot be read is one network. */
static void network_read(const char *address, uint8_t network[NETWORK_SIZE])
{
	static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

	memset(network, 0, NETWORK_SIZE);
	if (inet_pton(AF_INET, address, network + sizeof(mapped)) == 1) {
		memcpy(network, mapped, sizeof(mapped));
		return;
	}
	if (inet_pton(AF_INET6, address, network) != 1)
		memset(network, 0, NETWORK_SIZE);
	else if (memcmp(network, mapped, sizeof(mapped)) != 0)
		memset(network + SUBSCRIBER_SIZE, 0, NETWORK_SIZE - SUBSCRIBER_SIZE);
}

/* Its bucket; that of another which has been quiet for longest, emptied, when it has none. */
static struct bucket *bucket_find(struct address_limit *limit, const uint8_t network[NETWORK_SIZE])
{
	uint8_t hash[crypto_shorthash_BYTES];
	struct bucket *set, *quiet;

	(void)crypto_shorthash(hash, network, NETWORK_SIZE, limit->key); /* always 0 */
	set = limit->buckets[(hash[0] | hash[1] << 8) % SETS];
	quiet = set;
	for (int way = 0; way < WAYS; way++) {
		if (memcmp(set[way].network, network, NETWORK_SIZE) == 0)
			return &set[way];
		if (set[way].empty_at_us < quiet->empty_at_us)
			quiet = &set[way];
	}
	memcpy(quiet->network, network, NETWORK_SIZE);
	quiet->empty_at_us = 0;
	return quiet;
}

bool address_limit_allows(struct address_limit *limit, const char *address, int64_t now_us,
			  int64_t *ret_wait_s)
{
	uint8_t network[NETWORK_SIZE];
	struct bucket *bucket;
	int64_t empty_at_us;

	*ret_wait_s = 0;
	if (limit->share_us == 0)
		return true;
	network_read(address, network);
	bucket = bucket_find(limit, network);
	empty_at_us = bucket->empty_at_us > now_us ? bucket->empty_at_us : now_us;
	empty_at_us += limit->share_us;
	if (empty_at_us - now_us > us_an_hour) {
		*ret_wait_s = (empty_at_us - now_us - us_an_hour) / 1000000 + 1;
		return false;
	}
	bucket->empty_at_us = empty_at_us;
	return true;
}

bool address_may_come(struct address_limit *limit, const struct http_request *request)
{
	int64_t wait_s; /* some minutes: nobody is told to the second */

	return address_limit_allows(limit, request->peer, clock_monotonic_us(), &wait_s);
}
