/* random.h - the only source of randomness */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Unpredictable bytes (libsodium), or the seed's sequence in a test that asked for it. */
void random_bytes(void *ret_bytes, size_t size_bytes);

/* From now on the same bytes every time; for tests only, refused outside them by an assert in
 * builds without fault points. */
void random_seed(uint64_t seed);
