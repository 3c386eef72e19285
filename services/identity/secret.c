/* secret.c - bearer secrets of sessions and keys, and passwords */
#include "identity/secret.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/random.h"

enum {
	SECRET_BYTES = 32,
	PASSES = 2,                      /* over the memory: with 64 MiB about 60 ms */
	MEMORY_BYTES = 64 * 1024 * 1024, /* libsodium's "interactive", above OWASP's 19 MiB */
	PREFIX_LENGTH = 6,
};

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "room for libsodium's text");

/* Of a password nobody knows, at today's cost: what an unknown name is checked against. */
static const char NOBODYS_HASH[] =
	"$argon2id$v=19$m=65536,t=2,p=1$c"
	"K9Z6oMcbIejlt+P7NOH8A$8ciTS6Cxs+Z28avMsRbO46fzWjmCdVro2gx0lFmrmTo";

static void secret_create(const char *prefix, char *ret_secret)
{
	uint8_t bytes[SECRET_BYTES];

	assert(strlen(prefix) == PREFIX_LENGTH && "prefixes are alike");
	random_bytes(bytes, sizeof(bytes));
	memcpy(ret_secret, prefix, PREFIX_LENGTH);
	sodium_bin2base64(ret_secret + PREFIX_LENGTH, SECRET_SIZE - PREFIX_LENGTH, bytes,
			  sizeof(bytes), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof(bytes));
}

void session_secret_create(char *ret_secret)
{
	secret_create("ocops_", ret_secret);
}

void key_secret_create(char *ret_secret)
{
	secret_create("ocopk_", ret_secret);
}

void secret_hash(const char *secret, uint8_t *ret_hash)
{
	crypto_hash_sha256(ret_hash, (const unsigned char *)secret, strlen(secret));
}

const char *password_hash(struct arena *arena, const char *password)
{
	char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);
	int error = crypto_pwhash_str_alg(hash, password, strlen(password), PASSES, MEMORY_BYTES,
					  crypto_pwhash_ALG_ARGON2ID13);

	assert(error == 0 && "64 MiB can be had");
	(void)error; /* assert is on in every build */
	return hash;
}

bool password_is(const char *password, const char *hash)
{
	bool known = hash[0] != '\0';
	bool right = crypto_pwhash_str_verify(known ? hash : NOBODYS_HASH, password,
					      strlen(password)) == 0;

	return known && right;
}
