/* state.h - what identity holds from start to stop: the signing key and the settings it needs
 *
 * Read-only after the start, so any thread may use it. Handlers find it at transaction_state.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/settings.h"

struct service;
struct transaction;

enum { SIGNING_KEY_SIZE_BYTES = 64 }; /* Ed25519, as libsodium keeps it */

/* Owns all it points to. */
struct identity_state {
	uint8_t signing_key[SIGNING_KEY_SIZE_BYTES];
	char *instance;          /* name that access tokens carry */
	char *operator_key_path; /* where the first account's secret is put */
	bool clock_moves;        /* demo and test instances */
};

/* The settings identity has besides those of every daemon: none. */
extern const struct setting identity_settings[];

/* The daemon's start: makes the key pair at the first one, and writes the public key where the
 * other daemons read it. Returns 0 or an ERROR_*, having logged which file stands in the way; a
 * secret that others on the machine may read is refused. */
int identity_start(struct service *service, void **ret_state);

/* The daemon's stop: wipes the key and frees the state. NULL is fine. */
void identity_stop(void *state);

/* The same as the start, from plain values; for tests. Free with identity_stop. */
int identity_state_create(const char *folder, const char *public_key_path, const char *instance,
			  struct identity_state **ret_state);

/* Writes the SHA-256 (32 bytes) of the operator's secret, which is made and put into its file when
 * it is not there. Returns 0 or an ERROR_*, having logged it. */
int operator_key_hash(const struct identity_state *identity, uint8_t *ret_hash);

/* The state a handler's transaction was begun with. */
const struct identity_state *identity_state(struct transaction *tx);
