/* identity.h - what every handler of identity may use: the signing key and the settings it needs */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct service;

enum { SIGNING_KEY_SIZE_BYTES = 64 }; /* Ed25519, as libsodium keeps it */

struct identity {
	uint8_t signing_key[SIGNING_KEY_SIZE_BYTES];
	char *instance;          /* name that access tokens carry */
	char *operator_key_path; /* where the first account's secret is put */
	bool clock_moves;        /* demo and test instances */
};

/* The daemon's start and stop: makes the key pair at the first start, and writes the public key
 * where the other daemons read it. */
int identity_start(struct service *service, void **ret_state);
void identity_stop(void *state);

/* The same from plain values; for tests. */
int identity_create(const char *folder, const char *public_key_path, const char *instance,
		    struct identity **ret_identity);

/* Writes the SHA-256 (32 bytes) of the operator's secret, which is made and put into its file when
 * it is not there. Returns 0 or an ERROR_*. */
int operator_key_hash(const struct identity *identity, uint8_t *ret_hash);
