/* random.c - the only source of randomness */
#include "common/base/random.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include <sodium.h>

/* A registry of the process: a test seeds it once, before any thread draws. */
static struct {
	pthread_mutex_t lock;
	bool seeded;
	uint64_t seed;
	uint64_t drawn;
} source = {.lock = PTHREAD_MUTEX_INITIALIZER};

static pthread_once_t sodium_once = PTHREAD_ONCE_INIT;

static void start_sodium(void)
{
	int error = sodium_init();

	assert(error >= 0 && "libsodium can start");
	(void)error; /* assert is on in every build */
}

/* Each draw has a key of its own: the seed and the number of the draw. */
static void draw_from_seed(void *ret_bytes, size_t size_bytes)
{
	uint8_t key[randombytes_SEEDBYTES] = {0};

	memcpy(key, &source.seed, sizeof(source.seed));
	memcpy(key + sizeof(source.seed), &source.drawn, sizeof(source.drawn));
	source.drawn++;
	randombytes_buf_deterministic(ret_bytes, size_bytes, key);
}

void random_bytes(void *ret_bytes, size_t size_bytes)
{
	pthread_once(&sodium_once, start_sodium);
	pthread_mutex_lock(&source.lock);
	if (source.seeded)
		draw_from_seed(ret_bytes, size_bytes);
	else
		randombytes_buf(ret_bytes, size_bytes);
	pthread_mutex_unlock(&source.lock);
}

void random_seed(uint64_t seed)
{
#ifndef OCOP_FAULT_POINTS
	assert(false && "only tests may make randomness repeat itself");
#endif
	pthread_mutex_lock(&source.lock);
	source.seeded = true;
	source.seed = seed;
	source.drawn = 0;
	pthread_mutex_unlock(&source.lock);
}
