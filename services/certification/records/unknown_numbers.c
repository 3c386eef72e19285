/* unknown_numbers.c - how often numbers that nobody has issued were asked for, by day and place */
#include "certification/records/unknown_numbers.h"

#include "common/store/transaction.h"

void unknown_number_add(struct transaction *tx, const struct unknown_number *number)
{
	statement(tx,
		  "INSERT INTO unknown_numbers (day, province_code, commune_code, number, asked)"
		  " VALUES ($1, $2, $3, $4, $5)"
		  " ON CONFLICT (day, province_code, commune_code, number)"
		  " DO UPDATE SET asked = unknown_numbers.asked + excluded.asked");
	bind_text(tx, number->day);
	bind_text(tx, number->province_code);
	bind_text(tx, number->commune_code);
	bind_text(tx, number->number);
	bind_i64(tx, number->asked);
	statement_run(tx);
}

bool unknown_number_is_counted(struct transaction *tx, const struct unknown_number *number)
{
	bool is_counted = false;

	statement(tx, "SELECT 1 AS one FROM unknown_numbers WHERE day = $1 AND province_code = $2"
		      " AND commune_code = $3 AND number = $4");
	bind_text(tx, number->day);
	bind_text(tx, number->province_code);
	bind_text(tx, number->commune_code);
	bind_text(tx, number->number);
	while (statement_step(tx))
		is_counted = true;
	return is_counted;
}

int64_t unknown_numbers_on(struct transaction *tx, const char *day)
{
	int64_t rows = 0;

	statement(tx, "SELECT count(*) AS rows FROM unknown_numbers WHERE day = $1");
	bind_text(tx, day);
	while (statement_step(tx))
		rows = column_i64(tx, "rows");
	return rows;
}

void unknown_numbers_forget(struct transaction *tx, const char *before_day)
{
	statement(tx, "DELETE FROM unknown_numbers WHERE day < $1");
	bind_text(tx, before_day);
	statement_run(tx);
}

#define REST                                                                                       \
	" AND day BETWEEN $2 AND $3 AND asked >= $4"                                               \
	" AND ($5 = '' OR day < $5"                                                                \
	" OR (day = $5 AND (asked < $6 OR (asked = $6 AND count_id > $7))))"                       \
	" ORDER BY day DESC, asked DESC, count_id LIMIT $8"

/* One statement for each index. */
void unknown_numbers_list(struct transaction *tx, const struct unknown_number_filter *filter)
{
	if (filter->commune_code[0] != '\0') {
		statement(tx, "SELECT * FROM unknown_numbers WHERE commune_code = $1" REST);
		bind_text(tx, filter->commune_code);
	} else if (filter->province_code[0] != '\0' || filter->without_place) {
		statement(tx, "SELECT * FROM unknown_numbers WHERE province_code = $1" REST);
		bind_text(tx, filter->province_code);
	} else {
		statement(tx, "SELECT * FROM unknown_numbers WHERE $1 = ''" REST);
		bind_text(tx, "");
	}
	bind_text(tx, filter->from);
	bind_text(tx, filter->until);
	bind_i64(tx, filter->asked_at_least);
	bind_text(tx, filter->after.day);
	bind_i64(tx, filter->after.asked);
	bind_i64(tx, filter->after.count_id);
	bind_i64(tx, filter->limit);
}

bool unknown_number_next(struct transaction *tx, struct unknown_number *ret_number)
{
	if (!statement_step(tx))
		return false;
	*ret_number = (struct unknown_number){
		.count_id = column_i64(tx, "count_id"),
		.day = column_text(tx, "day"),
		.province_code = column_text(tx, "province_code"),
		.commune_code = column_text(tx, "commune_code"),
		.number = column_text(tx, "number"),
		.asked = column_i64(tx, "asked"),
	};
	return !transaction_failed(tx);
}
