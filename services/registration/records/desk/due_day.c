/* due_day.c - statements on dossiers by the day they are due */
#include "registration/records/desk/due_day.h"

#include "common/store/transaction.h"
#include "registration/records.h"

static size_t read_list(struct transaction *tx, struct due_dossier **ret_dossiers)
{
	struct due_dossier *dossiers = NULL;
	size_t count = 0;

	while (statement_step(tx)) {
		dossiers = list_room(tx, dossiers, count, sizeof(*dossiers));
		dossiers[count++] = (struct due_dossier){
			.dossier_id = column_text(tx, "dossier_id"),
			.version = (uint64_t)column_i64(tx, "version"),
			.due_on = column_text(tx, "due_on"),
		};
	}
	*ret_dossiers = dossiers;
	return count;
}

size_t dossiers_to_recount(struct transaction *tx, uint64_t calendar_version, const char *from_day,
			   int64_t limit, struct due_dossier **ret_dossiers)
{
	statement(tx, "SELECT dossier_id, version, due_on FROM dossiers"
		      " WHERE due_from <> '' AND due_on >= $1 AND calendar_version < $2"
		      " ORDER BY due_on, dossier_id LIMIT $3");
	bind_text(tx, from_day);
	bind_i64(tx, (int64_t)calendar_version);
	bind_i64(tx, limit);
	return read_list(tx, ret_dossiers);
}

/* `reminded < 2` is the condition of the index that both lists below go by. */
size_t dossiers_due_soon(struct transaction *tx, const char *from_day, const char *until_day,
			 int64_t limit, struct due_dossier **ret_dossiers)
{
	statement(tx, "SELECT dossier_id, version, due_on FROM dossiers"
		      " WHERE due_on <> '' AND reminded < 2 AND reminded = 0"
		      " AND due_on >= $1 AND due_on <= $2"
		      " ORDER BY due_on, dossier_id LIMIT $3");
	bind_text(tx, from_day);
	bind_text(tx, until_day);
	bind_i64(tx, limit);
	return read_list(tx, ret_dossiers);
}

size_t dossiers_overdue(struct transaction *tx, const char *before_day, int64_t limit,
			struct due_dossier **ret_dossiers)
{
	statement(tx, "SELECT dossier_id, version, due_on FROM dossiers"
		      " WHERE due_on <> '' AND reminded < 2 AND due_on < $1"
		      " ORDER BY due_on, dossier_id LIMIT $2");
	bind_text(tx, before_day);
	bind_i64(tx, limit);
	return read_list(tx, ret_dossiers);
}

Ocop__Registration__V1__ReminderKind dossier_last_reminder(struct transaction *tx,
							   const char *dossier_id)
{
	int64_t reminded = 0;

	statement(tx, "SELECT reminded FROM dossiers WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	while (statement_step(tx))
		reminded = column_i64(tx, "reminded");
	return (Ocop__Registration__V1__ReminderKind)reminded;
}

void dossier_reminded(struct transaction *tx, const char *dossier_id,
		      Ocop__Registration__V1__ReminderKind kind)
{
	statement(tx, "UPDATE dossiers SET reminded = $1 WHERE dossier_id = $2");
	bind_i64(tx, kind);
	bind_text(tx, dossier_id);
	statement_run(tx);
}

void dossier_keep_due_day(struct transaction *tx, const char *dossier_id, uint64_t calendar_version)
{
	statement(tx, "UPDATE dossiers SET calendar_version = $1 WHERE dossier_id = $2");
	bind_i64(tx, (int64_t)calendar_version);
	bind_text(tx, dossier_id);
	statement_run(tx);
}
