/* records.h - what identity stores: one struct a table, one function a statement
 *
 * Strings that were loaded live in the transaction's arena. A loader returns false when there is no
 * such row or the transaction has failed, and then leaves the struct as it was. A list is begun by
 * one function and read by the next until that returns false.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/common/v1/access_token.pb-c.h"
#include "ocop/identity/v1/types.pb-c.h"

struct transaction;

enum { SECRET_HASH_SIZE_BYTES = 32 }; /* SHA-256 */

/* --- agencies */

struct agency {
	const char *agency_id;
	const char *name_vi, *name_en;
	Ocop__Identity__V1__AgencyKind kind;
	const char *unit_code;
	uint64_t version;
};

void agency_insert(struct transaction *tx, const struct agency *agency);
bool agency_load(struct transaction *tx, const char *agency_id, struct agency *ret_agency);

/* In the order of their ids, after one. */
void agencies_after(struct transaction *tx, const char *agency_id, int64_t limit);
bool agency_next(struct transaction *tx, struct agency *ret_agency);

/* --- accounts and grants */

struct account {
	const char *account_id;
	const char *agency_id;
	const char *display_name;
	const char *sign_in_name;
	const char *password_hash; /* Argon2id; "" when it cannot sign in */
	const uint8_t *command_id; /* of the command that made it; COMMAND_ID_SIZE_BYTES */
	uint64_t version;
};

void account_insert(struct transaction *tx, const struct account *account);
bool account_load(struct transaction *tx, const char *account_id, struct account *ret_account);
bool account_load_by_name(struct transaction *tx, const char *sign_in_name,
			  struct account *ret_account);
bool account_exists(struct transaction *tx); /* any at all */

/* Counts the version up and returns it. */
uint64_t account_changed(struct transaction *tx, const char *account_id);

/* In the order of their sign-in names, after one; of one agency, or of all for "". */
void accounts_after(struct transaction *tx, const char *agency_id, const char *sign_in_name,
		    int64_t limit);
bool account_next(struct transaction *tx, struct account *ret_account);

/* False when the account has this grant already. */
bool grant_insert(struct transaction *tx, const char *account_id,
		  const Ocop__Common__V1__Grant *grant);

/* False when it does not have it. */
bool grant_delete(struct transaction *tx, const char *account_id,
		  const Ocop__Common__V1__Grant *grant);

/* All of an account; the array is in the arena. */
Ocop__Common__V1__Grant **grants_load(struct transaction *tx, const char *account_id,
				      size_t *ret_count);

/* --- sessions and keys; times are the machine's */

struct session {
	const char *session_id;
	const char *account_id;
	uint8_t secret_hash[SECRET_HASH_SIZE_BYTES];
	int64_t expires_at_us;
};

void session_insert(struct transaction *tx, const struct session *session);
bool session_load(struct transaction *tx, const uint8_t *secret_hash, struct session *ret_session);
void session_delete(struct transaction *tx, const uint8_t *secret_hash);

/* When the first of all sessions ends; false when there is none. */
bool session_first_end(struct transaction *tx, int64_t *ret_expires_at_us);
void sessions_delete_ended(struct transaction *tx, int64_t expired_before_us);

struct access_key {
	const char *key_id;
	const char *account_id;
	const char *label;
	uint8_t secret_hash[SECRET_HASH_SIZE_BYTES];
	bool revoked;
	uint64_t version;
};

void access_key_insert(struct transaction *tx, const struct access_key *key);
bool access_key_load(struct transaction *tx, const char *key_id, struct access_key *ret_key);
bool access_key_load_by_secret(struct transaction *tx, const uint8_t *secret_hash,
			       struct access_key *ret_key);
void access_key_revoke(struct transaction *tx, const char *key_id);

/* --- shards */

struct shard {
	const char *service, *name;
	const char *commands_address, *queries_address, *events_address;
	bool closed;
	uint64_t version;
};

void shard_insert(struct transaction *tx, const struct shard *shard);
bool shard_load(struct transaction *tx, const char *name, struct shard *ret_shard);
void shard_close(struct transaction *tx, const char *name);
void shards_all(struct transaction *tx);
bool shard_next(struct transaction *tx, struct shard *ret_shard);

/* --- units, as they travel; loaded ones are in the arena */

/* False when the same was recorded before. */
bool unit_put(struct transaction *tx, const Ocop__Identity__V1__Unit *unit);
bool former_unit_put(struct transaction *tx, const Ocop__Identity__V1__FormerUnit *former_unit);

bool unit_exists(struct transaction *tx, const char *code);
Ocop__Identity__V1__Unit *unit_read(struct transaction *tx, const char *code);

/* Which units a list shows: all fields may be "". */
struct unit_filter {
	const char *after_code;
	const char *province_code;
	const char *name; /* the beginning of a present or former name, as anybody writes it */
	int64_t limit;
};

/* In the order of their codes. */
void units_find(struct transaction *tx, const struct unit_filter *filter);
Ocop__Identity__V1__Unit *unit_next(struct transaction *tx); /* NULL at the end */

/* Those that became part of a unit. */
void former_units_of(struct transaction *tx, const char *successor_commune_code);
Ocop__Identity__V1__FormerUnit *former_unit_next(struct transaction *tx); /* NULL at the end */

/* --- versions of things without a table: "units", "clock" */

/* Counts up from 0 and returns the new one. */
uint64_t thing_version_count(struct transaction *tx, const char *thing_id);
uint64_t thing_version(struct transaction *tx, const char *thing_id);
