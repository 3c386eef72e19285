/* reactions.h - the events scoring follows */
#pragma once

#include "common/reaction.h"

extern const struct reaction scoring_reactions[];

void on_dossier_admitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void on_dossier_withdrawn(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);
