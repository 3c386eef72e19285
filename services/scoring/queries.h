/* queries.h - what scoring can be asked, and who answers */
#pragma once

#include "common/query.h"
#include "scoring/commands.h"

extern const struct query scoring_queries[];

enum decision get_round(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);
enum decision list_rounds(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision list_round_dossiers(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision get_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision list_results(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision recompute_round(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision list_rulebooks(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision get_rulebook(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision get_ruleset(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision score_once(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* --- queries/parts.c: what several queries do */

/* True when the caller keeps or oversees the round, or sits on its council. */
bool may_look_into(struct transaction *tx, const struct round *round);

/* Fills in a round as the caller may see it: counts are without the dossiers he has a conflict in.
 * Lists live in the transaction's arena. */
void round_message(struct transaction *tx, const struct round *round,
		   Ocop__Scoring__V1__Round *ret_message);

/* A rule book, refused with RULEBOOK_UNKNOWN at the field. */
const struct rulebook *require_rulebook(struct transaction *tx, struct reply *reply,
					const char *field, const char *code);

/* A sheet of it, refused with SET_UNKNOWN or SHEET_UNAVAILABLE. */
const struct sheet *require_sheet(struct reply *reply, const char *field,
				  const struct rulebook *book, uint32_t set_no);
