/* state.c - the signing key, and what else every handler may use
 *
 * access-token.key in the data folder holds the seed of the Ed25519 pair in hex, mode 0600. It is
 * the root of all trust in the instance: losing it signs everybody out, no more; leaking it lets
 * anybody be anybody, so a file that others may read stops the daemon.
 */
#include "identity/state.h"

#include <string.h>

#include <sodium.h>

#include "common/base/error.h"
#include "common/base/key_file.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/random.h"
#include "common/service.h"
#include "common/store/transaction.h"
#include "identity/secret.h"

enum {
	SECRET_MODE = 0600,
	PUBLIC_MODE = 0644,
	SEED_HEX_SIZE = 2 * crypto_sign_SEEDBYTES + 1,
	PUBLIC_HEX_SIZE = 2 * crypto_sign_PUBLICKEYBYTES + 1,
};

_Static_assert(SIGNING_KEY_SIZE_BYTES == crypto_sign_SECRETKEYBYTES, "libsodium's key fits");

const struct setting identity_settings[] = {
	{0},
};

/* Says once which file stands in the way. */
static int complain(const char *path, int error)
{
	char quoted[512];

	log_write(LOG_ERROR, "key_file", "path=%s error=\"%s\"",
		  log_quote(path, quoted, sizeof(quoted)),
		  error == ERROR_SETTING ? "others may read this secret: chmod 600"
					 : error_text(error));
	return error;
}

static int seed_create(const char *path, uint8_t *ret_seed)
{
	char hex[SEED_HEX_SIZE];

	random_bytes(ret_seed, crypto_sign_SEEDBYTES);
	sodium_bin2hex(hex, sizeof(hex), ret_seed, crypto_sign_SEEDBYTES);
	int error = key_file_write(path, hex, SECRET_MODE);
	sodium_memzero(hex, sizeof(hex));
	return error;
}

static int seed_load(const char *path, uint8_t *ret_seed)
{
	char hex[KEY_FILE_SIZE_MAX];
	size_t length = 0;
	int error = key_file_read_secret(path, hex, sizeof(hex));

	if (error == ERROR_NOT_FOUND)
		return seed_create(path, ret_seed);
	if (!error && (sodium_hex2bin(ret_seed, crypto_sign_SEEDBYTES, hex, strlen(hex), NULL,
				      &length, NULL) != 0 ||
		       length != crypto_sign_SEEDBYTES))
		error = ERROR_UNREADABLE;
	sodium_memzero(hex, sizeof(hex));
	return error;
}

/* Written at every start: the file may be new, lost, or that of a store before this one. */
static int public_key_write(const char *path, const uint8_t *public_key)
{
	char hex[PUBLIC_HEX_SIZE];

	sodium_bin2hex(hex, sizeof(hex), public_key, crypto_sign_PUBLICKEYBYTES);
	return key_file_write(path, hex, PUBLIC_MODE);
}

static int key_pair_open(const char *seed_path, const char *public_key_path,
			 uint8_t *ret_signing_key)
{
	uint8_t seed[crypto_sign_SEEDBYTES];
	uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
	int error = seed_load(seed_path, seed);

	if (error)
		return complain(seed_path, error);
	(void)crypto_sign_seed_keypair(public_key, ret_signing_key, seed); /* always 0 */
	sodium_memzero(seed, sizeof(seed));
	error = public_key_write(public_key_path, public_key);
	return error ? complain(public_key_path, error) : 0;
}

int identity_state_create(const char *folder, const char *public_key_path, const char *instance,
			  struct identity_state **ret_state)
{
	struct identity_state *identity = memory_alloc(sizeof(*identity));
	char *seed_path = memory_printf("%s/access-token.key", folder);
	int error = key_pair_open(seed_path, public_key_path, identity->signing_key);

	memory_free(seed_path);
	identity->instance = memory_strdup(instance);
	identity->operator_key_path = memory_printf("%s/operator.key", folder);
	if (error) {
		identity_stop(identity);
		return error;
	}
	*ret_state = identity;
	return 0;
}

int identity_start(struct service *service, void **ret_state)
{
	const struct settings *settings = service_settings(service);
	const char *folder = service_folder(service);
	const char *given = settings_text(settings, "access_token_key");
	char *public_key_path = given[0] ? memory_strdup(given)
					 : memory_printf("%s/access-token.pub",
							 settings_text(settings, "data_dir"));
	struct identity_state *identity;
	int error = identity_state_create(folder, public_key_path,
					  settings_text(settings, "instance"), &identity);

	memory_free(public_key_path);
	if (error)
		return error;
	identity->clock_moves = strcmp(service_instance_kind(service), "demo") == 0 ||
				strcmp(service_instance_kind(service), "test") == 0;
	*ret_state = identity;
	return 0;
}

void identity_stop(void *state)
{
	struct identity_state *identity = state;

	if (!identity)
		return;
	sodium_memzero(identity->signing_key, sizeof(identity->signing_key));
	memory_free(identity->instance);
	memory_free(identity->operator_key_path);
	memory_free(identity);
}

int operator_key_hash(const struct identity_state *identity, uint8_t *ret_hash)
{
	char secret[KEY_FILE_SIZE_MAX];
	int error = key_file_read_secret(identity->operator_key_path, secret, sizeof(secret));

	if (error == ERROR_NOT_FOUND) {
		key_secret_create(secret);
		error = key_file_write(identity->operator_key_path, secret, SECRET_MODE);
	}
	if (error)
		return complain(identity->operator_key_path, error);
	secret_hash(secret, ret_hash);
	sodium_memzero(secret, sizeof(secret));
	return 0;
}

const struct identity_state *identity_state(struct transaction *tx)
{
	return transaction_state(tx);
}
