/* reaction.h - the one path every event of another daemon takes into this store
 *
 * The follower's cursor moves in the transaction that applies the event: exactly one effect. What
 * is published only triggers; epoch and head are believed only from the source's own answer.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct transaction;

/* Whether a follower that is new gets the source's history. */
enum reaction_from { FROM_BEGINNING, FROM_HEAD };

/* A row of a service's table: an event it follows and what it does to this store. Tables that
 * reactions write are written by nothing else; commands to oneself (deadline.h) do the rest. */
struct reaction {
	const ProtobufCMessageDescriptor *event;
	enum reaction_from from;
	/* Writes. An event it cannot apply fails the transaction: the event is held back, with
	 * later ones of the same thing, and tried again. */
	void (*apply)(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body);
};
