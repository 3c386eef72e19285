/* reactions.h - the events scoring follows, and what each leaves in this store
 *
 * reaction.c calls one for every event, in the order of its source, exactly once; what it writes
 * and the place it came to are committed together. A reaction refuses nothing, tells nothing, and
 * writes mirrors only: they can be lost and are rebuilt from event 1.
 */
#pragma once

#include "common/reaction.h"

/* The table; days of the calendar go to common/unit. Ends with an empty row. */
extern const struct reaction scoring_reactions[];

/* Keeps an admission to a round of this shard; others' are left out. A deadline answers it. */
void on_dossier_admitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);

/* Keeps that this shard gets no more rounds. */
void on_shard_closed(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body);

/* Keep what was asked for while a round of this shard has the dossier, and that it was given. */
void on_supplement_asked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void on_supplement_given(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);

/* Keeps that the producer took the dossier back, should it be in a round here. */
void on_dossier_withdrawn(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);
