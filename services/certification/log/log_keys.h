/* log_keys.h - the keys with which this register signs: one for the log, one for what it states
 *
 * Each is a file of mode 0600 beside the store, log.key and register.key: 32 random bytes in hex,
 * made when the log begins. Two keys, so that no statement can ever pass for a checkpoint. Whoever
 * has a copy of a key can speak for the register; who has lost it must begin a new log.
 */
#pragma once

#include <stdbool.h>

#include "common/tlog/note.h"

struct arena;

struct log_keys {
	struct note_signer log;        /* named as the log is: its origin */
	struct note_signer statements; /* named "<origin>/register" */
};

/* True for a name that both keys can have. */
bool log_origin_is_sound(const char *origin);

/* Reads the keys from the folder; for a log that is new, makes those that are not there. The origin
 * is sound. 0 or an ERROR_*, having logged of which file. */
int log_keys_load(const char *folder, const char *origin, bool is_new, struct log_keys *ret_keys);

/* Both public keys as `ocop verify --keys` reads them, a line each; in the arena. */
char *log_keys_print(struct arena *arena, const struct log_keys *keys);
