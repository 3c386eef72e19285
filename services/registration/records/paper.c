/* paper.c - statements on papers of offices */
#include "registration/records/paper.h"

#include "common/access_token.h"
#include "common/store/transaction.h"
#include "registration/records.h"

#define PAPER_COLUMNS                                                                              \
	"paper_id, dossier_id, kind, number, issued_on, name, sha256, size_bytes, media_type,"     \
	" attached_by"

static void read_paper(struct transaction *tx, struct paper *paper)
{
	*paper = (struct paper){
		.exists = true,
		.paper_id = column_text(tx, "paper_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.kind = (Ocop__Registration__V1__PaperKind)column_i64(tx, "kind"),
		.number = column_text(tx, "number"),
		.issued_on = column_text(tx, "issued_on"),
		.name = column_text(tx, "name"),
		.sha256 = column_text(tx, "sha256"),
		.size_bytes = column_i64(tx, "size_bytes"),
		.media_type = column_text(tx, "media_type"),
		.attached_by = column_text(tx, "attached_by"),
	};
}

/* The one row of the statement that was bound. */
static void read_only_row(struct transaction *tx, struct paper *ret_paper)
{
	*ret_paper = (struct paper){
		.paper_id = "",
		.dossier_id = "",
		.number = "",
		.issued_on = "",
		.name = "",
		.sha256 = "",
		.media_type = "",
		.attached_by = "",
	};
	if (!statement_step(tx))
		return;
	read_paper(tx, ret_paper);
	statement_end(tx);
}

void paper_load(struct transaction *tx, const char *paper_id, struct paper *ret_paper)
{
	statement(tx, "SELECT " PAPER_COLUMNS " FROM papers WHERE paper_id = $1");
	bind_text(tx, paper_id);
	read_only_row(tx, ret_paper);
}

void paper_find(struct transaction *tx, const char *dossier_id, const char *sha256,
		struct paper *ret_paper)
{
	statement(tx, "SELECT " PAPER_COLUMNS " FROM papers"
		      " WHERE sha256 = $1 AND dossier_id = $2 ORDER BY paper_id LIMIT 1");
	bind_text(tx, sha256);
	bind_text(tx, dossier_id);
	read_only_row(tx, ret_paper);
}

size_t papers_load(struct transaction *tx, const char *dossier_id, struct paper **ret_papers)
{
	struct paper *papers = NULL;
	size_t count = 0;

	statement(tx, "SELECT " PAPER_COLUMNS " FROM papers WHERE dossier_id = $1"
		      " ORDER BY paper_id");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		papers = list_room(tx, papers, count, sizeof(*papers));
		read_paper(tx, &papers[count++]);
	}
	*ret_papers = papers;
	return count;
}

void paper_insert(struct transaction *tx, const struct paper *paper)
{
	statement(tx, "INSERT INTO papers (paper_id, dossier_id, kind, number, issued_on, name,"
		      " sha256, size_bytes, media_type, attached_at_us, attached_by)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
	bind_text(tx, paper->paper_id);
	bind_text(tx, paper->dossier_id);
	bind_i64(tx, paper->kind);
	bind_text(tx, paper->number);
	bind_text(tx, paper->issued_on);
	bind_text(tx, paper->name);
	bind_text(tx, paper->sha256);
	bind_i64(tx, paper->size_bytes);
	bind_text(tx, paper->media_type);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, paper->attached_by);
	statement_run(tx);
}

void kept_paper_load(struct transaction *tx, const char *paper_id, struct kept_paper *ret_kept)
{
	*ret_kept = (struct kept_paper){.unit_code = "", .producer_id = ""};
	statement(tx, "SELECT paper_id, '' AS dossier_id, 0 AS kind, number, issued_on, name,"
		      " sha256, size_bytes, media_type, kept_by AS attached_by, unit_code,"
		      " producer_id"
		      " FROM kept_papers WHERE paper_id = $1");
	bind_text(tx, paper_id);
	while (statement_step(tx)) {
		read_paper(tx, &ret_kept->paper);
		ret_kept->unit_code = column_text(tx, "unit_code");
		ret_kept->producer_id = column_text(tx, "producer_id");
	}
}

void kept_paper_insert(struct transaction *tx, const struct kept_paper *kept)
{
	statement(tx, "INSERT INTO kept_papers (paper_id, unit_code, number, issued_on, name,"
		      " sha256, size_bytes, media_type, kept_at_us, kept_by, producer_id)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
	bind_text(tx, kept->paper.paper_id);
	bind_text(tx, kept->unit_code);
	bind_text(tx, kept->paper.number);
	bind_text(tx, kept->paper.issued_on);
	bind_text(tx, kept->paper.name);
	bind_text(tx, kept->paper.sha256);
	bind_i64(tx, kept->paper.size_bytes);
	bind_text(tx, kept->paper.media_type);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, kept->paper.attached_by);
	bind_text(tx, kept->producer_id);
	statement_run(tx);
}

void late_filing_load(struct transaction *tx, const char *certificate_code,
		      struct late_filing *ret_filing)
{
	*ret_filing = (struct late_filing){
		.certificate_code = "", .until = "", .reason = "", .decision_number = ""};
	statement(tx, "SELECT certificate_code, until, reason, decision_number FROM late_filings"
		      " WHERE certificate_code = $1");
	bind_text(tx, certificate_code);
	while (statement_step(tx)) {
		*ret_filing = (struct late_filing){
			.certificate_code = column_text(tx, "certificate_code"),
			.until = column_text(tx, "until"),
			.reason = column_text(tx, "reason"),
			.decision_number = column_text(tx, "decision_number"),
		};
	}
}

void late_filing_write(struct transaction *tx, const struct late_filing *filing)
{
	statement(tx, "INSERT INTO late_filings (certificate_code, until, reason, decision_number,"
		      " allowed_at_us, allowed_by) VALUES ($1, $2, $3, $4, $5, $6)"
		      " ON CONFLICT (certificate_code) DO UPDATE SET until = excluded.until,"
		      " reason = excluded.reason, decision_number = excluded.decision_number,"
		      " allowed_at_us = excluded.allowed_at_us, allowed_by = excluded.allowed_by");
	bind_text(tx, filing->certificate_code);
	bind_text(tx, filing->until);
	bind_text(tx, filing->reason);
	bind_text(tx, filing->decision_number);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, transaction_caller(tx)->account_id);
	statement_run(tx);
}
