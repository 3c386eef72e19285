/* candidate.c - statements on pairs that may be one and the keys by which they are found */
#include "registration/records/register/candidate.h"

#include <string.h>

#include "common/access_token.h"
#include "common/store/transaction.h"
#include "registration/records.h"

enum { SCORE_MAX = 100 };

void producer_key_insert(struct transaction *tx, const char *key, const char *province_code,
			 const char *producer_id)
{
	statement(tx, "INSERT INTO producer_keys (key, province_code, producer_id)"
		      " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
	bind_text(tx, key);
	bind_text(tx, province_code);
	bind_text(tx, producer_id);
	statement_run(tx);
}

void producer_keys_delete(struct transaction *tx, const char *producer_id)
{
	statement(tx, "DELETE FROM producer_keys WHERE producer_id = $1");
	bind_text(tx, producer_id);
	statement_run(tx);
}

size_t producer_key_owners(struct transaction *tx, const char *key, const char *province_code,
			   int64_t limit, const char ***ret_producer_ids)
{
	const char **ids = NULL;
	size_t count = 0;

	statement(tx, "SELECT producer_id FROM producer_keys"
		      " WHERE key = $1 AND ($2 = '' OR province_code = $2) LIMIT $3");
	bind_text(tx, key);
	bind_text(tx, province_code);
	bind_i64(tx, limit);
	while (statement_step(tx)) {
		ids = list_room(tx, ids, count, sizeof(*ids));
		ids[count++] = column_text(tx, "producer_id");
	}
	*ret_producer_ids = ids;
	return count;
}

/* Pairs have the lesser id first. */
static void bind_pair(struct transaction *tx, const char *first_id, const char *second_id)
{
	bool in_order = strcmp(first_id, second_id) < 0;

	bind_text(tx, in_order ? first_id : second_id);
	bind_text(tx, in_order ? second_id : first_id);
}

void candidate_insert(struct transaction *tx, const struct candidate *candidate)
{
	statement(tx, "INSERT INTO merge_candidates (first_id, second_id, products, province_code,"
		      " other_province_code, distance, reasons)"
		      " SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT 1"
		      " FROM dismissed_pairs WHERE first_id = $1 AND second_id = $2)"
		      " ON CONFLICT (first_id, second_id) DO UPDATE SET"
		      " province_code = excluded.province_code,"
		      " other_province_code = excluded.other_province_code,"
		      " distance = excluded.distance, reasons = excluded.reasons");
	bind_pair(tx, candidate->first_id, candidate->second_id);
	bind_i64(tx, candidate->products);
	bind_text(tx, candidate->province_code);
	bind_text(tx, candidate->other_province_code);
	bind_i64(tx, SCORE_MAX - (int64_t)candidate->score);
	bind_i64(tx, candidate->reasons);
	statement_run(tx);
}

void candidates_delete(struct transaction *tx, const char *thing_id)
{
	statement(tx, "DELETE FROM merge_candidates WHERE first_id = $1");
	bind_text(tx, thing_id);
	statement_run(tx);
	statement(tx, "DELETE FROM merge_candidates WHERE second_id = $1");
	bind_text(tx, thing_id);
	statement_run(tx);
}

bool candidate_exists(struct transaction *tx, const char *first_id, const char *second_id)
{
	statement(tx, "SELECT 1 AS there FROM merge_candidates"
		      " WHERE first_id = $1 AND second_id = $2");
	bind_pair(tx, first_id, second_id);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

size_t lookalikes_load(struct transaction *tx, const char *thing_id,
		       struct lookalike **ret_lookalikes)
{
	struct lookalike *lookalikes = NULL;
	size_t count = 0;

	statement(tx, "SELECT second_id AS other_id, distance FROM merge_candidates"
		      " WHERE first_id = $1 UNION ALL"
		      " SELECT first_id AS other_id, distance FROM merge_candidates"
		      " WHERE second_id = $1");
	bind_text(tx, thing_id);
	while (statement_step(tx)) {
		lookalikes = list_room(tx, lookalikes, count, sizeof(*lookalikes));
		lookalikes[count++] = (struct lookalike){
			.id = column_text(tx, "other_id"),
			.score = (uint32_t)(SCORE_MAX - column_i64(tx, "distance")),
		};
	}
	*ret_lookalikes = lookalikes;
	return count;
}

#define CANDIDATE_COLUMNS                                                                          \
	"first_id, second_id, products, province_code, other_province_code, distance, reasons"

/* Each half in the order of its own index, so that a page reads no more than it shows. */
static void begin_search(struct transaction *tx, const struct candidate_search *search)
{
	if (*search->province_code)
		statement(tx, "SELECT " CANDIDATE_COLUMNS " FROM merge_candidates"
			      " WHERE products = $1 AND province_code = $2"
			      " AND (distance, first_id, second_id) > ($3, $4, $5)"
			      " UNION ALL SELECT " CANDIDATE_COLUMNS " FROM merge_candidates"
			      " WHERE products = $1 AND other_province_code = $2"
			      " AND (distance, first_id, second_id) > ($3, $4, $5)"
			      " ORDER BY distance, first_id, second_id LIMIT $6");
	else
		statement(tx, "SELECT " CANDIDATE_COLUMNS " FROM merge_candidates"
			      " WHERE products = $1 AND $2 = ''"
			      " AND (distance, first_id, second_id) > ($3, $4, $5)"
			      " ORDER BY distance, first_id, second_id LIMIT $6");
}

size_t candidates_search(struct transaction *tx, const struct candidate_search *search,
			 struct candidate **ret_candidates)
{
	struct candidate *candidates = NULL;
	size_t count = 0;

	begin_search(tx, search);
	bind_i64(tx, search->products);
	bind_text(tx, search->province_code);
	bind_i64(tx, search->after_distance);
	bind_text(tx, search->after_first);
	bind_text(tx, search->after_second);
	bind_i64(tx, search->limit);
	while (statement_step(tx)) {
		candidates = list_room(tx, candidates, count, sizeof(*candidates));
		candidates[count++] = (struct candidate){
			.first_id = column_text(tx, "first_id"),
			.second_id = column_text(tx, "second_id"),
			.products = column_i64(tx, "products"),
			.province_code = column_text(tx, "province_code"),
			.other_province_code = column_text(tx, "other_province_code"),
			.score = (uint32_t)(SCORE_MAX - column_i64(tx, "distance")),
			.reasons = (uint32_t)column_i64(tx, "reasons"),
		};
	}
	*ret_candidates = candidates;
	return count;
}

void candidate_dismiss(struct transaction *tx, const char *first_id, const char *second_id,
		       const char *reason)
{
	statement(tx, "INSERT INTO dismissed_pairs (first_id, second_id, reason, dismissed_at_us,"
		      " actor_id) VALUES ($1, $2, $3, $4, $5)");
	bind_pair(tx, first_id, second_id);
	bind_text(tx, reason);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, transaction_caller(tx)->account_id);
	statement_run(tx);
	statement(tx, "DELETE FROM merge_candidates WHERE first_id = $1 AND second_id = $2");
	bind_pair(tx, first_id, second_id);
	statement_run(tx);
}
