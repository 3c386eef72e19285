/* supplement.c - statements on supplements */
#include "registration/records/supplement.h"

#include "common/store/transaction.h"
#include "registration/records.h"

#define SUPPLEMENT_COLUMNS                                                                         \
	"supplement_no, round_id, reason, deadline, asked_at_us, asked_by, note, given_at_us,"     \
	" submission_no"

static void read_supplement(struct transaction *tx, struct supplement *supplement)
{
	*supplement = (struct supplement){
		.exists = true,
		.supplement_no = (uint32_t)column_i64(tx, "supplement_no"),
		.round_id = column_text(tx, "round_id"),
		.reason = column_text(tx, "reason"),
		.deadline = column_text(tx, "deadline"),
		.asked_at_us = column_i64(tx, "asked_at_us"),
		.asked_by = column_text(tx, "asked_by"),
		.note = column_text(tx, "note"),
		.given_at_us = column_i64(tx, "given_at_us"),
		.submission_no = (uint32_t)column_i64(tx, "submission_no"),
	};
}

size_t supplements_load(struct transaction *tx, const char *dossier_id,
			struct supplement **ret_supplements)
{
	struct supplement *supplements = NULL;
	size_t count = 0;

	statement(tx, "SELECT " SUPPLEMENT_COLUMNS " FROM supplements WHERE dossier_id = $1"
		      " ORDER BY supplement_no");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		supplements = list_room(tx, supplements, count, sizeof(*supplements));
		read_supplement(tx, &supplements[count++]);
	}
	*ret_supplements = supplements;
	return count;
}

void supplement_awaited(struct transaction *tx, const char *dossier_id, const char *round_id,
			struct supplement *ret_supplement)
{
	*ret_supplement = (struct supplement){
		.round_id = "", .reason = "", .deadline = "", .asked_by = "", .note = ""};
	statement(tx, "SELECT " SUPPLEMENT_COLUMNS " FROM supplements"
		      " WHERE dossier_id = $1 AND round_id = $2 AND submission_no = 0");
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	if (!statement_step(tx))
		return;
	read_supplement(tx, ret_supplement);
	statement_end(tx);
}

size_t supplement_items_load(struct transaction *tx, const char *dossier_id, uint32_t supplement_no,
			     struct return_item **ret_items)
{
	struct return_item *items = NULL;
	size_t count = 0;

	statement(tx, "SELECT code, text FROM supplement_items"
		      " WHERE dossier_id = $1 AND supplement_no = $2 ORDER BY item_no");
	bind_text(tx, dossier_id);
	bind_i64(tx, supplement_no);
	while (statement_step(tx)) {
		items = list_room(tx, items, count, sizeof(*items));
		items[count++] = (struct return_item){.code = column_text(tx, "code"),
						      .text = column_text(tx, "text")};
	}
	*ret_items = items;
	return count;
}

static uint32_t next_number(struct transaction *tx, const char *dossier_id)
{
	uint32_t next;

	statement(tx, "SELECT COALESCE(MAX(supplement_no), 0) + 1 AS next FROM supplements"
		      " WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	if (!statement_step(tx))
		return 0;
	next = (uint32_t)column_i64(tx, "next");
	statement_end(tx);
	return next;
}

void supplement_insert(struct transaction *tx, const char *dossier_id,
		       struct supplement *supplement)
{
	supplement->supplement_no = next_number(tx, dossier_id);
	supplement->asked_at_us = transaction_now_us(tx);
	statement(tx, "INSERT INTO supplements (dossier_id, supplement_no, round_id, reason,"
		      " deadline, asked_at_us, asked_by, note, given_at_us, submission_no)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, '', 0, 0)");
	bind_text(tx, dossier_id);
	bind_i64(tx, supplement->supplement_no);
	bind_text(tx, supplement->round_id);
	bind_text(tx, supplement->reason);
	bind_text(tx, supplement->deadline);
	bind_i64(tx, supplement->asked_at_us);
	bind_text(tx, supplement->asked_by);
	statement_run(tx);
}

void supplement_item_insert(struct transaction *tx, const char *dossier_id, uint32_t supplement_no,
			    size_t item_no, const struct return_item *item)
{
	statement(tx, "INSERT INTO supplement_items (dossier_id, supplement_no, item_no, code,"
		      " text) VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, dossier_id);
	bind_i64(tx, supplement_no);
	bind_i64(tx, (int64_t)item_no);
	bind_text(tx, item->code);
	bind_text(tx, item->text);
	statement_run(tx);
}

void supplement_give(struct transaction *tx, const char *dossier_id,
		     const struct supplement *supplement)
{
	statement(tx, "UPDATE supplements SET note = $1, given_at_us = $2, submission_no = $3"
		      " WHERE dossier_id = $4 AND supplement_no = $5");
	bind_text(tx, supplement->note);
	bind_i64(tx, supplement->given_at_us);
	bind_i64(tx, supplement->submission_no);
	bind_text(tx, dossier_id);
	bind_i64(tx, supplement->supplement_no);
	statement_run(tx);
}
