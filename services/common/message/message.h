/* message.h - what protobuf-c leaves to its users: borrowed texts, times, fields by name
 *
 * Nothing here allocates: what is returned lives as long as what was given.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

#include "google/protobuf/timestamp.pb-c.h"

/* A text as a message's field takes it: protobuf-c's strings are not const, though packing writes
 * none. The text stays its owner's; NULL becomes "". */
char *message_text(const char *borrowed);

/* A moment (microseconds since 1970, not before it) as messages carry it. */
Google__Protobuf__Timestamp message_time(int64_t time_us);

/* A text field of any message by its proto name ("round_id"), so that one `subject` function serves
 * every message that calls the field alike. The message must have it: asserted. */
const char *message_field_text(const ProtobufCMessage *message, const char *name);
