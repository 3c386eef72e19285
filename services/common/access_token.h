/* access_token.h - who asks, proven by identity's signature
 *
 * Ed25519 (RFC 8032, libsodium) over a packed AccessToken. Every daemon verifies for itself; being
 * inside the network proves nothing. Verified tokens are cached by hash until they expire.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/common/v1/access_token.pb-c.h"

struct subject;

#define ALLOW(role) (1u << OCOP__COMMON__V1__ROLE__ROLE_##role)

/* The permission column of a command or query: roles that may, or one of these. */
enum {
	ALLOW_ROLES_END = 29,       /* roles are 1 to 28 */
	ALLOW_SYSTEM = 1u << 29,    /* only the daemon itself: deadlines */
	ALLOW_SIGNED_IN = 1u << 30, /* any account */
	ALLOW_ANYONE = 1 << 0       /* no token needed; ROLE_UNSPECIFIED's bit */
};

/* Who asks. Strings live as long as the command. */
struct caller {
	const char *account_id; /* "" without a token, "system" for the daemon itself */
	const char *agency_id;
	const char *request_id;
	const uint8_t *command_id; /* COMMAND_ID_SIZE_BYTES; NULL on most queries */
	const Ocop__Common__V1__Grant *const *grants;
	size_t grant_count;
};

/* True when a grant of the caller has one of the roles, and, with a subject, covers it. */
bool caller_may(const struct caller *caller, uint32_t allow, const struct subject *subject);

/* True when a grant has one of the roles at all: tells a missing role from a missing scope. */
bool caller_has_role(const struct caller *caller, uint32_t allow);

struct access_token_verifier;

/* public_key_path: 32 bytes in hex, written by identity; read when first needed. */
struct access_token_verifier *access_token_verifier_create(const char *public_key_path,
							   const char *instance);
void access_token_verifier_destroy(struct access_token_verifier *verifier);

/* Fills in account, agency and grants, in the arena. Empty bytes: a caller without a token. Returns
 * 0, or the refusal: TOKEN_INVALID, TOKEN_EXPIRED. Safe on any thread. */
struct arena;
Ocop__Common__V1__RefusalCode access_token_verify(struct access_token_verifier *verifier,
						  const ProtobufCBinaryData *bytes,
						  struct arena *arena, struct caller *ret_caller);

/* Signs; only identity has the key. Returns the packed SignedAccessToken in the arena. */
ProtobufCBinaryData access_token_sign(const Ocop__Common__V1__AccessToken *token,
				      const uint8_t secret_key[64], struct arena *arena);
