/* survey_entry.c - statements on lines of communes' surveys */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/programme/programme.h"

#define ENTRY_COLUMNS                                                                              \
	"entry_id, commune_code, sector_code, product_name, makers, household_count,"              \
	" area_hectares_hundredths, yearly_output, potential, note, surveyed_on, version"

static void read_row(struct transaction *tx, Ocop__Registration__V1__SurveyEntry *row)
{
	ocop__registration__v1__survey_entry__init(row);
	row->entry_id = message_text(column_text(tx, "entry_id"));
	row->commune_code = message_text(column_text(tx, "commune_code"));
	row->sector_code = message_text(column_text(tx, "sector_code"));
	row->product_name = message_text(column_text(tx, "product_name"));
	row->makers = message_text(column_text(tx, "makers"));
	row->household_count = (uint32_t)column_i64(tx, "household_count");
	row->area_hectares_hundredths = (uint32_t)column_i64(tx, "area_hectares_hundredths");
	row->yearly_output = message_text(column_text(tx, "yearly_output"));
	row->potential = (Ocop__Registration__V1__Potential)column_i64(tx, "potential");
	row->note = message_text(column_text(tx, "note"));
	row->surveyed_on = message_text(column_text(tx, "surveyed_on"));
	row->version = (uint64_t)column_i64(tx, "version");
}

void survey_entry_write(struct transaction *tx, const Ocop__Registration__V1__SurveyEntry *row,
			const char *province_code)
{
	statement(tx, "INSERT INTO survey_entries (" ENTRY_COLUMNS ", province_code,"
		      " recorded_at_us, struck_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)"
		      " ON CONFLICT (entry_id) DO UPDATE SET"
		      " sector_code = excluded.sector_code,"
		      " product_name = excluded.product_name, makers = excluded.makers,"
		      " household_count = excluded.household_count,"
		      " area_hectares_hundredths = excluded.area_hectares_hundredths,"
		      " yearly_output = excluded.yearly_output, potential = excluded.potential,"
		      " note = excluded.note, surveyed_on = excluded.surveyed_on,"
		      " version = excluded.version, recorded_at_us = excluded.recorded_at_us");
	bind_text(tx, row->entry_id);
	bind_text(tx, row->commune_code);
	bind_text(tx, row->sector_code);
	bind_text(tx, row->product_name);
	bind_text(tx, row->makers);
	bind_i64(tx, row->household_count);
	bind_i64(tx, row->area_hectares_hundredths);
	bind_text(tx, row->yearly_output);
	bind_i64(tx, (int64_t)row->potential);
	bind_text(tx, row->note);
	bind_text(tx, row->surveyed_on);
	bind_i64(tx, (int64_t)row->version);
	bind_text(tx, province_code);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

/* One literal for each column that a list may be looked up by, so that each has its index; what
 * else is asked for is held against the rows that the index gives. */
#define LISTED   "SELECT " ENTRY_COLUMNS " FROM survey_entries WHERE struck_at_us = 0"
#define IN_ORDER " AND ($4 = '' OR entry_id < $4) ORDER BY entry_id DESC LIMIT $5"

void survey_entries_search(struct transaction *tx, const struct survey_search *search)
{
	if (*search->commune_code)
		statement(tx, LISTED " AND commune_code = $1 AND ($2 = '' OR province_code = $2)"
				     " AND ($3 = '' OR sector_code = $3)" IN_ORDER);
	else if (*search->province_code)
		statement(tx, LISTED " AND ($1 = '' OR commune_code = $1) AND province_code = $2"
				     " AND ($3 = '' OR sector_code = $3)" IN_ORDER);
	else if (*search->sector_code)
		statement(tx, LISTED " AND ($1 = '' OR commune_code = $1)"
				     " AND ($2 = '' OR province_code = $2)"
				     " AND sector_code = $3" IN_ORDER);
	else
		statement(tx, LISTED " AND ($1 = '' OR commune_code = $1)"
				     " AND ($2 = '' OR province_code = $2)"
				     " AND ($3 = '' OR sector_code = $3)" IN_ORDER);
	bind_text(tx, search->commune_code);
	bind_text(tx, search->province_code);
	bind_text(tx, search->sector_code);
	bind_text(tx, search->before_id);
	bind_i64(tx, search->limit);
}

Ocop__Registration__V1__SurveyEntry *survey_entries_next(struct transaction *tx)
{
	Ocop__Registration__V1__SurveyEntry *row;

	if (!statement_step(tx))
		return NULL;
	row = arena_alloc(transaction_arena(tx), sizeof(*row));
	read_row(tx, row);
	return row;
}

/* By the index of the place: what a commune or province has, not what all have. */
static void begin_count(struct transaction *tx, const struct survey_search *place)
{
	if (*place->commune_code)
		statement(tx, "SELECT sector_code, count(*) AS row_count FROM survey_entries"
			      " WHERE struck_at_us = 0 AND commune_code = $1"
			      " AND ($2 = '' OR province_code = $2) GROUP BY sector_code");
	else if (*place->province_code)
		statement(tx, "SELECT sector_code, count(*) AS row_count FROM survey_entries"
			      " WHERE struck_at_us = 0 AND ($1 = '' OR commune_code = $1)"
			      " AND province_code = $2 GROUP BY sector_code");
	else
		statement(tx, "SELECT sector_code, count(*) AS row_count FROM survey_entries"
			      " WHERE struck_at_us = 0 AND ($1 = '' OR commune_code = $1)"
			      " AND ($2 = '' OR province_code = $2) GROUP BY sector_code");
	bind_text(tx, place->commune_code);
	bind_text(tx, place->province_code);
}

size_t survey_entries_count(struct transaction *tx, const struct survey_search *place,
			    struct sector_count **ret_counts)
{
	struct sector_count *counts = NULL;
	size_t count = 0;

	begin_count(tx, place);
	while (statement_step(tx)) {
		counts = list_room(tx, counts, count, sizeof(*counts));
		counts[count++] = (struct sector_count){
			.sector_code = column_text(tx, "sector_code"),
			.entries = (uint64_t)column_i64(tx, "row_count"),
		};
	}
	*ret_counts = counts;
	return count;
}
