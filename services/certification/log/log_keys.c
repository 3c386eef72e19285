/* log_keys.c - the keys with which this register signs: one for the log, one for what it states */
#include "certification/log/log_keys.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/key_file.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/random.h"

static const char register_suffix[] = "/register";

bool log_origin_is_sound(const char *origin)
{
	return note_name_is_sound(origin) &&
	       strlen(origin) + sizeof(register_suffix) <= NOTE_NAME_SIZE;
}

static int seed_create(const char *path, uint8_t seed[crypto_sign_SEEDBYTES])
{
	char hex[2 * crypto_sign_SEEDBYTES + 1];
	int error;

	random_bytes(seed, crypto_sign_SEEDBYTES);
	(void)sodium_bin2hex(hex, sizeof(hex), seed, crypto_sign_SEEDBYTES);
	error = key_file_write(path, hex, 0600);
	sodium_memzero(hex, sizeof(hex));
	return error;
}

static int seed_read(const char *path, uint8_t seed[crypto_sign_SEEDBYTES])
{
	char hex[KEY_FILE_SIZE_MAX];
	size_t size_bytes = 0;
	int error = key_file_read_secret(path, hex, sizeof(hex));

	if (error)
		return error;
	if (sodium_hex2bin(seed, crypto_sign_SEEDBYTES, hex, strlen(hex), NULL, &size_bytes,
			   NULL) != 0 ||
	    size_bytes != crypto_sign_SEEDBYTES)
		error = ERROR_UNREADABLE;
	sodium_memzero(hex, sizeof(hex));
	return error;
}

static int signer_load(const char *path, const char *name, bool is_new,
		       struct note_signer *ret_signer)
{
	uint8_t seed[crypto_sign_SEEDBYTES];
	int error = seed_read(path, seed);

	if (error == ERROR_NOT_FOUND && is_new)
		error = seed_create(path, seed);
	if (error)
		log_write(LOG_ERROR, "log_key_unusable", "file=%s error=\"%s\"", path,
			  error_text(error));
	else
		note_signer_make(name, seed, ret_signer);
	sodium_memzero(seed, sizeof(seed));
	return error;
}

int log_keys_load(const char *folder, const char *origin, bool is_new, struct log_keys *ret_keys)
{
	char *register_name = memory_printf("%s%s", origin, register_suffix);
	char *log_path = memory_printf("%s/log.key", folder);
	char *register_path = memory_printf("%s/register.key", folder);
	int error = signer_load(log_path, origin, is_new, &ret_keys->log);

	if (!error)
		error = signer_load(register_path, register_name, is_new, &ret_keys->statements);
	memory_free(register_path);
	memory_free(log_path);
	memory_free(register_name);
	return error;
}

char *log_keys_print(struct arena *arena, const struct log_keys *keys)
{
	return arena_printf(arena, "%s\n%s\n", note_verifier_print(arena, &keys->log.verifier),
			    note_verifier_print(arena, &keys->statements.verifier));
}
