/* mirrors.c - all that a source has told, forgotten at once */
#include "certification/records/mirrors.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"

static void claims_forget(struct transaction *tx)
{
	statement(tx, "DELETE FROM claims");
	statement_run(tx);
	statement(tx, "DELETE FROM centre_results");
	statement_run(tx);
	statement(tx, "DELETE FROM centre_refusals");
	statement_run(tx);
	statement(tx, "DELETE FROM recognitions");
	statement_run(tx);
}

static void dossiers_forget(struct transaction *tx)
{
	statement(tx, "DELETE FROM product_codes");
	statement_run(tx);
	statement(tx, "DELETE FROM dossier_variants");
	statement_run(tx);
	statement(tx, "DELETE FROM dossier_photos");
	statement_run(tx);
	statement(tx, "DELETE FROM dossiers");
	statement_run(tx);
	statement(tx, "DELETE FROM papers");
	statement_run(tx);
}

void mirrors_of_registration_forget(struct transaction *tx)
{
	claims_forget(tx);
	dossiers_forget(tx);
}

/* Ids of rounds name their shard, and letters and digits come behind the line: all that begin so
 * are below the same text with the next sign ('`' follows '_') in its place. */
void mirrors_of_shard_forget(struct transaction *tx, const char *shard)
{
	struct arena *arena = transaction_arena(tx);
	const char *from = arena_printf(arena, "round_%s_", shard);
	const char *until = arena_printf(arena, "round_%s`", shard);

	statement(tx, "DELETE FROM decided_results WHERE round_id >= $1 AND round_id < $2");
	bind_text(tx, from);
	bind_text(tx, until);
	statement_run(tx);
	statement(tx, "DELETE FROM decided_rounds WHERE round_id >= $1 AND round_id < $2");
	bind_text(tx, from);
	bind_text(tx, until);
	statement_run(tx);
}
