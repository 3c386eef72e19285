/* mirror.c - what figures are counted from */
#include "market/figures/mirror.h"

#include "common/store/transaction.h"

const char figures_migration_sql[] =
	/* What certification told of a recognition. */
	"CREATE TABLE figure_recognitions ("
	" code TEXT PRIMARY KEY, product_id TEXT NOT NULL, star INTEGER NOT NULL,"
	" is_verified INTEGER NOT NULL CHECK (is_verified IN (0, 1)),"
	" decided_on TEXT NOT NULL, valid_from TEXT NOT NULL, last_day TEXT NOT NULL,"
	" sector_code TEXT NOT NULL, set_no INTEGER NOT NULL,"
	" commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	" revoked_on TEXT NOT NULL, replaced_by TEXT NOT NULL,"
	" replaced_for INTEGER NOT NULL, replaced_on TEXT NOT NULL) STRICT;"
	"CREATE INDEX figure_recognitions_by_product ON figure_recognitions (product_id);"
	"CREATE INDEX figure_recognitions_replaced ON figure_recognitions (replaced_by)"
	" WHERE replaced_by <> '';"
	/* until_on is the day it was lifted, '' while it lasts. */
	"CREATE TABLE figure_suspensions ("
	" code TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT NOT NULL,"
	" PRIMARY KEY (code, from_on)) STRICT;"
	/* What registration told of products and producers. */
	"CREATE TABLE figure_products ("
	" product_id TEXT PRIMARY KEY, producer_id TEXT NOT NULL, sector_code TEXT NOT NULL,"
	" set_no INTEGER NOT NULL, commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	" commune_text TEXT NOT NULL, district_text TEXT NOT NULL, province_text TEXT NOT NULL)"
	" STRICT;"
	"CREATE INDEX figure_products_by_producer ON figure_products (producer_id);"
	/* A row while it stands for itself no more. */
	"CREATE TABLE figure_merges ("
	" product_id TEXT PRIMARY KEY, merged_into TEXT NOT NULL) STRICT;"
	"CREATE INDEX figure_merges_into ON figure_merges (merged_into);"
	"CREATE TABLE figure_producers ("
	" producer_id TEXT PRIMARY KEY, legal_form TEXT NOT NULL) STRICT;"
	/* How often units were recorded. */
	"CREATE TABLE figure_units ("
	" one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT;"
	/* Which product or producer changed last, and in which order. */
	"CREATE TABLE figure_changes ("
	" change_number INTEGER PRIMARY KEY, thing_id TEXT NOT NULL UNIQUE) STRICT;"
	/* What is counted: a row for a recognition, days as numbers, '' for what is not known. */
	"CREATE TABLE figure_rows ("
	" code TEXT PRIMARY KEY, product_id TEXT NOT NULL, star TEXT NOT NULL,"
	" sector TEXT NOT NULL, set_no TEXT NOT NULL, commune TEXT NOT NULL,"
	" province TEXT NOT NULL, former_commune TEXT NOT NULL, former_district TEXT NOT NULL,"
	" former_province TEXT NOT NULL, year TEXT NOT NULL, legal_form TEXT NOT NULL,"
	" is_verified INTEGER NOT NULL, from_day INTEGER NOT NULL, end_day INTEGER NOT NULL,"
	" revoked_day INTEGER NOT NULL, replaced_day INTEGER NOT NULL, next_day INTEGER NOT NULL,"
	" was_suspended INTEGER NOT NULL CHECK (was_suspended IN (0, 1)))"
	" STRICT, WITHOUT ROWID;"
	/* How far the rows have followed. */
	"CREATE TABLE figure_progress ("
	" one INTEGER PRIMARY KEY CHECK (one = 1), change_number INTEGER NOT NULL,"
	" units_version INTEGER NOT NULL) STRICT;";

void figure_change_note(struct transaction *tx, const char *thing_id)
{
	statement(tx, "INSERT INTO figure_changes (change_number, thing_id)"
		      " VALUES ((SELECT coalesce(max(change_number), 0) + 1 FROM figure_changes),"
		      " $1) ON CONFLICT (thing_id) DO UPDATE SET"
		      " change_number = excluded.change_number");
	bind_text(tx, thing_id);
	statement_run(tx);
}

static void note_change_of_code(struct transaction *tx, const char *code)
{
	const char *product_id = "";

	statement(tx, "SELECT product_id FROM figure_recognitions WHERE code = $1");
	bind_text(tx, code);
	while (statement_step(tx))
		product_id = column_text(tx, "product_id");
	if (*product_id)
		figure_change_note(tx, product_id);
}

/* Days on which another was replaced by this one hang on it. */
static void note_change_of_replaced(struct transaction *tx, const char *code)
{
	statement(tx, "SELECT product_id FROM figure_recognitions"
		      " WHERE replaced_by = $1 AND replaced_by <> ''");
	bind_text(tx, code);
	while (statement_step(tx))
		figure_change_note(tx, column_text(tx, "product_id"));
}

void recognition_write(struct transaction *tx, const struct recognition *recognition)
{
	statement(tx, "INSERT INTO figure_recognitions (code, product_id, star, is_verified,"
		      " decided_on, valid_from, last_day, sector_code, set_no, commune_code,"
		      " province_code, revoked_on, replaced_by, replaced_for, replaced_on)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
		      " ON CONFLICT (code) DO UPDATE SET product_id = excluded.product_id,"
		      " star = excluded.star, is_verified = excluded.is_verified,"
		      " decided_on = excluded.decided_on, valid_from = excluded.valid_from,"
		      " last_day = excluded.last_day, sector_code = excluded.sector_code,"
		      " set_no = excluded.set_no, commune_code = excluded.commune_code,"
		      " province_code = excluded.province_code");
	bind_text(tx, recognition->code);
	bind_text(tx, recognition->product_id);
	bind_i64(tx, recognition->star);
	bind_i64(tx, recognition->is_verified);
	bind_text(tx, recognition->decided_on);
	bind_text(tx, recognition->valid_from);
	bind_text(tx, recognition->last_day);
	bind_text(tx, recognition->sector_code);
	bind_i64(tx, recognition->set_no);
	bind_text(tx, recognition->commune_code);
	bind_text(tx, recognition->province_code);
	bind_text(tx, recognition->revoked_on);
	bind_text(tx, recognition->replaced_by);
	bind_i64(tx, recognition->replaced_for);
	bind_text(tx, recognition->replaced_on);
	statement_run(tx);
	figure_change_note(tx, recognition->product_id);
	note_change_of_replaced(tx, recognition->code);
}

void recognition_set_revoked(struct transaction *tx, const char *code, const char *revoked_on)
{
	statement(tx, "UPDATE figure_recognitions SET revoked_on = $1 WHERE code = $2");
	bind_text(tx, revoked_on);
	bind_text(tx, code);
	statement_run(tx);
	note_change_of_code(tx, code);
}

void recognition_set_last_day(struct transaction *tx, const char *code, const char *last_day)
{
	statement(tx, "UPDATE figure_recognitions SET last_day = $1 WHERE code = $2");
	bind_text(tx, last_day);
	bind_text(tx, code);
	statement_run(tx);
	note_change_of_code(tx, code);
}

void recognition_set_replaced(struct transaction *tx, const struct recognition *recognition)
{
	statement(tx, "UPDATE figure_recognitions SET replaced_by = $1, replaced_for = $2,"
		      " replaced_on = $3 WHERE code = $4");
	bind_text(tx, recognition->replaced_by);
	bind_i64(tx, recognition->replaced_for);
	bind_text(tx, recognition->replaced_on);
	bind_text(tx, recognition->code);
	statement_run(tx);
	note_change_of_code(tx, recognition->code);
}

void suspension_begin(struct transaction *tx, const char *code, const char *suspended_on)
{
	/* Suspended again on the day it was lifted, it was suspended all along. */
	statement(tx, "INSERT INTO figure_suspensions (code, from_on, until_on)"
		      " VALUES ($1, $2, '') ON CONFLICT (code, from_on) DO UPDATE SET"
		      " until_on = ''");
	bind_text(tx, code);
	bind_text(tx, suspended_on);
	statement_run(tx);
	note_change_of_code(tx, code);
}

void suspension_end(struct transaction *tx, const char *code, const char *reinstated_on)
{
	statement(tx, "UPDATE figure_suspensions SET until_on = $1"
		      " WHERE code = $2 AND until_on = ''");
	bind_text(tx, reinstated_on);
	bind_text(tx, code);
	statement_run(tx);
	note_change_of_code(tx, code);
}

void suspensions_move(struct transaction *tx, const char *from_code, const char *to_code)
{
	statement(tx, "UPDATE figure_suspensions SET code = $1 WHERE code = $2");
	bind_text(tx, to_code);
	bind_text(tx, from_code);
	statement_run(tx);
	note_change_of_code(tx, from_code);
}

void figure_product_write(struct transaction *tx, const struct figure_product *product)
{
	statement(tx, "INSERT INTO figure_products (product_id, producer_id, sector_code, set_no,"
		      " commune_code, province_code, commune_text, district_text, province_text)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
		      " ON CONFLICT (product_id) DO UPDATE SET producer_id = excluded.producer_id,"
		      " sector_code = excluded.sector_code, set_no = excluded.set_no,"
		      " commune_code = excluded.commune_code,"
		      " province_code = excluded.province_code,"
		      " commune_text = excluded.commune_text,"
		      " district_text = excluded.district_text,"
		      " province_text = excluded.province_text");
	bind_text(tx, product->product_id);
	bind_text(tx, product->producer_id);
	bind_text(tx, product->sector_code);
	bind_i64(tx, product->set_no);
	bind_text(tx, product->codes.commune_code);
	bind_text(tx, product->codes.province_code);
	bind_text(tx, product->text.commune);
	bind_text(tx, product->text.district);
	bind_text(tx, product->text.province);
	statement_run(tx);
	figure_change_note(tx, product->product_id);
}

bool figure_product_load(struct transaction *tx, const char *product_id,
			 struct figure_product *ret_product)
{
	statement(tx, "SELECT product_id, producer_id, sector_code, set_no, commune_code,"
		      " province_code, commune_text, district_text, province_text"
		      " FROM figure_products WHERE product_id = $1");
	bind_text(tx, product_id);
	if (!statement_step(tx))
		return false;
	*ret_product = (struct figure_product){
		.product_id = column_text(tx, "product_id"),
		.producer_id = column_text(tx, "producer_id"),
		.sector_code = column_text(tx, "sector_code"),
		.set_no = column_i64(tx, "set_no"),
		.codes = {column_text(tx, "commune_code"), column_text(tx, "province_code")},
		.text = {column_text(tx, "commune_text"), column_text(tx, "district_text"),
			 column_text(tx, "province_text")},
	};
	statement_end(tx);
	return true;
}

static void merge_delete(struct transaction *tx, const char *product_id)
{
	statement(tx, "DELETE FROM figure_merges WHERE product_id = $1");
	bind_text(tx, product_id);
	statement_run(tx);
}

static void merge_insert(struct transaction *tx, const char *product_id, const char *merged_into)
{
	statement(tx, "INSERT INTO figure_merges (product_id, merged_into) VALUES ($1, $2)");
	bind_text(tx, product_id);
	bind_text(tx, merged_into);
	statement_run(tx);
}

/* What stood for it before and what stands for it now are both counted anew. */
void figure_product_set_merged(struct transaction *tx, const char *product_id,
			       const char *merged_into)
{
	statement(tx, "SELECT merged_into FROM figure_merges WHERE product_id = $1");
	bind_text(tx, product_id);
	while (statement_step(tx))
		figure_change_note(tx, column_text(tx, "merged_into"));
	merge_delete(tx, product_id);
	if (*merged_into) {
		merge_insert(tx, product_id, merged_into);
		figure_change_note(tx, merged_into);
	}
	figure_change_note(tx, product_id);
}

void figure_producer_write(struct transaction *tx, const char *producer_id, const char *legal_form)
{
	statement(tx, "INSERT INTO figure_producers (producer_id, legal_form) VALUES ($1, $2)"
		      " ON CONFLICT (producer_id) DO UPDATE SET legal_form = excluded.legal_form"
		      " WHERE figure_producers.legal_form <> excluded.legal_form");
	bind_text(tx, producer_id);
	bind_text(tx, legal_form);
	statement_run(tx);
	if (statement_changes(tx) == 0)
		return;

	statement(tx, "SELECT product_id FROM figure_products WHERE producer_id = $1");
	bind_text(tx, producer_id);
	while (statement_step(tx))
		figure_change_note(tx, column_text(tx, "product_id"));
}

void figure_units_changed(struct transaction *tx)
{
	statement(tx, "INSERT INTO figure_units (one, version) VALUES (1, 1)"
		      " ON CONFLICT (one) DO UPDATE SET version = figure_units.version + 1");
	statement_run(tx);
}
