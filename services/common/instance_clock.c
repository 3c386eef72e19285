/* instance_clock.c - the instance's clock as a stored fact */
#include "common/instance_clock.h"

#include "common/store/connection.h"
#include "common/store/transaction.h"

void instance_clock_move(struct transaction *tx, int64_t offset_us)
{
	statement(tx, "INSERT INTO instance_clock (id, offset_us) VALUES (1, $1)"
		      " ON CONFLICT (id) DO UPDATE SET offset_us = excluded.offset_us");
	bind_i64(tx, offset_us);
	statement_run(tx);
	tx->clock = (struct clock_move){.moved = true, .offset_us = offset_us};
}

int64_t instance_clock_load(struct transaction *tx)
{
	int64_t offset_us = 0;

	statement(tx, "SELECT offset_us FROM instance_clock WHERE id = 1");
	while (statement_step(tx))
		offset_us = column_i64(tx, "offset_us");
	return offset_us;
}
