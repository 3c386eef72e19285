/* address_limit.c - how often one address may do what costs others something
 *
 * A bucket that leaks: each one puts its hour's share on top, and as long as what is in it has
 * not run out by an hour, no more goes in (GCRA, as ATM networks have it).
 */
#include "gateway/address_limit.h"

#include <arpa/inet.h>
#include <sodium.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/memory.h"
#include "gateway/http.h"

enum {
	SETS = 512,
	WAYS = 8, /* places where an address may stand */
	NETWORK_SIZE = 16,
	SUBSCRIBER_SIZE = 8, /* of IPv6 */
	ABOUT_KEY_SIZE = 32
};

static const int64_t us_an_hour = 3600 * (int64_t)1000000;

struct bucket {
	uint8_t who[NETWORK_SIZE]; /* the network, or a digest of it and what it is about */
	int64_t empty_at_us;       /* before now: empty, and nobody's loss when it is taken */
};

struct address_limit {
	int64_t share_us; /* what one puts in; 0: no limit */
	/* Nobody can choose addresses that stand in one another's place. */
	uint8_t key[crypto_shorthash_KEYBYTES];
	uint8_t about_key[ABOUT_KEY_SIZE];
	struct bucket buckets[SETS][WAYS];
};

struct address_limit *address_limit_create(int64_t per_hour)
{
	struct address_limit *limit = memory_alloc(sizeof(*limit));

	limit->share_us = per_hour > 0 ? us_an_hour / per_hour : 0;
	crypto_shorthash_keygen(limit->key);
	randombytes_buf(limit->about_key, sizeof(limit->about_key));
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

static void who_read(const struct address_limit *limit, const struct address_count *count,
		     uint8_t ret_who[NETWORK_SIZE])
{
	crypto_generichash_state state;

	network_read(count->address, ret_who);
	if (!count->about)
		return;
	/* None of these fails with sizes that are the library's. */
	(void)crypto_generichash_init(&state, limit->about_key, sizeof(limit->about_key),
				      NETWORK_SIZE);
	(void)crypto_generichash_update(&state, ret_who, NETWORK_SIZE);
	(void)crypto_generichash_update(&state, (const uint8_t *)count->about,
					strlen(count->about));
	(void)crypto_generichash_final(&state, ret_who, NETWORK_SIZE);
}

static struct bucket *set_of(struct address_limit *limit, const uint8_t who[NETWORK_SIZE])
{
	uint8_t hash[crypto_shorthash_BYTES];

	(void)crypto_shorthash(hash, who, NETWORK_SIZE, limit->key); /* always 0 */
	return limit->buckets[(hash[0] | hash[1] << 8) % SETS];
}

/* NULL: it has none. */
static struct bucket *bucket_find(struct address_limit *limit, const uint8_t who[NETWORK_SIZE])
{
	struct bucket *set = set_of(limit, who);

	for (int way = 0; way < WAYS; way++) {
		if (memcmp(set[way].who, who, NETWORK_SIZE) == 0)
			return &set[way];
	}
	return NULL;
}

/* That of another which has been quiet for longest, emptied. */
static struct bucket *bucket_take(struct address_limit *limit, const uint8_t who[NETWORK_SIZE])
{
	struct bucket *set = set_of(limit, who);
	struct bucket *quiet = set;

	for (int way = 1; way < WAYS; way++) {
		if (set[way].empty_at_us < quiet->empty_at_us)
			quiet = &set[way];
	}
	memcpy(quiet->who, who, NETWORK_SIZE);
	quiet->empty_at_us = 0;
	return quiet;
}

bool address_limit_allows(struct address_limit *limit, const struct address_count *count,
			  int64_t now_us, int64_t *ret_wait_s)
{
	uint8_t who[NETWORK_SIZE];
	struct bucket *bucket;
	int64_t empty_at_us;

	*ret_wait_s = 0;
	if (limit->share_us == 0)
		return true;
	who_read(limit, count, who);
	bucket = bucket_find(limit, who);
	if (!bucket)
		bucket = bucket_take(limit, who);
	empty_at_us = bucket->empty_at_us > now_us ? bucket->empty_at_us : now_us;
	empty_at_us += limit->share_us;
	if (empty_at_us - now_us > us_an_hour) {
		*ret_wait_s = (empty_at_us - now_us - us_an_hour) / 1000000 + 1;
		return false;
	}
	bucket->empty_at_us = empty_at_us;
	return true;
}

void address_limit_give_back(struct address_limit *limit, const struct address_count *count)
{
	uint8_t who[NETWORK_SIZE];
	struct bucket *bucket;

	who_read(limit, count, who);
	bucket = bucket_find(limit, who);
	if (bucket)
		bucket->empty_at_us -= limit->share_us; /* what lies before now is empty */
}

void address_must_wait(struct http_request *request, int64_t wait_s)
{
	request->also = (struct http_header){
		"Retry-After", arena_printf(request->arena, "%lld", (long long)wait_s)};
}

bool address_may_come(struct address_limit *limit, struct http_request *request)
{
	const struct address_count who = {.address = request->peer};
	int64_t wait_s;

	if (address_limit_allows(limit, &who, clock_monotonic_us(), &wait_s))
		return true;
	address_must_wait(request, wait_s);
	return false;
}
