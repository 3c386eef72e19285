/* reactions.c - the table of events market follows */
#include "market/reactions.h"

#include <string.h>

#include "market/records.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"

const struct reaction market_reactions[] = {
	{&ocop__identity__v1__units_recorded__descriptor, FROM_BEGINNING, on_units_recorded},
	{&ocop__registration__v1__producer_registered__descriptor, FROM_BEGINNING,
	 on_producer_registered},
	{&ocop__registration__v1__product_registered__descriptor, FROM_BEGINNING,
	 on_product_registered},
	{&ocop__registration__v1__producer_changed__descriptor, FROM_BEGINNING,
	 on_producer_changed},
	{&ocop__registration__v1__product_changed__descriptor, FROM_BEGINNING, on_product_changed},
	{&ocop__registration__v1__product_transferred__descriptor, FROM_BEGINNING,
	 on_product_transferred},
	{&ocop__registration__v1__products_merged__descriptor, FROM_BEGINNING, on_products_merged},
	{&ocop__registration__v1__merge_undone__descriptor, FROM_BEGINNING, on_merge_undone},
	{&ocop__registration__v1__variants_set__descriptor, FROM_BEGINNING, on_variants_set},
	{&ocop__registration__v1__product_photos_set__descriptor, FROM_BEGINNING,
	 on_product_photos_set},
	{&ocop__registration__v1__material_area_recorded__descriptor, FROM_BEGINNING,
	 on_material_area_recorded},
	{&ocop__registration__v1__record_struck__descriptor, FROM_BEGINNING, on_record_struck},
	{&ocop__registration__v1__paper_kept__descriptor, FROM_BEGINNING, on_paper_kept},
	{&ocop__registration__v1__producer_paper_kept__descriptor, FROM_BEGINNING,
	 on_producer_paper_kept},
	{&ocop__registration__v1__producer_year_reported__descriptor, FROM_BEGINNING,
	 on_producer_year_reported},
	{&ocop__registration__v1__linkage_recorded__descriptor, FROM_BEGINNING,
	 on_linkage_recorded},
	{&ocop__registration__v1__held_certificate_recorded__descriptor, FROM_BEGINNING,
	 on_held_certificate_recorded},
	{&ocop__registration__v1__producers_merged__descriptor, FROM_BEGINNING,
	 on_producers_merged},
	{&ocop__registration__v1__dossier_submitted__descriptor, FROM_BEGINNING,
	 on_dossier_submitted},
	{&ocop__registration__v1__dossier_screened__descriptor, FROM_BEGINNING,
	 on_dossier_screened},
	{&ocop__registration__v1__dossier_proposed__descriptor, FROM_BEGINNING,
	 on_dossier_proposed},
	{&ocop__registration__v1__dossier_admitted__descriptor, FROM_BEGINNING,
	 on_dossier_admitted},
	{&ocop__registration__v1__dossier_withdrawn__descriptor, FROM_BEGINNING,
	 on_dossier_withdrawn},
	{&ocop__scoring__v1__dossier_closed__descriptor, FROM_BEGINNING, on_dossier_closed},
	{&ocop__scoring__v1__result_decided__descriptor, FROM_BEGINNING, on_result_decided},
	{&ocop__scoring__v1__dossier_left_round__descriptor, FROM_BEGINNING, on_dossier_left_round},
	{&ocop__scoring__v1__round_planned__descriptor, FROM_BEGINNING, on_round_planned},
	{&ocop__certification__v1__certificate_issued__descriptor, FROM_BEGINNING,
	 on_certificate_issued},
	{&ocop__certification__v1__recognition_recorded__descriptor, FROM_BEGINNING,
	 on_recognition_recorded},
	{&ocop__certification__v1__certificate_revoked__descriptor, FROM_BEGINNING,
	 on_certificate_revoked},
	{&ocop__certification__v1__certificate_expired__descriptor, FROM_BEGINNING,
	 on_certificate_expired},
	{&ocop__certification__v1__certificate_replaced__descriptor, FROM_BEGINNING,
	 on_certificate_replaced},
	{&ocop__certification__v1__certificate_suspended__descriptor, FROM_BEGINNING,
	 on_certificate_suspended},
	{&ocop__certification__v1__certificate_reinstated__descriptor, FROM_BEGINNING,
	 on_certificate_reinstated},
	{&ocop__certification__v1__certificate_extended__descriptor, FROM_BEGINNING,
	 on_certificate_extended},
	{0},
};

bool market_forget(struct transaction *tx, const char *source)
{
	if (strcmp(source, "certification") != 0)
		return false;
	certificates_forget(tx);
	return true;
}
