/* calendar_days.c - the rows of calendar_days */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "identity/records.h"
#include "identity/rules.h"

static bool calendar_day_delete(struct transaction *tx, const char *day)
{
	statement(tx, "DELETE FROM calendar_days WHERE day = $1");
	bind_text(tx, day);
	statement_run(tx);
	return statement_changes(tx) == 1;
}

bool calendar_day_put(struct transaction *tx, const Ocop__Identity__V1__CalendarDay *day)
{
	if (day->kind == CALENDAR_DAY_KIND(ORDINARY))
		return calendar_day_delete(tx, day->day);

	statement(tx, "INSERT INTO calendar_days (day, kind, name_vi, name_en, source)"
		      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (day) DO UPDATE SET"
		      " kind = excluded.kind, name_vi = excluded.name_vi,"
		      " name_en = excluded.name_en, source = excluded.source"
		      " WHERE (calendar_days.kind, calendar_days.name_vi, calendar_days.name_en,"
		      " calendar_days.source)"
		      " <> (excluded.kind, excluded.name_vi, excluded.name_en, excluded.source)");
	bind_text(tx, day->day);
	bind_i64(tx, (int64_t)day->kind);
	bind_text(tx, day->name_vi);
	bind_text(tx, day->name_en);
	bind_text(tx, day->source);
	statement_run(tx);
	return statement_changes(tx) == 1;
}

void calendar_days_between(struct transaction *tx, const char *from_day, const char *until_day,
			   int64_t limit)
{
	statement(tx, "SELECT day, kind, name_vi, name_en, source FROM calendar_days"
		      " WHERE day >= $1 AND day <= $2 ORDER BY day LIMIT $3");
	bind_text(tx, from_day);
	bind_text(tx, until_day[0] ? until_day : "9999-12-31");
	bind_i64(tx, limit);
}

Ocop__Identity__V1__CalendarDay *calendar_day_next(struct transaction *tx)
{
	if (!statement_step(tx))
		return NULL;

	Ocop__Identity__V1__CalendarDay *day = arena_alloc(transaction_arena(tx), sizeof(*day));
	ocop__identity__v1__calendar_day__init(day);
	day->day = message_text(column_text(tx, "day"));
	day->kind = (Ocop__Identity__V1__CalendarDayKind)column_i64(tx, "kind");
	day->name_vi = message_text(column_text(tx, "name_vi"));
	day->name_en = message_text(column_text(tx, "name_en"));
	day->source = message_text(column_text(tx, "source"));
	return day;
}
