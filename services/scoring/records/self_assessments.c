/* self_assessments.c - what producers gave themselves */
#include "scoring/records/self_assessments.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/rules.h"

void self_assessment_put(struct transaction *tx, const char *dossier_id, int64_t admission,
			 const struct choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		statement(tx, "INSERT INTO self_assessments (dossier_id, admission, criterion_code,"
			      " option_no) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");
		bind_text(tx, dossier_id);
		bind_i64(tx, admission);
		bind_text(tx, choices[i].criterion_code);
		bind_i64(tx, choices[i].option_no);
		statement_run(tx);
	}
}

const struct choice *self_assessment_load(struct transaction *tx, const char *dossier_id,
					  int64_t admission, size_t *ret_count)
{
	struct choice *choices = arena_alloc(transaction_arena(tx), CHOICES_MAX * sizeof(*choices));
	size_t count = 0;

	statement(tx, "SELECT criterion_code, option_no FROM self_assessments"
		      " WHERE dossier_id = $1 AND admission = $2 ORDER BY criterion_code LIMIT $3");
	bind_text(tx, dossier_id);
	bind_i64(tx, admission);
	bind_i64(tx, CHOICES_MAX);
	while (statement_step(tx)) {
		choices[count].criterion_code = column_text(tx, "criterion_code");
		choices[count].option_no = (uint32_t)column_i64(tx, "option_no");
		count++;
	}
	*ret_count = count;
	return choices;
}
