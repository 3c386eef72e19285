/* fair_sums.c - what came of fairs: sums by fair, kind, unit and year, and the rows behind them */
#include "market/figures/trade/fair_sums.h"

#include <stdlib.h>
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/command.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/figures/figure_question.h"
#include "market/figures/indicators/indicator_question.h"
#include "market/records/merged/family.h"

enum { VALUE_LENGTH_MAX = 40 };

/* The fair, by its filters $1 to $5. */
#define FAIR_FILTERS                                                                               \
	" ($1 = '' OR f.fair_id = $1) AND ($2 = 0 OR f.kind = $2)"                                 \
	" AND ($3 = '' OR f.commune_code = CASE $3 WHEN '-' THEN '' ELSE $3 END)"                  \
	" AND ($4 = '' OR f.province_code = $4)"                                                   \
	" AND ($5 = '' OR substr(f.ends_on, 1, 4) = $5)"

/* The fairs of which enough told: counted once for all rows, for anybody may ask. */
#define FAIRS_TOLD_OF(which)                                                                       \
	"WITH enough AS MATERIALIZED (SELECT one.fair_id FROM fair_participants one"               \
	" JOIN fair_outcomes told ON told.participant_id = one.participant_id"                     \
	" AND told.entry_no = 1"                                                                   \
	" WHERE " which " AND one.state = 2 AND one.producer_id <> ''"                             \
	" GROUP BY one.fair_id"                                                                    \
	" HAVING count(DISTINCT " PRODUCER_STANDING("one.producer_id") ") >= $6) "

/* A producer is counted once, however many registrations that he was had applied. */
#define FIRST "NOT EXISTS " EXHIBITED_EARLIER("p", "")

#define FIRST_TO_REPORT                                                                            \
	"NOT EXISTS " EXHIBITED_EARLIER("p",                                                       \
					" CROSS JOIN fair_outcomes told ON told.participant_id ="  \
					" earlier.participant_id AND told.entry_no = 1")

uint64_t fair_row_adds(const struct fair_row *row, Ocop__Market__V1__FairMeasure measure)
{
	switch (measure) {
	case FAIR_MEASURE(PARTICIPANTS):
		return row->is_first;
	case FAIR_MEASURE(REPORTED):
		return row->has_reported;
	case FAIR_MEASURE(CONTRACTS):
		return (uint64_t)row->contracts;
	case FAIR_MEASURE(MEMORANDA):
		return (uint64_t)row->memoranda;
	case FAIR_MEASURE(VALUE_DONG):
		return (uint64_t)row->value_dong;
	case FAIR_MEASURE(UNSPECIFIED):
	case _OCOP__MARKET__V1__FAIR_MEASURE_IS_INT_SIZE:
		break;
	}
	return 0;
}

/* Codes and ids: nothing that needs an escape in an address. */
static const char *read_value(struct reply *reply, const ProtobufCMessage *message,
			      const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_-";
	const char *text = message_field_text(message, name);

	if (allow_text(reply, name, text, VALUE_LENGTH_MAX) && text[strspn(text, letters)] != '\0')
		reply_refuse(reply, REFUSAL(FIELD_INVALID), name, NULL);
	return text;
}

void fair_sum_question_read(struct transaction *tx, struct reply *reply,
			    const ProtobufCMessage *message, struct fair_sum_question *ret_question)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, "kind");
	uint32_t kind;

	memcpy(&kind, (const char *)message + field->offset, sizeof kind);
	*ret_question = (struct fair_sum_question){
		.fair_id = read_value(reply, message, "fair_id"),
		.kind = (Ocop__Market__V1__FairKind)kind,
		.commune = read_value(reply, message, "commune"),
		.province = read_value(reply, message, "province"),
		.year = read_value(reply, message, "year"),
		.for_anybody = !caller_has_role(transaction_caller(tx), INDICATOR_READERS),
	};
	if (kind > OCOP__MARKET__V1__FAIR_KIND__FAIR_KIND_ONLINE)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
}

static void bind_filters(struct transaction *tx, const struct fair_sum_question *question)
{
	bind_text(tx, question->fair_id);
	bind_i64(tx, question->kind);
	bind_text(tx, question->commune);
	bind_text(tx, question->province);
	bind_text(tx, question->year);
}

/* Told for a fair alone, only it is looked at: its page has its sums too. */
#define FAIR_ROWS(which, which_told)                                                               \
	FAIRS_TOLD_OF(which_told)                                                                  \
	"SELECT CASE $7 WHEN 1 THEN f.fair_id WHEN 2 THEN CAST(f.kind AS TEXT)"                    \
	" WHEN 3 THEN f.commune_code WHEN 4 THEN f.province_code"                                  \
	" WHEN 5 THEN substr(f.ends_on, 1, 4) ELSE '' END AS line,"                                \
	" p.participant_id, f.fair_id, f.name, f.commune_code, f.province_code,"                   \
	" " FIRST " AS is_first,"                                                                  \
	" o.entry_no IS NOT NULL AND " FIRST_TO_REPORT " AS has_reported,"                         \
	" coalesce(o.contracts, 0) AS contracts, coalesce(o.memoranda, 0) AS memoranda,"           \
	" coalesce(o.value_dong, 0) AS value_dong"                                                 \
	" FROM fairs f JOIN fair_participants p ON p.fair_id = f.fair_id"                          \
	" LEFT JOIN fair_outcomes o ON o.participant_id = p.participant_id"                        \
	" AND o.entry_no = (SELECT max(entry_no) FROM fair_outcomes"                               \
	" WHERE participant_id = p.participant_id)"                                                \
	" WHERE " which " AND" FAIR_FILTERS " AND p.state = 2 AND p.producer_id <> ''"             \
	" AND f.state <> 2"                                                                        \
	" AND ($6 = 0 OR (f.state = 3 AND f.fair_id IN (SELECT fair_id FROM enough)))"             \
	" AND p.participant_id > $8 ORDER BY line, p.participant_id"

void fair_rows_begin(struct transaction *tx, const struct fair_sum_question *question,
		     const char *after)
{
	if (*question->fair_id)
		statement(tx, FAIR_ROWS("f.fair_id = $1", "one.fair_id = $1"));
	else
		statement(tx, FAIR_ROWS("$1 = ''", "$1 = ''"));
	bind_filters(tx, question);
	bind_i64(tx, question->for_anybody ? REPORTED_LEAST : 0);
	bind_i64(tx, question->by);
	bind_text(tx, after);
}

bool fair_row_next(struct transaction *tx, struct fair_row *ret_row)
{
	if (!statement_step(tx))
		return false;
	*ret_row = (struct fair_row){
		.line = column_text(tx, "line"),
		.participant_id = column_text(tx, "participant_id"),
		.fair_id = column_text(tx, "fair_id"),
		.fair_name = column_text(tx, "name"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.is_first = column_i64(tx, "is_first") != 0,
		.has_reported = column_i64(tx, "has_reported") != 0,
		.contracts = column_i64(tx, "contracts"),
		.memoranda = column_i64(tx, "memoranda"),
		.value_dong = column_i64(tx, "value_dong"),
	};
	return !transaction_failed(tx);
}

bool fair_row_may_see(struct transaction *tx, const struct fair_row *row)
{
	const struct subject subject = {
		.exists = true,
		.commune_code = row->commune_code,
		.province_code = row->province_code,
	};

	return caller_may(transaction_caller(tx), INDICATOR_READERS, &subject);
}

int64_t fairs_withheld(struct transaction *tx, const struct fair_sum_question *question)
{
	int64_t count = 0;

	statement(tx, FAIRS_TOLD_OF("1") "SELECT count(*) AS count FROM fairs f WHERE " FAIR_FILTERS
					 " AND f.state = 3"
					 " AND f.fair_id NOT IN (SELECT fair_id FROM enough)");
	bind_filters(tx, question);
	bind_i64(tx, REPORTED_LEAST);
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

/* The line's own value in the place of the one that was asked for. */
static const char *value(const struct fair_sum_question *question,
			 Ocop__Market__V1__FairFigureBy by, const char *line, const char *asked)
{
	return line && question->by == by ? figure_code_told(line) : asked;
}

const char *fair_rows_address(struct transaction *tx, const struct fair_sum_question *question,
			      const char *line)
{
	struct arena *arena = transaction_arena(tx);
	bool by_kind = line && question->by == FAIR_BY(KIND);
	int kind = by_kind ? atoi(line) : (int)question->kind;
	const struct {
		const char *name, *value;
	} parts[] = {
		{"fairId", value(question, FAIR_BY(FAIR), line, question->fair_id)},
		{"commune", value(question, FAIR_BY(COMMUNE), line, question->commune)},
		{"province", value(question, FAIR_BY(PROVINCE), line, question->province)},
		{"year", value(question, FAIR_BY(YEAR), line, question->year)},
	};
	const char *address = "/api/v1/figures/fairs/rows?";

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (*parts[i].value)
			address = arena_printf(arena, "%s%s=%s&", address, parts[i].name,
					       parts[i].value);
	}
	if (kind)
		address = arena_printf(arena, "%skind=%s&", address,
				       protobuf_c_enum_descriptor_get_value(
					       &ocop__market__v1__fair_kind__descriptor, kind)
					       ->name);
	return address;
}
