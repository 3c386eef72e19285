/* centre_result_recorded.c - keeps what the centre decided without this software; a deadline
 * records the certificate, or ends what was extended for a re-rating that failed
 *
 * Follows: registration.v1.CentreResultRecorded
 * Writes:  centre_results, one row; centre_refusals, one row, of what was not recognised and
 * started from a certificate
 */
#include "certification/reactions.h"

#include "certification/records.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/events.pb-c.h"

void on_centre_result_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	static const Ocop__Registration__V1__Place nowhere = OCOP__REGISTRATION__V1__PLACE__INIT;
	const Ocop__Registration__V1__CentreResultRecorded *recorded =
		(const Ocop__Registration__V1__CentreResultRecorded *)body;
	const Ocop__Registration__V1__Place *place =
		recorded->place != NULL ? recorded->place : &nowhere;
	struct centre_result row = {
		.dossier_id = recorded->dossier_id,
		.product_id = recorded->product_id,
		.product_name = recorded->product_name,
		.producer_id = recorded->producer_id,
		.producer_name = recorded->producer_name,
		.commune_code = place->commune_code,
		.province_code = place->province_code,
		.place_text = place_as_written(transaction_arena(tx), place),
		.rulebook_code = recorded->rulebook_code,
		.set_no = recorded->set_no,
		.points_text = recorded->score,
		.star = recorded->star,
		.decision_number = recorded->decision_number,
		.decided_on = recorded->decided_on,
		.certificate_number = recorded->certificate_number,
		.valid_until = recorded->valid_until,
		.decision_sha256 = recorded->decision_sha256,
		.certificate_code = recorded->certificate_code,
		.recorded_at_us = event->occurred_at_us,
	};

	if (recorded->star > 0)
		centre_result_put(tx, &row);
	else if (*recorded->certificate_code)
		centre_refusal_put(tx, recorded->dossier_id, recorded->certificate_code);
}
