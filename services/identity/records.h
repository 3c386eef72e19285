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

/* agencies: who works with the instance. Owns nothing: texts are the arena's when loaded, the
 * caller's when inserted. */
struct agency {
	const char *agency_id; /* "commune-05434": chosen by the operator */
	const char *name_vi, *name_en;
	Ocop__Identity__V1__AgencyKind kind; /* what it is, and so whether it has a place */
	const char *unit_code;               /* place it serves; "" for none */
	uint64_t version;                    /* from 1 */
};

/* Adds one; the id must be new. */
void agency_insert(struct transaction *tx, const struct agency *agency);

/* By its id. */
bool agency_load(struct transaction *tx, const char *agency_id, struct agency *ret_agency);

/* In the order of their ids, after one. */
void agencies_after(struct transaction *tx, const char *agency_id, int64_t limit);

/* The next of agencies_after. */
bool agency_next(struct transaction *tx, struct agency *ret_agency);

/* --- accounts and grants */

/* accounts: an office or a producer that can sign in, or a machine with keys. Owns nothing. */
struct account {
	const char *account_id;    /* "account_01JD..." */
	const char *agency_id;     /* it belongs to */
	const char *display_name;  /* the office; never a person */
	const char *sign_in_name;  /* unique */
	const char *password_hash; /* Argon2id; "" when it cannot sign in */
	const uint8_t *command_id; /* of the command that made it; COMMAND_ID_SIZE_BYTES */
	uint64_t version;          /* from 1; grants count */
};

/* Adds one; id and sign-in name must be new. */
void account_insert(struct transaction *tx, const struct account *account);

/* By its id. */
bool account_load(struct transaction *tx, const char *account_id, struct account *ret_account);

/* By the name it signs in with. */
bool account_load_by_name(struct transaction *tx, const char *sign_in_name,
			  struct account *ret_account);

/* True when there is any account at all: a new store has none. */
bool account_exists(struct transaction *tx); /* any at all */

/* Counts the version up and returns it. */
uint64_t account_changed(struct transaction *tx, const char *account_id);

/* Takes away all by which anybody comes in, and what it is called; its sign-in name is its id then,
 * without a password. */
void account_close(struct transaction *tx, const char *account_id);

/* In the order of their sign-in names, after one; of one agency, or of all for "". */
void accounts_after(struct transaction *tx, const char *agency_id, const char *sign_in_name,
		    int64_t limit);

/* The next of accounts_after. */
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

/* sessions: a person's way in, until it ends. Owns nothing. */
struct session {
	const char *session_id;                      /* "session_01JD..." */
	const char *account_id;                      /* who came in */
	uint8_t secret_hash[SECRET_HASH_SIZE_BYTES]; /* SHA-256 of the secret */
	int64_t expires_at_us;                       /* the machine's clock */
};

/* Adds one. */
void session_insert(struct transaction *tx, const struct session *session);

/* By the hash of its secret, also when it is over: the caller compares times. */
bool session_load(struct transaction *tx, const uint8_t *secret_hash, struct session *ret_session);

/* Ends it; one that is not there is fine. */
void session_delete(struct transaction *tx, const uint8_t *secret_hash);

/* When the first of all sessions ends; false when there is none. */
bool session_first_end(struct transaction *tx, int64_t *ret_expires_at_us);

/* Forgets all that ended before a moment of the machine's clock. */
void sessions_delete_ended(struct transaction *tx, int64_t expired_before_us);

/* access_keys: a machine's way in, until it is revoked. Owns nothing. */
struct access_key {
	const char *key_id;                          /* "key_01JD..." */
	const char *account_id;                      /* who comes in with it */
	const char *label;                           /* what it is for */
	uint8_t secret_hash[SECRET_HASH_SIZE_BYTES]; /* SHA-256 of the secret */
	bool revoked;                                /* for good */
	uint64_t version;                            /* 1, 2 once revoked */
};

/* Adds one; id and secret must be new. */
void access_key_insert(struct transaction *tx, const struct access_key *key);

/* By its id, also when it is revoked. */
bool access_key_load(struct transaction *tx, const char *key_id, struct access_key *ret_key);

/* By the hash of its secret, also when it is revoked: the caller asks. */
bool access_key_load_by_secret(struct transaction *tx, const uint8_t *secret_hash,
			       struct access_key *ret_key);

/* Marks it revoked and counts its version up. */
void access_key_revoke(struct transaction *tx, const char *key_id);

/* --- shards */

/* shards: where each answers. Rows are never deleted, so no name is used twice. Owns nothing. */
struct shard {
	const char *service, *name;                                      /* "scoring" and "tn1" */
	const char *commands_address, *queries_address, *events_address; /* as is_bus_address */
	bool closed;                                                     /* gets no more rounds */
	uint64_t version; /* 1; one more each time it moved, and once it is closed */
};

/* Adds one; the name must never have been used. */
void shard_insert(struct transaction *tx, const struct shard *shard);

/* By its name, also when it is closed. */
bool shard_load(struct transaction *tx, const char *name, struct shard *ret_shard);

/* Marks it closed and counts its version up. */
void shard_close(struct transaction *tx, const char *name);

/* Writes its addresses and counts its version up. */
void shard_move(struct transaction *tx, const struct shard *shard);

/* The name of a shard that answers at an address, `other_than` not counted; "" for none. */
const char *shard_at(struct transaction *tx, const char *address, const char *other_than);

/* Every shard in the order of names. Begins a list. */
void shards_all(struct transaction *tx);

/* The next of shards_all. */
bool shard_next(struct transaction *tx, struct shard *ret_shard);

/* --- units, as they travel; loaded ones are in the arena */

/* False when the same was recorded before. */
bool unit_put(struct transaction *tx, const Ocop__Identity__V1__Unit *unit);

/* As unit_put, of a unit that was merged or divided. */
bool former_unit_put(struct transaction *tx, const Ocop__Identity__V1__FormerUnit *former_unit);

/* True for a unit in force. */
bool unit_exists(struct transaction *tx, const char *code);

/* A unit in force, in the arena; NULL when there is none. */
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

/* --- the offices' calendar, as it travels; loaded days are in the arena */

/* False when the same was recorded before. An ordinary day is taken back: false when there was
 * nothing to take. */
bool calendar_day_put(struct transaction *tx, const Ocop__Identity__V1__CalendarDay *day);

/* Recorded days between two, both included, in order; "" leaves an end open. */
void calendar_days_between(struct transaction *tx, const char *from_day, const char *until_day,
			   int64_t limit);
Ocop__Identity__V1__CalendarDay *calendar_day_next(struct transaction *tx); /* NULL at the end */

/* --- versions of things without a row: "units", "clock", "calendar" */

/* Counts up from 0 and returns the new one. */
uint64_t thing_version_count(struct transaction *tx, const char *thing_id);

/* The version it has; 0 before the first change. */
uint64_t thing_version(struct transaction *tx, const char *thing_id);
