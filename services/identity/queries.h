/* queries.h - what identity can be asked: the table and its handlers
 *
 * query.c calls a handler on a reader thread, inside a read transaction, after token, role and
 * scope were checked. A handler writes nothing. Lists give a page and a cursor, opaque to
 * the caller; CURSOR_INVALID for one that is none of ours.
 */
#pragma once

#include "common/query.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct query identity_queries[];

/* Makes an access token of five minutes from the secret of a session or key; it ends no later than
 * that does. TOKEN_INVALID. */
enum decision exchange_credential(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Shows one account without its secrets: one's own, or for operator and auditor any; SCOPE_MISSING
 * before it is looked up, so that nobody learns which ids exist. */
enum decision get_account(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Lists accounts by sign-in name, of one agency or of all. */
enum decision list_accounts(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Lists agencies by id. */
enum decision list_agencies(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Lists every shard with its addresses, closed ones too: the gateway routes by it. */
enum decision list_shards(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Shows a unit in force by its code, with the former units that became part of it. */
enum decision get_unit(struct transaction *tx, const ProtobufCMessage *message,
		       struct reply *reply);

/* Finds units by the beginning of a present or former name, with or without marks and the word for
 * their kind, or by their province. */
enum decision list_units(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Shows the recorded days of the offices' calendar in a span, and its version. */
enum decision list_calendar_days(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
