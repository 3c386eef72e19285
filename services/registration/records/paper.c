/* paper.c - statements on papers of offices */
#include "registration/records/paper.h"

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
