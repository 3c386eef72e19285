/* reactions.h - the events market follows, and what each leaves in this store
 *
 * reaction.c calls one for every event, in the order of its source, exactly once; what it writes
 * and the place it came to are committed together. A reaction refuses nothing, tells nothing, and
 * writes mirrors only: they can be lost and are rebuilt from event 1.
 */
#pragma once

#include "common/reaction.h"

/* The table; ends with an empty row. */
extern const struct reaction market_reactions[];

/* Forgets what certification has told, so that it can be taken again from event 1; false for any
 * other source, which cannot be built anew here. */
bool market_forget(struct transaction *tx, const char *source);

/* Keeps the producer's name, and gives it to his listings. */
void on_producer_registered(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* Makes the product a listing, or renews what is known of it. */
void on_product_registered(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);

/* Keeps the producer's new name, and gives it to his listings. */
void on_producer_changed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);

/* The listing shows what the product is from now on; the address of its page stays. */
void on_product_changed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body);

/* The listing is its new producer's. */
void on_product_transferred(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* The listing of what was merged away is hidden: who asks for it is shown the one that stands,
 * which shows the certificates of both. */
void on_products_merged(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body);

/* Both are shown again, each with its own certificates. */
void on_merge_undone(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body);

/* Keep what packs there are, where raw material grows, and the hash of an office's paper. */
void on_variants_set(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body);
void on_product_photos_set(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);
void on_material_area_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body);
void on_record_struck(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body);
void on_producer_paper_kept(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);
void on_paper_kept(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const ProtobufCMessage *body);

/* Keeps the certificate; the listing shows the one that speaks for the product. */
void on_certificate_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);

/* Keeps a recognition of an old register in the same way. */
void on_recognition_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* The stars go, within a second. */
void on_certificate_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* The stars go; at the end of the last day they were gone already (badge_on). */
void on_certificate_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* Another certificate speaks for the product from now on. */
void on_certificate_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* The stars go until the suspension is lifted. */
void on_certificate_suspended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const ProtobufCMessage *body);
void on_certificate_reinstated(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body);

/* The stars stay beyond the last day. */
void on_certificate_extended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* Keeps the units, and has the listings there found under their new names. */
void on_units_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);

/* A dossier comes to the next step of the funnel, or is taken back. */
void on_dossier_submitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);
void on_dossier_screened(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void on_dossier_proposed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void on_dossier_admitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void on_dossier_withdrawn(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);

/* A round has scored it, its result is decided, or it has left the round. */
void on_dossier_closed(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);
void on_result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);
void on_dossier_left_round(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);

/* Keeps what a round is called, for whoever chooses one. */
void on_round_planned(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body);

/* What a producer has reported of a year, and what is recorded of him, counts for the programme's
 * indicators; merged registrations as the one they became. */
void on_producer_year_reported(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body);
void on_linkage_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void on_held_certificate_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
				  const ProtobufCMessage *body);
void on_producers_merged(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
