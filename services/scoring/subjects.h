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
 * round's unit. The round must exist; whether it has the dossier the handler says. A caller with a
 * conflict in the dossier is refused with MEMBER_HAS_CONFLICT, whatever he asks: every row about
 * one dossier has this function, or one of the next, so none can forget it. */
void subject_of_dossier(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The same, or the round of field round_id when no dossier is named. */
void subject_of_minutes(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The advisory team's report on the dossier of fields round_id and dossier_id: its version, 0 while
 * there is none. */
void subject_of_team_report(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject);

/* The sitting of fields round_id and sitting_id: it must be on the agenda, unless the id is empty:
 * then it is a new one. */
void subject_of_sitting(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The sheet of fields round_id, dossier_id and member_id in the present pass: its version for the
 * member himself, 0 while there is none, and for everybody else. */
void subject_of_sheet(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);

/* The complaint of field complaint_id in the round of field round_id: its version and the round's
 * unit. The round must exist; whether it has the complaint the handler says. MEMBER_HAS_CONFLICT
 * for one about a dossier that the caller has a conflict in. */
void subject_of_complaint(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject);

/* A round that is planned (fields shard and unit_code): nothing that exists yet, but within the
 * caller's unit. */
void subject_of_plan(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);
