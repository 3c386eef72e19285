/* authority.c - the acts that let an authority suspend, and what the ministry asks of a province */
#include "certification/records/authority.h"

#include "common/store/transaction.h"

void suspension_act_write(struct transaction *tx, const struct suspension_act *act)
{
	statement(tx, "INSERT INTO suspension_acts (act_id, version, level, province_code, number,"
		      " issued_on, in_force_from, in_force_until, title, text, recorded_on)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
		      " ON CONFLICT (act_id) DO UPDATE SET version = excluded.version,"
		      " issued_on = excluded.issued_on, in_force_from = excluded.in_force_from,"
		      " in_force_until = excluded.in_force_until, title = excluded.title,"
		      " text = excluded.text");
	bind_text(tx, act->act_id);
	bind_i64(tx, (int64_t)act->version);
	bind_i64(tx, act->level);
	bind_text(tx, act->province_code);
	bind_text(tx, act->number);
	bind_text(tx, act->issued_on);
	bind_text(tx, act->in_force_from);
	bind_text(tx, act->in_force_until);
	bind_text(tx, act->title);
	bind_text(tx, act->text);
	bind_text(tx, act->recorded_on);
	statement_run(tx);
}

bool suspension_act_next(struct transaction *tx, struct suspension_act *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct suspension_act){
		.act_id = column_text(tx, "act_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.level = (Ocop__Certification__V1__AuthorityLevel)column_i64(tx, "level"),
		.province_code = column_text(tx, "province_code"),
		.number = column_text(tx, "number"),
		.issued_on = column_text(tx, "issued_on"),
		.in_force_from = column_text(tx, "in_force_from"),
		.in_force_until = column_text(tx, "in_force_until"),
		.title = column_text(tx, "title"),
		.text = column_text(tx, "text"),
		.recorded_on = column_text(tx, "recorded_on"),
	};
	return !transaction_failed(tx);
}

static bool act_only(struct transaction *tx, struct suspension_act *ret)
{
	if (!suspension_act_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

bool suspension_act_load(struct transaction *tx, Ocop__Certification__V1__AuthorityLevel level,
			 const char *province_code, const char *number, struct suspension_act *ret)
{
	statement(tx, "SELECT * FROM suspension_acts WHERE level = $1 AND province_code = $2"
		      " AND number = $3");
	bind_i64(tx, level);
	bind_text(tx, province_code);
	bind_text(tx, number);
	return act_only(tx, ret);
}

bool suspension_act_in_force(struct transaction *tx, Ocop__Certification__V1__AuthorityLevel level,
			     const char *province_code, const char *today,
			     struct suspension_act *ret)
{
	statement(tx, "SELECT * FROM suspension_acts WHERE level = $1 AND province_code = $2"
		      " AND in_force_from <= $3 AND (in_force_until = '' OR in_force_until >= $3)"
		      " ORDER BY in_force_from DESC, act_id DESC LIMIT 1");
	bind_i64(tx, level);
	bind_text(tx, province_code);
	bind_text(tx, today);
	return act_only(tx, ret);
}

void suspension_acts_list(struct transaction *tx, const char *after_act_id, int64_t limit)
{
	statement(tx, "SELECT * FROM suspension_acts WHERE act_id > $1 ORDER BY act_id LIMIT $2");
	bind_text(tx, after_act_id);
	bind_i64(tx, limit);
}

void certificate_request_insert(struct transaction *tx, const struct certificate_request *request)
{
	statement(tx, "INSERT INTO certificate_requests (request_id, version, code, kind, reason,"
		      " document_number, requested_on, province_code, outcome, answer, answered_on)"
		      " VALUES ($1, 1, $2, $3, $4, $5, $6, $7, 0, '', '')");
	bind_text(tx, request->request_id);
	bind_text(tx, request->code);
	bind_i64(tx, request->kind);
	bind_text(tx, request->reason);
	bind_text(tx, request->document_number);
	bind_text(tx, request->requested_on);
	bind_text(tx, request->province_code);
	statement_run(tx);
}

void certificate_request_update(struct transaction *tx, struct certificate_request *request)
{
	request->version++;
	statement(tx, "UPDATE certificate_requests SET version = $1, outcome = $2, answer = $3,"
		      " answered_on = $4 WHERE request_id = $5");
	bind_i64(tx, (int64_t)request->version);
	bind_i64(tx, request->outcome);
	bind_text(tx, request->answer);
	bind_text(tx, request->answered_on);
	bind_text(tx, request->request_id);
	statement_run(tx);
}

bool certificate_request_next(struct transaction *tx, struct certificate_request *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct certificate_request){
		.request_id = column_text(tx, "request_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.code = column_text(tx, "code"),
		.kind = (Ocop__Certification__V1__RequestKind)column_i64(tx, "kind"),
		.reason = column_text(tx, "reason"),
		.document_number = column_text(tx, "document_number"),
		.requested_on = column_text(tx, "requested_on"),
		.province_code = column_text(tx, "province_code"),
		.outcome = (Ocop__Certification__V1__RequestOutcome)column_i64(tx, "outcome"),
		.answer = column_text(tx, "answer"),
		.answered_on = column_text(tx, "answered_on"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_name = column_text(tx, "producer_name"),
		.commune_code = column_text(tx, "commune_code"),
	};
	return !transaction_failed(tx);
}

static bool request_only(struct transaction *tx, struct certificate_request *ret)
{
	if (!certificate_request_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

#define REQUEST_COLUMNS                                                                            \
	"SELECT r.*, c.product_id, c.product_name, c.producer_name, c.commune_code"                \
	" FROM certificate_requests r JOIN certificates c ON c.code = r.code "

bool certificate_request_load(struct transaction *tx, const char *request_id,
			      struct certificate_request *ret)
{
	statement(tx, REQUEST_COLUMNS "WHERE r.request_id = $1");
	bind_text(tx, request_id);
	return request_only(tx, ret);
}

bool certificate_request_open(struct transaction *tx, const char *code,
			      Ocop__Certification__V1__RequestKind kind,
			      struct certificate_request *ret)
{
	statement(tx, REQUEST_COLUMNS "WHERE r.code = $1 AND r.kind = $2 AND r.outcome = 0"
				      " ORDER BY r.request_id LIMIT 1");
	bind_text(tx, code);
	bind_i64(tx, kind);
	return request_only(tx, ret);
}

#define REQUEST_REST                                                                               \
	" AND ($2 = 0 OR r.outcome = 0) AND ($3 = '' OR r.request_id < $3)"                        \
	" ORDER BY r.request_id DESC LIMIT $4"

/* One statement for each index. */
void certificate_requests_list(struct transaction *tx,
			       const struct certificate_request_filter *filter)
{
	if (filter->code[0] != '\0') {
		statement(tx, REQUEST_COLUMNS "WHERE r.code = $1" REQUEST_REST);
		bind_text(tx, filter->code);
	} else if (filter->province_code[0] != '\0') {
		statement(tx, REQUEST_COLUMNS "WHERE r.province_code = $1" REQUEST_REST);
		bind_text(tx, filter->province_code);
	} else {
		statement(tx, REQUEST_COLUMNS "WHERE $1 = ''" REQUEST_REST);
		bind_text(tx, "");
	}
	bind_i64(tx, filter->open_only);
	bind_text(tx, filter->before_request_id);
	bind_i64(tx, filter->limit);
}
