/* signature.h - what a receiver checks a delivery with: Standard Webhooks 1.0.0
 *
 * The signed bytes are "id.timestamp.body". "v1" is HMAC-SHA256 with a secret that both sides keep,
 * "v1a" is Ed25519: we keep the seed, the receiver has the public key. The header carries a
 * signature for each key given, so while a key is replaced there are two, and a receiver finds the
 * one it knows. Nothing here keeps a key.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum webhook_scheme { WEBHOOK_HMAC, WEBHOOK_ED25519 };

enum {
	WEBHOOK_SECRET_BYTES = 32,     /* of a new key of either scheme */
	WEBHOOK_SECRET_MAX_BYTES = 64, /* the longest the standard allows */
	WEBHOOK_PUBLIC_KEY_BYTES = 32,
	/* "whsec_", 64 bytes in base64, and the zero: the longest key as text. */
	WEBHOOK_KEY_TEXT_SIZE = 96
};

/* A key to sign with: the secret of HMAC, 24 to 64 bytes, or the seed of Ed25519, 32. */
struct webhook_key {
	enum webhook_scheme scheme;
	size_t size_bytes;
	uint8_t secret[WEBHOOK_SECRET_MAX_BYTES];
};

/* Makes a new random key. */
void webhook_key_create(enum webhook_scheme scheme, struct webhook_key *ret_key);

/* Writes the public key that belongs to an Ed25519 key. */
void webhook_key_public(const struct webhook_key *key,
			uint8_t ret_public_key[WEBHOOK_PUBLIC_KEY_BYTES]);

/* Writes a key as its receiver is shown it: "whsec_" and the secret, or "whpk_" and the public key,
 * in base64. The seed of an Ed25519 key is never written. */
void webhook_key_print(const struct webhook_key *key, char ret_text[WEBHOOK_KEY_TEXT_SIZE]);

/* What is signed. */
struct webhook_message {
	/* The same at every attempt. Without full stops, or two messages could have the same signed
	 * bytes: asserted. */
	const char *id;
	/* Of the attempt, on the machine's clock: receivers refuse what is five minutes off. */
	int64_t timestamp_s;
	const char *body;
};

/* The value of the header webhook-signature: one signature a key, in their order, parted by blanks;
 * in the arena. */
char *webhook_sign(struct arena *arena, const struct webhook_key *keys, size_t count,
		   const struct webhook_message *message);
