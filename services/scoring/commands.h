/* commands.h - what scoring can be asked to change, and who decides */
#pragma once

#include "common/command.h"
#include "scoring/records.h"
#include "scoring/state.h"

extern const struct command scoring_commands[];

enum decision plan_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
enum decision take_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision appoint_council(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision declare_conflict(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
enum decision open_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
enum decision start_scoring(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision save_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
enum decision submit_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision record_finding(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision record_agreed_options(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);
enum decision close_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision rescore_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision withdraw_from_round(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision close_round(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision report_round(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision approve_round(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision publish_round(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* --- commands/subjects.c: the thing a command or query is about, found by its fields' names */

/* A round; WRONG_SHARD for an id of another one. */
void subject_of_round(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);

/* A dossier of a round: its version, its producer, the round's unit. */
void subject_of_dossier(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* A member's sheet in the present pass: its version. */
void subject_of_sheet(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);

/* A round that is planned: the unit it is for. */
void subject_of_plan(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);

/* --- commands/parts.c: what several commands do */

enum {
	CHOICES_MAX = 512,
	NAME_LENGTH_MAX = 200,
	NUMBER_LENGTH_MAX = 100,
	REASON_LENGTH_MAX = 2000
};

/* Everything about one dossier while its council sits over it. */
struct sitting {
	struct round round;
	struct council council;
	struct round_dossier dossier;
	struct conflicts conflicts;
	const struct sheet *sheet;
};

/* Loads it; refuses with DOSSIER_NOT_IN_ROUND. The round is known to exist. */
bool sitting_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		  struct reply *reply, struct sitting *ret_sitting);

/* The rule book of a round, and a set's sheet in it; they were there when it was planned, so
 * missing now fails the transaction. */
const struct rulebook *round_rulebook(struct transaction *tx, const struct round *round);
const struct sheet *round_sheet(struct transaction *tx, const struct round *round, uint32_t set_no);

/* Refuses an act that the round's state does not allow; ret_state is the state that follows. */
bool require_act(struct reply *reply, const struct round *round, enum round_act act,
		 Ocop__Scoring__V1__RoundState *ret_state);

/* Refuses a caller who has a conflict in the dossier: he does not handle it either. */
bool require_no_conflict(struct transaction *tx, struct reply *reply,
			 const struct sitting *sitting);

/* A member's own sheet while he fills it in. */
struct filling {
	struct sitting sitting;
	struct score_sheet sheet; /* its key and the version it will have */
	struct filled_sheet filled;
};

/* Loads it for a member who may write it now; refuses otherwise. */
bool filling_load(struct transaction *tx, const struct score_sheet *key,
		  const ProtobufCMessage *const *entries, size_t count, struct reply *reply,
		  struct filling *ret_filling);

/* Facts about closing, out of the pass that stands. */
void closing_facts_gather(const struct sitting *sitting, const struct pass_facts *pass,
			  struct closing_facts *ret_facts);

/* Refuses with the numbers behind the reason. */
void closing_refuse(struct reply *reply, Ocop__Common__V1__RefusalCode why,
		    const struct closing_facts *facts);

/* Refuses every fault of a sheet by its path: choices[2.1], or for `map` another name. */
void faults_refuse(struct reply *reply, const struct sheet *sheet,
		   const struct score_result *result, const char *map);

/* Reads a map of choices; refuses with MESSAGE_TOO_LARGE over CHOICES_MAX, where telling doubles
 * apart would take too long. NULL when refused. */
const struct choice *choices_read(struct reply *reply, const ProtobufCMessage *const *entries,
				  size_t count, const char *map);

/* Refuses a text that is empty or longer than `most` characters; true when it is fine. */
bool require_text(struct reply *reply, const char *field, const char *text, size_t most);

/* Refuses a text that is no day; true when it is one. */
bool require_date(struct reply *reply, const char *field, const char *text, int32_t *ret_day);
