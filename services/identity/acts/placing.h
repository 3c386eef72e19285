/* placing.h - where a shard answers: what adding and moving one have in common
 *
 * A function that returns false has said why in the reply.
 */
#pragma once

#include <stdbool.h>

#include "identity/records.h"

struct reply;
struct transaction;

/* True when the shard's three addresses are such, no two alike, and no other shard's: two that
 * answer at one place would each be asked for the other's rounds. Else FIELD_INVALID at each that
 * is not; or the transaction has failed. */
bool require_place(struct transaction *tx, struct reply *reply, const struct shard *shard);

/* Whether both answer at the same three addresses. */
bool shard_is_at(const struct shard *shard, const struct shard *other);
