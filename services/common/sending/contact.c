/* contact.c - how somebody can be reached who sent something in */
#include "common/sending/contact.h"

#include "common/store/transaction.h"

const char contact_migration_sql[] =
	"CREATE TABLE contacts ("
	" thing_id TEXT PRIMARY KEY, name TEXT NOT NULL, reached_by TEXT NOT NULL,"
	" erase_on TEXT NOT NULL CHECK (erase_on <> '')) STRICT;"
	"CREATE INDEX contacts_to_erase ON contacts (erase_on);"
	"CREATE INDEX contacts_by_name ON contacts (name);";

void contact_insert(struct transaction *tx, const char *thing_id, const struct contact *contact,
		    const char *erase_on)
{
	statement(tx, "INSERT INTO contacts (thing_id, name, reached_by, erase_on)"
		      " VALUES ($1, $2, $3, $4)");
	bind_text(tx, thing_id);
	bind_text(tx, contact->name);
	bind_text(tx, contact->reached_by);
	bind_text(tx, erase_on);
	statement_run(tx);
}

void contact_load(struct transaction *tx, const char *thing_id, struct contact *ret_contact)
{
	*ret_contact = (struct contact){"", ""};
	statement(tx, "SELECT name, reached_by FROM contacts WHERE thing_id = $1");
	bind_text(tx, thing_id);
	while (statement_step(tx))
		*ret_contact =
			(struct contact){column_text(tx, "name"), column_text(tx, "reached_by")};
}

void contact_keep_until(struct transaction *tx, const char *thing_id, const char *erase_on)
{
	statement(tx, "UPDATE contacts SET erase_on = $1 WHERE thing_id = $2");
	bind_text(tx, erase_on);
	bind_text(tx, thing_id);
	statement_run(tx);
}

void contact_erase(struct transaction *tx, const char *thing_id)
{
	statement(tx, "DELETE FROM contacts WHERE thing_id = $1");
	bind_text(tx, thing_id);
	statement_run(tx);
}

void contacts_name_erase(struct transaction *tx, const char *name, const char *erased)
{
	statement(tx, "UPDATE contacts SET name = $2 WHERE name = $1");
	bind_text(tx, name);
	bind_text(tx, erased);
	statement_run(tx);
}

void contacts_to_erase(struct transaction *tx, const char *today, int64_t limit)
{
	statement(tx, "SELECT thing_id, erase_on FROM contacts WHERE erase_on <= $1"
		      " ORDER BY erase_on LIMIT $2");
	bind_text(tx, today);
	bind_i64(tx, limit);
}

bool contact_to_erase_next(struct transaction *tx, const char **ret_thing_id,
			   const char **ret_erase_on)
{
	if (!statement_step(tx))
		return false;
	*ret_thing_id = column_text(tx, "thing_id");
	*ret_erase_on = column_text(tx, "erase_on");
	return !transaction_failed(tx);
}
