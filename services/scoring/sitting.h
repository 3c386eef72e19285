/* sitting.h - a dossier while its council sits over it: loaded, held against the rules, refused
 *
 * What is loaded lives in the transaction's arena. A function that returns false, or NULL, has said
 * why in the reply, or the transaction has failed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scoring/records.h"
#include "scoring/rules.h"

struct arena;
struct reply;
struct supplements; /* records/supplements.h */
struct transaction;

/* Everything about one dossier of a round. The sheet is the rule book's. */
struct sitting {
	struct round round;
	struct council council;
	struct round_dossier dossier;
	struct conflicts conflicts;
	const struct sheet *sheet;
	bool in_writing; /* a re-rating over which no meeting was called */
};

/* Loads it; DOSSIER_NOT_IN_ROUND for one that is not in it, or has left. The round is known to
 * exist: its subject was asked. */
bool sitting_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		  struct reply *reply, struct sitting *ret_sitting);

/* The rule book that a round keeps, byte for byte the one it was planned under, whatever became of
 * the folder of rule books. Missing now, it fails the transaction, and gives NULL. */
const struct rulebook *round_rulebook(struct transaction *tx, const struct round *round);

/* The sheet of a set in the rule book of a round; fails like round_rulebook. */
const struct sheet *round_sheet(struct transaction *tx, const struct round *round, uint32_t set_no);

/* ROUND_STATE for an act that the round's state does not allow; ret_state is the state that
 * follows. */
bool require_act(struct reply *reply, const struct round *round, enum round_act act,
		 Ocop__Scoring__V1__RoundState *ret_state);

/* MEETING_NOT_NEEDED for a re-rating in writing: scoring, findings and agreed options are a
 * meeting's. */
bool require_meeting(struct reply *reply, const struct sitting *sitting);

/* MEMBER_HAS_CONFLICT for a caller with a conflict in the dossier: he does not handle it either,
 * whatever his office. */
bool require_no_conflict(struct transaction *tx, struct reply *reply,
			 const struct sitting *sitting);

/* True when a grant of the caller is for the producer of the dossier. */
bool caller_is_producer(struct transaction *tx, const struct round_dossier *dossier);

/* True when the caller keeps the round: its secretary's or the agency's account, within its grants.
 */
bool caller_keeps(struct transaction *tx, const struct round *round);

/* SCOPE_MISSING for who neither keeps the round nor chairs its council: the chair of another one
 * has the same role. */
bool require_chair(struct transaction *tx, struct reply *reply, const struct round *round);

/* SCOPE_MISSING for who neither keeps the round nor leads this dossier: its chair, or who stands in
 * for him. */
bool require_leader(struct transaction *tx, struct reply *reply, const struct sitting *sitting);

/* The last day to wait for the supplement that is open, as text in the arena: its deadline, or the
 * working day after. "" when none is open. Once it is over the council may close without it: a
 * producer who gives nothing holds up nobody. */
const char *supplement_due_on(struct transaction *tx, const struct supplements *supplements);

/* Gathers the facts about closing, out of the pass that stands and what was asked for; borrows from
 * both. */
void closing_facts_gather(struct transaction *tx, const struct sitting *sitting,
			  const struct pass_facts *pass, struct closing_facts *ret_facts);

/* Refuses with the numbers behind the reason: sheets in and needed, the limit of the spread. Not
 * the spread itself: whoever knows one of two totals would know the other before the close. Nor how
 * many opinions differ. */
void closing_refuse(struct reply *reply, Ocop__Common__V1__RefusalCode why,
		    const struct closing_facts *facts);

/* What the authority of a round decides on a result on a day, by the round's settings. */
Ocop__Scoring__V1__DecisionOutcome decision_of_round(const struct rulebook *book,
						     const struct round *round, int32_t day,
						     const struct dossier_result *result);

/* Refuses every fault of a sheet by its path: `map`[2.1], or raised[...] for a finding. */
void faults_refuse(struct reply *reply, const struct sheet *sheet,
		   const struct score_result *result, const char *map);

/* Reads a map of choices into the reply's arena; MESSAGE_TOO_LARGE over CHOICES_MAX, where telling
 * doubles apart would take too long. NULL when refused. */
const struct choice *choices_read(struct reply *reply, const ProtobufCMessage *const *entries,
				  size_t count, const char *map);

/* The faults of a sheet but for what is still missing, in the arena: what a draft must not have.
 * True when nothing is missing either, and the score holds. */
bool inconsistencies_find(const struct sheet *sheet, const struct filled_sheet *filled,
			  struct arena *arena, struct score_result *ret_result);
