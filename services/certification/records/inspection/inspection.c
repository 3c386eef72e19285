/* inspection.c - visits about certificates: written; their teams, checklists and papers */
#include "certification/records/inspection/inspection.h"

#include "common/store/transaction.h"

void inspection_insert(struct transaction *tx, const struct inspection *inspection)
{
	bool is_periodic = inspection->kind == INSPECTION_KIND(PERIODIC);

	statement(tx,
		  "INSERT INTO inspections (inspection_id, version, kind, state, is_open, level,"
		  " code, star, product_id, producer_id, commune_code, province_code, plan_id,"
		  " plan_line_no, reason, visit_on, notice_number, rulebook_code, set_no,"
		  " held_on, faults, findings, open_findings, due_on, outcome, ground_code,"
		  " summary, conclusion_number, concluded_on, conclusion_paper_id,"
		  " conclusion_sha256, revoked_on, cancelled_on, cancel_reason)"
		  " VALUES ($1, 1, $2, 1, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
		  " $14, $15, $16, '', 0, 0, 0, '', 0, '', '', '', '', '', '', '', '', '')");
	bind_text(tx, inspection->inspection_id);
	bind_i64(tx, inspection->kind);
	bind_i64(tx, inspection->level);
	bind_text(tx, inspection->code);
	bind_i64(tx, inspection->star);
	bind_text(tx, inspection->product_id);
	bind_text(tx, inspection->producer_id);
	bind_text(tx, inspection->commune_code);
	bind_text(tx, inspection->province_code);
	bind_text(tx, is_periodic ? inspection->plan_id : NULL);
	if (is_periodic)
		bind_i64(tx, inspection->plan_line_no);
	else
		bind_null(tx);
	bind_text(tx, inspection->reason);
	bind_text(tx, inspection->visit_on);
	bind_text(tx, inspection->notice_number);
	bind_text(tx, inspection->rulebook_code);
	bind_i64(tx, inspection->set_no);
	statement_run(tx);
}

/* Somebody still has to do something: visit, have it remedied, conclude, or revoke. */
static bool is_open(const struct inspection *inspection)
{
	return inspection->state == INSPECTION_STATE(ANNOUNCED) ||
	       inspection->state == INSPECTION_STATE(HELD) ||
	       (inspection->outcome == INSPECTION_OUTCOME(PROPOSES_REVOCATION) &&
		inspection->revoked_on[0] == '\0');
}

void inspection_update(struct transaction *tx, struct inspection *inspection)
{
	inspection->version++;
	statement(tx, "UPDATE inspections SET version = $1, state = $2, is_open = $3,"
		      " visit_on = $4, notice_number = $5, held_on = $6, faults = $7,"
		      " findings = $8, open_findings = $9, due_on = $10, outcome = $11,"
		      " ground_code = $12, summary = $13, conclusion_number = $14,"
		      " concluded_on = $15, conclusion_paper_id = $16, conclusion_sha256 = $17,"
		      " revoked_on = $18, cancelled_on = $19, cancel_reason = $20"
		      " WHERE inspection_id = $21");
	bind_i64(tx, (int64_t)inspection->version);
	bind_i64(tx, inspection->state);
	bind_i64(tx, is_open(inspection));
	bind_text(tx, inspection->visit_on);
	bind_text(tx, inspection->notice_number);
	bind_text(tx, inspection->held_on);
	bind_i64(tx, inspection->faults);
	bind_i64(tx, inspection->findings);
	bind_i64(tx, inspection->open_findings);
	bind_text(tx, inspection->due_on);
	bind_i64(tx, inspection->outcome);
	bind_text(tx, inspection->ground_code);
	bind_text(tx, inspection->summary);
	bind_text(tx, inspection->conclusion_number);
	bind_text(tx, inspection->concluded_on);
	bind_text(tx, inspection->conclusion_paper_id);
	bind_text(tx, inspection->conclusion_sha256);
	bind_text(tx, inspection->revoked_on);
	bind_text(tx, inspection->cancelled_on);
	bind_text(tx, inspection->cancel_reason);
	bind_text(tx, inspection->inspection_id);
	statement_run(tx);
}

void inspection_version_pass(struct transaction *tx, const char *thing_id, uint64_t version)
{
	statement(tx, "UPDATE inspections SET version = $1 WHERE inspection_id = $2"
		      " AND version < $1");
	bind_i64(tx, (int64_t)version);
	bind_text(tx, thing_id);
	statement_run(tx);
	statement(tx, "UPDATE inspection_plans SET version = $1 WHERE plan_id = $2"
		      " AND version < $1");
	bind_i64(tx, (int64_t)version);
	bind_text(tx, thing_id);
	statement_run(tx);
}

static void member_insert(struct transaction *tx, const char *inspection_id, size_t member_no,
			  const struct inspection_member *member)
{
	statement(tx, "INSERT INTO inspection_team (inspection_id, member_no, office, leads)"
		      " VALUES ($1, $2, $3, $4)");
	bind_text(tx, inspection_id);
	bind_i64(tx, (int64_t)member_no);
	bind_text(tx, member->office);
	bind_i64(tx, member->leads);
	statement_run(tx);
}

void inspection_team_put(struct transaction *tx, const char *inspection_id,
			 const struct inspection_member *members, size_t count)
{
	statement(tx, "DELETE FROM inspection_team WHERE inspection_id = $1");
	bind_text(tx, inspection_id);
	statement_run(tx);
	for (size_t i = 0; i < count; i++)
		member_insert(tx, inspection_id, i + 1, &members[i]);
}

void inspection_team(struct transaction *tx, const char *inspection_id)
{
	statement(tx, "SELECT * FROM inspection_team WHERE inspection_id = $1 ORDER BY member_no");
	bind_text(tx, inspection_id);
}

bool inspection_member_next(struct transaction *tx, struct inspection_member *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection_member){
		.office = column_text(tx, "office"),
		.leads = column_i64(tx, "leads") != 0,
	};
	return !transaction_failed(tx);
}

void inspection_line_insert(struct transaction *tx, const char *inspection_id,
			    const struct inspection_line *line)
{
	statement(tx, "INSERT INTO inspection_lines (inspection_id, line_no, kind, criterion_code,"
		      " name, option_no, option_label, points, max_points, minimum_points, result,"
		      " note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, '')");
	bind_text(tx, inspection_id);
	bind_i64(tx, line->line_no);
	bind_i64(tx, line->kind);
	bind_text(tx, line->criterion_code);
	bind_text(tx, line->name);
	bind_i64(tx, line->option_no);
	bind_text(tx, line->option_label);
	bind_i64(tx, line->points);
	bind_i64(tx, line->max_points);
	bind_i64(tx, line->minimum_points);
	statement_run(tx);
}

void inspection_line_record(struct transaction *tx, const char *inspection_id,
			    const struct inspection_line *line)
{
	statement(tx, "UPDATE inspection_lines SET result = $1, note = $2"
		      " WHERE inspection_id = $3 AND line_no = $4");
	bind_i64(tx, line->result);
	bind_text(tx, line->note);
	bind_text(tx, inspection_id);
	bind_i64(tx, line->line_no);
	statement_run(tx);
}

void inspection_lines(struct transaction *tx, const char *inspection_id)
{
	statement(tx, "SELECT * FROM inspection_lines WHERE inspection_id = $1 ORDER BY line_no");
	bind_text(tx, inspection_id);
}

bool inspection_line_next(struct transaction *tx, struct inspection_line *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection_line){
		.line_no = (uint32_t)column_i64(tx, "line_no"),
		.kind = (Ocop__Certification__V1__InspectionLineKind)column_i64(tx, "kind"),
		.criterion_code = column_text(tx, "criterion_code"),
		.name = column_text(tx, "name"),
		.option_no = (uint32_t)column_i64(tx, "option_no"),
		.option_label = column_text(tx, "option_label"),
		.points = (uint32_t)column_i64(tx, "points"),
		.max_points = (uint32_t)column_i64(tx, "max_points"),
		.minimum_points = (uint32_t)column_i64(tx, "minimum_points"),
		.result = (Ocop__Certification__V1__InspectionLineResult)column_i64(tx, "result"),
		.note = column_text(tx, "note"),
	};
	return !transaction_failed(tx);
}

void inspection_paper_insert(struct transaction *tx, const struct inspection_place *place,
			     const char *paper_id, const char *sha256)
{
	statement(tx, "INSERT INTO inspection_papers (inspection_id, line_no, finding_no,"
		      " remedy_no, paper_id, sha256) VALUES ($1, $2, $3, $4, $5, $6)"
		      " ON CONFLICT DO NOTHING");
	bind_text(tx, place->inspection_id);
	bind_i64(tx, place->line_no);
	bind_i64(tx, place->finding_no);
	bind_i64(tx, place->remedy_no);
	bind_text(tx, paper_id);
	bind_text(tx, sha256);
	statement_run(tx);
}

void inspection_papers(struct transaction *tx, const struct inspection_place *place)
{
	statement(tx, "SELECT paper_id, sha256 FROM inspection_papers WHERE inspection_id = $1"
		      " AND line_no = $2 AND finding_no = $3 AND remedy_no = $4"
		      " ORDER BY paper_id");
	bind_text(tx, place->inspection_id);
	bind_i64(tx, place->line_no);
	bind_i64(tx, place->finding_no);
	bind_i64(tx, place->remedy_no);
}

bool inspection_paper_next(struct transaction *tx, const char **ret_paper_id,
			   const char **ret_sha256)
{
	if (!statement_step(tx))
		return false;
	*ret_paper_id = column_text(tx, "paper_id");
	*ret_sha256 = column_text(tx, "sha256");
	return !transaction_failed(tx);
}

void agreed_option_put(struct transaction *tx, const char *round_id, const char *dossier_id,
		       const char *criterion_code, uint32_t option_no)
{
	statement(tx, "INSERT INTO agreed_options (round_id, dossier_id, criterion_code, option_no)"
		      " VALUES ($1, $2, $3, $4)"
		      " ON CONFLICT (round_id, dossier_id, criterion_code)"
		      " DO UPDATE SET option_no = excluded.option_no");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_text(tx, criterion_code);
	bind_i64(tx, option_no);
	statement_run(tx);
}

uint32_t agreed_option_load(struct transaction *tx, const char *round_id, const char *dossier_id,
			    const char *criterion_code)
{
	uint32_t option_no;

	statement(tx, "SELECT option_no FROM agreed_options WHERE round_id = $1"
		      " AND dossier_id = $2 AND criterion_code = $3");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_text(tx, criterion_code);
	if (!statement_step(tx))
		return 0;
	option_no = (uint32_t)column_i64(tx, "option_no");
	statement_end(tx);
	return option_no;
}
