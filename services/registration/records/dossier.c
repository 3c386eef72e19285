/* dossier.c - statements on dossiers and their moves */
#include <string.h>

#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/register/family.h"

#define DOSSIER_COLUMNS                                                                            \
	"d.dossier_id, d.product_id, d.producer_id, d.kind, d.state, d.rulebook_code, d.set_no,"   \
	" d.commune_code, d.province_code, d.certificate_code, d.round_id, d.due_on,"              \
	" d.submitted_on, d.proposed_on, d.to_centre_on, d.letter_number, d.submissions,"          \
	" d.version,"                                                                              \
	" d.changed_at_us, d.waits_with, d.waits_since_us, d.due_from, d.due_working_days,"        \
	" d.calendar_version, d.commune_slip, d.province_slip, d.carried_from,"                    \
	" d.confirmed_sha256, d.components_remark, d.request"

static void read_row(struct transaction *tx, struct dossier *dossier)
{
	*dossier = (struct dossier){
		.exists = true,
		.dossier_id = column_text(tx, "dossier_id"),
		.product_id = column_text(tx, "product_id"),
		.producer_id = column_text(tx, "producer_id"),
		.kind = (Ocop__Registration__V1__DossierKind)column_i64(tx, "kind"),
		.state = (Ocop__Registration__V1__DossierState)column_i64(tx, "state"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.certificate_code = column_text(tx, "certificate_code"),
		.round_id = column_text(tx, "round_id"),
		.due_on = column_text(tx, "due_on"),
		.submitted_on = column_text(tx, "submitted_on"),
		.proposed_on = column_text(tx, "proposed_on"),
		.to_centre_on = column_text(tx, "to_centre_on"),
		.letter_number = column_text(tx, "letter_number"),
		.submissions = (uint32_t)column_i64(tx, "submissions"),
		.version = (uint64_t)column_i64(tx, "version"),
		.changed_at_us = column_i64(tx, "changed_at_us"),
		.waits_with = (Ocop__Registration__V1__Office)column_i64(tx, "waits_with"),
		.waits_since_us = column_i64(tx, "waits_since_us"),
		.due_from = column_text(tx, "due_from"),
		.due_working_days = (uint32_t)column_i64(tx, "due_working_days"),
		.calendar_version = (uint64_t)column_i64(tx, "calendar_version"),
		.commune_slip = column_text(tx, "commune_slip"),
		.province_slip = column_text(tx, "province_slip"),
		.carried_from = column_text(tx, "carried_from"),
		.confirmed_sha256 = column_text(tx, "confirmed_sha256"),
		.components_remark = column_text(tx, "components_remark"),
		.request = column_text(tx, "request"),
	};
}

void dossier_load(struct transaction *tx, const char *dossier_id, struct dossier *ret_dossier)
{
	*ret_dossier = (struct dossier){.dossier_id = "",
					.product_id = "",
					.producer_id = "",
					.rulebook_code = "",
					.commune_code = "",
					.province_code = "",
					.certificate_code = "",
					.round_id = "",
					.due_on = "",
					.submitted_on = "",
					.proposed_on = "",
					.to_centre_on = "",
					.letter_number = "",
					.due_from = "",
					.commune_slip = "",
					.province_slip = "",
					.carried_from = "",
					.confirmed_sha256 = "",
					.components_remark = "",
					.request = ""};
	statement(tx, "SELECT " DOSSIER_COLUMNS " FROM dossiers d WHERE d.dossier_id = $1");
	bind_text(tx, dossier_id);
	if (!statement_step(tx))
		return;
	read_row(tx, ret_dossier);
	statement_end(tx);
}

bool dossier_open_exists(struct transaction *tx, const char *product_id)
{
	statement(tx, WITH_FAMILY_OF("$1") " SELECT 1 AS there FROM family f JOIN dossiers d ON "
					   "d.product_id = f.product_id"
					   " WHERE d.state NOT IN (7, 8, 10) AND d.kind <> 4");
	bind_text(tx, product_id);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void dossier_insert(struct transaction *tx, const struct dossier *dossier)
{
	statement(tx,
		  "INSERT INTO dossiers (dossier_id, product_id, producer_id, kind, state,"
		  " rulebook_code, set_no, commune_code, province_code, certificate_code,"
		  " round_id, due_on, submitted_on, proposed_on, to_centre_on, letter_number,"
		  " submissions, version, opened_at_us, changed_at_us, waits_with, waits_since_us, "
		  "due_from,"
		  " due_working_days, calendar_version, commune_slip, province_slip,"
		  " carried_from, confirmed_sha256, components_remark, request)"
		  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
		  " '', '', '', '', '', '', 0, $11, $12, $12, $13, $12, '', 0, 0, '', '', '', '',"
		  " '', '')");
	bind_text(tx, dossier->dossier_id);
	bind_text(tx, dossier->product_id);
	bind_text(tx, dossier->producer_id);
	bind_i64(tx, dossier->kind);
	bind_i64(tx, dossier->state);
	bind_text(tx, dossier->rulebook_code);
	bind_i64(tx, dossier->set_no);
	bind_text(tx, dossier->commune_code);
	bind_text(tx, dossier->province_code);
	bind_text(tx, dossier->certificate_code);
	bind_i64(tx, (int64_t)dossier->version);
	bind_i64(tx, transaction_now_us(tx));
	bind_i64(tx, dossier->waits_with);
	statement_run(tx);
}

void dossier_update(struct transaction *tx, struct dossier *dossier)
{
	dossier->version++;
	dossier->changed_at_us = transaction_now_us(tx);
	statement(tx, "UPDATE dossiers SET state = $1, round_id = $2, due_on = $3,"
		      " submitted_on = $4, proposed_on = $5, letter_number = $6,"
		      " submissions = $7, version = $8, changed_at_us = $9, waits_with = $10,"
		      " waits_since_us = $11, due_from = $12, due_working_days = $13,"
		      " calendar_version = $14, commune_slip = $15, province_slip = $16,"
		      " carried_from = $17, confirmed_sha256 = $18, components_remark = $19,"
		      " request = $20, to_centre_on = $21,"
		      " reminded = CASE WHEN due_on = $3 AND waits_since_us = $11"
		      " THEN reminded ELSE 0 END"
		      " WHERE dossier_id = $22");
	bind_i64(tx, dossier->state);
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->due_on);
	bind_text(tx, dossier->submitted_on);
	bind_text(tx, dossier->proposed_on);
	bind_text(tx, dossier->letter_number);
	bind_i64(tx, dossier->submissions);
	bind_i64(tx, (int64_t)dossier->version);
	bind_i64(tx, dossier->changed_at_us);
	bind_i64(tx, dossier->waits_with);
	bind_i64(tx, dossier->waits_since_us);
	bind_text(tx, dossier->due_from);
	bind_i64(tx, dossier->due_working_days);
	bind_i64(tx, (int64_t)dossier->calendar_version);
	bind_text(tx, dossier->commune_slip);
	bind_text(tx, dossier->province_slip);
	bind_text(tx, dossier->carried_from);
	bind_text(tx, dossier->confirmed_sha256);
	bind_text(tx, dossier->components_remark);
	bind_text(tx, dossier->request);
	bind_text(tx, dossier->to_centre_on);
	bind_text(tx, dossier->dossier_id);
	statement_run(tx);
}

/* One literal for each column that a list may be looked up by, so that each has its index; what
 * else is asked for is held against the rows that the index gives. */
#define LISTED_COLUMNS                                                                             \
	"SELECT " DOSSIER_COLUMNS ", p.name AS product_name, p.producer_name"                      \
	" FROM dossiers d JOIN products p ON p.product_id = d.product_id"
#define LISTED_ORDER                                                                               \
	" AND ($5 = '' OR d.dossier_id < $5)"                                                      \
	" ORDER BY d.dossier_id DESC"

static void begin_search(struct transaction *tx, const struct dossier_search *search)
{
	if (*search->product_id)
		statement(tx, WITH_FAMILY_OF("$6") " " LISTED_COLUMNS
						   " JOIN family f ON f.product_id = d.product_id"
						   " WHERE ($1 = '' OR d.round_id = $1) AND ($2 = "
						   "'' OR d.producer_id = $2)"
						   " AND ($3 = '' OR d.commune_code = $3)"
						   " AND ($4 = 0 OR d.state = $4)" LISTED_ORDER);
	else if (*search->round_id)
		statement(tx, LISTED_COLUMNS
			  " WHERE d.round_id = $1 AND ($2 = '' OR d.producer_id = $2)"
			  " AND ($3 = '' OR d.commune_code = $3)"
			  " AND ($4 = 0 OR d.state = $4)" LISTED_ORDER);
	else if (*search->producer_id)
		statement(tx, LISTED_COLUMNS
			  " WHERE ($1 = '' OR d.round_id = $1) AND d.producer_id = $2"
			  " AND ($3 = '' OR d.commune_code = $3)"
			  " AND ($4 = 0 OR d.state = $4)" LISTED_ORDER);
	else if (*search->commune_code)
		statement(tx, LISTED_COLUMNS
			  " WHERE ($1 = '' OR d.round_id = $1) AND ($2 = '' OR d.producer_id = $2)"
			  " AND d.commune_code = $3 AND ($4 = 0 OR d.state = $4)" LISTED_ORDER);
	else if (search->state)
		statement(tx, LISTED_COLUMNS
			  " WHERE ($1 = '' OR d.round_id = $1) AND ($2 = '' OR d.producer_id = $2)"
			  " AND ($3 = '' OR d.commune_code = $3) AND d.state = $4" LISTED_ORDER);
	else
		statement(tx, LISTED_COLUMNS
			  " WHERE ($1 = '' OR d.round_id = $1) AND ($2 = '' OR d.producer_id = $2)"
			  " AND ($3 = '' OR d.commune_code = $3)"
			  " AND ($4 = 0 OR d.state = $4)" LISTED_ORDER);
}

void dossiers_search(struct transaction *tx, const struct dossier_search *search)
{
	begin_search(tx, search);
	bind_text(tx, search->round_id);
	bind_text(tx, search->producer_id);
	bind_text(tx, search->commune_code);
	bind_i64(tx, search->state);
	bind_text(tx, search->before_id);
	if (*search->product_id)
		bind_text(tx, search->product_id);
}

bool dossiers_next(struct transaction *tx, struct listed_dossier *ret_row)
{
	if (!statement_step(tx))
		return false;
	read_row(tx, &ret_row->dossier);
	ret_row->product_name = column_text(tx, "product_name");
	ret_row->producer_name = column_text(tx, "producer_name");
	return true;
}

size_t dossier_moves_load(struct transaction *tx, const char *dossier_id,
			  struct dossier_move **ret_moves)
{
	struct dossier_move *moves = NULL;
	size_t count = 0;

	statement(
		tx,
		"SELECT version, from_state, to_state, moved_at_us, actor_id, reason,"
		" deadline, waits_with FROM dossier_moves WHERE dossier_id = $1 ORDER BY version");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		moves = list_room(tx, moves, count, sizeof(*moves));
		moves[count++] = (struct dossier_move){
			.version = (uint64_t)column_i64(tx, "version"),
			.from = (Ocop__Registration__V1__DossierState)column_i64(tx, "from_state"),
			.to = (Ocop__Registration__V1__DossierState)column_i64(tx, "to_state"),
			.moved_at_us = column_i64(tx, "moved_at_us"),
			.actor_id = column_text(tx, "actor_id"),
			.reason = column_text(tx, "reason"),
			.deadline = column_text(tx, "deadline"),
			.waits_with = (Ocop__Registration__V1__Office)column_i64(tx, "waits_with"),
		};
	}
	*ret_moves = moves;
	return count;
}

void dossier_move_insert(struct transaction *tx, const char *dossier_id,
			 const struct dossier_move *move)
{
	statement(tx, "INSERT INTO dossier_moves (dossier_id, version, from_state, to_state,"
		      " moved_at_us, actor_id, reason, deadline, waits_with)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
	bind_text(tx, dossier_id);
	bind_i64(tx, (int64_t)move->version);
	bind_i64(tx, move->from);
	bind_i64(tx, move->to);
	bind_i64(tx, move->moved_at_us);
	bind_text(tx, move->actor_id);
	bind_text(tx, move->reason);
	bind_text(tx, move->deadline);
	bind_i64(tx, move->waits_with);
	statement_run(tx);
}
