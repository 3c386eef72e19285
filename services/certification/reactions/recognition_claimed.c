/* recognition_claimed.c - keeps what an old register claims; a deadline judges it
 *
 * Follows: registration.v1.RecognitionClaimed
 * Writes:  claims, one row
 */
#include "certification/reactions.h"

#include "certification/records.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/events.pb-c.h"

void on_recognition_claimed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	static const Ocop__Registration__V1__Place nowhere = OCOP__REGISTRATION__V1__PLACE__INIT;
	const Ocop__Registration__V1__RecognitionClaimed *claimed =
		(const Ocop__Registration__V1__RecognitionClaimed *)body;
	const Ocop__Registration__V1__Place *place =
		claimed->place != NULL ? claimed->place : &nowhere;
	struct claim row = {
		.claim_id = claimed->claim_id,
		.product_id = claimed->product_id,
		.product_name = claimed->product_name,
		.producer_id = claimed->producer_id,
		.producer_name = claimed->producer_name,
		.commune_code = place->commune_code,
		.province_code = place->province_code,
		.place_text = place_as_written(transaction_arena(tx), place),
		.star = claimed->stars,
		.points_text = claimed->score,
		.decision_number = claimed->decision_number,
		.decision_date = claimed->decision_date,
		.expiry_date = claimed->expiry_date,
		.event = claimed->event,
		.source_url = claimed->source_url,
		.claimed_at_us = event->occurred_at_us,
	};

	claim_put(tx, &row);
}
