/* seal.h - what binds somebody to bytes that nobody else may see yet
 *
 * A commitment, SHA-256 of a secret nonce and the bytes, is told at once; the nonce comes out with
 * the close, and then everybody who may see the bytes can check that they are those of then.
 * Without the nonce a short text, such as "agrees", could be guessed and tried.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { SEAL_NONCE_SIZE_BYTES = 32, SEAL_COMMITMENT_SIZE_BYTES = 32 };

/* Both NULL until something is sealed. Owns nothing. */
struct seal {
	const void *nonce, *commitment;
};

/* A new one over the bytes, in the arena. */
struct seal seal_make(const void *bytes, size_t size_bytes, struct arena *arena);

/* True when these are the bytes it was made over. */
bool seal_holds(const struct seal *seal, const void *bytes, size_t size_bytes);

/* SHA-256 of nonce and bytes (SEAL_COMMITMENT_SIZE_BYTES). */
void seal_commit(const void *nonce, const ProtobufCBinaryData *bytes, uint8_t *ret_commitment);

/* The two in hex, in the arena, as messages show them. */
char *seal_commitment_hex(const struct seal *seal, struct arena *arena);
char *seal_nonce_hex(const struct seal *seal, struct arena *arena);
