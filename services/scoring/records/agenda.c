/* agenda.c - what is stored of a round's sittings */
#include "scoring/records/agenda.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

bool sitting_next(struct transaction *tx, struct stored_sitting *ret_sitting)
{
	if (!statement_step(tx))
		return false;
	*ret_sitting = (struct stored_sitting){
		.round_id = column_text(tx, "round_id"),
		.sitting_id = column_text(tx, "sitting_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.held_on = column_text(tx, "held_on"),
		.starts_at = column_text(tx, "starts_at"),
		.place = column_text(tx, "place"),
	};
	return !transaction_failed(tx);
}

bool sitting_stored_load(struct transaction *tx, const char *round_id, const char *sitting_id,
			 struct stored_sitting *ret_sitting)
{
	statement(tx, "SELECT * FROM sittings WHERE round_id = $1 AND sitting_id = $2");
	bind_text(tx, round_id);
	bind_text(tx, sitting_id);
	if (!sitting_next(tx, ret_sitting))
		return false;
	statement_end(tx);
	return true;
}

static void dossiers_delete(struct transaction *tx, const struct stored_sitting *sitting)
{
	statement(tx, "DELETE FROM sitting_dossiers WHERE round_id = $1 AND sitting_id = $2");
	bind_text(tx, sitting->round_id);
	bind_text(tx, sitting->sitting_id);
	statement_run(tx);
}

static void dossiers_insert(struct transaction *tx, const struct stored_sitting *sitting)
{
	for (size_t i = 0; i < sitting->dossier_count; i++) {
		statement(tx, "INSERT INTO sitting_dossiers (round_id, dossier_id, sitting_id,"
			      " position) VALUES ($1, $2, $3, $4)");
		bind_text(tx, sitting->round_id);
		bind_text(tx, sitting->dossier_ids[i]);
		bind_text(tx, sitting->sitting_id);
		bind_i64(tx, (int64_t)i);
		statement_run(tx);
	}
}

void sitting_put(struct transaction *tx, struct stored_sitting *sitting)
{
	sitting->version++;
	statement(tx, "INSERT INTO sittings (round_id, sitting_id, version, held_on, starts_at,"
		      " place) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (round_id, sitting_id)"
		      " DO UPDATE SET version = $3, held_on = $4, starts_at = $5, place = $6");
	bind_text(tx, sitting->round_id);
	bind_text(tx, sitting->sitting_id);
	bind_i64(tx, (int64_t)sitting->version);
	bind_text(tx, sitting->held_on);
	bind_text(tx, sitting->starts_at);
	bind_text(tx, sitting->place);
	statement_run(tx);
	dossiers_delete(tx, sitting);
	dossiers_insert(tx, sitting);
}

void sitting_delete(struct transaction *tx, const struct stored_sitting *sitting)
{
	dossiers_delete(tx, sitting);
	statement(tx, "DELETE FROM sittings WHERE round_id = $1 AND sitting_id = $2");
	bind_text(tx, sitting->round_id);
	bind_text(tx, sitting->sitting_id);
	statement_run(tx);
}

void sittings_list(struct transaction *tx, const char *round_id)
{
	statement(tx, "SELECT * FROM sittings WHERE round_id = $1"
		      " ORDER BY held_on, starts_at, sitting_id");
	bind_text(tx, round_id);
}

size_t sittings_count(struct transaction *tx, const char *round_id)
{
	size_t count = 0;

	statement(tx, "SELECT COUNT(*) AS sittings FROM sittings WHERE round_id = $1");
	bind_text(tx, round_id);
	while (statement_step(tx))
		count = (size_t)column_i64(tx, "sittings");
	return count;
}

size_t sittings_of_day_count(struct transaction *tx, const struct stored_sitting *sitting)
{
	size_t count = 0;

	statement(tx, "SELECT COUNT(*) AS dossiers FROM sittings s JOIN sitting_dossiers d"
		      " ON d.round_id = s.round_id AND d.sitting_id = s.sitting_id"
		      " WHERE s.round_id = $1 AND s.held_on = $2 AND s.sitting_id <> $3");
	bind_text(tx, sitting->round_id);
	bind_text(tx, sitting->held_on);
	bind_text(tx, sitting->sitting_id);
	while (statement_step(tx))
		count = (size_t)column_i64(tx, "dossiers");
	return count;
}

static size_t dossiers_of_round_count(struct transaction *tx, const char *round_id)
{
	struct round_counts counts;

	round_count(tx, round_id, "", &counts);
	return counts.dossiers;
}

/* The ids that the present statement gives; no more than the round has dossiers. */
static char **ids_read(struct transaction *tx, char **ids, size_t *ret_count)
{
	size_t count = 0;

	while (statement_step(tx))
		ids[count++] = message_text(column_text(tx, "dossier_id"));
	*ret_count = count;
	return ids;
}

static char **ids_alloc(struct transaction *tx, const char *round_id)
{
	size_t most = dossiers_of_round_count(tx, round_id);

	return arena_alloc(transaction_arena(tx), (most + 1) * sizeof(char *));
}

void sitting_dossiers_load(struct transaction *tx, const char *member_id,
			   struct stored_sitting *sitting)
{
	char **ids = ids_alloc(tx, sitting->round_id);

	statement(tx, "SELECT dossier_id FROM sitting_dossiers d WHERE round_id = $1"
		      " AND sitting_id = $2 AND NOT EXISTS (SELECT 1 FROM conflicts c"
		      " WHERE c.round_id = d.round_id AND c.dossier_id = d.dossier_id"
		      " AND c.member_id = $3) ORDER BY position");
	bind_text(tx, sitting->round_id);
	bind_text(tx, sitting->sitting_id);
	bind_text(tx, member_id);
	sitting->dossier_ids = ids_read(tx, ids, &sitting->dossier_count);
}

char **sitting_dossiers_hidden(struct transaction *tx, const char *member_id,
			       const struct stored_sitting *sitting, size_t *ret_count)
{
	char **ids = ids_alloc(tx, sitting->round_id);

	statement(tx, "SELECT dossier_id FROM sitting_dossiers d WHERE round_id = $1"
		      " AND sitting_id = $2 AND EXISTS (SELECT 1 FROM conflicts c"
		      " WHERE c.round_id = d.round_id AND c.dossier_id = d.dossier_id"
		      " AND c.member_id = $3) ORDER BY position");
	bind_text(tx, sitting->round_id);
	bind_text(tx, sitting->sitting_id);
	bind_text(tx, member_id);
	return ids_read(tx, ids, ret_count);
}

const char *sitting_of_dossier(struct transaction *tx, const char *round_id, const char *dossier_id)
{
	const char *sitting_id = "";

	statement(tx, "SELECT sitting_id FROM sitting_dossiers"
		      " WHERE round_id = $1 AND dossier_id = $2");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	while (statement_step(tx))
		sitting_id = column_text(tx, "sitting_id");
	return sitting_id;
}

char **dossiers_without_sitting(struct transaction *tx, const char *round_id, const char *member_id,
				size_t *ret_count)
{
	char **ids = ids_alloc(tx, round_id);

	/* A re-rating in writing (kind 2) is not heard. */
	statement(tx, "SELECT dossier_id FROM round_dossiers d WHERE round_id = $1 AND gone = 0"
		      " AND NOT EXISTS (SELECT 1 FROM sitting_dossiers s"
		      " WHERE s.round_id = d.round_id AND s.dossier_id = d.dossier_id)"
		      " AND NOT EXISTS (SELECT 1 FROM rounds r WHERE r.round_id = d.round_id"
		      " AND r.kind = 2 AND NOT EXISTS (SELECT 1 FROM meetings m"
		      " WHERE m.round_id = d.round_id AND m.dossier_id = d.dossier_id"
		      " AND m.admission = d.admission))"
		      " AND NOT EXISTS (SELECT 1 FROM conflicts c WHERE c.round_id = d.round_id"
		      " AND c.dossier_id = d.dossier_id AND c.member_id = $2) ORDER BY dossier_id");
	bind_text(tx, round_id);
	bind_text(tx, member_id);
	return ids_read(tx, ids, ret_count);
}

void sitting_dossier_delete(struct transaction *tx, const char *round_id, const char *dossier_id)
{
	statement(tx, "DELETE FROM sitting_dossiers WHERE round_id = $1 AND dossier_id = $2");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	statement_run(tx);
}
