/* answers.h - rounds as messages of queries, and what several queries ask first
 *
 * Messages live in the transaction's arena and borrow the rows' texts.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/scoring/v1/queries.pb-c.h"
#include "scoring/records.h"

struct arena;
struct reply;
struct rulebook;
struct stored_sitting;
struct team;
struct transaction;

/* True when the caller keeps or oversees the round. */
bool may_oversee(struct transaction *tx, const struct round *round);

/* True when the caller keeps or oversees the round, or sits on its council. */
bool may_look_into(struct transaction *tx, const struct round *round);

/* The same, or works for its advisory team: who sees what is in the round, and when it is heard,
 * but no sheet and no result. */
bool may_look_at_agenda(struct transaction *tx, const struct round *round);

/* True when the caller is on the advisory team of the round. */
bool caller_advises(struct transaction *tx, const struct round *round);

/* The team as messages: as many as it has advisers. */
Ocop__Scoring__V1__Adviser **advisers_message(struct arena *arena, const struct team *team);

/* A sitting with the dossiers that were loaded for it. */
void sitting_message(const struct stored_sitting *sitting, Ocop__Scoring__V1__Sitting *ret_message);

/* True when the results of a round are public, or the caller may look into it; else SCOPE_MISSING,
 * or TOKEN_MISSING for nobody, is in the reply. */
bool require_results_visible(struct transaction *tx, struct reply *reply,
			     const struct round *round);

/* Fills in a round as the caller may see it, its council loaded: counts are without the dossiers he
 * has a conflict in. */
void round_message(struct transaction *tx, const struct round *round,
		   Ocop__Scoring__V1__Round *ret_message);

/* The rule book of this code or number; NULL with RULEBOOK_UNKNOWN at the field. */
const struct rulebook *require_rulebook(struct transaction *tx, struct reply *reply,
					const char *field, const char *code);

/* The sheet of a set of it; NULL with SET_UNKNOWN, or SHEET_UNAVAILABLE where no source has the
 * sheet, at the field. */
const struct sheet *require_sheet(struct reply *reply, const char *field,
				  const struct rulebook *book, uint32_t set_no);
