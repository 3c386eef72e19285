/* pack_reports.c - what people saw on packs, and what offices made of it */
#include "certification/records/pack_reports.h"

#include "common/store/transaction.h"

void pack_report_insert(struct transaction *tx, const struct pack_report *report)
{
	statement(tx,
		  "INSERT INTO pack_reports (report_id, version, receipt, kind, state, number,"
		  " code, seen, place_text, seen_commune_code, seen_province_code,"
		  " latitude_millionths, longitude_millionths, photo_ids, commune_code,"
		  " province_code, agency_id, reported_on, due_on, told, conclusion, answer,"
		  " closed_on, paper_id, revoked_on)"
		  " VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		  " $16, $17, $18, 0, 0, '', '', '', '')");
	bind_text(tx, report->report_id);
	bind_text(tx, report->receipt);
	bind_i64(tx, report->kind);
	bind_i64(tx, report->state);
	bind_text(tx, report->number);
	bind_text(tx, report->code);
	bind_text(tx, report->seen);
	bind_text(tx, report->place_text);
	bind_text(tx, report->seen_commune_code);
	bind_text(tx, report->seen_province_code);
	bind_i64(tx, report->latitude_millionths);
	bind_i64(tx, report->longitude_millionths);
	bind_text(tx, report->photo_ids);
	bind_text(tx, report->commune_code);
	bind_text(tx, report->province_code);
	bind_text(tx, report->agency_id);
	bind_text(tx, report->reported_on);
	bind_text(tx, report->due_on);
	statement_run(tx);
}

void pack_report_update(struct transaction *tx, struct pack_report *report)
{
	report->version++;
	statement(tx, "UPDATE pack_reports SET version = $1, state = $2, commune_code = $3,"
		      " province_code = $4, told = (due_on = $5 AND told), due_on = $5,"
		      " conclusion = $6, answer = $7, closed_on = $8, paper_id = $9,"
		      " revoked_on = $10 WHERE report_id = $11");
	bind_i64(tx, (int64_t)report->version);
	bind_i64(tx, report->state);
	bind_text(tx, report->commune_code);
	bind_text(tx, report->province_code);
	bind_text(tx, report->due_on);
	bind_i64(tx, report->conclusion);
	bind_text(tx, report->answer);
	bind_text(tx, report->closed_on);
	bind_text(tx, report->paper_id);
	bind_text(tx, report->revoked_on);
	bind_text(tx, report->report_id);
	statement_run(tx);
}

void pack_report_erase_words(struct transaction *tx, struct pack_report *report)
{
	report->version++;
	statement(tx, "UPDATE pack_reports SET version = $1, seen = '', place_text = '',"
		      " photo_ids = '', latitude_millionths = 0, longitude_millionths = 0 WHERE "
		      "report_id = $2");
	bind_i64(tx, (int64_t)report->version);
	bind_text(tx, report->report_id);
	statement_run(tx);
}

bool pack_report_next(struct transaction *tx, struct pack_report *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct pack_report){
		.arrival = column_i64(tx, "arrival"),
		.report_id = column_text(tx, "report_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.receipt = column_text(tx, "receipt"),
		.kind = (Ocop__Certification__V1__PackReportKind)column_i64(tx, "kind"),
		.state = (Ocop__Certification__V1__PackReportState)column_i64(tx, "state"),
		.number = column_text(tx, "number"),
		.code = column_text(tx, "code"),
		.seen = column_text(tx, "seen"),
		.place_text = column_text(tx, "place_text"),
		.seen_commune_code = column_text(tx, "seen_commune_code"),
		.seen_province_code = column_text(tx, "seen_province_code"),
		.latitude_millionths = column_i64(tx, "latitude_millionths"),
		.longitude_millionths = column_i64(tx, "longitude_millionths"),
		.photo_ids = column_text(tx, "photo_ids"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.agency_id = column_text(tx, "agency_id"),
		.reported_on = column_text(tx, "reported_on"),
		.due_on = column_text(tx, "due_on"),
		.conclusion =
			(Ocop__Certification__V1__PackReportConclusion)column_i64(tx, "conclusion"),
		.answer = column_text(tx, "answer"),
		.closed_on = column_text(tx, "closed_on"),
		.paper_id = column_text(tx, "paper_id"),
		.revoked_on = column_text(tx, "revoked_on"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_name = column_text(tx, "producer_name"),
	};
	return !transaction_failed(tx);
}

static bool report_only(struct transaction *tx, struct pack_report *ret)
{
	if (!pack_report_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

#define REPORT_COLUMNS                                                                             \
	"SELECT r.*, coalesce(c.product_id, '') AS product_id,"                                    \
	" coalesce(c.product_name, '') AS product_name,"                                           \
	" coalesce(c.producer_name, '') AS producer_name"                                          \
	" FROM pack_reports r LEFT JOIN certificates c ON c.code = r.code "

bool pack_report_load(struct transaction *tx, const char *report_id, struct pack_report *ret)
{
	statement(tx, REPORT_COLUMNS "WHERE r.report_id = $1");
	bind_text(tx, report_id);
	return report_only(tx, ret);
}

bool pack_report_load_by_receipt(struct transaction *tx, const char *receipt,
				 struct pack_report *ret)
{
	statement(tx, REPORT_COLUMNS "WHERE r.receipt = $1");
	bind_text(tx, receipt);
	return report_only(tx, ret);
}

#define REPORT_REST                                                                                \
	" AND r.arrival < $2 AND ($3 = 0 OR r.state = $3)"                                         \
	" AND ($4 = '' OR (r.state = 1 AND r.due_on < $4))"                                        \
	" ORDER BY r.arrival DESC LIMIT $5"

/* One statement for each index. */
void pack_reports_list(struct transaction *tx, const struct pack_report_filter *filter)
{
	const char *key = "";

	if (filter->code[0] != '\0') {
		statement(tx, REPORT_COLUMNS "WHERE r.code = $1" REPORT_REST);
		key = filter->code;
	} else if (filter->commune_code[0] != '\0') {
		statement(tx, REPORT_COLUMNS "WHERE r.commune_code = $1" REPORT_REST);
		key = filter->commune_code;
	} else if (filter->province_code[0] != '\0' || filter->without_place) {
		statement(tx, REPORT_COLUMNS "WHERE r.province_code = $1" REPORT_REST);
		key = filter->province_code;
	} else {
		statement(tx, REPORT_COLUMNS "WHERE $1 = ''" REPORT_REST);
	}
	bind_text(tx, key);
	bind_i64(tx, filter->before);
	bind_i64(tx, filter->state);
	bind_text(tx, filter->overdue_on);
	bind_i64(tx, filter->limit);
}

void pack_reports_to_remind(struct transaction *tx, const char *today, int64_t limit)
{
	statement(tx, "SELECT report_id, due_on FROM pack_reports"
		      " WHERE state = 1 AND told = 0 AND due_on < $1 ORDER BY due_on LIMIT $2");
	bind_text(tx, today);
	bind_i64(tx, limit);
}

bool pack_report_to_remind_next(struct transaction *tx, struct pack_report *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct pack_report){
		.report_id = column_text(tx, "report_id"),
		.due_on = column_text(tx, "due_on"),
	};
	return !transaction_failed(tx);
}

void pack_report_set_told(struct transaction *tx, const char *report_id)
{
	statement(tx, "UPDATE pack_reports SET told = 1 WHERE report_id = $1");
	bind_text(tx, report_id);
	statement_run(tx);
}

void pack_report_step_insert(struct transaction *tx, const char *report_id,
			     const struct pack_report_step *step)
{
	statement(tx, "INSERT INTO pack_report_steps (report_id, step_no, move, moved_on,"
		      " agency_id, commune_code, province_code, reason)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
	bind_text(tx, report_id);
	bind_i64(tx, step->step_no);
	bind_i64(tx, step->move);
	bind_text(tx, step->moved_on);
	bind_text(tx, step->agency_id);
	bind_text(tx, step->commune_code);
	bind_text(tx, step->province_code);
	bind_text(tx, step->reason);
	statement_run(tx);
}

void pack_report_steps(struct transaction *tx, const char *report_id)
{
	statement(tx, "SELECT * FROM pack_report_steps WHERE report_id = $1 ORDER BY step_no");
	bind_text(tx, report_id);
}

bool pack_report_step_next(struct transaction *tx, struct pack_report_step *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct pack_report_step){
		.step_no = column_i64(tx, "step_no"),
		.move = (Ocop__Certification__V1__PackReportMove)column_i64(tx, "move"),
		.moved_on = column_text(tx, "moved_on"),
		.agency_id = column_text(tx, "agency_id"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.reason = column_text(tx, "reason"),
	};
	return !transaction_failed(tx);
}

void unit_choices(struct transaction *tx, const char *province_code)
{
	if (province_code[0] != '\0')
		statement(tx, "SELECT code, full_name_vi FROM units WHERE province_code = $1"
			      " AND length(code) = 5 ORDER BY name_key, code");
	else
		statement(tx, "SELECT code, full_name_vi FROM units WHERE $1 = ''"
			      " AND length(code) = 2 ORDER BY name_key, code");
	bind_text(tx, province_code);
}

bool unit_choice_next(struct transaction *tx, const char **ret_code, const char **ret_name)
{
	if (!statement_step(tx))
		return false;
	*ret_code = column_text(tx, "code");
	*ret_name = column_text(tx, "full_name_vi");
	return !transaction_failed(tx);
}
