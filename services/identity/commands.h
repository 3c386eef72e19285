/* commands.h - what identity can be asked to change: the table and its handlers
 *
 * command.c calls a handler on the writer thread, inside a transaction, after token, role and
 * scope were checked and the row's `subject` was found. A handler that refuses leaves nothing
 * written. Besides what is named below every command may be refused for what common/command.h
 * checks: no such thing, another version, a role or scope that is missing.
 * A `_prepare` runs before it on a worker thread: what takes long must not hold the writer.
 */
#pragma once

#include "common/command.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct command identity_commands[];

/* Makes an agency known; the same again is accepted and writes nothing. AGENCY_EXISTS for another
 * one under this id, UNIT_UNKNOWN for a place that is not recorded. */
enum decision add_agency(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Hashes the password with Argon2id, some 100 ms, and refuses one that is too short; hands the hash
 * on. */
enum decision add_account_prepare(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply, void **ret_prepared);

/* Makes an account with its grants. AGENCY_UNKNOWN, UNIT_UNKNOWN, SIGN_IN_NAME_TAKEN. The same
 * command id again is accepted without a second account. */
enum decision add_account(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Gives an account a role with its scope; one it has already changes nothing. FIELD_MISSING where
 * the role needs a scope, UNIT_UNKNOWN. */
enum decision grant_role(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Takes exactly this grant away; GRANT_UNKNOWN when the account does not have it. Access tokens
 * made before run out within five minutes. */
enum decision revoke_role(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Ends an account for good, with its roles, sessions, keys and names; not one's own. */
enum decision close_account(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Compares the password; takes as long for a name that does not exist, so that time tells nobody
 * which names do. SIGN_IN_WRONG for either. */
enum decision open_session_prepare(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply, void **ret_prepared);

/* Opens a session of twelve hours and answers its secret, which is in no store and no log. */
enum decision open_session(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Ends the session whose secret is given; TOKEN_INVALID when there is none. */
enum decision close_session(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Forgets sessions that are over; the daemon asks itself. */
enum decision prune_sessions(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Gives a machine a secret without end and answers it, this once. */
enum decision create_key(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Ends a key; one that was revoked before changes nothing. */
enum decision revoke_key(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Names where one more scoring shard answers. SHARD_NAME_TAKEN for a name that was ever used,
 * FIELD_INVALID for an address at which another shard answers. */
enum decision add_shard(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);

/* Gives a shard no more rounds; what it holds stays and is asked there. SHARD_UNKNOWN, or
 * SHARD_CLOSED when it was closed before. */
enum decision close_shard(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Names where a shard answers from now on; the same again changes nothing. SHARD_UNKNOWN, or
 * FIELD_INVALID as add_shard. */
enum decision move_shard(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Records up to 500 units and former units, all or none; writes and tells only what differs.
 * FIELD_INVALID or DATE_INVALID at the row. */
enum decision record_units(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Records up to 400 days of the offices' calendar, all or none; writes and tells only what differs.
 * FIELD_INVALID or DATE_INVALID at the day. */
enum decision record_calendar_days(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* Moves the clock of a demo or test instance forward; INSTANCE_KIND elsewhere. */
enum decision move_clock(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Makes the first agency, account and key of a new store; the daemon asks itself. */
enum decision bootstrap_operator(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
