/* fair.c - what market stores of fairs: one function a statement */
#include "market/records/fair.h"

#include "common/erasure/erased_names.h"
#include "common/store/transaction.h"
#include "market/records/merged/family.h"

#define FAIR_COLUMNS                                                                               \
	"p.fair_id, p.name, p.kind, p.state, p.organiser, p.place, p.commune_code,"                \
	" p.province_code, p.begins_on, p.ends_on, p.opens, p.closes, p.description, p.paper_id,"  \
	" p.end_text, p.ended_on, p.end_paper_id, p.changed_at_us, p.version,"                     \
	" coalesce(commune.full_name_vi, '') AS commune_name,"                                     \
	" coalesce(province.full_name_vi, '') AS province_name"

#define FAIR_JOINS                                                                                 \
	" LEFT JOIN units commune ON commune.code = p.commune_code"                                \
	" LEFT JOIN units province ON province.code = p.province_code"

static void fair_read(struct transaction *tx, struct fair *ret_fair)
{
	*ret_fair = (struct fair){
		.fair_id = column_text(tx, "fair_id"),
		.name = column_text(tx, "name"),
		.kind = (Ocop__Market__V1__FairKind)column_i64(tx, "kind"),
		.state = (Ocop__Market__V1__FairState)column_i64(tx, "state"),
		.organiser = column_text(tx, "organiser"),
		.place = column_text(tx, "place"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.begins_on = column_text(tx, "begins_on"),
		.ends_on = column_text(tx, "ends_on"),
		.opens = column_text(tx, "opens"),
		.closes = column_text(tx, "closes"),
		.description = column_text(tx, "description"),
		.paper_id = column_text(tx, "paper_id"),
		.end_text = column_text(tx, "end_text"),
		.ended_on = column_text(tx, "ended_on"),
		.end_paper_id = column_text(tx, "end_paper_id"),
		.changed_at_us = column_i64(tx, "changed_at_us"),
		.version = column_i64(tx, "version"),
		.commune_name = column_text(tx, "commune_name"),
		.province_name = column_text(tx, "province_name"),
	};
}

bool fair_load(struct transaction *tx, const char *fair_id, struct fair *ret_fair)
{
	statement(tx, "SELECT " FAIR_COLUMNS " FROM fairs p" FAIR_JOINS " WHERE p.fair_id = $1");
	bind_text(tx, fair_id);
	if (!statement_step(tx))
		return false;
	fair_read(tx, ret_fair);
	statement_end(tx);
	return true;
}

void fair_insert(struct transaction *tx, const struct fair *fair)
{
	statement(tx, "INSERT INTO fairs (fair_id, name, kind, state, organiser, place,"
		      " commune_code, province_code, begins_on, ends_on, opens, closes,"
		      " description, paper_id, end_text, ended_on, end_paper_id, changed_at_us,"
		      " version) VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
		      " $13, '', '', '', $14, 1)");
	bind_text(tx, fair->fair_id);
	bind_text(tx, fair->name);
	bind_i64(tx, fair->kind);
	bind_text(tx, fair->organiser);
	bind_text(tx, fair->place);
	bind_text(tx, fair->commune_code);
	bind_text(tx, fair->province_code);
	bind_text(tx, fair->begins_on);
	bind_text(tx, fair->ends_on);
	bind_text(tx, fair->opens);
	bind_text(tx, fair->closes);
	bind_text(tx, fair->description);
	bind_text(tx, fair->paper_id);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

void fair_update(struct transaction *tx, const struct fair *fair)
{
	statement(tx, "UPDATE fairs SET name = $1, kind = $2, organiser = $3, place = $4,"
		      " begins_on = $5, ends_on = $6, opens = $7, closes = $8,"
		      " description = $9, paper_id = $10, changed_at_us = $11,"
		      " version = version + 1 WHERE fair_id = $12");
	bind_text(tx, fair->name);
	bind_i64(tx, fair->kind);
	bind_text(tx, fair->organiser);
	bind_text(tx, fair->place);
	bind_text(tx, fair->begins_on);
	bind_text(tx, fair->ends_on);
	bind_text(tx, fair->opens);
	bind_text(tx, fair->closes);
	bind_text(tx, fair->description);
	bind_text(tx, fair->paper_id);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, fair->fair_id);
	statement_run(tx);
}

void fair_end(struct transaction *tx, const struct fair *fair)
{
	statement(tx, "UPDATE fairs SET state = $1, end_text = $2, ended_on = $3,"
		      " end_paper_id = $4, changed_at_us = $5, version = version + 1"
		      " WHERE fair_id = $6");
	bind_i64(tx, fair->state);
	bind_text(tx, fair->end_text);
	bind_text(tx, fair->ended_on);
	bind_text(tx, fair->end_paper_id);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, fair->fair_id);
	statement_run(tx);
}

/* Days compare as text. */
static void upcoming_begin(struct transaction *tx, const struct fair_question *question)
{
	statement(tx, "SELECT " FAIR_COLUMNS " FROM fairs p" FAIR_JOINS " WHERE " UNIT_FILTER
		      " AND ($3 = 0 OR p.kind = $3) AND p.ends_on >= $4"
		      " AND ($5 = '' OR (p.begins_on, p.fair_id) > ($5, $6))"
		      " ORDER BY p.begins_on, p.fair_id LIMIT $7");
	bind_text(tx, question->unit.code);
	bind_text(tx, question->unit.key);
	bind_i64(tx, question->kind);
	bind_text(tx, question->today);
	bind_text(tx, question->after_on);
	bind_text(tx, question->after_id);
	bind_i64(tx, question->limit);
}

static void past_begin(struct transaction *tx, const struct fair_question *question)
{
	statement(tx, "SELECT " FAIR_COLUMNS " FROM fairs p" FAIR_JOINS " WHERE " UNIT_FILTER
		      " AND ($3 = 0 OR p.kind = $3) AND p.ends_on < $4"
		      " AND ($5 = '' OR (p.begins_on, p.fair_id) < ($5, $6))"
		      " ORDER BY p.begins_on DESC, p.fair_id DESC LIMIT $7");
	bind_text(tx, question->unit.code);
	bind_text(tx, question->unit.key);
	bind_i64(tx, question->kind);
	bind_text(tx, question->today);
	bind_text(tx, question->after_on);
	bind_text(tx, question->after_id);
	bind_i64(tx, question->limit);
}

void fairs_begin(struct transaction *tx, const struct fair_question *question)
{
	if (question->past)
		past_begin(tx, question);
	else
		upcoming_begin(tx, question);
}

bool fair_next(struct transaction *tx, struct fair *ret_fair)
{
	if (!statement_step(tx))
		return false;
	fair_read(tx, ret_fair);
	return !transaction_failed(tx);
}

void fairs_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx, "UPDATE fair_participants SET note = replace(note, $1, $2),"
		      " answer_reason = replace(answer_reason, $1, $2)"
		      " WHERE producer_id IN " PRODUCER_FAMILY("$3"));
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
	statement(tx, "UPDATE fair_outcomes SET note = replace(note, $1, $2),"
		      " reason = replace(reason, $1, $2) WHERE participant_id IN"
		      " (SELECT participant_id FROM fair_participants"
		      " WHERE producer_id IN " PRODUCER_FAMILY("$3") ")");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
	statement(tx, "UPDATE fairs SET description = replace(description, $1, $2),"
		      " end_text = replace(end_text, $1, $2) WHERE fair_id IN"
		      " (SELECT fair_id FROM fair_participants"
		      " WHERE producer_id IN " PRODUCER_FAMILY("$3") ")");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
}
