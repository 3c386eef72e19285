/* serial.c - what market stores of stickers: one function a statement */
#include "market/records/serial.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

enum { QUOTAS_SHOWN_MAX = 50 }; /* certificates of one batch: one, and its replacements */

void sticker_quota_load(struct transaction *tx, const char *batch_id, const char *certificate_code,
			struct sticker_quota *ret_quota)
{
	*ret_quota =
		(struct sticker_quota){.batch_id = batch_id, .certificate_code = certificate_code};
	statement(tx, "SELECT granted, drawn FROM sticker_quotas"
		      " WHERE batch_id = $1 AND certificate_code = $2");
	bind_text(tx, batch_id);
	bind_text(tx, certificate_code);
	while (statement_step(tx)) {
		ret_quota->granted = column_i64(tx, "granted");
		ret_quota->drawn = column_i64(tx, "drawn");
		ret_quota->exists = true;
	}
}

void sticker_quota_write(struct transaction *tx, const struct sticker_quota *quota)
{
	statement(tx, "INSERT INTO sticker_quotas (batch_id, certificate_code, granted, drawn)"
		      " VALUES ($1, $2, $3, $4) ON CONFLICT (batch_id, certificate_code)"
		      " DO UPDATE SET granted = excluded.granted, drawn = excluded.drawn");
	bind_text(tx, quota->batch_id);
	bind_text(tx, quota->certificate_code);
	bind_i64(tx, quota->granted);
	bind_i64(tx, quota->drawn);
	statement_run(tx);
}

static Ocop__Market__V1__StickerQuota *quota_read(struct transaction *tx)
{
	Ocop__Market__V1__StickerQuota *quota = arena_alloc(transaction_arena(tx), sizeof(*quota));

	ocop__market__v1__sticker_quota__init(quota);
	quota->batch_id = message_text(column_text(tx, "batch_id"));
	quota->certificate_code = message_text(column_text(tx, "certificate_code"));
	quota->granted = (uint32_t)column_i64(tx, "granted");
	quota->drawn = (uint32_t)column_i64(tx, "drawn");
	quota->serials = (uint32_t)column_i64(tx, "serials");
	return quota;
}

/* Counted from the serials themselves, so that a check can hold them against what was drawn. */
#define SERIALS_COUNTED                                                                            \
	"(SELECT count(*) FROM serial_runs r JOIN serials s ON s.run_no = r.run_no"                \
	" WHERE r.batch_id = q.batch_id AND r.certificate_code = q.certificate_code)"              \
	" AS serials"

void sticker_quotas_of_batch(struct transaction *tx, const char *batch_id,
			     Ocop__Market__V1__StickerQuota ***ret_quotas, size_t *ret_count)
{
	Ocop__Market__V1__StickerQuota **quotas =
		arena_alloc(transaction_arena(tx), QUOTAS_SHOWN_MAX * sizeof(*quotas));
	size_t count = 0;

	statement(tx, "SELECT q.batch_id, q.certificate_code, q.granted, q.drawn, " SERIALS_COUNTED
		      " FROM sticker_quotas q WHERE q.batch_id = $1"
		      " ORDER BY q.certificate_code LIMIT $2");
	bind_text(tx, batch_id);
	bind_i64(tx, QUOTAS_SHOWN_MAX);
	while (statement_step(tx))
		quotas[count++] = quota_read(tx);
	*ret_quotas = quotas;
	*ret_count = count;
}

void sticker_quotas_list(struct transaction *tx, const char *batch_id, const char *certificate_code,
			 int64_t limit)
{
	statement(tx, "SELECT q.batch_id, q.certificate_code, q.granted, q.drawn, " SERIALS_COUNTED
		      " FROM sticker_quotas q WHERE (q.batch_id, q.certificate_code) > ($1, $2)"
		      " ORDER BY q.batch_id, q.certificate_code LIMIT $3");
	bind_text(tx, batch_id);
	bind_text(tx, certificate_code);
	bind_i64(tx, limit);
}

Ocop__Market__V1__StickerQuota *sticker_quota_next(struct transaction *tx)
{
	return statement_step(tx) ? quota_read(tx) : NULL;
}

#define RUN_COLUMNS                                                                                \
	"r.run_no, r.run_id, r.batch_id, r.certificate_code, r.gtin, r.stickers, r.drawn_on"

static void run_read(struct transaction *tx, struct serial_run *ret_run)
{
	*ret_run = (struct serial_run){
		.run_no = column_i64(tx, "run_no"),
		.run_id = column_text(tx, "run_id"),
		.batch_id = column_text(tx, "batch_id"),
		.certificate_code = column_text(tx, "certificate_code"),
		.gtin = column_text(tx, "gtin"),
		.stickers = column_i64(tx, "stickers"),
		.drawn_on = column_text(tx, "drawn_on"),
	};
}

static bool run_read_only(struct transaction *tx, struct serial_run *ret_run)
{
	if (!statement_step(tx))
		return false;
	run_read(tx, ret_run);
	statement_end(tx);
	return true;
}

bool serial_run_load(struct transaction *tx, const char *run_id, struct serial_run *ret_run)
{
	statement(tx, "SELECT " RUN_COLUMNS " FROM serial_runs r WHERE r.run_id = $1");
	bind_text(tx, run_id);
	return run_read_only(tx, ret_run);
}

bool serial_run_of_serial(struct transaction *tx, const char *serial, struct serial_run *ret_run)
{
	statement(tx, "SELECT " RUN_COLUMNS " FROM serials s"
		      " JOIN serial_runs r ON r.run_no = s.run_no WHERE s.serial = $1");
	bind_text(tx, serial);
	return run_read_only(tx, ret_run);
}

int64_t serial_run_insert(struct transaction *tx, const struct serial_run *run)
{
	int64_t run_no = 0;

	statement(tx, "INSERT INTO serial_runs (run_id, batch_id, certificate_code, gtin, stickers,"
		      " drawn_on) VALUES ($1, $2, $3, $4, $5, $6) RETURNING run_no");
	bind_text(tx, run->run_id);
	bind_text(tx, run->batch_id);
	bind_text(tx, run->certificate_code);
	bind_text(tx, run->gtin);
	bind_i64(tx, run->stickers);
	bind_text(tx, run->drawn_on);
	while (statement_step(tx))
		run_no = column_i64(tx, "run_no");
	return run_no;
}

void serial_runs_of_batch(struct transaction *tx, const char *batch_id,
			  Ocop__Market__V1__SerialRun ***ret_runs, size_t *ret_count)
{
	Ocop__Market__V1__SerialRun **runs =
		arena_alloc(transaction_arena(tx), RUNS_SHOWN_MAX * sizeof(*runs));
	size_t count = 0;

	statement(tx, "SELECT " RUN_COLUMNS " FROM serial_runs r WHERE r.batch_id = $1"
		      " ORDER BY r.run_no DESC LIMIT $2");
	bind_text(tx, batch_id);
	bind_i64(tx, RUNS_SHOWN_MAX);
	while (statement_step(tx)) {
		Ocop__Market__V1__SerialRun *run = arena_alloc(transaction_arena(tx), sizeof(*run));

		ocop__market__v1__serial_run__init(run);
		run->run_id = message_text(column_text(tx, "run_id"));
		run->certificate_code = message_text(column_text(tx, "certificate_code"));
		run->gtin = message_text(column_text(tx, "gtin"));
		run->stickers = (uint32_t)column_i64(tx, "stickers");
		run->drawn_on = message_text(column_text(tx, "drawn_on"));
		runs[count++] = run;
	}
	*ret_runs = runs;
	*ret_count = count;
}

bool serial_insert(struct transaction *tx, const char *serial, int64_t run_no)
{
	statement(tx, "INSERT INTO serials (serial, run_no) VALUES ($1, $2)"
		      " ON CONFLICT (serial) DO NOTHING");
	bind_text(tx, serial);
	bind_i64(tx, run_no);
	statement_run(tx);
	return statement_changes(tx) == 1;
}

void serials_of_run(struct transaction *tx, int64_t run_no)
{
	statement(tx, "SELECT serial FROM serials WHERE run_no = $1 ORDER BY serial");
	bind_i64(tx, run_no);
}

const char *serial_next(struct transaction *tx)
{
	return statement_step(tx) ? column_text(tx, "serial") : NULL;
}

void serial_scan_add(struct transaction *tx, const char *serial, const char *day,
		     const char *commune_code, int64_t asked)
{
	statement(tx, "INSERT INTO serial_scans (serial, day, commune_code, asked)"
		      " VALUES ($1, $2, $3, $4) ON CONFLICT (serial, day, commune_code)"
		      " DO UPDATE SET asked = serial_scans.asked + excluded.asked");
	bind_text(tx, serial);
	bind_text(tx, day);
	bind_text(tx, commune_code);
	bind_i64(tx, asked);
	statement_run(tx);
}

bool serial_scan_is_counted(struct transaction *tx, const char *serial, const char *day,
			    const char *commune_code)
{
	bool is_counted = false;

	statement(tx, "SELECT 1 AS one FROM serial_scans"
		      " WHERE serial = $1 AND day = $2 AND commune_code = $3");
	bind_text(tx, serial);
	bind_text(tx, day);
	bind_text(tx, commune_code);
	while (statement_step(tx))
		is_counted = true;
	return is_counted;
}

int64_t serial_scans_on(struct transaction *tx, const char *day)
{
	int64_t rows = 0;

	statement(tx, "SELECT count(*) AS rows FROM serial_scans WHERE day = $1");
	bind_text(tx, day);
	while (statement_step(tx))
		rows = column_i64(tx, "rows");
	return rows;
}

void serial_communes_since(struct transaction *tx, const char *serial, const char *day)
{
	statement(tx, "SELECT s.commune_code, u.latitude_microdegrees, u.longitude_microdegrees,"
		      " u.province_code FROM serial_scans s JOIN units u ON u.code = s.commune_code"
		      " WHERE s.serial = $1 AND s.day >= $2 ORDER BY s.day, s.commune_code");
	bind_text(tx, serial);
	bind_text(tx, day);
}

bool serial_commune_next(struct transaction *tx, struct seen_commune *ret_seen)
{
	if (!statement_step(tx))
		return false;
	*ret_seen = (struct seen_commune){
		.code = column_text(tx, "commune_code"),
		.latitude_microdegrees = column_i64(tx, "latitude_microdegrees"),
		.longitude_microdegrees = column_i64(tx, "longitude_microdegrees"),
		.province_code = column_text(tx, "province_code"),
	};
	return !transaction_failed(tx);
}

void serial_scans_forget(struct transaction *tx, const char *before_day)
{
	statement(tx, "DELETE FROM serial_scans WHERE day < $1");
	bind_text(tx, before_day);
	statement_run(tx);
}
