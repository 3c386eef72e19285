/* subjects.h - the account or key that a command of identity is about
 *
 * Functions for the column `subject` of the tables: command.c asks them before the handler and does
 * NO_SUCH_THING and If-Match by what they say.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

struct subject;
struct transaction;

/* The account of the message's field account_id, at its version. */
void subject_of_account(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The key of the message's field key_id, at its version; a revoked one still exists. */
void subject_of_key(struct transaction *tx, const ProtobufCMessage *message,
		    struct subject *ret_subject);
