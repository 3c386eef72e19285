/* leaf.h - an event of this register as an entry of its transparency log
 *
 * Every event is a leaf: number N of the source is leaf N - 1. It is written in the transaction of
 * the event, beside it, for every event there is and will be (service_definition.event_written), so
 * none can be forgotten. What the entry says in clear and what only by commitment is decided here;
 * its form is that of common/tlog/entry.h.
 */
#pragma once

#include <jansson.h>
#include <protobuf-c/protobuf-c.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct arena;
struct transaction;

/* A field that is only committed to, and the salt that opens it. */
struct leaf_salt {
	const char *path; /* "certificate.producerName" */
	uint8_t bytes[32];
};

/* What an event's entry says; texts and salts in the arena. */
struct leaf {
	const char *entry;
	const struct leaf_salt *salts;
	size_t salt_count;
};

/* Makes the entry of an event, drawing its salts. */
void leaf_make(const Ocop__Common__V1__Event *event, const ProtobufCMessage *body,
	       struct arena *arena, struct leaf *ret_leaf);

/* The event's message in JSON as entries speak of it: without the fields that hold nothing. Give it
 * back with json_decref. */
json_t *leaf_event_json(const ProtobufCMessage *body);

/* Writes an entry as the next leaf, and what of the tree it completes. */
void leaf_write(struct transaction *tx, uint64_t leaf_index, const char *thing_id,
		const char *entry);

/* Writes the leaf of an event, and what of the tree it completes. A service_event_fn. */
void leaf_append(struct transaction *tx, const Ocop__Common__V1__Event *event,
		 const ProtobufCMessage *body);
