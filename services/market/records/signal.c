/* signal.c - stickers that may be counterfeits: one function a statement */
#include "market/records/signal.h"

#include "common/store/transaction.h"

#define SIGNAL_COLUMNS                                                                             \
	"s.signal_number, s.signal_id, s.kind, s.serial, s.day, s.province_code, s.commune_code,"  \
	" s.other_commune_code, s.distance_km, s.product_id, s.asked, s.conclusion,"               \
	" s.concluded_on, s.version, l.product_name"                                               \
	" FROM serial_signals s LEFT JOIN listings l ON l.listing_id = s.product_id"

bool serial_signal_next(struct transaction *tx, struct serial_signal *ret_signal)
{
	if (!statement_step(tx))
		return false;
	*ret_signal = (struct serial_signal){
		.signal_number = column_i64(tx, "signal_number"),
		.signal_id = column_text(tx, "signal_id"),
		.kind = (Ocop__Market__V1__SignalKind)column_i64(tx, "kind"),
		.serial = column_text(tx, "serial"),
		.day = column_text(tx, "day"),
		.province_code = column_text(tx, "province_code"),
		.commune_code = column_text(tx, "commune_code"),
		.other_commune_code = column_text(tx, "other_commune_code"),
		.distance_km = column_i64(tx, "distance_km"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.asked = column_i64(tx, "asked"),
		.conclusion = column_text(tx, "conclusion"),
		.concluded_on = column_text(tx, "concluded_on"),
		.version = column_i64(tx, "version"),
	};
	return !transaction_failed(tx);
}

bool serial_signal_load(struct transaction *tx, const char *signal_id,
			struct serial_signal *ret_signal)
{
	statement(tx, "SELECT " SIGNAL_COLUMNS " WHERE s.signal_id = $1");
	bind_text(tx, signal_id);
	if (!serial_signal_next(tx, ret_signal))
		return false;
	statement_end(tx);
	return true;
}

static const char *find_far_apart(struct transaction *tx, const struct serial_signal *signal)
{
	const char *signal_id = "";

	statement(tx, "SELECT signal_id FROM serial_signals"
		      " WHERE kind = 4 AND serial = $1 AND day = $2");
	bind_text(tx, signal->serial);
	bind_text(tx, signal->day);
	while (statement_step(tx))
		signal_id = column_text(tx, "signal_id");
	return signal_id;
}

const char *serial_signal_find(struct transaction *tx, const struct serial_signal *signal)
{
	const char *signal_id = "";

	if (signal->kind == SIGNAL(FAR_APART))
		return find_far_apart(tx, signal);
	statement(tx, "SELECT signal_id FROM serial_signals WHERE kind <> 4 AND kind = $1"
		      " AND serial = $2 AND day = $3 AND province_code = $4"
		      " AND commune_code = $5");
	bind_i64(tx, signal->kind);
	bind_text(tx, signal->serial);
	bind_text(tx, signal->day);
	bind_text(tx, signal->province_code);
	bind_text(tx, signal->commune_code);
	while (statement_step(tx))
		signal_id = column_text(tx, "signal_id");
	return signal_id;
}

void serial_signal_insert(struct transaction *tx, const struct serial_signal *signal)
{
	statement(tx,
		  "INSERT INTO serial_signals (signal_id, kind, serial, day, province_code,"
		  " commune_code, other_commune_code, distance_km, product_id, asked, conclusion,"
		  " concluded_on, version)"
		  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', 1)");
	bind_text(tx, signal->signal_id);
	bind_i64(tx, signal->kind);
	bind_text(tx, signal->serial);
	bind_text(tx, signal->day);
	bind_text(tx, signal->province_code);
	bind_text(tx, signal->commune_code);
	bind_text(tx, signal->other_commune_code);
	bind_i64(tx, signal->distance_km);
	bind_text(tx, signal->product_id);
	bind_i64(tx, signal->asked);
	statement_run(tx);
}

void serial_signal_count(struct transaction *tx, const char *signal_id, int64_t asked)
{
	statement(tx, "UPDATE serial_signals SET asked = asked + $1 WHERE signal_id = $2");
	bind_i64(tx, asked);
	bind_text(tx, signal_id);
	statement_run(tx);
}

void serial_signal_conclude(struct transaction *tx, const char *signal_id, const char *conclusion,
			    const char *day)
{
	statement(tx, "UPDATE serial_signals SET conclusion = $1, concluded_on = $2,"
		      " version = version + 1 WHERE signal_id = $3");
	bind_text(tx, conclusion);
	bind_text(tx, day);
	bind_text(tx, signal_id);
	statement_run(tx);
}

int64_t serial_signals_on(struct transaction *tx, const char *day)
{
	int64_t rows = 0;

	statement(tx, "SELECT count(*) AS rows FROM serial_signals WHERE day = $1");
	bind_text(tx, day);
	while (statement_step(tx))
		rows = column_i64(tx, "rows");
	return rows;
}

bool serial_is_seen_far_apart(struct transaction *tx, const char *serial, const char *since_day)
{
	bool is_seen = false;

	statement(tx, "SELECT 1 AS one FROM serial_signals WHERE kind = 4 AND serial = $1"
		      " AND day >= $2 AND conclusion = ''");
	bind_text(tx, serial);
	bind_text(tx, since_day);
	while (statement_step(tx))
		is_seen = true;
	return is_seen;
}

void serial_signals_forget(struct transaction *tx, const char *before_day)
{
	statement(tx, "DELETE FROM serial_signals WHERE day < $1");
	bind_text(tx, before_day);
	statement_run(tx);
}

#define REST                                                                                       \
	" AND ($2 = 0 OR s.kind = $2) AND ($3 = 0 OR s.conclusion = '')"                           \
	" AND ($4 = '' OR s.day < $4 OR (s.day = $4 AND (s.asked < $5"                             \
	" OR (s.asked = $5 AND s.signal_number > $6))))"                                           \
	" ORDER BY s.day DESC, s.asked DESC, s.signal_number LIMIT $7"

/* One statement for each index. */
void serial_signals_list(struct transaction *tx, const struct signal_filter *filter)
{
	if (filter->all_provinces)
		statement(tx, "SELECT " SIGNAL_COLUMNS " WHERE $1 = ''" REST);
	else
		statement(tx, "SELECT " SIGNAL_COLUMNS " WHERE s.province_code = $1" REST);
	bind_text(tx, filter->all_provinces ? "" : filter->province_code);
	bind_i64(tx, filter->kind);
	bind_i64(tx, filter->open_only);
	bind_text(tx, filter->after_day);
	bind_i64(tx, filter->after_asked);
	bind_i64(tx, filter->after_number);
	bind_i64(tx, filter->limit);
}
