/* dossier_content.c - statements on what a producer and a commune put into a dossier */
#include "common/rulebook/score.h"
#include "common/store/transaction.h"
#include "registration/records.h"

size_t form_fields_load(struct transaction *tx, const char *dossier_id,
			struct form_field **ret_fields)
{
	struct form_field *fields = NULL;
	size_t count = 0;

	statement(tx, "SELECT form_code, key, value FROM dossier_fields WHERE dossier_id = $1"
		      " ORDER BY form_code, key");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		fields = list_room(tx, fields, count, sizeof(*fields));
		fields[count++] = (struct form_field){.form_code = column_text(tx, "form_code"),
						      .key = column_text(tx, "key"),
						      .value = column_text(tx, "value")};
	}
	*ret_fields = fields;
	return count;
}

void form_field_write(struct transaction *tx, const char *dossier_id,
		      const struct form_field *field)
{
	statement(tx, "INSERT INTO dossier_fields (dossier_id, form_code, key, value)"
		      " VALUES ($1, $2, $3, $4) ON CONFLICT (dossier_id, form_code, key)"
		      " DO UPDATE SET value = excluded.value");
	bind_text(tx, dossier_id);
	bind_text(tx, field->form_code);
	bind_text(tx, field->key);
	bind_text(tx, field->value);
	statement_run(tx);
}

size_t choices_load(struct transaction *tx, const char *dossier_id, struct choice **ret_choices)
{
	struct choice *choices = NULL;
	size_t count = 0;

	statement(tx, "SELECT criterion_code, option_no FROM dossier_choices"
		      " WHERE dossier_id = $1 ORDER BY criterion_code");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		choices = list_room(tx, choices, count, sizeof(*choices));
		choices[count++] =
			(struct choice){.criterion_code = column_text(tx, "criterion_code"),
					.option_no = (uint32_t)column_i64(tx, "option_no")};
	}
	*ret_choices = choices;
	return count;
}

void choices_delete(struct transaction *tx, const char *dossier_id)
{
	statement(tx, "DELETE FROM dossier_choices WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	statement_run(tx);
}

void choice_insert(struct transaction *tx, const char *dossier_id, const struct choice *choice)
{
	statement(tx, "INSERT INTO dossier_choices (dossier_id, criterion_code, option_no)"
		      " VALUES ($1, $2, $3)");
	bind_text(tx, dossier_id);
	bind_text(tx, choice->criterion_code);
	bind_i64(tx, choice->option_no);
	statement_run(tx);
}

#define EVIDENCE_COLUMNS                                                                           \
	"evidence_id, evidence_type, criterion_codes, name, sha256, size_bytes, media_type, link," \
	" valid_until, page_count, has_thumbnail, from_submission, until_submission, "             \
	"carried_over,"                                                                            \
	" shows_pack"

static void read_evidence(struct transaction *tx, struct evidence *evidence)
{
	*evidence = (struct evidence){
		.exists = true,
		.evidence_id = column_text(tx, "evidence_id"),
		.evidence_type = column_text(tx, "evidence_type"),
		.criterion_codes = column_text(tx, "criterion_codes"),
		.name = column_text(tx, "name"),
		.sha256 = column_text(tx, "sha256"),
		.size_bytes = column_i64(tx, "size_bytes"),
		.media_type = column_text(tx, "media_type"),
		.link = column_text(tx, "link"),
		.valid_until = column_text(tx, "valid_until"),
		.page_count = (uint32_t)column_i64(tx, "page_count"),
		.has_thumbnail = column_i64(tx, "has_thumbnail"),
		.from_submission = (uint32_t)column_i64(tx, "from_submission"),
		.until_submission = (uint32_t)column_i64(tx, "until_submission"),
		.carried_over = column_i64(tx, "carried_over"),
		.shows_pack = column_i64(tx, "shows_pack"),
	};
}

/* All rows of the statement that was bound. */
static size_t read_rows(struct transaction *tx, struct evidence **ret_evidence)
{
	struct evidence *evidence = NULL;
	size_t count = 0;

	while (statement_step(tx)) {
		evidence = list_room(tx, evidence, count, sizeof(*evidence));
		read_evidence(tx, &evidence[count++]);
	}
	*ret_evidence = evidence;
	return count;
}

/* Its one row. */
static void read_only_row(struct transaction *tx, struct evidence *ret_evidence)
{
	*ret_evidence = (struct evidence){.evidence_id = "",
					  .evidence_type = "",
					  .criterion_codes = "",
					  .name = "",
					  .sha256 = "",
					  .media_type = "",
					  .link = "",
					  .valid_until = ""};
	if (!statement_step(tx))
		return;
	read_evidence(tx, ret_evidence);
	statement_end(tx);
}

size_t evidence_list(struct transaction *tx, const char *dossier_id, struct evidence **ret_evidence)
{
	statement(tx, "SELECT " EVIDENCE_COLUMNS " FROM evidence WHERE dossier_id = $1"
		      " AND until_submission = 0 ORDER BY evidence_id");
	bind_text(tx, dossier_id);
	return read_rows(tx, ret_evidence);
}

size_t evidence_of_submission(struct transaction *tx, const char *dossier_id,
			      uint32_t submission_no, struct evidence **ret_evidence)
{
	statement(tx, "SELECT " EVIDENCE_COLUMNS " FROM evidence WHERE dossier_id = $1"
		      " AND from_submission BETWEEN 1 AND $2"
		      " AND (until_submission = 0 OR until_submission >= $2)"
		      " ORDER BY evidence_id");
	bind_text(tx, dossier_id);
	bind_i64(tx, submission_no);
	return read_rows(tx, ret_evidence);
}

void evidence_load(struct transaction *tx, const char *dossier_id, const char *evidence_id,
		   struct evidence *ret_evidence)
{
	statement(tx, "SELECT " EVIDENCE_COLUMNS " FROM evidence"
		      " WHERE evidence_id = $1 AND dossier_id = $2");
	bind_text(tx, evidence_id);
	bind_text(tx, dossier_id);
	read_only_row(tx, ret_evidence);
}

void evidence_find(struct transaction *tx, const char *dossier_id, const char *sha256,
		   struct evidence *ret_evidence)
{
	statement(tx, "SELECT " EVIDENCE_COLUMNS " FROM evidence"
		      " WHERE sha256 = $1 AND dossier_id = $2 AND sha256 <> '' LIMIT 1");
	bind_text(tx, sha256);
	bind_text(tx, dossier_id);
	read_only_row(tx, ret_evidence);
}

void evidence_insert(struct transaction *tx, const char *dossier_id,
		     const struct evidence *evidence)
{
	statement(tx, "INSERT INTO evidence (" EVIDENCE_COLUMNS ", dossier_id, attached_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		      " $16, $17)");
	bind_text(tx, evidence->evidence_id);
	bind_text(tx, evidence->evidence_type);
	bind_text(tx, evidence->criterion_codes);
	bind_text(tx, evidence->name);
	bind_text(tx, evidence->sha256);
	bind_i64(tx, evidence->size_bytes);
	bind_text(tx, evidence->media_type);
	bind_text(tx, evidence->link);
	bind_text(tx, evidence->valid_until);
	bind_i64(tx, evidence->page_count);
	bind_i64(tx, evidence->has_thumbnail);
	bind_i64(tx, evidence->from_submission);
	bind_i64(tx, evidence->until_submission);
	bind_i64(tx, evidence->carried_over);
	bind_i64(tx, evidence->shows_pack);
	bind_text(tx, dossier_id);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

void evidence_delete(struct transaction *tx, const char *evidence_id)
{
	statement(tx, "DELETE FROM evidence WHERE evidence_id = $1");
	bind_text(tx, evidence_id);
	statement_run(tx);
}

void evidence_end(struct transaction *tx, const char *evidence_id, uint32_t until_submission)
{
	statement(tx, "UPDATE evidence SET until_submission = $1 WHERE evidence_id = $2");
	bind_i64(tx, until_submission);
	bind_text(tx, evidence_id);
	statement_run(tx);
}

void evidence_bind(struct transaction *tx, const char *dossier_id, uint32_t submission_no)
{
	statement(tx, "UPDATE evidence SET from_submission = $1"
		      " WHERE dossier_id = $2 AND from_submission = 0");
	bind_i64(tx, submission_no);
	bind_text(tx, dossier_id);
	statement_run(tx);
}

size_t findings_load(struct transaction *tx, const char *dossier_id, struct finding **ret_findings)
{
	struct finding *findings = NULL;
	size_t count = 0;

	statement(tx, "SELECT check_code, satisfied, remark FROM dossier_findings"
		      " WHERE dossier_id = $1 ORDER BY check_code");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		findings = list_room(tx, findings, count, sizeof(*findings));
		findings[count++] = (struct finding){.check_code = column_text(tx, "check_code"),
						     .satisfied = column_i64(tx, "satisfied"),
						     .remark = column_text(tx, "remark")};
	}
	*ret_findings = findings;
	return count;
}

void findings_delete(struct transaction *tx, const char *dossier_id)
{
	statement(tx, "DELETE FROM dossier_findings WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	statement_run(tx);
}

void finding_insert(struct transaction *tx, const char *dossier_id, const struct finding *finding)
{
	statement(tx, "INSERT INTO dossier_findings (dossier_id, check_code, satisfied, remark)"
		      " VALUES ($1, $2, $3, $4)");
	bind_text(tx, dossier_id);
	bind_text(tx, finding->check_code);
	bind_i64(tx, finding->satisfied);
	bind_text(tx, finding->remark);
	statement_run(tx);
}
