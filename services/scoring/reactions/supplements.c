/* supplements.c - papers, a survey or tests are asked for while a round has a dossier, and given
 *
 * Follows: registration.v1.SupplementAsked, SupplementGiven
 * Writes:  supplements, one row for a round of this shard
 */
#include "scoring/records/supplements.h"

#include <string.h>

#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "scoring/reactions.h"

void on_supplement_asked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__SupplementAsked *asked =
		(const Ocop__Registration__V1__SupplementAsked *)body;
	char shard[SHARD_NAME_SIZE];

	if (!asked->supplement || !identifier_shard(asked->round_id, shard) ||
	    strcmp(shard, transaction_shard(tx)) != 0)
		return;
	supplement_put(tx, &(struct supplement){.dossier_id = asked->dossier_id,
						.supplement_no = asked->supplement->supplement_no,
						.round_id = asked->round_id,
						.asked = (int64_t)event->sequence,
						.deadline = asked->supplement->deadline});
}

void on_supplement_given(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__SupplementGiven *given =
		(const Ocop__Registration__V1__SupplementGiven *)body;

	supplement_give(tx, given->dossier_id, given->supplement_no, given->submission_no,
			event->occurred_at_us);
}
