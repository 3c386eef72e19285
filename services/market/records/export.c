/* export.c - what market stores of exports: one function a statement */
#include "market/records/export.h"

#include "common/base/arena.h"
#include "common/erasure/erased_names.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/records/merged/family.h"

/* Who exported, or the registration that his became. */
#define EXPORT_PRODUCER PRODUCER_STANDING("e.producer_id")

#define EXPORT_COLUMNS                                                                             \
	"e.export_id, e.product_id, e.state, e.decision_reason, e.decided_on,"                     \
	" e.confirmed_entry_no, e.version, coalesce(l.product_name, '') AS product_name,"          \
	" " EXPORT_PRODUCER " AS producer_id, coalesce((SELECT p.name FROM producers p"            \
	" WHERE p.producer_id = " EXPORT_PRODUCER "), '') AS producer_name,"                       \
	" coalesce(l.commune_code, '') AS commune_code,"                                           \
	" coalesce(l.province_code, '') AS province_code"

#define EXPORT_FROM " FROM exports e LEFT JOIN listings l ON l.listing_id = e.product_id"

static void export_read(struct transaction *tx, struct export_record *ret_export)
{
	*ret_export = (struct export_record){
		.export_id = column_text(tx, "export_id"),
		.product_id = column_text(tx, "product_id"),
		.state = (Ocop__Market__V1__ExportState)column_i64(tx, "state"),
		.decision_reason = column_text(tx, "decision_reason"),
		.decided_on = column_text(tx, "decided_on"),
		.confirmed_entry_no = column_i64(tx, "confirmed_entry_no"),
		.version = column_i64(tx, "version"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
	};
}

bool export_load(struct transaction *tx, const char *export_id, struct export_record *ret_export)
{
	statement(tx, "SELECT " EXPORT_COLUMNS EXPORT_FROM " WHERE e.export_id = $1");
	bind_text(tx, export_id);
	if (!statement_step(tx))
		return false;
	export_read(tx, ret_export);
	statement_end(tx);
	return true;
}

void export_insert(struct transaction *tx, const struct export_record *record)
{
	statement(tx,
		  "INSERT INTO exports (export_id, product_id, producer_id, state, decision_reason,"
		  " decided_on, confirmed_entry_no, version)"
		  " VALUES ($1, $2, $3, 1, '', '', 0, 1)");
	bind_text(tx, record->export_id);
	bind_text(tx, record->product_id);
	bind_text(tx, record->producer_id);
	statement_run(tx);
}

void export_update(struct transaction *tx, const struct export_record *record)
{
	statement(tx, "UPDATE exports SET state = $1, decision_reason = $2, decided_on = $3,"
		      " confirmed_entry_no = $4, version = version + 1 WHERE export_id = $5");
	bind_i64(tx, record->state);
	bind_text(tx, record->decision_reason);
	bind_text(tx, record->decided_on);
	bind_i64(tx, record->confirmed_entry_no);
	bind_text(tx, record->export_id);
	statement_run(tx);
}

/* The entry x is the one that counts or, when any is asked for, the last. The condition that comes
 * first is one that an index answers: with "" for any in it none would be used. */
#define EXPORTS_WHERE(first)                                                                       \
	"SELECT " EXPORT_COLUMNS EXPORT_FROM                                                       \
	" JOIN export_entries x ON x.export_id = e.export_id AND x.entry_no ="                     \
	" CASE WHEN $1 = 1 THEN e.confirmed_entry_no ELSE (SELECT max(entry_no)"                   \
	" FROM export_entries WHERE export_id = e.export_id) END"                                  \
	" WHERE " first " AND ($2 = '' OR e.product_id = $2)"                                      \
	" AND ($3 = '' OR e.producer_id IN " PRODUCER_FAMILY(                                      \
		"$3") ")"                                                                          \
		      " AND ($4 = '' OR x.country_code = $4)"                                      \
		      " AND ($5 = '' OR CAST(x.year AS TEXT) = $5) AND ($6 = ''"                   \
		      " OR coalesce(l.commune_code, '') = CASE $6 WHEN '-' THEN '' ELSE $6 END)"   \
		      " AND ($7 = ''"                                                              \
		      " OR coalesce(l.province_code, '') = CASE $7 WHEN '-' THEN '' ELSE $7 END)"  \
		      " AND ($8 = 0 OR e.state = $8) AND e.export_id > $9 ORDER BY e.export_id"

const char *const export_statements[EXPORT_STATEMENTS] = {
	[EXPORTS_OF_PRODUCT] = EXPORTS_WHERE("e.product_id = $2"),
	[EXPORTS_OF_PRODUCER] = EXPORTS_WHERE("e.producer_id IN " PRODUCER_FAMILY("$3")),
	[EXPORTS_TO_COUNTRY] = EXPORTS_WHERE("x.country_code = $4"),
	[EXPORTS_OF_ANYBODY] = EXPORTS_WHERE("e.export_id > $9"),
};

static enum export_statement statement_of(const struct export_question *question)
{
	if (*question->product_id)
		return EXPORTS_OF_PRODUCT;
	if (*question->producer_id)
		return EXPORTS_OF_PRODUCER;
	return *question->country ? EXPORTS_TO_COUNTRY : EXPORTS_OF_ANYBODY;
}

void exports_begin(struct transaction *tx, const struct export_question *question,
		   const char *after)
{
	statement(tx, export_statements[statement_of(question)]);
	bind_i64(tx, question->confirmed);
	bind_text(tx, question->product_id);
	bind_text(tx, question->producer_id);
	bind_text(tx, question->country);
	bind_text(tx, question->year);
	bind_text(tx, question->commune);
	bind_text(tx, question->province);
	bind_i64(tx, question->state);
	bind_text(tx, after);
}

bool export_next(struct transaction *tx, struct export_record *ret_export)
{
	if (!statement_step(tx))
		return false;
	export_read(tx, ret_export);
	return !transaction_failed(tx);
}

void export_entry_insert(struct transaction *tx, const char *export_id,
			 const Ocop__Market__V1__ExportEntry *entry)
{
	const Ocop__Market__V1__ExportContent *content = entry->content;

	statement(tx, "INSERT INTO export_entries (export_id, entry_no, country_code, year, month,"
		      " quantity_hundredths, unit, value_dong, value_usd_cents, hs_code, buyer,"
		      " way, paper_id, reason, recorded_on)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
	bind_text(tx, export_id);
	bind_i64(tx, entry->entry_no);
	bind_text(tx, content->country_code);
	bind_i64(tx, content->year);
	bind_i64(tx, content->month);
	bind_i64(tx, (int64_t)content->quantity_hundredths);
	bind_text(tx, content->unit);
	bind_i64(tx, (int64_t)content->value_dong);
	bind_i64(tx, (int64_t)content->value_usd_cents);
	bind_text(tx, content->hs_code);
	bind_i64(tx, content->buyer);
	bind_i64(tx, content->way);
	bind_text(tx, content->paper_id);
	bind_text(tx, entry->reason);
	bind_text(tx, entry->recorded_on);
	statement_run(tx);
}

static Ocop__Market__V1__ExportEntry *entry_read(struct transaction *tx)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Market__V1__ExportEntry *entry = arena_alloc(arena, sizeof(*entry));
	Ocop__Market__V1__ExportContent *content = arena_alloc(arena, sizeof(*content));

	ocop__market__v1__export_entry__init(entry);
	ocop__market__v1__export_content__init(content);
	content->country_code = message_text(column_text(tx, "country_code"));
	content->year = (uint32_t)column_i64(tx, "year");
	content->month = (uint32_t)column_i64(tx, "month");
	content->quantity_hundredths = (uint64_t)column_i64(tx, "quantity_hundredths");
	content->unit = message_text(column_text(tx, "unit"));
	content->value_dong = (uint64_t)column_i64(tx, "value_dong");
	content->value_usd_cents = (uint64_t)column_i64(tx, "value_usd_cents");
	content->hs_code = message_text(column_text(tx, "hs_code"));
	content->buyer = (Ocop__Market__V1__ExportBuyer)column_i64(tx, "buyer");
	content->way = (Ocop__Market__V1__ExportWay)column_i64(tx, "way");
	content->paper_id = message_text(column_text(tx, "paper_id"));
	entry->entry_no = (uint32_t)column_i64(tx, "entry_no");
	entry->content = content;
	entry->reason = message_text(column_text(tx, "reason"));
	entry->recorded_on = message_text(column_text(tx, "recorded_on"));
	return entry;
}

void export_entries(struct transaction *tx, const char *export_id,
		    Ocop__Market__V1__ExportEntry ***ret_entries, size_t *ret_count)
{
	Ocop__Market__V1__ExportEntry **entries =
		arena_alloc(transaction_arena(tx), EXPORT_ENTRIES_MAX * sizeof(*entries));
	size_t count = 0;

	statement(tx, "SELECT entry_no, country_code, year, month, quantity_hundredths, unit,"
		      " value_dong, value_usd_cents, hs_code, buyer, way, paper_id, reason,"
		      " recorded_on FROM export_entries WHERE export_id = $1 ORDER BY entry_no"
		      " LIMIT $2");
	bind_text(tx, export_id);
	bind_i64(tx, EXPORT_ENTRIES_MAX);
	while (statement_step(tx))
		entries[count++] = entry_read(tx);
	*ret_entries = entries;
	*ret_count = count;
}

int64_t export_entry_count(struct transaction *tx, const char *export_id)
{
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS count FROM export_entries WHERE export_id = $1");
	bind_text(tx, export_id);
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

void export_markets_begin(struct transaction *tx, const char *product_id)
{
	statement(
		tx,
		WITH_FAMILY_OF(
			"$1") " SELECT x.country_code, min(x.year) AS first_year,"
			      " max(x.year) AS last_year FROM exports e JOIN export_entries x"
			      " ON x.export_id = e.export_id AND x.entry_no = e.confirmed_entry_no"
			      " WHERE e.product_id IN (SELECT listing_id FROM family)"
			      " GROUP BY x.country_code ORDER BY x.country_code");
	bind_text(tx, product_id);
}

bool export_market_next(struct transaction *tx, struct export_market *ret_market)
{
	if (!statement_step(tx))
		return false;
	*ret_market = (struct export_market){
		.country_code = column_text(tx, "country_code"),
		.first_year = column_i64(tx, "first_year"),
		.last_year = column_i64(tx, "last_year"),
	};
	return !transaction_failed(tx);
}

void exports_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx, "UPDATE exports SET decision_reason = replace(decision_reason, $1, $2)"
		      " WHERE producer_id = $3");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
	statement(tx, "UPDATE export_entries SET reason = replace(reason, $1, $2)"
		      " WHERE export_id IN (SELECT export_id FROM exports WHERE producer_id = $3)");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
}
