/* reactions.h - the events notification follows, and what each leaves in this store
 *
 * reaction.c calls one for every event, in the order of its source, exactly once; what it writes
 * and the place it came to are committed together. All from the beginning: the feed is the whole
 * history. Nothing leaves the house for it: a subscription begins where it says, by itself at the
 * head.
 */
#pragma once

#include "common/reaction.h"

/* The table; ends with an empty row. */
extern const struct reaction notification_reactions[];

/* An agency may be told. */
void on_agency_added(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body);

/* A certificate or a recognition is there: the feed tells it, and what it is about is kept. */
void on_certificate_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* Something became of a certificate: of the thing that the event is about. */
void on_certificate_changed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* What an inspection of what a certificate was given for came to. */
void on_inspection_concluded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* An authority has decided, or entered the act that lets it suspend: of a province, not of a
 * certificate. */
void on_decision_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);
void on_suspension_act_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
				const ProtobufCMessage *body);

/* A producer's name is kept no longer: the feed's items lose it, and the feed tells that. */
void on_personal_data_erased(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);
/* Somebody reported a pack, or something became of that: of the unit whose it is to handle. */
void on_pack_report(struct transaction *tx, const Ocop__Common__V1__Event *event,
		    const ProtobufCMessage *body);
