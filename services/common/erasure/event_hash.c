/* event_hash.c - what the next event names of the one before */
#include "common/erasure/event_hash.h"

#include <sodium.h>
#include <string.h>

_Static_assert(EVENT_HASH_SIZE == crypto_hash_sha256_BYTES, "the chain is SHA-256");

void event_hash(const Ocop__Common__V1__Event *event, const ProtobufCBinaryData *packed,
		uint8_t ret_hash[EVENT_HASH_SIZE])
{
	if (event->original_hash.len == EVENT_HASH_SIZE)
		memcpy(ret_hash, event->original_hash.data, EVENT_HASH_SIZE);
	else
		(void)crypto_hash_sha256(ret_hash, packed->data, packed->len); /* always 0 */
}
