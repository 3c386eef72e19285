/* slip_number.c - statements on the sequences of the registration slips' numbers */
#include "registration/records/numbers/slip_number.h"

#include "common/store/transaction.h"

int64_t slip_number_next(struct transaction *tx, const char *office_code, int year)
{
	int64_t number = 0;

	statement(tx, "INSERT INTO slip_numbers (office_code, year, last_number)"
		      " VALUES ($1, $2, 1) ON CONFLICT (office_code, year) DO UPDATE"
		      " SET last_number = slip_numbers.last_number + 1"
		      " RETURNING last_number");
	bind_text(tx, office_code);
	bind_i64(tx, year);
	while (statement_step(tx))
		number = column_i64(tx, "last_number");
	return number;
}
