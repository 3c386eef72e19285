/* accounts.c - the rows of accounts and their grants */
#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "identity/records.h"
#include "identity/rules.h"

void account_insert(struct transaction *tx, const struct account *account)
{
	statement(tx, "INSERT INTO accounts (account_id, agency_id, display_name, sign_in_name,"
		      " password_hash, command_id, version) VALUES ($1, $2, $3, $4, $5, $6, $7)");
	bind_text(tx, account->account_id);
	bind_text(tx, account->agency_id);
	bind_text(tx, account->display_name);
	bind_text(tx, account->sign_in_name);
	bind_text(tx, account->password_hash);
	bind_bytes(tx, account->command_id, COMMAND_ID_SIZE_BYTES);
	bind_i64(tx, (int64_t)account->version);
	statement_run(tx);
}

static void account_read(struct transaction *tx, struct account *ret_account)
{
	size_t size_bytes;

	*ret_account = (struct account){
		.account_id = column_text(tx, "account_id"),
		.agency_id = column_text(tx, "agency_id"),
		.display_name = column_text(tx, "display_name"),
		.sign_in_name = column_text(tx, "sign_in_name"),
		.password_hash = column_text(tx, "password_hash"),
		.command_id = column_bytes(tx, "command_id", &size_bytes),
		.version = (uint64_t)column_i64(tx, "version"),
	};
}

/* The one row of a statement that was begun. */
static bool account_read_one(struct transaction *tx, struct account *ret_account)
{
	if (!statement_step(tx))
		return false;
	account_read(tx, ret_account);
	statement_end(tx);
	return !transaction_failed(tx);
}

bool account_load(struct transaction *tx, const char *account_id, struct account *ret_account)
{
	statement(tx, "SELECT account_id, agency_id, display_name, sign_in_name, password_hash,"
		      " command_id, version FROM accounts WHERE account_id = $1");
	bind_text(tx, account_id);
	return account_read_one(tx, ret_account);
}

bool account_load_by_name(struct transaction *tx, const char *sign_in_name,
			  struct account *ret_account)
{
	statement(tx, "SELECT account_id, agency_id, display_name, sign_in_name, password_hash,"
		      " command_id, version FROM accounts WHERE sign_in_name = $1");
	bind_text(tx, sign_in_name);
	return account_read_one(tx, ret_account);
}

bool account_exists(struct transaction *tx)
{
	statement(tx, "SELECT account_id FROM accounts LIMIT 1");
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

uint64_t account_changed(struct transaction *tx, const char *account_id)
{
	uint64_t version = 0;

	statement(tx, "UPDATE accounts SET version = version + 1 WHERE account_id = $1"
		      " RETURNING version");
	bind_text(tx, account_id);
	while (statement_step(tx))
		version = (uint64_t)column_i64(tx, "version");
	return version;
}

void account_close(struct transaction *tx, const char *account_id)
{
	statement(tx, "UPDATE accounts SET display_name = '', sign_in_name = account_id,"
		      " password_hash = '' WHERE account_id = $1");
	bind_text(tx, account_id);
	statement_run(tx);
	statement(tx, "DELETE FROM grants WHERE account_id = $1");
	bind_text(tx, account_id);
	statement_run(tx);
	statement(tx, "DELETE FROM sessions WHERE account_id = $1");
	bind_text(tx, account_id);
	statement_run(tx);
	statement(tx, "UPDATE access_keys SET revoked = 1, version = version + 1, label = ''"
		      " WHERE account_id = $1 AND revoked = 0");
	bind_text(tx, account_id);
	statement_run(tx);
}

void accounts_after(struct transaction *tx, const char *agency_id, const char *sign_in_name,
		    int64_t limit)
{
	if (agency_id[0]) {
		statement(tx, "SELECT account_id, agency_id, display_name, sign_in_name,"
			      " password_hash, command_id, version FROM accounts"
			      " WHERE agency_id = $1 AND sign_in_name > $2"
			      " ORDER BY sign_in_name LIMIT $3");
		bind_text(tx, agency_id);
	} else {
		statement(tx, "SELECT account_id, agency_id, display_name, sign_in_name,"
			      " password_hash, command_id, version FROM accounts"
			      " WHERE sign_in_name > $1 ORDER BY sign_in_name LIMIT $2");
	}
	bind_text(tx, sign_in_name);
	bind_i64(tx, limit);
}

bool account_next(struct transaction *tx, struct account *ret_account)
{
	if (!statement_step(tx))
		return false;
	account_read(tx, ret_account);
	return !transaction_failed(tx);
}

static void bind_grant(struct transaction *tx, const char *account_id,
		       const Ocop__Common__V1__Grant *grant)
{
	bind_text(tx, account_id);
	bind_i64(tx, (int64_t)grant->role);
	bind_text(tx, grant->unit_code);
	bind_text(tx, grant->producer_id);
	bind_text(tx, grant->round_id);
}

bool grant_insert(struct transaction *tx, const char *account_id,
		  const Ocop__Common__V1__Grant *grant)
{
	statement(tx, "INSERT INTO grants (account_id, role, unit_code, producer_id, round_id)"
		      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
	bind_grant(tx, account_id, grant);
	statement_run(tx);
	return statement_changes(tx) == 1;
}

bool grant_delete(struct transaction *tx, const char *account_id,
		  const Ocop__Common__V1__Grant *grant)
{
	statement(tx, "DELETE FROM grants WHERE account_id = $1 AND role = $2 AND unit_code = $3"
		      " AND producer_id = $4 AND round_id = $5");
	bind_grant(tx, account_id, grant);
	statement_run(tx);
	return statement_changes(tx) == 1;
}

Ocop__Common__V1__Grant **grants_load(struct transaction *tx, const char *account_id,
				      size_t *ret_count)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Common__V1__Grant **grants =
		arena_alloc(arena, GRANTS_MAX * sizeof(Ocop__Common__V1__Grant *));
	size_t count = 0;

	statement(tx, "SELECT role, unit_code, producer_id, round_id FROM grants"
		      " WHERE account_id = $1"
		      " ORDER BY role, unit_code, producer_id, round_id LIMIT $2");
	bind_text(tx, account_id);
	bind_i64(tx, GRANTS_MAX);
	while (statement_step(tx)) {
		Ocop__Common__V1__Grant *grant = arena_alloc(arena, sizeof(*grant));
		ocop__common__v1__grant__init(grant);
		grant->role = (Ocop__Common__V1__Role)column_i64(tx, "role");
		grant->unit_code = message_text(column_text(tx, "unit_code"));
		grant->producer_id = message_text(column_text(tx, "producer_id"));
		grant->round_id = message_text(column_text(tx, "round_id"));
		grants[count++] = grant;
	}
	*ret_count = count;
	return grants;
}
