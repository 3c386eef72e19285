/* credentials.c - the rows of sessions and access_keys
 *
 * Both are found by the SHA-256 of their secret, which is nowhere.
 */
#include <string.h>

#include "common/store/transaction.h"
#include "identity/records.h"

static void read_secret_hash(struct transaction *tx, uint8_t *ret_hash)
{
	size_t size_bytes;
	const void *bytes = column_bytes(tx, "secret_hash", &size_bytes);

	if (size_bytes == SECRET_HASH_SIZE_BYTES)
		memcpy(ret_hash, bytes, size_bytes);
}

void session_insert(struct transaction *tx, const struct session *session)
{
	statement(tx, "INSERT INTO sessions (secret_hash, session_id, account_id, expires_at_us)"
		      " VALUES ($1, $2, $3, $4)");
	bind_bytes(tx, session->secret_hash, SECRET_HASH_SIZE_BYTES);
	bind_text(tx, session->session_id);
	bind_text(tx, session->account_id);
	bind_i64(tx, session->expires_at_us);
	statement_run(tx);
}

bool session_load(struct transaction *tx, const uint8_t *secret_hash, struct session *ret_session)
{
	statement(tx, "SELECT secret_hash, session_id, account_id, expires_at_us FROM sessions"
		      " WHERE secret_hash = $1");
	bind_bytes(tx, secret_hash, SECRET_HASH_SIZE_BYTES);
	if (!statement_step(tx))
		return false;
	ret_session->session_id = column_text(tx, "session_id");
	ret_session->account_id = column_text(tx, "account_id");
	ret_session->expires_at_us = column_i64(tx, "expires_at_us");
	read_secret_hash(tx, ret_session->secret_hash);
	statement_end(tx);
	return !transaction_failed(tx);
}

void session_delete(struct transaction *tx, const uint8_t *secret_hash)
{
	statement(tx, "DELETE FROM sessions WHERE secret_hash = $1");
	bind_bytes(tx, secret_hash, SECRET_HASH_SIZE_BYTES);
	statement_run(tx);
}

bool session_first_end(struct transaction *tx, int64_t *ret_expires_at_us)
{
	statement(tx, "SELECT expires_at_us FROM sessions ORDER BY expires_at_us LIMIT 1");
	if (!statement_step(tx))
		return false;
	*ret_expires_at_us = column_i64(tx, "expires_at_us");
	statement_end(tx);
	return !transaction_failed(tx);
}

void sessions_delete_ended(struct transaction *tx, int64_t expired_before_us)
{
	statement(tx, "DELETE FROM sessions WHERE expires_at_us < $1");
	bind_i64(tx, expired_before_us);
	statement_run(tx);
}

void access_key_insert(struct transaction *tx, const struct access_key *key)
{
	statement(tx, "INSERT INTO access_keys (key_id, account_id, label, secret_hash, revoked,"
		      " version) VALUES ($1, $2, $3, $4, 0, $5)");
	bind_text(tx, key->key_id);
	bind_text(tx, key->account_id);
	bind_text(tx, key->label);
	bind_bytes(tx, key->secret_hash, SECRET_HASH_SIZE_BYTES);
	bind_i64(tx, (int64_t)key->version);
	statement_run(tx);
}

/* The one row of a statement that was begun. */
static bool access_key_read_one(struct transaction *tx, struct access_key *ret_key)
{
	if (!statement_step(tx))
		return false;
	ret_key->key_id = column_text(tx, "key_id");
	ret_key->account_id = column_text(tx, "account_id");
	ret_key->label = column_text(tx, "label");
	ret_key->revoked = column_i64(tx, "revoked") != 0;
	ret_key->version = (uint64_t)column_i64(tx, "version");
	read_secret_hash(tx, ret_key->secret_hash);
	statement_end(tx);
	return !transaction_failed(tx);
}

bool access_key_load(struct transaction *tx, const char *key_id, struct access_key *ret_key)
{
	statement(tx, "SELECT key_id, account_id, label, secret_hash, revoked, version"
		      " FROM access_keys WHERE key_id = $1");
	bind_text(tx, key_id);
	return access_key_read_one(tx, ret_key);
}

bool access_key_load_by_secret(struct transaction *tx, const uint8_t *secret_hash,
			       struct access_key *ret_key)
{
	statement(tx, "SELECT key_id, account_id, label, secret_hash, revoked, version"
		      " FROM access_keys WHERE secret_hash = $1");
	bind_bytes(tx, secret_hash, SECRET_HASH_SIZE_BYTES);
	return access_key_read_one(tx, ret_key);
}

void access_key_revoke(struct transaction *tx, const char *key_id)
{
	statement(tx, "UPDATE access_keys SET revoked = 1, version = version + 1"
		      " WHERE key_id = $1");
	bind_text(tx, key_id);
	statement_run(tx);
}
