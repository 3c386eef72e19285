/* access_token.c - verifies who asks, and whether he may
 *
 * A check of the signature costs 36 us; a verified token is therefore kept by its hash until it
 * expires. The cache is a fixed table where a new token takes the place of an old one.
 */
#include "common/access_token.h"

#include <assert.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/command.h"

enum {
	CACHE_SLOTS = 1024,       /* council, officers and producers of a province at once */
	TOKEN_LIMIT_BYTES = 16384 /* 64 grants of every field filled */
};

struct cached_token {
	uint8_t hash[crypto_hash_sha256_BYTES];
	int64_t expires_at_us; /* 0: empty */
};

struct access_token_verifier {
	char *public_key_path;
	char *instance;
	pthread_mutex_t mutex;
	bool key_loaded;
	uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
	struct cached_token cache[CACHE_SLOTS];
};

/* Does every field that the grant limits agree with the thing? A grant for a province covers its
 * communes; one for a commune covers that commune alone. */
static bool grant_covers(const struct caller *caller, const Ocop__Common__V1__Grant *grant,
			 const struct subject *subject)
{
	if (subject->agency_id)
		return grant->role == OCOP__COMMON__V1__ROLE__ROLE_OPERATOR ||
		       !strcmp(subject->agency_id, caller->agency_id);
	if (grant->unit_code[0] &&
	    !(subject->province_code && !strcmp(grant->unit_code, subject->province_code)) &&
	    !(subject->commune_code && !strcmp(grant->unit_code, subject->commune_code)))
		return false;
	if (grant->producer_id[0] &&
	    !(subject->producer_id && !strcmp(grant->producer_id, subject->producer_id)))
		return false;
	return !grant->round_id[0] ||
	       (subject->round_id && !strcmp(grant->round_id, subject->round_id));
}

/* The bit of a granted role in a permission column. An enum on the wire may hold any number: what
 * is no role has no bit, least of all that of ALLOW_SYSTEM. */
static uint32_t role_bit(Ocop__Common__V1__Role role)
{
	int number = (int)role;

	return number > 0 && number < ALLOW_ROLES_END ? 1u << number : 0;
}

bool caller_has_role(const struct caller *caller, uint32_t allow)
{
	if (allow & ALLOW_ANYONE)
		return true;
	if ((allow & ALLOW_SIGNED_IN) && caller->account_id[0])
		return true;
	if (!strcmp(caller->account_id, "system"))
		return (allow & ALLOW_SYSTEM) != 0;
	for (size_t i = 0; i < caller->grant_count; i++) {
		if (allow & role_bit(caller->grants[i]->role))
			return true;
	}
	return false;
}

bool caller_may(const struct caller *caller, uint32_t allow, const struct subject *subject)
{
	if (!caller_has_role(caller, allow))
		return false;
	if ((allow & (ALLOW_ANYONE | ALLOW_SIGNED_IN)) || !strcmp(caller->account_id, "system"))
		return true;
	for (size_t i = 0; i < caller->grant_count; i++) {
		if ((allow & role_bit(caller->grants[i]->role)) &&
		    (!subject || grant_covers(caller, caller->grants[i], subject)))
			return true;
	}
	return false;
}

struct access_token_verifier *access_token_verifier_create(const char *public_key_path,
							   const char *instance)
{
	struct access_token_verifier *verifier = memory_alloc(sizeof(*verifier));

	verifier->public_key_path = memory_strdup(public_key_path);
	verifier->instance = memory_strdup(instance);
	pthread_mutex_init(&verifier->mutex, NULL);
	return verifier;
}

void access_token_verifier_destroy(struct access_token_verifier *verifier)
{
	if (!verifier)
		return;
	pthread_mutex_destroy(&verifier->mutex);
	memory_free(verifier->public_key_path);
	memory_free(verifier->instance);
	memory_free(verifier);
}

/* Identity writes the file at its first start, which may come after ours: read when needed. */
static bool key_load(struct access_token_verifier *verifier)
{
	char hex[2 * crypto_sign_PUBLICKEYBYTES + 2];
	size_t size;
	FILE *file;

	if (verifier->key_loaded)
		return true;
	file = fopen(verifier->public_key_path, "re");
	if (!file)
		return false;
	size = fread(hex, 1, sizeof(hex) - 1, file);
	(void)fclose(file); /* only read */
	hex[size] = 0;
	verifier->key_loaded =
		sodium_hex2bin(verifier->public_key, sizeof(verifier->public_key), hex,
			       2 * crypto_sign_PUBLICKEYBYTES, NULL, &size, NULL) == 0 &&
		size == sizeof(verifier->public_key);
	return verifier->key_loaded;
}

static bool cache_has(struct access_token_verifier *verifier, const uint8_t *hash, size_t slot,
		      int64_t now_us)
{
	const struct cached_token *cached = &verifier->cache[slot];

	return cached->expires_at_us > now_us && !memcmp(cached->hash, hash, sizeof(cached->hash));
}

/* True when identity's key has signed these bytes. */
static bool is_signed(struct access_token_verifier *verifier,
		      const Ocop__Common__V1__SignedAccessToken *envelope)
{
	bool loaded;

	pthread_mutex_lock(&verifier->mutex);
	loaded = key_load(verifier);
	pthread_mutex_unlock(&verifier->mutex);
	return loaded && envelope->signature.len == crypto_sign_BYTES &&
	       crypto_sign_verify_detached(envelope->signature.data, envelope->access_token.data,
					   envelope->access_token.len, verifier->public_key) == 0;
}

/* Takes the signature on trust when the very same bytes were verified before. */
static bool is_genuine(struct access_token_verifier *verifier, const ProtobufCBinaryData *bytes,
		       const Ocop__Common__V1__SignedAccessToken *envelope, int64_t expires_at_us)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	size_t slot;
	bool known;

	crypto_hash_sha256(hash, bytes->data, bytes->len);
	slot = (size_t)(hash[0] | hash[1] << 8) % CACHE_SLOTS;
	pthread_mutex_lock(&verifier->mutex);
	known = cache_has(verifier, hash, slot, clock_machine_us());
	pthread_mutex_unlock(&verifier->mutex);
	if (known)
		return true;
	if (!is_signed(verifier, envelope))
		return false;

	pthread_mutex_lock(&verifier->mutex);
	memcpy(verifier->cache[slot].hash, hash, sizeof(hash));
	verifier->cache[slot].expires_at_us = expires_at_us;
	pthread_mutex_unlock(&verifier->mutex);
	return true;
}

Ocop__Common__V1__RefusalCode access_token_verify(struct access_token_verifier *verifier,
						  const ProtobufCBinaryData *bytes,
						  struct arena *arena, struct caller *ret_caller)
{
	const Ocop__Common__V1__SignedAccessToken *envelope;
	const Ocop__Common__V1__AccessToken *token;

	ret_caller->account_id = "";
	ret_caller->agency_id = "";
	if (!bytes->len)
		return REFUSAL(UNSPECIFIED);
	if (bytes->len > TOKEN_LIMIT_BYTES)
		return REFUSAL(TOKEN_INVALID);
	envelope = (const void *)message_unpack(&ocop__common__v1__signed_access_token__descriptor,
						bytes->data, bytes->len, arena, NULL);
	if (!envelope)
		return REFUSAL(TOKEN_INVALID);
	token = (const void *)message_unpack(&ocop__common__v1__access_token__descriptor,
					     envelope->access_token.data,
					     envelope->access_token.len, arena, NULL);
	if (!token || strcmp(token->instance, verifier->instance) ||
	    !strcmp(token->account_id, "system") || /* who the daemon itself is */
	    !is_genuine(verifier, bytes, envelope, token->expires_at_us))
		return REFUSAL(TOKEN_INVALID);
	if (token->expires_at_us <= clock_machine_us())
		return REFUSAL(TOKEN_EXPIRED);
	ret_caller->account_id = token->account_id;
	ret_caller->agency_id = token->agency_id;
	ret_caller->grants = (const Ocop__Common__V1__Grant *const *)token->grants;
	ret_caller->grant_count = token->n_grants;
	return REFUSAL(UNSPECIFIED);
}

ProtobufCBinaryData access_token_sign(const Ocop__Common__V1__AccessToken *token,
				      const uint8_t secret_key[64], struct arena *arena)
{
	Ocop__Common__V1__SignedAccessToken envelope = OCOP__COMMON__V1__SIGNED_ACCESS_TOKEN__INIT;
	uint8_t signature[crypto_sign_BYTES];

	envelope.access_token = message_pack(&token->base, arena);
	(void)crypto_sign_detached(signature, NULL, envelope.access_token.data,
				   envelope.access_token.len, secret_key); /* always 0 */
	envelope.signature.data = signature;
	envelope.signature.len = sizeof(signature);
	return message_pack(&envelope.base, arena);
}
