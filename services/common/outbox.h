/* outbox.h - the event log: what has happened, in order, for ever
 *
 * An event is written in the transaction of the change it reports, with the next number and the
 * hash of the one before. Publishing comes after the commit and may be lost; the log may not.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

struct transaction;

/* Appends an event about a thing, at the version the thing now has. Called only by the functions of
 * a service's events.c. The message is packed now. Over 64 KiB the transaction fails. */
void outbox_append(struct transaction *tx, const char *thing_id, uint64_t thing_version,
		   const ProtobufCMessage *event);
