/* desk.c - statements on what waits with an office */
#include "registration/records/desk/desk.h"

#include "common/store/transaction.h"

/* One literal for each way a desk is looked up by, so that each has its index, which gives the
 * order as well: nothing is sorted. */
#define DESK_COLUMNS                                                                               \
	"SELECT dossier_id, product_id, state, waits_with, commune_code, province_code,"           \
	" producer_id, round_id, submissions, due_order, waits_since_us FROM dossiers"
#define DESK_ORDER " ORDER BY due_order, waits_since_us, dossier_id"

static const char by_commune[] =
	DESK_COLUMNS " WHERE waits_with = $1 AND commune_code = $2" DESK_ORDER;
static const char by_province[] =
	DESK_COLUMNS " WHERE waits_with = $1 AND province_code = $2" DESK_ORDER;
static const char by_producer[] =
	DESK_COLUMNS " WHERE waits_with = $1 AND producer_id = $2" DESK_ORDER;
static const char of_the_country[] = DESK_COLUMNS " WHERE waits_with = $1" DESK_ORDER;

const char *const desk_statements[DESK_STATEMENTS] = {by_commune, by_province, by_producer,
						      of_the_country};

static void open_by(struct transaction *tx, const char *sql, const struct desk *desk,
		    const char *key)
{
	statement(tx, sql);
	bind_i64(tx, desk->office);
	bind_text(tx, key);
}

void desk_open(struct transaction *tx, const struct desk *desk)
{
	if (*desk->commune_code) {
		open_by(tx, by_commune, desk, desk->commune_code);
	} else if (*desk->province_code) {
		open_by(tx, by_province, desk, desk->province_code);
	} else if (*desk->producer_id) {
		open_by(tx, by_producer, desk, desk->producer_id);
	} else {
		statement(tx, of_the_country);
		bind_i64(tx, desk->office);
	}
}

bool desk_next(struct transaction *tx, struct desk_place *ret_place, struct dossier *ret_dossier)
{
	if (!statement_step(tx))
		return false;
	*ret_dossier = (struct dossier){
		.exists = true,
		.dossier_id = column_text(tx, "dossier_id"),
		.product_id = column_text(tx, "product_id"),
		.state = (Ocop__Registration__V1__DossierState)column_i64(tx, "state"),
		.waits_with = (Ocop__Registration__V1__Office)column_i64(tx, "waits_with"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.producer_id = column_text(tx, "producer_id"),
		.round_id = column_text(tx, "round_id"),
		.submissions = (uint32_t)column_i64(tx, "submissions"),
	};
	*ret_place = (struct desk_place){
		.due_order = column_text(tx, "due_order"),
		.waits_since_us = column_i64(tx, "waits_since_us"),
		.dossier_id = ret_dossier->dossier_id,
	};
	return true;
}
