/* submission.c - statements on versions that were handed in */
#include "common/store/transaction.h"
#include "registration/records.h"

/* How many pieces of evidence the version of the row has: those that came with it or before and
 * were not taken out before it. */
#define EVIDENCE_COUNT                                                                             \
	"(SELECT COUNT(*) FROM evidence e WHERE e.dossier_id = s.dossier_id"                       \
	" AND e.from_submission BETWEEN 1 AND s.submission_no"                                     \
	" AND (e.until_submission = 0 OR e.until_submission >= s.submission_no))"                  \
	" AS evidence_count"

static void read_submission(struct transaction *tx, struct submission *submission)
{
	*submission = (struct submission){
		.exists = true,
		.submission_no = (uint32_t)column_i64(tx, "submission_no"),
		.kind = (Ocop__Registration__V1__SubmissionKind)column_i64(tx, "kind"),
		.content = "",
		.content_sha256 = column_text(tx, "content_sha256"),
		.submitted_at_us = column_i64(tx, "submitted_at_us"),
		.evidence_count = (uint32_t)column_i64(tx, "evidence_count"),
	};
}

void submission_load(struct transaction *tx, const char *dossier_id, uint32_t submission_no,
		     struct submission *ret_submission)
{
	*ret_submission = (struct submission){.content = "", .content_sha256 = ""};
	statement(tx, "SELECT s.submission_no, s.kind, s.content, s.content_sha256,"
		      " s.submitted_at_us, " EVIDENCE_COUNT " FROM submissions s"
		      " WHERE s.dossier_id = $1 AND s.submission_no = $2");
	bind_text(tx, dossier_id);
	bind_i64(tx, submission_no);
	if (!statement_step(tx))
		return;
	read_submission(tx, ret_submission);
	ret_submission->content = column_text(tx, "content");
	statement_end(tx);
}

size_t submissions_load(struct transaction *tx, const char *dossier_id,
			struct submission **ret_submissions)
{
	struct submission *submissions = NULL;
	size_t count = 0;

	statement(tx, "SELECT s.submission_no, s.kind, s.content_sha256, s.submitted_at_us,"
		      " " EVIDENCE_COUNT " FROM submissions s WHERE s.dossier_id = $1"
		      " ORDER BY s.submission_no");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		submissions = list_room(tx, submissions, count, sizeof(*submissions));
		read_submission(tx, &submissions[count++]);
	}
	*ret_submissions = submissions;
	return count;
}

void submission_insert(struct transaction *tx, const char *dossier_id,
		       const struct submission *submission)
{
	statement(tx, "INSERT INTO submissions (dossier_id, submission_no, kind, content,"
		      " content_sha256, submitted_at_us) VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, dossier_id);
	bind_i64(tx, submission->submission_no);
	bind_i64(tx, submission->kind);
	bind_text(tx, submission->content);
	bind_text(tx, submission->content_sha256);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}
