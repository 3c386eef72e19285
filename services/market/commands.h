/* commands.h - what market can be asked to change */
#pragma once

#include "common/command.h"

extern const struct command market_commands[];

enum decision describe_listing(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

enum { SHELVE_LISTINGS_MAX = 512 }; /* some 50 ms of the writer thread, 20 MiB at the very most */

enum decision shelve_listings(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
