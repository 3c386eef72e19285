/* secret.h - bearer secrets of sessions and keys, and passwords
 *
 * A bearer secret is 256 random bits as text with a prefix that tells its kind, so that a leaked
 * one is recognised; the store keeps its SHA-256. A password is kept as Argon2id.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum {
	SECRET_SIZE = 56,         /* room for prefix, 43 letters and the zero */
	PASSWORD_HASH_SIZE = 128, /* libsodium's crypto_pwhash_STRBYTES */
};

/* Writes a new secret (SECRET_SIZE bytes). */
void session_secret_create(char *ret_secret);
void key_secret_create(char *ret_secret);

/* Writes the hash that stands for it (32 bytes). */
void secret_hash(const char *secret, uint8_t *ret_hash);

/* Returns the Argon2id hash in the arena; takes about 60 ms and 64 MiB. */
const char *password_hash(struct arena *arena, const char *password);

/* True when the password is the hash's. For "" - an account that cannot sign in, or none at all -
 * false after the same time, so that nobody learns which names exist. */
bool password_is(const char *password, const char *hash);
