/* seal.c - what binds somebody to bytes that nobody else may see yet */
#include "scoring/records/seal.h"

#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/random.h"

void seal_commit(const void *nonce, const ProtobufCBinaryData *bytes, uint8_t *ret_commitment)
{
	crypto_hash_sha256_state state;

	(void)crypto_hash_sha256_init(&state); /* always 0, as are the next three */
	(void)crypto_hash_sha256_update(&state, nonce, SEAL_NONCE_SIZE_BYTES);
	(void)crypto_hash_sha256_update(&state, bytes->data, bytes->len);
	(void)crypto_hash_sha256_final(&state, ret_commitment);
}

struct seal seal_make(const void *bytes, size_t size_bytes, struct arena *arena)
{
	ProtobufCBinaryData data = {size_bytes, (uint8_t *)bytes};
	uint8_t *nonce = arena_alloc(arena, SEAL_NONCE_SIZE_BYTES);
	uint8_t *commitment = arena_alloc(arena, SEAL_COMMITMENT_SIZE_BYTES);

	random_bytes(nonce, SEAL_NONCE_SIZE_BYTES);
	seal_commit(nonce, &data, commitment);
	return (struct seal){nonce, commitment};
}

bool seal_holds(const struct seal *seal, const void *bytes, size_t size_bytes)
{
	ProtobufCBinaryData data = {size_bytes, (uint8_t *)bytes};
	uint8_t commitment[SEAL_COMMITMENT_SIZE_BYTES];

	seal_commit(seal->nonce, &data, commitment);
	return memcmp(commitment, seal->commitment, sizeof(commitment)) == 0;
}

static char *hex(const void *bytes, size_t size_bytes, struct arena *arena)
{
	char *text = arena_alloc(arena, 2 * size_bytes + 1);

	return sodium_bin2hex(text, 2 * size_bytes + 1, bytes, size_bytes);
}

char *seal_commitment_hex(const struct seal *seal, struct arena *arena)
{
	return hex(seal->commitment, SEAL_COMMITMENT_SIZE_BYTES, arena);
}

char *seal_nonce_hex(const struct seal *seal, struct arena *arena)
{
	return hex(seal->nonce, SEAL_NONCE_SIZE_BYTES, arena);
}
