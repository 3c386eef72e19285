/* councils.c - who sits on a round's council, and who takes no part in which dossier */
#include "scoring/records.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"

static void members_delete(struct transaction *tx, const char *round_id)
{
	statement(tx, "DELETE FROM council_members WHERE round_id = $1");
	bind_text(tx, round_id);
	statement_run(tx);
}

static void member_insert(struct transaction *tx, const char *round_id, size_t position,
			  const struct council_member *member)
{
	statement(tx, "INSERT INTO council_members (round_id, member_id, position, display_name,"
		      " office) VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, round_id);
	bind_text(tx, member->member_id);
	bind_i64(tx, (int64_t)position);
	bind_text(tx, member->display_name);
	bind_i64(tx, (int64_t)member->office);
	statement_run(tx);
}

void council_replace(struct transaction *tx, const char *round_id, const struct council *council)
{
	members_delete(tx, round_id);
	for (size_t i = 0; i < council->count; i++)
		member_insert(tx, round_id, i, &council->members[i]);
}

static size_t members_count(struct transaction *tx, const char *round_id)
{
	size_t count = 0;

	statement(tx, "SELECT COUNT(*) AS members FROM council_members WHERE round_id = $1");
	bind_text(tx, round_id);
	while (statement_step(tx))
		count = (size_t)column_i64(tx, "members");
	return count;
}

void council_load(struct transaction *tx, const struct round *round, struct council *ret_council)
{
	size_t most = members_count(tx, round->round_id);
	struct council_member *members =
		arena_alloc(transaction_arena(tx), (most + 1) * sizeof(*members));
	size_t count = 0;

	statement(tx, "SELECT member_id, display_name, office FROM council_members"
		      " WHERE round_id = $1 ORDER BY position");
	bind_text(tx, round->round_id);
	while (statement_step(tx)) {
		members[count].member_id = column_text(tx, "member_id");
		members[count].display_name = column_text(tx, "display_name");
		members[count].office = (Ocop__Scoring__V1__CouncilOffice)column_i64(tx, "office");
		count++;
	}
	*ret_council = (struct council){members, count, round->secretary_scores};
}

void conflict_put(struct transaction *tx, const char *round_id, const char *dossier_id,
		  const struct conflict *conflict)
{
	statement(tx, "INSERT INTO conflicts (round_id, dossier_id, member_id, reason,"
		      " acting_chair_id) VALUES ($1, $2, $3, $4, $5)"
		      " ON CONFLICT (round_id, dossier_id, member_id)"
		      " DO UPDATE SET reason = $4, acting_chair_id = $5");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_text(tx, conflict->member_id);
	bind_text(tx, conflict->reason);
	bind_text(tx, conflict->acting_chair_id);
	statement_run(tx);
}

static size_t conflicts_count(struct transaction *tx, const char *round_id, const char *dossier_id)
{
	size_t count = 0;

	statement(tx, "SELECT COUNT(*) AS conflicts FROM conflicts"
		      " WHERE round_id = $1 AND dossier_id = $2");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	while (statement_step(tx))
		count = (size_t)column_i64(tx, "conflicts");
	return count;
}

void conflicts_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		    struct conflicts *ret_conflicts)
{
	size_t most = conflicts_count(tx, round_id, dossier_id);
	struct conflict *items = arena_alloc(transaction_arena(tx), (most + 1) * sizeof(*items));
	size_t count = 0;

	statement(tx, "SELECT member_id, reason, acting_chair_id FROM conflicts"
		      " WHERE round_id = $1 AND dossier_id = $2 ORDER BY member_id");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		items[count].member_id = column_text(tx, "member_id");
		items[count].reason = column_text(tx, "reason");
		items[count].acting_chair_id = column_text(tx, "acting_chair_id");
		count++;
	}
	*ret_conflicts = (struct conflicts){items, count};
}
