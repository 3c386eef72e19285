/* session.h - one run of `ocop`: where the daemons are, who asks, memory, what is said
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/arguments.h"

struct arena;

/* Where a shard answers, as identity's table says; see peers.h. */
struct shard_place {
	char *source, *commands_address, *queries_address;
};

struct session {
	struct arguments arguments;
	struct arena *arena; /* emptied by the verb when it likes */
	bool json;
	bool vietnamese; /* refusals are told in this language */
	char *run_dir;   /* absolute */
	char *data_dir;
	char *key_file;
	uint8_t *token; /* packed SignedAccessToken, or NULL */
	size_t token_size_bytes;
	int64_t token_expires_us;
	struct shard_place *shards; /* known since the sources were listed */
	size_t shard_count;
	int64_t waited_us; /* for daemons that are not there, since one answered */
};

/* Begins a session: reads where the instance is; nothing is asked yet. */
void session_init(struct session *session, const struct arguments *arguments);

/* Gives everything back; answers are gone with the arena. */
void session_deinit(struct session *session);

/* An option, else the environment, else the fallback. */
const char *session_setting(const struct session *session, const char *option,
			    const char *environment, const char *fallback);

/* Reads the key file's secret (SECRET_SIZE bytes); the caller wipes it. An exit_status, having said
 * why not. */
enum { SECRET_SIZE = 256 };
int session_read_secret(const struct session *session, char *ret_secret);

/* A token for commands, kept until shortly before it expires: the key is read and exchanged at
 * identity. Returns an exit_status, having said why not. */
int session_sign_in(struct session *session, ProtobufCBinaryData *ret_token);

/* "ocop: ..." on standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
