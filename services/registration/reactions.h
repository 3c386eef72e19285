/* reactions.h - the events registration follows: the table and what each does to this store */
#pragma once

#include "common/reaction.h"

extern const struct reaction registration_reactions[];

/* reactions/rounds.c: rounds of every scoring shard. */
void round_planned(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const ProtobufCMessage *body);
void round_opened(struct transaction *tx, const Ocop__Common__V1__Event *event,
		  const ProtobufCMessage *body);
void round_closed(struct transaction *tx, const Ocop__Common__V1__Event *event,
		  const ProtobufCMessage *body);

/* reactions/round_news.c: what a round says of a dossier. */
void dossier_taken(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const ProtobufCMessage *body);
void dossier_not_taken(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);
void dossier_left_round(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body);
void result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		    const ProtobufCMessage *body);

/* reactions/certificates.c: what certification says of a product's certificates. */
void certificate_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body);
void recognition_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);
void certificate_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void certificate_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void certificate_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);
