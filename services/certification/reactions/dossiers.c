/* dossiers.c - how a dossier was filed, and what its product covers
 *
 * Follows: registration.v1.DossierSubmitted, DossierWithdrawn, DossierAdmitted, SupplementGiven;
 *          scoring.v1.DossierLeftRound
 * Writes:  dossiers, one row; dossier_variants and dossier_photos, in the place of those before
 *
 * What a round has is what the admission and later supplements said: variants cannot change in
 * between.
 */
#include "certification/reactions.h"

#include "certification/records/dossier.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"

void on_dossier_submitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__DossierSubmitted *submitted =
		(const Ocop__Registration__V1__DossierSubmitted *)body;

	(void)event; /* the dossier says it all */
	dossier_submitted(tx, &(struct dossier){
				      .dossier_id = submitted->dossier_id,
				      .product_id = submitted->product_id,
				      .kind = (uint32_t)submitted->kind,
				      .certificate_code = submitted->certificate_code,
				      .submitted_on = submitted->submitted_on,
				      .filed_late = submitted->filed_late,
			      });
}

void on_dossier_withdrawn(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	(void)event; /* the id says which */
	dossier_withdrawn(tx, ((const Ocop__Registration__V1__DossierWithdrawn *)body)->dossier_id);
}

void on_dossier_left_round(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	(void)event; /* the id says which */
	dossier_withdrawn(tx, ((const Ocop__Scoring__V1__DossierLeftRound *)body)->dossier_id);
}

void on_dossier_admitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__DossierAdmitted *admitted =
		(const Ocop__Registration__V1__DossierAdmitted *)body;

	(void)event; /* the dossier says it all */
	dossier_submitted(tx, &(struct dossier){
				      .dossier_id = admitted->dossier_id,
				      .product_id = admitted->product_id,
				      .kind = (uint32_t)admitted->kind,
				      .certificate_code = admitted->certificate_code,
				      .submitted_on = "",
			      });
	dossier_covers(tx, admitted->dossier_id, admitted->is_set, admitted->variants,
		       admitted->n_variants);
	dossier_photographed(tx, admitted->dossier_id, admitted->pack_photos,
			     admitted->n_pack_photos);
}

void on_supplement_given(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__SupplementGiven *given =
		(const Ocop__Registration__V1__SupplementGiven *)body;

	(void)event; /* the dossier says it all */
	dossier_photographed(tx, given->dossier_id, given->pack_photos, given->n_pack_photos);
}
