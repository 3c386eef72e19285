/* commands.h - what market can be asked to change: the table and its handlers
 *
 * command.c calls a handler on the writer thread, inside a transaction, after token, role and
 * scope were checked and the row's `subject` was found. A handler that refuses leaves nothing
 * written. Besides what is named below every command may be refused for what common/command.h
 * checks: no such thing, another version, a role or scope that is missing.
 */
#pragma once

#include "common/command.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct command market_commands[];

/* Keeps the producer's own words on a product; FIELD_TOO_LONG over STORY_LIMIT_BYTES. */
enum decision describe_listing(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* How many listings one ShelveListings takes: some 25 ms of the writer thread. */
enum { SHELVE_LISTINGS_MAX = 256 };

/* Puts the next changed listings where the search finds them; the daemon asks itself. */
enum decision shelve_listings(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
