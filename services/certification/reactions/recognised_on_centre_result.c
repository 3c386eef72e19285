/* recognised_on_centre_result.c - keeps what a province recognised on the centre's result; a
 * deadline issues the certificate
 *
 * Follows: registration.v1.RecognisedOnCentreResult
 * Writes:  recognitions, one row
 */
#include "certification/reactions.h"

#include "certification/records/recognitions.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/events.pb-c.h"

void on_recognised_on_centre_result(struct transaction *tx, const Ocop__Common__V1__Event *event,
				    const ProtobufCMessage *body)
{
	static const Ocop__Registration__V1__Place nowhere = OCOP__REGISTRATION__V1__PLACE__INIT;
	const Ocop__Registration__V1__RecognisedOnCentreResult *recognised =
		(const Ocop__Registration__V1__RecognisedOnCentreResult *)body;
	const Ocop__Registration__V1__CentreResult *result = recognised->centre_result;
	const Ocop__Registration__V1__Place *place =
		recognised->place != NULL ? recognised->place : &nowhere;

	if (result == NULL)
		return; /* an event about nothing */
	recognition_put(tx, &(struct recognition){
				    .dossier_id = recognised->dossier_id,
				    .product_id = recognised->product_id,
				    .product_name = recognised->product_name,
				    .producer_id = recognised->producer_id,
				    .producer_name = recognised->producer_name,
				    .commune_code = place->commune_code,
				    .province_code = place->province_code,
				    .place_text = place_as_written(transaction_arena(tx), place),
				    .rulebook_code = recognised->rulebook_code,
				    .set_no = recognised->set_no,
				    .sector_code = recognised->sector_code,
				    .kind = (uint32_t)recognised->kind,
				    .certificate_code = recognised->certificate_code,
				    .star = result->star,
				    .points_sum = result->points_sum,
				    .points_count = result->points_count,
				    .points_text = result->points_text,
				    .round_id = result->round_id,
				    .centre_decision_sha256 = result->decision_sha256,
				    .decision_number = recognised->decision_number,
				    .decided_on = recognised->decided_on,
				    .recognised_at_us = event->occurred_at_us,
			    });
}
