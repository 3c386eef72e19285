/* certificates.c - certificates and legacy recognitions: written, found, listed */
#include "certification/records.h"

#include "certification/records/certificate_row.h"
#include "certification/rules.h"
#include "common/store/transaction.h"

/* Every reading statement gives these. The product code is joined: registration may tell it after
 * the certificate was issued. */
#define CERTIFICATE_COLUMNS                                                                        \
	"SELECT c.*, COALESCE((SELECT p.code FROM product_codes p"                                 \
	" WHERE p.dossier_id = c.dossier_id AND p.product_id = c.product_id"                       \
	" ORDER BY p.code DESC LIMIT 1), '') AS product_code FROM certificates c "

/* "" is stored as NULL where uniqueness or absence counts. */
static const char *text_or_null(const char *text)
{
	return text == NULL || text[0] == '\0' ? NULL : text;
}

static const char *text_or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static const char *last_day_of(const struct certificate *certificate)
{
	const char *extended_until = text_or_empty(certificate->extended_until);

	return extended_until[0] != '\0' ? extended_until : text_or_empty(certificate->valid_until);
}

void certificate_insert(struct transaction *tx, const struct certificate *certificate)
{
	statement(tx,
		  "INSERT INTO certificates (code, version, official_number, state, star,"
		  " product_id, product_name, producer_id, producer_name, commune_code,"
		  " province_code, place_text, decision_number, decided_on, valid_from,"
		  " valid_until, rulebook_code, set_no, sector_code, points_sum, points_count,"
		  " points_text, source_url, round_id, dossier_id, claim_id, corrects_code,"
		  " replaced_by_code, changed_at_us, centre_decision_sha256, decision_id, is_set,"
		  " filed_late, replacement_kind, next_reminder, next_reminder_on, extended_until,"
		  " last_day, number_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
		  "$12, $13, $14,"
		  " $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30,"
		  " $31, $32, $33, $34, $35, $36, $37, $38, $39)");
	bind_text(tx, certificate->code);
	bind_i64(tx, (int64_t)certificate->version);
	bind_text(tx, text_or_null(certificate->official_number));
	bind_i64(tx, certificate->state);
	bind_i64(tx, certificate->star);
	bind_text(tx, certificate->product_id);
	bind_text(tx, certificate->product_name);
	bind_text(tx, certificate->producer_id);
	bind_text(tx, certificate->producer_name);
	bind_text(tx, text_or_empty(certificate->commune_code));
	bind_text(tx, text_or_empty(certificate->province_code));
	bind_text(tx, text_or_empty(certificate->place_text));
	bind_text(tx, text_or_empty(certificate->decision_number));
	bind_text(tx, text_or_empty(certificate->decided_on));
	bind_text(tx, text_or_empty(certificate->valid_from));
	bind_text(tx, text_or_empty(certificate->valid_until));
	bind_text(tx, text_or_empty(certificate->rulebook_code));
	bind_i64(tx, certificate->set_no);
	bind_text(tx, text_or_empty(certificate->sector_code));
	bind_i64(tx, certificate->points_sum);
	bind_i64(tx, certificate->points_count);
	bind_text(tx, text_or_empty(certificate->points_text));
	bind_text(tx, text_or_empty(certificate->source_url));
	bind_text(tx, text_or_null(certificate->round_id));
	bind_text(tx, text_or_null(certificate->dossier_id));
	bind_text(tx, text_or_null(certificate->claim_id));
	bind_text(tx, text_or_null(certificate->corrects_code));
	bind_text(tx, text_or_null(certificate->replaced_by_code));
	bind_i64(tx, certificate->changed_at_us);
	bind_text(tx, text_or_null(certificate->centre_decision_sha256));
	bind_text(tx, text_or_null(certificate->decision_id));
	bind_i64(tx, certificate->is_set);
	bind_i64(tx, certificate->filed_late);
	bind_i64(tx, certificate->replacement_kind);
	bind_i64(tx, certificate->next_reminder);
	bind_text(tx, text_or_empty(certificate->next_reminder_on));
	bind_text(tx, text_or_empty(certificate->extended_until));
	bind_text(tx, last_day_of(certificate));
	bind_text(tx,
		  number_key(transaction_arena(tx), text_or_empty(certificate->official_number)));
	statement_run(tx);
}

void certificate_update(struct transaction *tx, struct certificate *certificate)
{
	certificate->version++;
	certificate->changed_at_us = transaction_now_us(tx);
	statement(tx, "UPDATE certificates SET version = $1, state = $2, replaced_by_code = $3,"
		      " replacement_reason = $4, replacement_kind = $5, revocation_ground = $6,"
		      " revocation_reason = $7, revocation_decision = $8, revoked_on = $9,"
		      " revocation_basis = $10, conclusion_number = $11, concluded_on = $12,"
		      " revocation_days_late = $13, revocation_paper_sha256 = $14,"
		      " suspension_act = $15, suspension_decision = $16, suspension_reason = $17,"
		      " suspended_on = $18, extended_until = $19, last_day = $20,"
		      " changed_at_us = $21 WHERE code = $22");
	bind_i64(tx, (int64_t)certificate->version);
	bind_i64(tx, certificate->state);
	bind_text(tx, text_or_null(certificate->replaced_by_code));
	bind_text(tx, text_or_null(certificate->replacement_reason));
	bind_i64(tx, certificate->replacement_kind);
	bind_text(tx, text_or_null(certificate->revocation_ground));
	bind_text(tx, text_or_null(certificate->revocation_reason));
	bind_text(tx, text_or_null(certificate->revocation_decision));
	bind_text(tx, text_or_null(certificate->revoked_on));
	bind_i64(tx, certificate->revocation_basis);
	bind_text(tx, text_or_null(certificate->conclusion_number));
	bind_text(tx, text_or_null(certificate->concluded_on));
	bind_i64(tx, certificate->revocation_days_late);
	bind_text(tx, text_or_null(certificate->revocation_paper_sha256));
	bind_text(tx, text_or_null(certificate->suspension_act));
	bind_text(tx, text_or_null(certificate->suspension_decision));
	bind_text(tx, text_or_null(certificate->suspension_reason));
	bind_text(tx, text_or_null(certificate->suspended_on));
	bind_text(tx, text_or_empty(certificate->extended_until));
	bind_text(tx, last_day_of(certificate));
	bind_i64(tx, certificate->changed_at_us);
	bind_text(tx, certificate->code);
	statement_run(tx);
}

void certificate_set_reminder(struct transaction *tx, const struct certificate *certificate)
{
	statement(tx, "UPDATE certificates SET next_reminder = $1, next_reminder_on = $2"
		      " WHERE code = $3");
	bind_i64(tx, certificate->next_reminder);
	bind_text(tx, certificate->next_reminder_on);
	bind_text(tx, certificate->code);
	statement_run(tx);
}

/* What ended it, or holds it up. */
static void certificate_read_end(struct transaction *tx, struct certificate *ret)
{
	ret->replaced_by_code = column_text(tx, "replaced_by_code");
	ret->replacement_reason = column_text(tx, "replacement_reason");
	ret->replacement_kind =
		(Ocop__Certification__V1__ReplacementKind)column_i64(tx, "replacement_kind");
	ret->revocation_ground = column_text(tx, "revocation_ground");
	ret->revocation_reason = column_text(tx, "revocation_reason");
	ret->revocation_decision = column_text(tx, "revocation_decision");
	ret->revoked_on = column_text(tx, "revoked_on");
	ret->revocation_basis =
		(Ocop__Certification__V1__RevocationBasis)column_i64(tx, "revocation_basis");
	ret->conclusion_number = column_text(tx, "conclusion_number");
	ret->concluded_on = column_text(tx, "concluded_on");
	ret->revocation_days_late = (uint32_t)column_i64(tx, "revocation_days_late");
	ret->revocation_paper_sha256 = column_text(tx, "revocation_paper_sha256");
	ret->suspension_act = column_text(tx, "suspension_act");
	ret->suspension_decision = column_text(tx, "suspension_decision");
	ret->suspension_reason = column_text(tx, "suspension_reason");
	ret->suspended_on = column_text(tx, "suspended_on");
}

void certificate_row_read(struct transaction *tx, struct certificate *ret)
{
	*ret = (struct certificate){
		.arrival = column_i64(tx, "arrival"),
		.code = column_text(tx, "code"),
		.version = (uint64_t)column_i64(tx, "version"),
		.official_number = column_text(tx, "official_number"),
		.state = (Ocop__Certification__V1__CertificateState)column_i64(tx, "state"),
		.star = (uint32_t)column_i64(tx, "star"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.place_text = column_text(tx, "place_text"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
		.valid_from = column_text(tx, "valid_from"),
		.valid_until = column_text(tx, "valid_until"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.sector_code = column_text(tx, "sector_code"),
		.points_sum = (uint32_t)column_i64(tx, "points_sum"),
		.points_count = (uint32_t)column_i64(tx, "points_count"),
		.points_text = column_text(tx, "points_text"),
		.source_url = column_text(tx, "source_url"),
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.claim_id = column_text(tx, "claim_id"),
		.centre_decision_sha256 = column_text(tx, "centre_decision_sha256"),
		.decision_id = column_text(tx, "decision_id"),
		.is_set = column_i64(tx, "is_set") != 0,
		.filed_late = column_i64(tx, "filed_late") != 0,
		.extended_until = column_text(tx, "extended_until"),
		.last_day = column_text(tx, "last_day"),
		.corrects_code = column_text(tx, "corrects_code"),
		.next_reminder = (Ocop__Certification__V1__CertificateReminder)column_i64(
			tx, "next_reminder"),
		.next_reminder_on = column_text(tx, "next_reminder_on"),
		.changed_at_us = column_i64(tx, "changed_at_us"),
		.product_code = column_text(tx, "product_code"),
	};
	certificate_read_end(tx, ret);
}

bool certificate_next(struct transaction *tx, struct certificate *ret)
{
	if (!statement_step(tx))
		return false;
	certificate_row_read(tx, ret);
	return !transaction_failed(tx);
}

/* The one row of the statement at hand. */
static bool certificate_only(struct transaction *tx, struct certificate *ret)
{
	if (!certificate_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

bool certificate_load(struct transaction *tx, const char *code, struct certificate *ret)
{
	statement(tx, CERTIFICATE_COLUMNS "WHERE c.code = $1");
	bind_text(tx, code);
	return certificate_only(tx, ret);
}

bool certificate_load_by_number(struct transaction *tx, const char *official_number,
				struct certificate *ret)
{
	statement(tx, CERTIFICATE_COLUMNS "WHERE c.official_number = $1");
	bind_text(tx, official_number);
	return certificate_only(tx, ret);
}

bool certificate_load_by_key(struct transaction *tx, const char *key, struct certificate *ret)
{
	const char *code = "";
	int count = 0;

	statement(tx, "SELECT code FROM certificates WHERE number_key = $1 AND number_key <> ''"
		      " LIMIT 2");
	bind_text(tx, key);
	while (statement_step(tx)) {
		code = column_text(tx, "code");
		count++;
	}
	return count == 1 && certificate_load(tx, code, ret);
}

bool certificate_load_in_force(struct transaction *tx, const char *product_id,
			       struct certificate *ret)
{
	statement(tx, CERTIFICATE_COLUMNS "WHERE c.product_id = $1 AND c.state IN (1, 5)");
	bind_text(tx, product_id);
	return certificate_only(tx, ret);
}

bool certificate_exists(struct transaction *tx, const char *code)
{
	bool exists;

	statement(tx, "SELECT 1 FROM certificates WHERE code = $1");
	bind_text(tx, code);
	exists = statement_step(tx);
	if (exists)
		statement_end(tx);
	return exists;
}

bool result_has_certificate(struct transaction *tx, const char *round_id, const char *dossier_id)
{
	bool exists;

	statement(tx, "SELECT 1 FROM certificates WHERE round_id = $1 AND dossier_id = $2"
		      " AND corrects_code IS NULL");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	exists = statement_step(tx);
	if (exists)
		statement_end(tx);
	return exists;
}

static void filter_bind(struct transaction *tx, const struct certificate_filter *filter,
			const char *key)
{
	bind_text(tx, key);
	bind_i64(tx, filter->before);
	bind_i64(tx, filter->state);
	bind_text(tx, filter->today);
	bind_i64(tx, filter->star);
	bind_text(tx, filter->province_code);
	bind_i64(tx, filter->limit);
}

/* One in force whose last day is over is listed as expired, as it is shown (state 2). A province is
 * asked for as it is today: what was issued under a code that it took in is its own. */
#define FILTER_REST                                                                                \
	" AND c.arrival < $2 AND ($3 = 0 OR (CASE WHEN c.state IN (1, 5) AND c.last_day < $4"      \
	" THEN 2 ELSE c.state END) = $3) AND ($5 = 0 OR c.star = $5)"                              \
	" AND ($6 = '' OR c.province_code = $6 OR c.province_code IN (SELECT f.province_code"      \
	" FROM former_units f WHERE f.successor_province_code = $6 AND NOT EXISTS"                 \
	" (SELECT 1 FROM units u WHERE u.code = f.province_code)))"                                \
	" ORDER BY c.arrival DESC LIMIT $7"

/* One statement for each index; the others of the filter are tested row by row. */
void certificates_list(struct transaction *tx, const struct certificate_filter *filter)
{
	if (filter->official_number[0] != '\0') {
		statement(tx, CERTIFICATE_COLUMNS "WHERE c.official_number = $1" FILTER_REST);
		filter_bind(tx, filter, filter->official_number);
	} else if (filter->product_id[0] != '\0') {
		statement(tx, CERTIFICATE_COLUMNS "WHERE c.product_id = $1" FILTER_REST);
		filter_bind(tx, filter, filter->product_id);
	} else if (filter->round_id[0] != '\0') {
		statement(tx, CERTIFICATE_COLUMNS "WHERE c.round_id = $1" FILTER_REST);
		filter_bind(tx, filter, filter->round_id);
	} else if (filter->decision_id[0] != '\0') {
		statement(tx, CERTIFICATE_COLUMNS "WHERE c.decision_id = $1" FILTER_REST);
		filter_bind(tx, filter, filter->decision_id);
	} else {
		statement(tx, CERTIFICATE_COLUMNS "WHERE $1 = ''" FILTER_REST);
		filter_bind(tx, filter, "");
	}
}

void certificates_ended(struct transaction *tx, const char *today, int64_t limit)
{
	statement(tx, "SELECT code, last_day FROM certificates WHERE state IN (1, 5)"
		      " AND last_day < $1 ORDER BY last_day LIMIT $2");
	bind_text(tx, today);
	bind_i64(tx, limit);
}

/* Kind 3 is a re-rating, decision 2 not recognised: in a round here, or by the centre on paper. */
#define RE_RATING_FAILED                                                                           \
	"(EXISTS (SELECT 1 FROM decided_results r WHERE r.certificate_code = c.code"               \
	" AND r.certificate_code <> '' AND r.kind = 3 AND r.decision = 2)"                         \
	" OR EXISTS (SELECT 1 FROM centre_refusals f JOIN dossiers d"                              \
	" ON d.dossier_id = f.dossier_id WHERE f.certificate_code = c.code AND d.kind = 3))"

void certificates_extended_in_vain(struct transaction *tx, const char *today, int64_t limit)
{
	statement(tx, "SELECT code, valid_until AS last_day FROM certificates c"
		      " WHERE state IN (1, 5) AND extended_until <> '' AND valid_until < $1"
		      " AND " RE_RATING_FAILED " ORDER BY valid_until LIMIT $2");
	bind_text(tx, today);
	bind_i64(tx, limit);
}

bool certificate_ended_next(struct transaction *tx, struct certificate *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct certificate){
		.code = column_text(tx, "code"),
		.last_day = column_text(tx, "last_day"),
	};
	return true;
}

void certificates_to_remind(struct transaction *tx, const char *today, int64_t limit)
{
	statement(tx, "SELECT code, next_reminder, next_reminder_on FROM certificates"
		      " WHERE state IN (1, 5) AND next_reminder > 0 AND next_reminder_on <= $1"
		      " ORDER BY next_reminder_on LIMIT $2");
	bind_text(tx, today);
	bind_i64(tx, limit);
}

bool certificate_to_remind_next(struct transaction *tx, struct certificate *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct certificate){
		.code = column_text(tx, "code"),
		.next_reminder = (Ocop__Certification__V1__CertificateReminder)column_i64(
			tx, "next_reminder"),
		.next_reminder_on = column_text(tx, "next_reminder_on"),
	};
	return true;
}

bool certificate_re_rating_failed(struct transaction *tx, const char *code)
{
	bool failed;

	statement(tx, "SELECT 1 FROM certificates c WHERE c.code = $1 AND " RE_RATING_FAILED);
	bind_text(tx, code);
	failed = statement_step(tx);
	if (failed)
		statement_end(tx);
	return failed;
}
