/* command.h - the one path every command of every service takes
 *
 *	bytes -> bus -> envelope -> commands[] -> message -> token - recall - may?
 *	      - [ validate - facts - rule - state + event ] - remember -> commit -> reply -> publish
 *
 * command.c alone decodes, verifies the token, looks for a remembered reply, checks the permission,
 * opens the savepoint, calls the handler, commits, answers and publishes. The brackets are the
 * service's part: a handler.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/access_token.h"
#include "common/reply.h"

struct transaction;

/* The thing a command is about: whether it is there, its version, and whose it is. */
struct subject {
	bool exists;
	uint64_t version; /* compared with If-Match */
	const char *province_code;
	const char *commune_code;
	const char *producer_id;
	const char *round_id;
	/* Whose it is, for what is an agency's and of no place: covered by every grant of its
	 * accounts, and by the operator's. NULL for all else. */
	const char *agency_id;
	/* A refusal that finding it already gave, such as WRONG_SHARD; 0: none. */
	Ocop__Common__V1__RefusalCode why;
	const char *why_field; /* what of the message it is about, or NULL */
};

/* A row of a service's table: what may be asked, by whom, and who decides. */
struct command {
	const ProtobufCMessageDescriptor *message;
	const ProtobufCMessageDescriptor *reply;
	uint32_t allow; /* ALLOW(...) of roles, or ALLOW_SYSTEM, ALLOW_SIGNED_IN, ALLOW_ANYONE */

	/* Finds the thing the command is about: missing, it is refused with NO_SUCH_THING, out of
	 * the caller's grants with SCOPE_MISSING, changed since If-Match with VERSION_STALE. NULL
	 * for commands about nothing that exists yet. */
	void (*subject)(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

	/* Runs on a worker thread before the transaction, on a read-only one: what takes long
	 * (hashing). What it returns is the handler's transaction_prepared, allocated with the
	 * arena. REFUSED ends the command with the reply's reasons. NULL for most. */
	enum decision (*prepare)(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply, void **ret_prepared);

	/* Validates, loads facts, asks the rule, writes state and event. REFUSED and FAILED undo
	 * all it wrote. */
	enum decision (*handle)(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

	bool secret_reply; /* never remembered: session secrets, keys, receipts */
	bool even_closed;  /* taken also while the service is closed: it is what opens it again */
};
