/* commands.h - what identity may be asked to change, and who decides */
#pragma once

#include "common/command.h"

extern const struct command identity_commands[];

enum decision add_agency(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Hashes the password. */
enum decision add_account_prepare(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply, void **ret_prepared);
enum decision add_account(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

enum decision grant_role(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

enum decision revoke_role(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Compares the password. */
enum decision open_session_prepare(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply, void **ret_prepared);
enum decision open_session(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision close_session(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision prune_sessions(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

enum decision create_key(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

enum decision revoke_key(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

enum decision add_shard(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);
enum decision close_shard(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

enum decision record_units(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision move_clock(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
enum decision bootstrap_operator(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
