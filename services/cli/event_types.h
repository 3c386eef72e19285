/* event_types.h - every event of every service, by name
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

/* By its full name ("ocop.market.v1.ListingDescribed"); NULL for one this program does not know. */
const ProtobufCMessageDescriptor *event_type_find(const char *name);

/* True when the list, names parted by commas, has the type, in full or by its last word. */
bool event_type_matches(const char *type, const char *list);
