/* decision.c - decisions: recorded, listed, and how far their certificates are */
#include "certification/records/decision.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"

enum { LINES_A_PAGE = 500 };

void decided_round_reported(struct transaction *tx, const char *round_id, const char *report_number)
{
	statement(tx, "INSERT INTO decided_rounds (round_id, report_number, decision_number,"
		      " decided_on, decided_at_us) VALUES ($1, $2, '', '', 0)"
		      " ON CONFLICT (round_id) DO UPDATE"
		      " SET report_number = excluded.report_number");
	bind_text(tx, round_id);
	bind_text(tx, report_number);
	statement_run(tx);
}

void decided_round_put(struct transaction *tx, const struct decided_round *round)
{
	statement(tx, "INSERT INTO decided_rounds (round_id, report_number, decision_number,"
		      " decided_on, decided_at_us) VALUES ($1, '', $2, $3, $4)"
		      " ON CONFLICT (round_id) DO UPDATE"
		      " SET decision_number = excluded.decision_number,"
		      " decided_on = excluded.decided_on, decided_at_us = excluded.decided_at_us");
	bind_text(tx, round->round_id);
	bind_text(tx, round->decision_number);
	bind_text(tx, round->decided_on);
	bind_i64(tx, round->decided_at_us);
	statement_run(tx);
}

bool decided_round_load(struct transaction *tx, const char *round_id, struct decided_round *ret)
{
	statement(tx, "SELECT * FROM decided_rounds WHERE round_id = $1 AND decided_at_us > 0");
	bind_text(tx, round_id);
	if (!statement_step(tx))
		return false;
	*ret = (struct decided_round){
		.round_id = column_text(tx, "round_id"),
		.report_number = column_text(tx, "report_number"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
		.decided_at_us = column_i64(tx, "decided_at_us"),
	};
	statement_end(tx);
	return !transaction_failed(tx);
}

void decided_rounds_to_record(struct transaction *tx, int64_t limit)
{
	statement(tx, "SELECT round_id, decided_at_us FROM decided_rounds r"
		      " WHERE decided_at_us > 0 AND NOT EXISTS"
		      " (SELECT 1 FROM decisions d WHERE d.round_id = r.round_id)"
		      " ORDER BY decided_at_us LIMIT $1");
	bind_i64(tx, limit);
}

bool decided_round_next(struct transaction *tx, struct decided_round *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct decided_round){
		.round_id = column_text(tx, "round_id"),
		.decided_at_us = column_i64(tx, "decided_at_us"),
	};
	return true;
}

bool decided_round_authority(struct transaction *tx, const char *round_id, uint32_t *ret_level,
			     const char **ret_province_code)
{
	statement(tx, "SELECT level, province_code FROM decided_results WHERE round_id = $1"
		      " LIMIT 1");
	bind_text(tx, round_id);
	if (!statement_step(tx))
		return false;
	*ret_level = (uint32_t)column_i64(tx, "level");
	*ret_province_code = column_text(tx, "province_code");
	statement_end(tx);
	return !transaction_failed(tx);
}

static const char *text_or_null(const char *text)
{
	return text[0] == '\0' ? NULL : text;
}

void decision_insert(struct transaction *tx, const struct decision_row *decision)
{
	statement(tx, "INSERT INTO decisions (decision_id, kind, level, province_code,"
		      " decision_number, decided_on, round_id, report_number, document_sha256,"
		      " recorded_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
	bind_text(tx, decision->decision_id);
	bind_i64(tx, decision->kind);
	bind_i64(tx, decision->level);
	bind_text(tx, decision->province_code);
	bind_text(tx, decision->decision_number);
	bind_text(tx, decision->decided_on);
	bind_text(tx, text_or_null(decision->round_id));
	bind_text(tx, decision->report_number);
	bind_text(tx, decision->document_sha256);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static void decision_read(struct transaction *tx, struct decision_row *ret)
{
	*ret = (struct decision_row){
		.decision_id = column_text(tx, "decision_id"),
		.kind = (Ocop__Certification__V1__DecisionKind)column_i64(tx, "kind"),
		.level = (Ocop__Certification__V1__AuthorityLevel)column_i64(tx, "level"),
		.province_code = column_text(tx, "province_code"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
		.round_id = column_text(tx, "round_id"),
		.report_number = column_text(tx, "report_number"),
		.document_sha256 = column_text(tx, "document_sha256"),
	};
}

bool decision_next(struct transaction *tx, struct decision_row *ret)
{
	if (!statement_step(tx))
		return false;
	decision_read(tx, ret);
	return !transaction_failed(tx);
}

static bool decision_only(struct transaction *tx, struct decision_row *ret)
{
	if (!decision_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

bool decision_load(struct transaction *tx, const char *decision_id, struct decision_row *ret)
{
	statement(tx, "SELECT * FROM decisions WHERE decision_id = $1");
	bind_text(tx, decision_id);
	return decision_only(tx, ret);
}

bool decision_load_of_round(struct transaction *tx, const char *round_id, struct decision_row *ret)
{
	statement(tx, "SELECT * FROM decisions WHERE round_id = $1");
	bind_text(tx, round_id);
	return decision_only(tx, ret);
}

void decisions_list(struct transaction *tx, const char *decided_on, const char *decision_id,
		    int64_t limit)
{
	statement(tx, "SELECT * FROM decisions"
		      " WHERE $1 = '' OR (decided_on, decision_id) < ($1, $2)"
		      " ORDER BY decided_on DESC, decision_id DESC LIMIT $3");
	bind_text(tx, decided_on);
	bind_text(tx, decision_id);
	bind_i64(tx, limit);
}

/* Decision 1 is recognised, 2 not, 3 proposed to the centre; kind 2 an upgrade. A result that asks
 * for a certificate is one as in decided_results_without_certificate. */
static void round_progress(struct transaction *tx, const char *round_id)
{
	statement(tx,
		  "SELECT SUM(CASE WHEN decision = 1 THEN 1 ELSE 0 END) AS recognised,"
		  " SUM(CASE WHEN decision = 2 THEN 1 ELSE 0 END) AS not_recognised,"
		  " SUM(CASE WHEN decision = 3 THEN 1 ELSE 0 END) AS proposed_to_centre,"
		  " SUM(asks) AS due, SUM(asks * has_certificate) AS issued,"
		  " SUM(asks * (1 - has_certificate) * (1 - has_code)) AS waiting FROM"
		  " (SELECT decision, CASE WHEN decision = 1 AND star >= 3 AND NOT (kind = 2"
		  " AND EXISTS (SELECT 1 FROM certificates o WHERE o.code = r.certificate_code"
		  " AND o.star >= r.star)) THEN 1 ELSE 0 END AS asks,"
		  " CASE WHEN EXISTS (SELECT 1 FROM certificates c WHERE c.round_id = r.round_id"
		  " AND c.dossier_id = r.dossier_id AND c.corrects_code IS NULL) THEN 1 ELSE 0 END"
		  " AS has_certificate,"
		  " CASE WHEN EXISTS (SELECT 1 FROM product_codes p"
		  " WHERE p.product_id = r.product_id) THEN 1 ELSE 0 END AS has_code"
		  " FROM decided_results r WHERE round_id = $1) AS results");
	bind_text(tx, round_id);
}

static void centre_progress(struct transaction *tx, const struct decision_row *decision)
{
	statement(tx, "SELECT COUNT(*) AS recognised, 0 AS not_recognised, 0 AS proposed_to_centre,"
		      " COUNT(*) AS due, SUM(CASE WHEN EXISTS (SELECT 1 FROM certificates c"
		      " WHERE c.dossier_id = r.dossier_id AND c.centre_decision_sha256 IS NOT NULL"
		      " AND c.corrects_code IS NULL) THEN 1 ELSE 0 END) AS issued, 0 AS waiting"
		      " FROM centre_results r WHERE decided_on = $1 AND decision_number = $2");
	bind_text(tx, decision->decided_on);
	bind_text(tx, decision->decision_number);
}

/* Those that the chairman recognised on the centre's result; kind 2 is an upgrade. */
static void recognition_progress(struct transaction *tx, const struct decision_row *decision)
{
	statement(
		tx,
		"SELECT COUNT(*) AS recognised, 0 AS not_recognised, 0 AS proposed_to_centre,"
		" SUM(asks) AS due, SUM(asks * has_certificate) AS issued,"
		" SUM(asks * (1 - has_certificate) * (1 - has_code)) AS waiting FROM"
		" (SELECT CASE WHEN kind = 2 AND EXISTS (SELECT 1 FROM certificates o"
		" WHERE o.code = r.certificate_code AND o.star >= r.star) THEN 0 ELSE 1 END"
		" AS asks, CASE WHEN EXISTS (SELECT 1 FROM certificates c"
		" WHERE c.decision_id = $3 AND c.dossier_id = r.dossier_id"
		" AND c.corrects_code IS NULL) THEN 1 ELSE 0 END AS has_certificate,"
		" CASE WHEN EXISTS (SELECT 1 FROM product_codes p"
		" WHERE p.product_id = r.product_id) THEN 1 ELSE 0 END AS has_code"
		" FROM recognitions r WHERE decided_on = $1 AND decision_number = $2) AS results");
	bind_text(tx, decision->decided_on);
	bind_text(tx, decision->decision_number);
	bind_text(tx, decision->decision_id);
}

void decision_progress_load(struct transaction *tx, const struct decision_row *decision,
			    struct decision_progress *ret)
{
	*ret = (struct decision_progress){0};
	if (decision->kind == DECISION_KIND(ROUND))
		round_progress(tx, decision->round_id);
	else if (decision->kind == DECISION_KIND(CENTRE))
		centre_progress(tx, decision);
	else
		recognition_progress(tx, decision);
	while (statement_step(tx)) {
		*ret = (struct decision_progress){
			.recognised = (uint32_t)column_i64(tx, "recognised"),
			.not_recognised = (uint32_t)column_i64(tx, "not_recognised"),
			.proposed_to_centre = (uint32_t)column_i64(tx, "proposed_to_centre"),
			.certificates_due = (uint32_t)column_i64(tx, "due"),
			.certificates_issued = (uint32_t)column_i64(tx, "issued"),
			.waiting_for_code = (uint32_t)column_i64(tx, "waiting"),
		};
	}
}

static void round_lines(struct transaction *tx, const char *round_id)
{
	statement(tx, "SELECT r.dossier_id, r.product_id, r.product_name, r.producer_id,"
		      " r.producer_name, r.commune_code, r.decision AS outcome, r.star,"
		      " r.mean_text AS points_text, COALESCE(c.code, '') AS certificate_code,"
		      " COALESCE(c.official_number, '') AS official_number"
		      " FROM decided_results r LEFT JOIN certificates c ON c.round_id = r.round_id"
		      " AND c.dossier_id = r.dossier_id AND c.corrects_code IS NULL"
		      " WHERE r.round_id = $1 AND r.dossier_id > $2"
		      " AND ($3 = '' OR r.commune_code = $3) AND ($4 = '' OR r.producer_id = $4)"
		      " ORDER BY r.dossier_id LIMIT $5");
	bind_text(tx, round_id);
}

/* What the centre recognised: others are not mirrored here. */
static void centre_lines(struct transaction *tx, const struct decision_row *decision)
{
	statement(tx, "SELECT r.dossier_id, r.product_id, r.product_name, r.producer_id,"
		      " r.producer_name, r.commune_code, 1 AS outcome, r.star, r.points_text,"
		      " COALESCE(c.code, '') AS certificate_code,"
		      " COALESCE(c.official_number, '') AS official_number"
		      " FROM centre_results r LEFT JOIN certificates c"
		      " ON c.dossier_id = r.dossier_id AND c.centre_decision_sha256 IS NOT NULL"
		      " AND c.corrects_code IS NULL"
		      " WHERE r.decided_on = $1 AND r.decision_number = $2 AND r.dossier_id > $3"
		      " AND ($4 = '' OR r.commune_code = $4) AND ($5 = '' OR r.producer_id = $5)"
		      " ORDER BY r.dossier_id LIMIT $6");
	bind_text(tx, decision->decided_on);
	bind_text(tx, decision->decision_number);
}

static void recognition_lines(struct transaction *tx, const struct decision_row *decision)
{
	statement(tx, "SELECT r.dossier_id, r.product_id, r.product_name, r.producer_id,"
		      " r.producer_name, r.commune_code, 1 AS outcome, r.star, r.points_text,"
		      " COALESCE(c.code, '') AS certificate_code,"
		      " COALESCE(c.official_number, '') AS official_number"
		      " FROM recognitions r LEFT JOIN certificates c"
		      " ON c.decision_id = $1 AND c.dossier_id = r.dossier_id"
		      " AND c.corrects_code IS NULL"
		      " WHERE r.decided_on = $2 AND r.decision_number = $3 AND r.dossier_id > $4"
		      " AND ($5 = '' OR r.commune_code = $5) AND ($6 = '' OR r.producer_id = $6)"
		      " ORDER BY r.dossier_id LIMIT $7");
	bind_text(tx, decision->decision_id);
	bind_text(tx, decision->decided_on);
	bind_text(tx, decision->decision_number);
}

void decision_lines(struct transaction *tx, const struct decision_row *decision,
		    const char *after_dossier_id, const char *commune_code, const char *producer_id,
		    int64_t limit)
{
	if (decision->kind == DECISION_KIND(ROUND))
		round_lines(tx, decision->round_id);
	else if (decision->kind == DECISION_KIND(CENTRE))
		centre_lines(tx, decision);
	else
		recognition_lines(tx, decision);
	bind_text(tx, after_dossier_id);
	bind_text(tx, commune_code);
	bind_text(tx, producer_id);
	bind_i64(tx, limit);
}

bool decision_line_next(struct transaction *tx, struct decision_line *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct decision_line){
		.dossier_id = column_text(tx, "dossier_id"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.commune_code = column_text(tx, "commune_code"),
		.outcome = (uint32_t)column_i64(tx, "outcome"),
		.star = (uint32_t)column_i64(tx, "star"),
		.points_text = column_text(tx, "points_text"),
		.certificate_code = column_text(tx, "certificate_code"),
		.official_number = column_text(tx, "official_number"),
	};
	return !transaction_failed(tx);
}

size_t decision_lines_load(struct transaction *tx, const struct decision_row *decision,
			   const char *commune_code, const char *producer_id,
			   struct decision_line **ret_lines)
{
	struct decision_line *lines = NULL;
	size_t count = 0, before;

	do {
		struct decision_line *more = arena_alloc(
			transaction_arena(tx), (count + LINES_A_PAGE + 1) * sizeof(*more));

		if (count > 0)
			memcpy(more, lines, count * sizeof(*more));
		lines = more;
		before = count;
		decision_lines(tx, decision, count > 0 ? lines[count - 1].dossier_id : "",
			       commune_code, producer_id, LINES_A_PAGE);
		while (decision_line_next(tx, &lines[count]))
			count++;
	} while (count == before + LINES_A_PAGE); /* a full page may have another behind it */
	*ret_lines = lines;
	return count;
}
