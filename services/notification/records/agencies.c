/* agencies.c - the mirror of who may be told */
#include "common/store/transaction.h"
#include "notification/records.h"

void agency_put(struct transaction *tx, const char *agency_id)
{
	statement(tx, "INSERT INTO agencies (agency_id) VALUES ($1) ON CONFLICT DO NOTHING");
	bind_text(tx, agency_id);
	statement_run(tx);
}

bool agency_exists(struct transaction *tx, const char *agency_id)
{
	bool exists;

	statement(tx, "SELECT 1 FROM agencies WHERE agency_id = $1");
	bind_text(tx, agency_id);
	exists = statement_step(tx);
	if (exists)
		statement_end(tx);
	return exists;
}
