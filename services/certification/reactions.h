/* reactions.h - the events certification follows, and what each writes */
#pragma once

#include "common/reaction.h"

extern const struct reaction certification_reactions[];

void on_result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);
void on_recognition_claimed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);
void on_product_code_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);
