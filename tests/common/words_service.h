/* words_service.h - a service of one table, on which the tests of the daemon skeleton run
 *
 * DescribeListing writes a word about a thing. Some words do more:
 *	"no"       is refused
 *	"many"     is refused for two hundred reasons
 *	"poison"   makes the handler fail
 *	"later"    moves the clock an hour
 *	"expired"  becomes due and is removed by ExpireCertificate, the daemon's own command
 *	"stuck"    becomes due before those, and that command is refused
 *
 * RevokeKey writes the word "prepared" after a prepare step that refuses a word that is there.
 * RecordUnits, a command and a query, carries much in few bytes. The service follows
 * ListingDescribed and keeps what it was told; the id "bad" cannot be applied before the word
 * "mended" is there. It follows CertificateExpired from the head on.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "harness.h"

struct command_item;

extern const struct service_definition words_service;

/* cmocka's setup and teardown: a harness, signed in as the producer account_1. */
int words_start(void **state);
int words_stop(void **state);

/* Writes a word, with a new id or a given one. */
const Ocop__Common__V1__Reply *words_set(struct harness *h, const char *name, const char *word);
const Ocop__Common__V1__Reply *words_set_as(struct harness *h, const uint8_t *id, uint64_t version,
					    const char *name, const char *word);

/* A word of account_1 on its way to a group. */
void words_item(struct harness *h, const char *name, const char *word,
		struct command_item *ret_item);

/* The word, "" for none. */
const char *words_get(struct harness *h, const char *name);

/* Events of the service's own log. */
size_t words_events(struct harness *h);

/* Events of others that were applied. */
int64_t words_told(struct harness *h);
