/* reactions.h - the events registration follows, and what each leaves in this store
 *
 * reaction.c calls one for every event, in the order of its source, exactly once; what it writes
 * and the place it came to are committed together. A reaction refuses nothing, tells nothing, and
 * writes mirrors only: they can be lost and are rebuilt from event 1.
 */
#pragma once

#include "common/reaction.h"

/* The table; days of the calendar go to common/unit. Ends with an empty row. */
extern const struct reaction registration_reactions[];

/* Forgets what certification has told, so that it can be taken again from event 1; false for any
 * other source, which cannot be built anew here. */
bool registration_forget(struct transaction *tx, const char *source);

/* Keeps units and former units, and counts that they changed. */
void on_units_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);

/* Keeps a round: what AdmitDossier asks about it. */
void on_round_planned(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body);

/* No dossier can be admitted to the round any more. */
void on_round_opened(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body);

/* The round's scoring is over. */
void on_round_closed(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body);

/* The round's results are public: conflicts hide nothing any more. */
void on_round_published(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body);

/* Keeps that a member takes no part in what comes from a producer: it is hidden from him. */
void on_producer_link_declared(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body);

/* Keeps that the round took the dossier in: its product gets its code. */
void on_dossier_taken(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body);

/* Keeps that the round did not take it, and why: it is proposed again. */
void on_dossier_not_taken(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);

/* Keeps that a member of the council, or an adviser, takes no part in a dossier: it is hidden from
 * him, also when he leaves the council. */
void on_conflict_declared(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);

/* Keeps that the dossier was withdrawn from the round. */
void on_dossier_left_round(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);

/* Keeps what was decided on the dossier. */
void on_result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);

/* Keeps a certificate: the ground of upgrades and re-ratings. */
void on_certificate_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);

/* Keeps a recognition of an old register in the same way. */
void on_recognition_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* A revoked certificate carries no dossier. */
void on_certificate_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* An expired one still carries a re-rating. */
void on_certificate_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* A replaced one carries none: its successor does. */
void on_certificate_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* A suspended one still carries a re-rating, but no upgrade. */
void on_certificate_suspended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const ProtobufCMessage *body);
void on_certificate_reinstated(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body);

/* Photos have a report, and with it the unit whose offices may see them. */
void on_pack_reported(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body);
void on_pack_report_forwarded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const ProtobufCMessage *body);
