/* reactions.h - the events certification follows, and what each leaves in this store
 *
 * reaction.c calls one for every event, in the order of its source, exactly once; what it writes
 * and the place it came to are committed together. A reaction refuses nothing, tells nothing, and
 * writes mirrors only: they can be lost and are rebuilt from event 1.
 */
#pragma once

#include "common/reaction.h"
#include "ocop/registration/v1/types.pb-c.h"

struct arena;

/* The table; ends with an empty row. */
extern const struct reaction certification_reactions[];

/* Keeps a decided result: a recognised one waits for its certificate. */
void on_result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);

/* Keeps a row of an old register: it waits to be judged. */
void on_recognition_claimed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* Keeps what the centre recognised without this software: it waits for its certificate. */
void on_centre_result_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body);

/* The units of a place as they were written, smallest first, in the arena: old certificates keep
 * their old address. For the reactions alone. */
const char *place_as_written(struct arena *arena, const Ocop__Registration__V1__Place *place);

/* Keeps a product's code, without which no certificate is issued. */
void on_product_code_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);
