/* event_hash.h - what the next event names of the one before
 *
 * The SHA-256 of the packed event; of one that personal data were taken out of, what it was before:
 * the chain is about what was told then, and goes on.
 */
#pragma once

#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

enum { EVENT_HASH_SIZE = 32 };

/* The hash by which an event stands in the chain; `event` is what `packed` holds. */
void event_hash(const Ocop__Common__V1__Event *event, const ProtobufCBinaryData *packed,
		uint8_t ret_hash[EVENT_HASH_SIZE]);
