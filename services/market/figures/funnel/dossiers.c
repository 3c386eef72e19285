/* dossiers.c - what the funnel is counted from: dossiers and their passages through rounds */
#include "market/figures/funnel/dossiers.h"

#include "common/base/date.h"
#include "common/store/transaction.h"

const char dossiers_migration_sql[] =
	"CREATE TABLE figure_dossiers ("
	" dossier_id TEXT PRIMARY KEY, product_id TEXT NOT NULL, commune_code TEXT NOT NULL,"
	" filed_on TEXT NOT NULL, screened_on TEXT NOT NULL, proposed_on TEXT NOT NULL,"
	" withdrawn_on TEXT NOT NULL) STRICT;"
	"CREATE INDEX figure_dossiers_by_day ON figure_dossiers (filed_on);"
	/* The way of a dossier through a round; a dossier may come to the centre's later. Its
	 * coming and its leaving are told by two sources, in whatever order: the later counts. */
	"CREATE TABLE figure_passages ("
	" dossier_id TEXT NOT NULL, round_id TEXT NOT NULL, admitted_on TEXT NOT NULL,"
	" admitted_at_us INTEGER NOT NULL, left_at_us INTEGER NOT NULL,"
	" scored_on TEXT NOT NULL, decided_on TEXT NOT NULL,"
	" is_recognised INTEGER NOT NULL CHECK (is_recognised IN (0, 1)),"
	" PRIMARY KEY (dossier_id, round_id)) STRICT;"
	"CREATE INDEX figure_passages_by_round ON figure_passages (round_id);"
	"CREATE TABLE figure_rounds ("
	" round_id TEXT PRIMARY KEY, name TEXT NOT NULL, unit_code TEXT NOT NULL,"
	" held_on TEXT NOT NULL) STRICT;";

void dossier_write_filed(struct transaction *tx, const struct filed_dossier *dossier)
{
	statement(tx, "INSERT INTO figure_dossiers (dossier_id, product_id, commune_code, filed_on,"
		      " screened_on, proposed_on, withdrawn_on)"
		      " VALUES ($1, $2, $3, $4, '', '', '')"
		      " ON CONFLICT (dossier_id) DO UPDATE SET product_id = excluded.product_id,"
		      " commune_code = excluded.commune_code, screened_on = '', proposed_on = ''");
	bind_text(tx, dossier->dossier_id);
	bind_text(tx, dossier->product_id);
	bind_text(tx, dossier->commune_code);
	bind_text(tx, dossier->filed_on);
	statement_run(tx);
}

void dossier_set_screened(struct transaction *tx, const char *dossier_id, const char *day)
{
	statement(tx, "UPDATE figure_dossiers SET screened_on = $1 WHERE dossier_id = $2");
	bind_text(tx, day);
	bind_text(tx, dossier_id);
	statement_run(tx);
}

void dossier_set_proposed(struct transaction *tx, const char *dossier_id, const char *day)
{
	statement(tx, "UPDATE figure_dossiers SET proposed_on = $1 WHERE dossier_id = $2");
	bind_text(tx, day);
	bind_text(tx, dossier_id);
	statement_run(tx);
}

void dossier_set_withdrawn(struct transaction *tx, const char *dossier_id, const char *day)
{
	statement(tx, "UPDATE figure_dossiers SET withdrawn_on = $1 WHERE dossier_id = $2");
	bind_text(tx, day);
	bind_text(tx, dossier_id);
	statement_run(tx);
}

/* The passage is there, whatever is told of it first. */
static void passage_ensure(struct transaction *tx, const char *dossier_id, const char *round_id)
{
	statement(tx, "INSERT INTO figure_passages (dossier_id, round_id, admitted_on,"
		      " admitted_at_us, left_at_us, scored_on, decided_on, is_recognised)"
		      " VALUES ($1, $2, '', 0, 0, '', '', 0)"
		      " ON CONFLICT (dossier_id, round_id) DO NOTHING");
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	statement_run(tx);
}

void passage_set_admitted(struct transaction *tx, const char *dossier_id, const char *round_id,
			  const char *day, int64_t at_us)
{
	passage_ensure(tx, dossier_id, round_id);
	statement(tx, "UPDATE figure_passages SET admitted_on = $1, admitted_at_us = $2"
		      " WHERE dossier_id = $3 AND round_id = $4");
	bind_text(tx, day);
	bind_i64(tx, at_us);
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	statement_run(tx);
}

void passage_set_left(struct transaction *tx, const char *dossier_id, const char *round_id,
		      int64_t at_us)
{
	passage_ensure(tx, dossier_id, round_id);
	statement(tx, "UPDATE figure_passages SET left_at_us = $1"
		      " WHERE dossier_id = $2 AND round_id = $3");
	bind_i64(tx, at_us);
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	statement_run(tx);
}

void passage_set_scored(struct transaction *tx, const char *dossier_id, const char *round_id,
			const char *day)
{
	passage_ensure(tx, dossier_id, round_id);
	statement(tx, "UPDATE figure_passages SET scored_on = $1"
		      " WHERE dossier_id = $2 AND round_id = $3");
	bind_text(tx, day);
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	statement_run(tx);
}

void passage_set_decided(struct transaction *tx, const char *dossier_id, const char *round_id,
			 const char *day, bool recognised)
{
	passage_ensure(tx, dossier_id, round_id);
	statement(tx, "UPDATE figure_passages SET decided_on = $1, is_recognised = $2"
		      " WHERE dossier_id = $3 AND round_id = $4");
	bind_text(tx, day);
	bind_i64(tx, recognised);
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	statement_run(tx);
}

void round_write(struct transaction *tx, const struct funnel_round *round)
{
	statement(tx, "INSERT INTO figure_rounds (round_id, name, unit_code, held_on)"
		      " VALUES ($1, $2, $3, $4) ON CONFLICT (round_id) DO UPDATE SET"
		      " name = excluded.name, unit_code = excluded.unit_code,"
		      " held_on = excluded.held_on");
	bind_text(tx, round->round_id);
	bind_text(tx, round->name);
	bind_text(tx, round->unit_code);
	bind_text(tx, round->held_on);
	statement_run(tx);
}

static struct funnel_round round_read(struct transaction *tx)
{
	return (struct funnel_round){
		.round_id = column_text(tx, "round_id"),
		.name = column_text(tx, "name"),
		.unit_code = column_text(tx, "unit_code"),
		.held_on = column_text(tx, "held_on"),
	};
}

size_t rounds_load(struct transaction *tx, size_t limit, struct funnel_round *ret_rounds)
{
	size_t count = 0;

	statement(tx, "SELECT p.round_id, r.name, r.unit_code, r.held_on"
		      " FROM (SELECT DISTINCT round_id FROM figure_passages) p"
		      " LEFT JOIN figure_rounds r ON r.round_id = p.round_id"
		      " ORDER BY r.held_on IS NULL, r.held_on DESC, p.round_id DESC LIMIT $1");
	bind_i64(tx, (int64_t)limit);
	while (statement_step(tx))
		ret_rounds[count++] = round_read(tx);
	return count;
}

struct funnel_round round_load(struct transaction *tx, const char *round_id)
{
	struct funnel_round round = {round_id, "", "", ""};

	statement(tx, "SELECT round_id, name, unit_code, held_on FROM figure_rounds"
		      " WHERE round_id = $1");
	bind_text(tx, round_id);
	while (statement_step(tx))
		round = round_read(tx);
	return round;
}

/* What a row has, of dossier `d` and the passage `p` that is asked for. */
#define ROW_COLUMNS                                                                                \
	"SELECT d.dossier_id, d.product_id, l.product_name, p.round_id, d.commune_code,"           \
	" u.full_name_vi AS commune_name, u.name_en AS commune_name_en, u.province_code,"          \
	" d.filed_on, d.screened_on, d.proposed_on, d.withdrawn_on,"                               \
	" p.admitted_on, p.scored_on, p.decided_on, p.is_recognised"
#define ROW_JOINS                                                                                  \
	" LEFT JOIN units u ON u.code = d.commune_code"                                            \
	" LEFT JOIN listings l ON l.listing_id = d.product_id"
#define ROW_FILTERS                                                                                \
	" AND ($2 = '' OR d.commune_code = $2) AND ($3 = '' OR u.province_code = $3)"              \
	" AND d.dossier_id > $4 ORDER BY d.dossier_id"

static void begin_of_round(struct transaction *tx, const struct funnel_question *question)
{
	statement(tx, ROW_COLUMNS " FROM figure_passages p"
				  " JOIN figure_dossiers d ON d.dossier_id = p.dossier_id" ROW_JOINS
				  " WHERE p.round_id = $1"
				  " AND p.left_at_us <= p.admitted_at_us" ROW_FILTERS);
	bind_text(tx, question->round_id);
}

/* Each in the first round that took it. */
static void begin_of_days(struct transaction *tx, const struct funnel_question *question)
{
	statement(tx, ROW_COLUMNS
		  " FROM figure_dossiers d LEFT JOIN figure_passages p"
		  " ON p.dossier_id = d.dossier_id AND p.round_id = (SELECT f.round_id"
		  " FROM figure_passages f WHERE f.dossier_id = d.dossier_id"
		  " AND f.left_at_us <= f.admitted_at_us"
		  " ORDER BY f.admitted_on = '', f.admitted_on, f.round_id LIMIT 1)" ROW_JOINS
		  " WHERE d.filed_on >= $1 AND d.filed_on < $5" ROW_FILTERS);
	bind_text(tx, question->from_on);
}

void funnel_rows_begin(struct transaction *tx, const struct funnel_question *question,
		       const char *after)
{
	bool of_round = *question->round_id != '\0';

	if (of_round)
		begin_of_round(tx, question);
	else
		begin_of_days(tx, question);
	bind_text(tx, question->commune);
	bind_text(tx, question->province);
	bind_text(tx, after);
	if (!of_round)
		bind_text(tx, question->before_on);
}

bool funnel_row_next(struct transaction *tx, struct funnel_row *ret_row)
{
	if (!statement_step(tx))
		return false;
	*ret_row = (struct funnel_row){
		.dossier_id = column_text(tx, "dossier_id"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.round_id = column_text(tx, "round_id"),
		.commune_code = column_text(tx, "commune_code"),
		.commune_name = column_text(tx, "commune_name"),
		.commune_name_en = column_text(tx, "commune_name_en"),
		.province_code = column_text(tx, "province_code"),
		.filed_on = column_text(tx, "filed_on"),
		.screened_on = column_text(tx, "screened_on"),
		.proposed_on = column_text(tx, "proposed_on"),
		.admitted_on = column_text(tx, "admitted_on"),
		.scored_on = column_text(tx, "scored_on"),
		.decided_on = column_text(tx, "decided_on"),
		.withdrawn_on = column_text(tx, "withdrawn_on"),
		.is_recognised = column_i64(tx, "is_recognised"),
	};
	return true;
}

static int32_t day_of(const char *text)
{
	int32_t day;

	return date_parse(text, &day) ? day : FUNNEL_NO_DAY;
}

struct funnel_dossier funnel_dossier_of(const struct funnel_row *row)
{
	return (struct funnel_dossier){
		.days =
			{
				[STEP(FILED)] = day_of(row->filed_on),
				[STEP(SCREENED)] = day_of(row->screened_on),
				[STEP(PROPOSED)] = day_of(row->proposed_on),
				[STEP(ADMITTED)] = day_of(row->admitted_on),
				[STEP(SCORED)] = day_of(row->scored_on),
				[STEP(DECIDED)] = day_of(row->decided_on),
				[STEP(RECOGNISED)] = row->is_recognised ? day_of(row->decided_on)
									: FUNNEL_NO_DAY,
			},
		.is_withdrawn = *row->withdrawn_on != '\0',
	};
}
