/* chain.h - is this the log the source wrote? each event names the hash of the one before
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct arena;

enum { CHAIN_HASH_SIZE = 32 };

/* Where a reader stands: behind the event of this sequence, which has this hash. */
struct chain {
	uint64_t sequence;
	uint8_t hash[CHAIN_HASH_SIZE];
};

/* Takes the hash of an event that is not looked at further; false for bytes that are none. */
bool chain_adopt(struct chain *chain, const ProtobufCBinaryData *packed, struct arena *arena);

/* Reads the next event of a source and moves on. Returns NULL and says why in *ret_fault when the
 * bytes are no event, are out of turn, or do not follow from what came before. */
const Ocop__Common__V1__Event *chain_next(struct chain *chain, const char *source,
					  const ProtobufCBinaryData *packed, struct arena *arena,
					  const char **ret_fault);
