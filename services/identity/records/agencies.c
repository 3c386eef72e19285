/* agencies.c - the rows of agencies */
#include "common/store/transaction.h"
#include "identity/records.h"

void agency_insert(struct transaction *tx, const struct agency *agency)
{
	statement(tx, "INSERT INTO agencies (agency_id, name_vi, name_en, kind, unit_code, version)"
		      " VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, agency->agency_id);
	bind_text(tx, agency->name_vi);
	bind_text(tx, agency->name_en);
	bind_i64(tx, (int64_t)agency->kind);
	bind_text(tx, agency->unit_code);
	bind_i64(tx, (int64_t)agency->version);
	statement_run(tx);
}

static void agency_read(struct transaction *tx, struct agency *ret_agency)
{
	*ret_agency = (struct agency){
		.agency_id = column_text(tx, "agency_id"),
		.name_vi = column_text(tx, "name_vi"),
		.name_en = column_text(tx, "name_en"),
		.kind = (Ocop__Identity__V1__AgencyKind)column_i64(tx, "kind"),
		.unit_code = column_text(tx, "unit_code"),
		.version = (uint64_t)column_i64(tx, "version"),
	};
}

bool agency_load(struct transaction *tx, const char *agency_id, struct agency *ret_agency)
{
	statement(tx, "SELECT agency_id, name_vi, name_en, kind, unit_code, version FROM agencies"
		      " WHERE agency_id = $1");
	bind_text(tx, agency_id);
	if (!statement_step(tx))
		return false;
	agency_read(tx, ret_agency);
	statement_end(tx);
	return !transaction_failed(tx);
}

void agencies_after(struct transaction *tx, const char *agency_id, int64_t limit)
{
	statement(tx, "SELECT agency_id, name_vi, name_en, kind, unit_code, version FROM agencies"
		      " WHERE agency_id > $1 ORDER BY agency_id LIMIT $2");
	bind_text(tx, agency_id);
	bind_i64(tx, limit);
}

bool agency_next(struct transaction *tx, struct agency *ret_agency)
{
	if (!statement_step(tx))
		return false;
	agency_read(tx, ret_agency);
	return !transaction_failed(tx);
}
