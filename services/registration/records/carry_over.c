/* carry_over.c - statements on what was carried over */
#include "registration/records/carry_over.h"

#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/rules/carry_over.h"

void carry_over_load(struct transaction *tx, const char *dossier_id, struct carry_over_row *ret_row)
{
	*ret_row = (struct carry_over_row){.from_dossier_id = ""};
	statement(tx, "SELECT from_dossier_id, kept_fields, kept_choices, kept_evidence"
		      " FROM carry_overs WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	if (!statement_step(tx))
		return;
	*ret_row = (struct carry_over_row){
		.exists = true,
		.from_dossier_id = column_text(tx, "from_dossier_id"),
		.kept_fields = (uint32_t)column_i64(tx, "kept_fields"),
		.kept_choices = (uint32_t)column_i64(tx, "kept_choices"),
		.kept_evidence = (uint32_t)column_i64(tx, "kept_evidence"),
	};
	statement_end(tx);
}

void carry_over_write(struct transaction *tx, const char *dossier_id,
		      const struct carry_over_row *row)
{
	statement(tx, "DELETE FROM carry_over_items WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	statement_run(tx);
	statement(tx, "INSERT INTO carry_overs (dossier_id, from_dossier_id, kept_fields,"
		      " kept_choices, kept_evidence, carried_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier_id)"
		      " DO UPDATE SET from_dossier_id = excluded.from_dossier_id,"
		      " kept_fields = excluded.kept_fields, kept_choices = excluded.kept_choices,"
		      " kept_evidence = excluded.kept_evidence,"
		      " carried_at_us = excluded.carried_at_us");
	bind_text(tx, dossier_id);
	bind_text(tx, row->from_dossier_id);
	bind_i64(tx, row->kept_fields);
	bind_i64(tx, row->kept_choices);
	bind_i64(tx, row->kept_evidence);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

size_t to_do_load(struct transaction *tx, const char *dossier_id, struct to_do **ret_to_do)
{
	struct to_do *items = NULL;
	size_t count = 0;

	statement(tx, "SELECT kind, code, earlier, proof FROM carry_over_items"
		      " WHERE dossier_id = $1 ORDER BY item_no");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		items = list_room(tx, items, count, sizeof(*items));
		items[count++] = (struct to_do){
			.kind = (enum to_do_kind)column_i64(tx, "kind"),
			.code = column_text(tx, "code"),
			.earlier = column_text(tx, "earlier"),
			.proof = column_text(tx, "proof"),
		};
	}
	*ret_to_do = items;
	return count;
}

void to_do_insert(struct transaction *tx, const char *dossier_id, size_t item_no,
		  const struct to_do *to_do)
{
	statement(tx, "INSERT INTO carry_over_items (dossier_id, item_no, kind, code, earlier,"
		      " proof) VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, dossier_id);
	bind_i64(tx, (int64_t)item_no);
	bind_i64(tx, to_do->kind);
	bind_text(tx, to_do->code);
	bind_text(tx, to_do->earlier);
	bind_text(tx, to_do->proof);
	statement_run(tx);
}
