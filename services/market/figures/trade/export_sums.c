/* export_sums.c - exports by country, year and unit: sums, and which rows are behind them */
#include "market/figures/trade/export_sums.h"

#include <string.h>

#include "common/access_token.h"
#include "common/command.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/figures/indicators/producer_facts.h"
#include "market/records/merged/family.h"

enum { VALUE_LENGTH_MAX = 64 };

/* Codes and ids: nothing that needs an escape in an address; "" where a message has no such
 * field. */
static const char *read_value(struct reply *reply, const ProtobufCMessage *message,
			      const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_-";
	const char *text;

	if (!protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name))
		return "";
	text = message_field_text(message, name);
	if (allow_text(reply, name, text, VALUE_LENGTH_MAX) && text[strspn(text, letters)] != '\0')
		reply_refuse(reply, REFUSAL(FIELD_INVALID), name, NULL);
	return text;
}

void export_question_read(struct reply *reply, const ProtobufCMessage *message,
			  struct export_question *ret_question)
{
	*ret_question = (struct export_question){
		.product_id = read_value(reply, message, "product_id"),
		.producer_id = read_value(reply, message, "producer_id"),
		.country = read_value(reply, message, "country"),
		.year = read_value(reply, message, "year"),
		.commune = read_value(reply, message, "commune"),
		.province = read_value(reply, message, "province"),
	};
}

static bool reads_for_an_office(const Ocop__Common__V1__Grant *grant)
{
	return (1u << grant->role & EXPORT_READERS & ~ALLOW(PRODUCER)) != 0;
}

void export_question_narrow(const struct caller *caller, struct export_question *question)
{
	const char *producer_id = question->producer_id;

	for (size_t i = 0; i < caller->grant_count; i++) {
		const Ocop__Common__V1__Grant *grant = caller->grants[i];

		if (reads_for_an_office(grant))
			return;
		if (grant->role != OCOP__COMMON__V1__ROLE__ROLE_PRODUCER)
			continue;
		if (*producer_id && strcmp(producer_id, grant->producer_id) != 0)
			return; /* of two: whatever is asked is looked at row by row */
		producer_id = grant->producer_id;
	}
	question->producer_id = producer_id;
}

bool export_may_see(struct transaction *tx, const struct export_record *record)
{
	const struct subject subject = {
		.exists = true,
		.commune_code = record->commune_code,
		.province_code = record->province_code,
		.producer_id = record->producer_id,
	};

	return caller_may(transaction_caller(tx), EXPORT_READERS, &subject);
}

uint64_t export_row_adds(const struct export_row *row, Ocop__Market__V1__ExportMeasure measure)
{
	switch (measure) {
	case EXPORT_MEASURE(RECORDS):
		return 1;
	case EXPORT_MEASURE(VALUE_DONG):
		return row->has_value ? (uint64_t)row->value_dong : 0;
	case EXPORT_MEASURE(VALUE_USD_CENTS):
		return row->has_value ? (uint64_t)row->value_usd_cents : 0;
	case EXPORT_MEASURE(UNSPECIFIED):
	case _OCOP__MARKET__V1__EXPORT_MEASURE_IS_INT_SIZE:
		break;
	}
	return 0;
}

#define CONFIRMED                                                                                  \
	" FROM exports e JOIN export_entries x"                                                    \
	" ON x.export_id = e.export_id AND x.entry_no = e.confirmed_entry_no"

/* A country's years with how many sold in đồng and how many in dollars: counted once for all rows,
 * for anybody may ask. */
#define ENOUGH                                                                                     \
	"WITH sellers AS MATERIALIZED (SELECT x.country_code, x.year, "                            \
	"x.value_dong, " PRODUCER_STANDING(                                                        \
		"e.producer_id") " AS producer_id" CONFIRMED                                       \
				 "), enough AS MATERIALIZED (SELECT country_code, year,"           \
				 " count(DISTINCT CASE WHEN value_dong > 0 THEN producer_id END) " \
				 ">= $6 AS dong,"                                                  \
				 " count(DISTINCT CASE WHEN value_dong = 0 THEN producer_id END) " \
				 ">= $6 AS usd"                                                    \
				 " FROM sellers GROUP BY country_code, year HAVING "               \
				 "count(DISTINCT producer_id) >= $6) "

#define ROWS(shown)                                                                                \
	"SELECT CASE $5 WHEN 1 THEN x.country_code WHEN 2 THEN CAST(x.year AS TEXT)"               \
	" WHEN 3 THEN coalesce(l.commune_code, '')"                                                \
	" WHEN 4 THEN coalesce(l.province_code, '') ELSE '' END AS line,"                          \
	" coalesce(l.commune_code, '') AS commune_code,"                                           \
	" coalesce(l.province_code, '') AS province_code, x.value_dong,"                           \
	" x.value_usd_cents, " shown CONFIRMED                                                     \
	" LEFT JOIN listings l ON l.listing_id = e.product_id"

#define FILTERS                                                                                    \
	" WHERE ($1 = '' OR x.country_code = $1)"                                                  \
	" AND ($2 = '' OR CAST(x.year AS TEXT) = $2) AND ($3 = ''"                                 \
	" OR coalesce(l.commune_code, '') = CASE $3 WHEN '-' THEN '' ELSE $3 END)"                 \
	" AND ($4 = ''"                                                                            \
	" OR coalesce(l.province_code, '') = CASE $4 WHEN '-' THEN '' ELSE $4 END)"                \
	" ORDER BY line, e.export_id"

bool export_row_withholds(const struct export_row *row, Ocop__Market__V1__ExportMeasure measure)
{
	if (row->has_value)
		return false;
	return measure ==
	       (row->value_dong > 0 ? EXPORT_MEASURE(VALUE_DONG) : EXPORT_MEASURE(VALUE_USD_CENTS));
}

void export_rows_begin(struct transaction *tx, const struct export_question *question,
		       Ocop__Market__V1__ExportFigureBy by, bool for_anybody)
{
	if (for_anybody)
		statement(
			tx,
			ENOUGH ROWS(
				"CASE WHEN x.value_dong > 0 THEN n.dong ELSE n.usd END"
				" AS has_value") " JOIN enough n ON n.country_code = x.country_code"
						 " AND n.year = x.year" FILTERS);
	else
		statement(tx, ROWS("1 AS has_value") FILTERS);
	bind_text(tx, question->country);
	bind_text(tx, question->year);
	bind_text(tx, question->commune);
	bind_text(tx, question->province);
	bind_i64(tx, by);
	if (for_anybody)
		bind_i64(tx, REPORTED_LEAST);
}

bool export_row_next(struct transaction *tx, struct export_row *ret_row)
{
	if (!statement_step(tx))
		return false;
	*ret_row = (struct export_row){
		.line = column_text(tx, "line"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.value_dong = column_i64(tx, "value_dong"),
		.value_usd_cents = column_i64(tx, "value_usd_cents"),
		.has_value = column_i64(tx, "has_value") != 0,
	};
	return !transaction_failed(tx);
}
