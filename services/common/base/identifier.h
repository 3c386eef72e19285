/* identifier.h - names of things: kind, shard and time in one
 *
 * "dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF" or, for things of a shard, "round_tn1_01JD...": the kind,
 * the shard if any, and 128 bits in Crockford base32, the first 48 of them milliseconds, as in
 * UUID version 7 (RFC 9562). So ids sort by time and whoever holds one knows whom to ask.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	IDENTIFIER_SIZE = 64,       /* room for any id and its zero */
	SHARD_NAME_SIZE = 9,        /* two to eight characters a-z 0-9, and the zero */
	COMMAND_ID_SIZE_BYTES = 16, /* a UUID */
	COMMAND_ID_TEXT_SIZE = 37   /* with hyphens and the zero */
};

/* Writes a new id (IDENTIFIER_SIZE bytes). kind is one word without "_"; shard is NULL for things
 * of no shard. */
void identifier_create(const char *kind, const char *shard, int64_t now_us, char *ret_id);

/* Writes the id that follows from `seed`: the same seed always gives the same id. For things that
 * must not be made twice, such as rows of an import. */
void identifier_derive(const char *kind, const char *shard, int64_t time_us, const char *seed,
		       char *ret_id);

/* True for a well-formed id of this kind. */
bool identifier_is(const char *id, const char *kind);

/* Writes the shard's name (SHARD_NAME_SIZE bytes); false when the id names none. */
bool identifier_shard(const char *id, char *ret_shard);

/* A UUID version 7 for a command (COMMAND_ID_SIZE_BYTES bytes). */
void command_id_create(int64_t now_us, uint8_t *ret_id);

/* The id that follows from a thing, a deadline and its due time: sent again after a restart it is
 * the same command. */
void command_id_derive(int64_t time_us, const char *seed, uint8_t *ret_id);

/* Reads and writes the usual text form with hyphens (37 bytes with the zero). */
bool command_id_parse(const char *text, uint8_t *ret_id);
void command_id_print(const uint8_t *id, char *text);

/* Milliseconds since 1970 in a UUID version 7; -1 for other versions. */
int64_t command_id_time_ms(const uint8_t *id);
