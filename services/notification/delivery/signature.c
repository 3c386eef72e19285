/* signature.c - what a receiver checks a delivery with: Standard Webhooks 1.0.0 */
#include "notification/delivery/signature.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/random.h"

enum {
	HMAC_SECRET_LEAST_BYTES = 24,
	/* An Ed25519 signature, the longer of the two, in base64 with the zero. */
	SIGNATURE_TEXT_SIZE = 96
};

void webhook_key_create(enum webhook_scheme scheme, struct webhook_key *ret_key)
{
	static_assert((int)WEBHOOK_SECRET_BYTES == (int)crypto_sign_SEEDBYTES,
		      "new keys of both schemes are of 32 bytes");
	*ret_key = (struct webhook_key){.scheme = scheme, .size_bytes = WEBHOOK_SECRET_BYTES};
	random_bytes(ret_key->secret, WEBHOOK_SECRET_BYTES);
}

static void keypair(const struct webhook_key *key, uint8_t public_key[crypto_sign_PUBLICKEYBYTES],
		    uint8_t secret_key[crypto_sign_SECRETKEYBYTES])
{
	assert(key->scheme == WEBHOOK_ED25519 && key->size_bytes == crypto_sign_SEEDBYTES &&
	       "the seed of an Ed25519 key");
	(void)crypto_sign_seed_keypair(public_key, secret_key, key->secret); /* always 0 */
}

void webhook_key_public(const struct webhook_key *key,
			uint8_t ret_public_key[WEBHOOK_PUBLIC_KEY_BYTES])
{
	uint8_t secret_key[crypto_sign_SECRETKEYBYTES];

	static_assert((int)WEBHOOK_PUBLIC_KEY_BYTES == (int)crypto_sign_PUBLICKEYBYTES,
		      "a public key fits");
	keypair(key, ret_public_key, secret_key);
	sodium_memzero(secret_key, sizeof(secret_key));
}

static void print(const char *prefix, const uint8_t *bytes, size_t size_bytes,
		  char ret_text[WEBHOOK_KEY_TEXT_SIZE])
{
	size_t length = strlen(prefix);

	memcpy(ret_text, prefix, length);
	sodium_bin2base64(ret_text + length, WEBHOOK_KEY_TEXT_SIZE - length, bytes, size_bytes,
			  sodium_base64_VARIANT_ORIGINAL);
}

void webhook_key_print(const struct webhook_key *key, char ret_text[WEBHOOK_KEY_TEXT_SIZE])
{
	uint8_t public_key[WEBHOOK_PUBLIC_KEY_BYTES];

	if (key->scheme == WEBHOOK_HMAC) {
		print("whsec_", key->secret, key->size_bytes, ret_text);
		return;
	}
	webhook_key_public(key, public_key);
	print("whpk_", public_key, sizeof(public_key), ret_text);
}

static void hmac_sign(const struct webhook_key *key, const char *content,
		      char ret_text[SIGNATURE_TEXT_SIZE])
{
	uint8_t signature[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;

	assert(key->size_bytes >= HMAC_SECRET_LEAST_BYTES && "a secret nobody guesses");
	/* All three always return 0. */
	(void)crypto_auth_hmacsha256_init(&state, key->secret, key->size_bytes);
	(void)crypto_auth_hmacsha256_update(&state, (const uint8_t *)content, strlen(content));
	(void)crypto_auth_hmacsha256_final(&state, signature);
	sodium_memzero(&state, sizeof(state));
	sodium_bin2base64(ret_text, SIGNATURE_TEXT_SIZE, signature, sizeof(signature),
			  sodium_base64_VARIANT_ORIGINAL);
}

static void ed25519_sign(const struct webhook_key *key, const char *content,
			 char ret_text[SIGNATURE_TEXT_SIZE])
{
	uint8_t public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
	uint8_t signature[crypto_sign_BYTES];

	keypair(key, public_key, secret_key);
	(void)crypto_sign_detached(signature, NULL, (const uint8_t *)content, strlen(content),
				   secret_key); /* always 0 */
	sodium_memzero(secret_key, sizeof(secret_key));
	sodium_bin2base64(ret_text, SIGNATURE_TEXT_SIZE, signature, sizeof(signature),
			  sodium_base64_VARIANT_ORIGINAL);
}

char *webhook_sign(struct arena *arena, const struct webhook_key *keys, size_t count,
		   const struct webhook_message *message)
{
	char *content = arena_printf(arena, "%s.%lld.%s", message->id,
				     (long long)message->timestamp_s, message->body);
	char *header = arena_strdup(arena, "");

	assert(!strchr(message->id, '.') && "an id without full stops");
	for (size_t i = 0; i < count; i++) {
		bool is_hmac = keys[i].scheme == WEBHOOK_HMAC;
		char signature[SIGNATURE_TEXT_SIZE];

		(is_hmac ? hmac_sign : ed25519_sign)(&keys[i], content, signature);
		header = arena_printf(arena, "%s%s%s,%s", header, i ? " " : "",
				      is_hmac ? "v1" : "v1a", signature);
	}
	return header;
}
