/* reactions.h - what market follows: the register, its certificates, the units */
#pragma once

#include "common/reaction.h"

extern const struct reaction market_reactions[];

/* registration */
void on_producer_registered(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);
void on_product_registered(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);

/* certification */
void on_certificate_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);
void on_recognition_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);
void on_certificate_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);
void on_certificate_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);
void on_certificate_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* identity */
void on_units_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);
