/* dossier_admitted.c - a dossier was admitted to a round; if the round is ours, a deadline takes
 * it in
 *
 * Follows: registration.v1.DossierAdmitted
 * Writes:  admitted_dossiers, one row for a round of this shard; self_assessments, one a criterion
 */
#include "scoring/reactions.h"

#include <string.h>

#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "scoring/records.h"
#include "scoring/records/self_assessments.h"

static bool is_ours(struct transaction *tx, const char *round_id)
{
	char shard[SHARD_NAME_SIZE];

	return identifier_shard(round_id, shard) && strcmp(shard, transaction_shard(tx)) == 0;
}

static void row_put(struct transaction *tx, const struct admission *row,
		    const Ocop__Registration__V1__DossierAdmitted *admitted)
{
	const struct choice *choices =
		choices_from_map((const ProtobufCMessage *const *)admitted->self_assessment,
				 admitted->n_self_assessment, transaction_arena(tx));

	admission_put(tx, row);
	self_assessment_put(tx, row->dossier_id, row->admission, choices,
			    admitted->n_self_assessment);
}

void on_dossier_admitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	static const Ocop__Registration__V1__Place nowhere = OCOP__REGISTRATION__V1__PLACE__INIT;
	const Ocop__Registration__V1__DossierAdmitted *admitted =
		(const Ocop__Registration__V1__DossierAdmitted *)body;
	const Ocop__Registration__V1__Place *place = admitted->place ? admitted->place : &nowhere;
	struct admission row = {
		.dossier_id = admitted->dossier_id,
		.admission = (int64_t)event->sequence,
		.round_id = admitted->round_id,
		.product_id = admitted->product_id,
		.product_name = admitted->product_name,
		.producer_id = admitted->producer_id,
		.producer_name = admitted->producer_name,
		.kind = (uint32_t)admitted->kind,
		.rulebook_code = admitted->rulebook_code,
		.set_no = admitted->set_no,
		.commune_code = place->commune_code,
		.province_code = place->province_code,
		.sector_code = admitted->sector_code,
		.certificate_code = admitted->certificate_code,
		.admitted_at_us = event->occurred_at_us,
	};

	if (is_ours(tx, admitted->round_id))
		row_put(tx, &row, admitted);
}
