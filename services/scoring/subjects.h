/* subjects.h - the thing a command or query of scoring is about, found by its fields' names
 *
 * Functions for the column `subject` of the tables: command.c and query.c ask them before the
 * handler, and do NO_SUCH_THING, scope and If-Match by what they say. Each refuses an id of another
 * shard with WRONG_SHARD, so that a gateway with an old table of shards is told, not answered.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

struct subject;
struct transaction;

/* The round of field round_id, with its version and its unit. */
void subject_of_round(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);

/* The dossier of fields round_id and dossier_id: the version it has in the round, its producer, the
 * round's unit. The round must exist; whether it has the dossier the handler says. */
void subject_of_dossier(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The sheet of fields round_id, dossier_id and member_id in the present pass: its version, 0 while
 * there is none. */
void subject_of_sheet(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);

/* A round that is planned (fields shard and unit_code): nothing that exists yet, but within the
 * caller's unit. */
void subject_of_plan(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);
