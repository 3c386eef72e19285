/* published_result.c - the statement on what rounds made of a dossier */
#include "registration/records/desk/published_result.h"

#include "common/store/transaction.h"
#include "registration/records.h"

/* News 4 is a decision, state 7 a published round. */
size_t published_results_load(struct transaction *tx, const char *dossier_id,
			      struct published_result **ret_results)
{
	struct published_result *results = NULL;
	size_t count = 0;

	statement(tx, "SELECT n.round_id, r.name, r.level, n.points_text, n.star, n.decision,"
		      " n.decision_number, n.decided_on FROM round_news n JOIN rounds r"
		      " ON r.round_id = n.round_id WHERE n.dossier_id = $1 AND n.news = 4"
		      " AND r.state = 7 ORDER BY n.occurred_at_us, n.round_id");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		results = list_room(tx, results, count, sizeof(*results));
		results[count++] = (struct published_result){
			.round_id = column_text(tx, "round_id"),
			.round_name = column_text(tx, "name"),
			.level = (Ocop__Scoring__V1__Level)column_i64(tx, "level"),
			.points_text = column_text(tx, "points_text"),
			.star = (uint32_t)column_i64(tx, "star"),
			.decision = (Ocop__Scoring__V1__DecisionOutcome)column_i64(tx, "decision"),
			.decision_number = column_text(tx, "decision_number"),
			.decided_on = column_text(tx, "decided_on"),
		};
	}
	*ret_results = results;
	return count;
}
