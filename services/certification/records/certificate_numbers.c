/* certificate_numbers.c - how far each authority has counted in each year */
#include "certification/records.h"

#include "common/store/transaction.h"

int64_t certificate_number_next(struct transaction *tx, const char *authority, int year)
{
	int64_t number;

	statement(tx, "INSERT INTO certificate_numbers (authority, year, last_number)"
		      " VALUES ($1, $2, 1) ON CONFLICT (authority, year) DO UPDATE"
		      " SET last_number = certificate_numbers.last_number + 1"
		      " RETURNING last_number");
	bind_text(tx, authority);
	bind_i64(tx, year);
	if (!statement_step(tx))
		return 0;
	number = column_i64(tx, "last_number");
	statement_end(tx);
	return number;
}
