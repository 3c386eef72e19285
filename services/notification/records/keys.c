/* keys.c - with what a subscription's deliveries are signed */
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "notification/records.h"

void signing_key_insert(struct transaction *tx, const char *subscription_id,
			const struct signing_key *key)
{
	statement(tx, "INSERT INTO signing_keys (subscription_id, number, signature_kind, secret,"
		      " created_at_us, expires_at_us, command_id)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7)");
	bind_text(tx, subscription_id);
	bind_i64(tx, key->number);
	bind_i64(tx, key->signature_kind);
	bind_bytes(tx, key->secret, SIGNING_SECRET_SIZE);
	bind_i64(tx, key->created_at_us);
	bind_i64(tx, key->expires_at_us);
	bind_bytes(tx, key->command_id, COMMAND_ID_SIZE_BYTES);
	statement_run(tx);
}

void signing_keys_valid(struct transaction *tx, const char *subscription_id, int64_t now_us)
{
	statement(tx, "SELECT * FROM signing_keys WHERE subscription_id = $1"
		      " AND (expires_at_us = 0 OR expires_at_us > $2) ORDER BY number DESC");
	bind_text(tx, subscription_id);
	bind_i64(tx, now_us);
}

bool signing_key_next(struct transaction *tx, struct signing_key *ret_key)
{
	size_t size_bytes;

	if (!statement_step(tx))
		return false;
	*ret_key = (struct signing_key){
		.number = column_i64(tx, "number"),
		.signature_kind = column_i64(tx, "signature_kind"),
		.secret = column_bytes(tx, "secret", &size_bytes),
		.created_at_us = column_i64(tx, "created_at_us"),
		.expires_at_us = column_i64(tx, "expires_at_us"),
		.command_id = column_bytes(tx, "command_id", &size_bytes),
	};
	return !transaction_failed(tx);
}

bool signing_key_load(struct transaction *tx, const char *subscription_id,
		      struct signing_key *ret_key)
{
	signing_keys_valid(tx, subscription_id, 0);
	if (!signing_key_next(tx, ret_key))
		return false;
	statement_end(tx);
	return true;
}

void signing_keys_expire(struct transaction *tx, const char *subscription_id, int64_t until_us)
{
	statement(tx, "DELETE FROM signing_keys WHERE subscription_id = $1"
		      " AND expires_at_us <> 0 AND expires_at_us <= $2");
	bind_text(tx, subscription_id);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
	statement(tx, "UPDATE signing_keys SET expires_at_us = $2 WHERE subscription_id = $1"
		      " AND (expires_at_us = 0 OR expires_at_us > $2)");
	bind_text(tx, subscription_id);
	bind_i64(tx, until_us);
	statement_run(tx);
}
