/* result_decided.c - keeps a round's decision; a deadline issues the certificate
 *
 * Follows: scoring.v1.ResultDecided
 * Writes:  decided_results, one row
 */
#include "certification/reactions.h"

#include "certification/records.h"
#include "ocop/scoring/v1/events.pb-c.h"

void on_result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__ResultDecided *decided =
		(const Ocop__Scoring__V1__ResultDecided *)body;
	const Ocop__Scoring__V1__Result *result = decided->result;
	struct decided_result row;

	if (result == NULL)
		return;

	row = (struct decided_result){
		.round_id = result->round_id,
		.dossier_id = result->dossier_id,
		.product_id = result->product_id,
		.product_name = result->product_name,
		.producer_id = result->producer_id,
		.producer_name = result->producer_name,
		.level = (uint32_t)result->level,
		.decision = (uint32_t)result->decision,
		.star = result->star,
		.points_sum = result->points_sum,
		.points_count = result->points_count,
		.mean_text = result->mean_text,
		.rulebook_code = result->rulebook_code,
		.set_no = result->set_no,
		.sector_code = decided->sector_code,
		.commune_code = decided->commune_code,
		.province_code = decided->province_code,
		.decision_number = result->decision_number,
		.decided_on = result->decided_on,
		.kind = (uint32_t)decided->kind,
		.certificate_code = decided->certificate_code,
		.decided_at_us = event->occurred_at_us,
	};
	decided_result_put(tx, &row);
}
