/* dossier_withdrawn.c - a producer took a dossier back; if it is in a round here, a deadline
 * takes it out
 *
 * Follows: registration.v1.DossierWithdrawn
 * Writes:  withdrawn_dossiers, one row
 */
#include "scoring/reactions.h"

#include "ocop/registration/v1/events.pb-c.h"
#include "scoring/records.h"

void on_dossier_withdrawn(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__DossierWithdrawn *withdrawn =
		(const Ocop__Registration__V1__DossierWithdrawn *)body;
	struct withdrawal row = {
		.dossier_id = withdrawn->dossier_id,
		.withdrawal = (int64_t)event->sequence,
		.reason = withdrawn->reason,
		.withdrawn_at_us = event->occurred_at_us,
	};

	withdrawal_put(tx, &row);
}
