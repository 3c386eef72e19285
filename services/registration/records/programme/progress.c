/* progress.c - statements that count what plans are held against
 *
 * A certificate or support may be of a registration that was merged since: `way` follows it, step
 * by step, to the one that stands. Each statement begins with the years, which have an index, and
 * keeps what stands in the unit.
 */
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/programme/programme.h"
#include "registration/rules/programme.h"

static void bind_span(struct transaction *tx, const struct plan_span *span)
{
	bind_text(tx, span->from_text);
	bind_text(tx, span->before_text);
	bind_text(tx, span->unit_code);
}

size_t recognitions_load(struct transaction *tx, const struct plan_span *span,
			 struct recognition **ret_recognitions)
{
	struct recognition *recognitions = NULL;
	size_t count = 0;

	/* `same` goes back from the products that stand to all that were merged into them. */
	statement(tx, "WITH RECURSIVE way (id) AS ("
		      " SELECT product_id FROM certificates"
		      " WHERE decided_on >= $1 AND decided_on < $2"
		      " UNION SELECT p.merged_into FROM way w"
		      " JOIN products p ON p.product_id = w.id WHERE p.merged_into <> ''),"
		      " same (standing_id, id) AS ("
		      " SELECT p.product_id, p.product_id FROM way w"
		      " JOIN products p ON p.product_id = w.id WHERE p.merged_into = ''"
		      " AND $3 IN (p.province_code, p.commune_code)"
		      " UNION SELECT s.standing_id, p.product_id FROM same s"
		      " JOIN products p ON p.merged_into = s.id AND p.merged_into <> '')"
		      " SELECT s.standing_id, c.decided_on, c.star FROM same s"
		      " JOIN certificates c ON c.product_id = s.id"
		      " ORDER BY s.standing_id, c.decided_on, c.star");
	bind_span(tx, span);
	while (statement_step(tx)) {
		recognitions = list_room(tx, recognitions, count, sizeof(*recognitions));
		recognitions[count++] = (struct recognition){
			.product_id = column_text(tx, "standing_id"),
			.decided_on = column_text(tx, "decided_on"),
			.star = (uint32_t)column_i64(tx, "star"),
		};
	}
	*ret_recognitions = recognitions;
	return count;
}

/* The one number of the statement that was begun. */
static int64_t read_number(struct transaction *tx, const struct plan_span *span)
{
	int64_t number = 0;

	bind_span(tx, span);
	while (statement_step(tx))
		number = column_i64(tx, "number");
	return number;
}

int64_t proposed_dossiers_count(struct transaction *tx, const struct plan_span *span)
{
	statement(tx, "SELECT count(*) AS number FROM dossiers"
		      " WHERE proposed_on >= $1 AND proposed_on < $2 AND proposed_on <> ''"
		      " AND $3 IN (province_code, commune_code)");
	return read_number(tx, span);
}

int64_t accepted_ideas_count(struct transaction *tx, const struct plan_span *span)
{
	statement(tx, "SELECT count(*) AS number FROM ideas"
		      " WHERE accepted_on >= $1 AND accepted_on < $2 AND accepted_on <> ''"
		      " AND $3 IN (province_code, commune_code)");
	return read_number(tx, span);
}

int64_t supported_producers_count(struct transaction *tx, const struct plan_span *span)
{
	statement(tx, "WITH RECURSIVE way (id) AS ("
		      " SELECT producer_id FROM supports"
		      " WHERE given_on >= $1 AND given_on < $2 AND struck_at_us = 0"
		      " UNION SELECT p.merged_into FROM way w"
		      " JOIN producers p ON p.producer_id = w.id WHERE p.merged_into <> '')"
		      " SELECT count(*) AS number FROM way w"
		      " JOIN producers p ON p.producer_id = w.id WHERE p.merged_into = ''"
		      " AND $3 IN (p.province_code, p.commune_code)");
	return read_number(tx, span);
}

int64_t supports_sum_vnd(struct transaction *tx, const struct plan_span *span)
{
	/* With the support's id, so that two equal amounts stay two. */
	statement(tx, "WITH RECURSIVE way (support_id, amount_vnd, id) AS ("
		      " SELECT support_id, amount_vnd, producer_id FROM supports"
		      " WHERE given_on >= $1 AND given_on < $2 AND struck_at_us = 0"
		      " UNION SELECT w.support_id, w.amount_vnd, p.merged_into FROM way w"
		      " JOIN producers p ON p.producer_id = w.id WHERE p.merged_into <> '')"
		      " SELECT CAST(coalesce(sum(w.amount_vnd), 0) AS BIGINT) AS number FROM way w"
		      " JOIN producers p ON p.producer_id = w.id WHERE p.merged_into = ''"
		      " AND $3 IN (p.province_code, p.commune_code)");
	return read_number(tx, span);
}
