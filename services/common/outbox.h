/* outbox.h - the event log: what has happened, in order, for ever
 *
 * An event is written in the transaction of the change it reports, with the next number and the
 * hash of the one before. Publishing comes after the commit and may be lost; the log may not.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct transaction;

/* Appends an event about a thing, at the version the thing now has. Called only by the functions of
 * a service's events.c. The message is packed now. Over 64 KiB the transaction fails. What the
 * service keeps beside every event (service_definition.event_written) is written here. */
void outbox_append(struct transaction *tx, const char *thing_id, uint64_t thing_version,
		   const ProtobufCMessage *message);

/* Stores an event again whose message has lost a person's name: its hash stays what it was, and it
 * says so of itself. Called only by erasure.c, with the event and the hash as they were stored. */
void outbox_rewrite(struct transaction *tx, Ocop__Common__V1__Event *event, const uint8_t *hash,
		    const ProtobufCMessage *message);

/* An event that the store has forgotten, as something outside of it still tells it. */
struct forgotten_event {
	const char *thing_id;
	uint64_t thing_version;
	int64_t occurred_at_us;
	const ProtobufCMessage *message; /* what is still known of it */
};

/* Appends it in its old place, with the next number. What the service keeps beside its events is
 * not written, and nobody is told: followers ask for it. For a store that begins a new epoch. */
void outbox_append_forgotten(struct transaction *tx, const struct forgotten_event *forgotten);

/* From here on this log is another than the one that was followed until now: it has a new epoch. At
 * the start, before anybody is answered. */
void outbox_begin_epoch(struct transaction *tx);

/* The number of the newest event, those of this transaction included; only where it may write. */
int64_t outbox_head(const struct transaction *tx);
