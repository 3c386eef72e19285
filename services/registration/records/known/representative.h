/* representative.h - who speaks for a producer: personal, and therefore kept beside
 *
 * What stands here is in no event, no log and no remembered reply; the query that shows it asks
 * first who asks.
 */
#pragma once

#include "ocop/registration/v1/queries.pb-c.h"

struct transaction;

/* Writes who it is, in the place of who it was. */
void representative_write(struct transaction *tx, const char *producer_id,
			  const Ocop__Registration__V1__Representative *representative);

/* Forgets who it was. */
void representative_delete(struct transaction *tx, const char *producer_id);

/* Who it is, in the transaction's arena; NULL for nobody. */
Ocop__Registration__V1__Representative *representative_load(struct transaction *tx,
							    const char *producer_id);
