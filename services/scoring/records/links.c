/* links.c - links of members to producers, and the conflicts that follow from them */
#include "scoring/records/links.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"

void producer_link_put(struct transaction *tx, const struct producer_link *link)
{
	statement(tx, "INSERT INTO producer_links (round_id, producer_id, member_id, reason,"
		      " acting_chair_id) VALUES ($1, $2, $3, $4, $5)"
		      " ON CONFLICT (round_id, producer_id, member_id)"
		      " DO UPDATE SET reason = $4, acting_chair_id = $5");
	bind_text(tx, link->round_id);
	bind_text(tx, link->producer_id);
	bind_text(tx, link->conflict.member_id);
	bind_text(tx, link->conflict.reason);
	bind_text(tx, link->conflict.acting_chair_id);
	statement_run(tx);
}

static size_t links_count(struct transaction *tx, const char *round_id, const char *producer_id)
{
	size_t count = 0;

	statement(tx, "SELECT COUNT(*) AS links FROM producer_links"
		      " WHERE round_id = $1 AND producer_id = $2");
	bind_text(tx, round_id);
	bind_text(tx, producer_id);
	while (statement_step(tx))
		count = (size_t)column_i64(tx, "links");
	return count;
}

void producer_links_load(struct transaction *tx, const char *round_id, const char *producer_id,
			 struct conflicts *ret_links)
{
	size_t most = links_count(tx, round_id, producer_id);
	struct conflict *items = arena_alloc(transaction_arena(tx), (most + 1) * sizeof(*items));
	size_t count = 0;

	statement(tx, "SELECT member_id, reason, acting_chair_id FROM producer_links"
		      " WHERE round_id = $1 AND producer_id = $2 ORDER BY member_id");
	bind_text(tx, round_id);
	bind_text(tx, producer_id);
	while (statement_step(tx)) {
		items[count].member_id = column_text(tx, "member_id");
		items[count].reason = column_text(tx, "reason");
		items[count].acting_chair_id = column_text(tx, "acting_chair_id");
		count++;
	}
	*ret_links = (struct conflicts){items, count};
}

static size_t dossiers_count(struct transaction *tx, const char *round_id, const char *producer_id)
{
	size_t count = 0;

	statement(tx, "SELECT COUNT(*) AS dossiers FROM round_dossiers"
		      " WHERE round_id = $1 AND producer_id = $2");
	bind_text(tx, round_id);
	bind_text(tx, producer_id);
	while (statement_step(tx))
		count = (size_t)column_i64(tx, "dossiers");
	return count;
}

struct round_dossier *round_dossiers_of_producer(struct transaction *tx, const char *round_id,
						 const char *producer_id, size_t *ret_count)
{
	size_t most = dossiers_count(tx, round_id, producer_id);
	struct round_dossier *dossiers =
		arena_alloc(transaction_arena(tx), (most + 1) * sizeof(*dossiers));
	size_t count = 0;

	statement(tx, "SELECT * FROM round_dossiers WHERE round_id = $1 AND producer_id = $2"
		      " AND gone = 0 ORDER BY dossier_id");
	bind_text(tx, round_id);
	bind_text(tx, producer_id);
	while (round_dossier_next(tx, &dossiers[count]))
		count++;
	*ret_count = count;
	return dossiers;
}

bool conflict_exists(struct transaction *tx, const char *round_id, const char *dossier_id,
		     const char *member_id)
{
	bool exists = false;

	statement(tx, "SELECT 1 FROM conflicts WHERE round_id = $1 AND dossier_id = $2"
		      " AND member_id = $3");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_text(tx, member_id);
	while (statement_step(tx))
		exists = true;
	return exists;
}
