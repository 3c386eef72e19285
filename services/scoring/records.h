/* records.h - what scoring stores: one struct a table, one function a statement
 *
 * Strings that were loaded live in the transaction's arena. A loader returns false when there is no
 * such row or the transaction has failed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/scoring/v1/commands.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"
#include "scoring/records/seal.h"
#include "scoring/rules.h"

struct transaction;

/* --- records/admissions.c: what registration told, and what was answered */

/* admitted_dossiers: mirrors DossierAdmitted. */
struct admission {
	const char *dossier_id;
	int64_t admission;    /* sequence of the event: later ones are greater */
	const char *round_id; /* of this shard */
	const char *product_id, *product_name;
	const char *producer_id, *producer_name;
	uint32_t kind; /* ocop.registration.v1.DossierKind */
	const char *rulebook_code;
	uint32_t set_no; /* 1 to 26 */
	const char *commune_code, *province_code;
	const char *sector_code;      /* "I" to "VI" */
	const char *certificate_code; /* it starts from; "" */
	int64_t admitted_at_us;       /* of registration's event */
};

/* Keeps an admission; the same again changes nothing. */
void admission_put(struct transaction *tx, const struct admission *admission);

/* The oldest admission of a dossier to a round that has no answer yet. */
bool admission_load_open(struct transaction *tx, const char *round_id, const char *dossier_id,
			 struct admission *ret_admission);

/* Admissions without an answer, oldest first; round, dossier, version and time only. Begins a
 * statement: call admission_next until it returns false. */
void admissions_open(struct transaction *tx, int64_t limit);

/* The next of admissions_open. */
bool admission_next(struct transaction *tx, struct admission *ret_admission);

/* Keeps that it has its answer: it is not found open again. */
void admission_answer(struct transaction *tx, const struct admission *admission, bool taken);

/* withdrawn_dossiers: mirrors DossierWithdrawn. */
struct withdrawal {
	const char *dossier_id;
	int64_t withdrawal;      /* sequence of the event */
	const char *reason;      /* the producer's */
	int64_t withdrawn_at_us; /* of registration's event */
};

/* Keeps a withdrawal; the same again changes nothing. */
void withdrawal_put(struct transaction *tx, const struct withdrawal *withdrawal);

/* closed_shards: keeps that a shard gets no more rounds; the same again changes nothing. */
void closed_shard_put(struct transaction *tx, const char *name, int64_t closed_at_us);

/* True once identity has closed the shard and it is known here. */
bool closed_shard_exists(struct transaction *tx, const char *name);

/* True when the producer took the dossier back after it was admitted. */
bool dossier_was_withdrawn(struct transaction *tx, const char *dossier_id, int64_t admission);

/* A dossier that its producer took back and that is still in a round not yet closed. */
struct pending_withdrawal {
	const char *round_id, *dossier_id, *reason;
	int64_t withdrawn_at_us;
};

/* Those that wait, at most `limit`. Begins a statement: call withdrawal_next until it returns
 * false. */
void withdrawals_pending(struct transaction *tx, int64_t limit);

/* The next of withdrawals_pending. */
bool withdrawal_next(struct transaction *tx, struct pending_withdrawal *ret_withdrawal);

/* --- records/rounds.c */

/* rounds: an evaluation round of one level. Owns nothing. */
struct round {
	const char *round_id; /* "round_tn1_01JD..." */
	uint64_t version;     /* from 1 */
	const char *name;
	Ocop__Scoring__V1__RoundKind kind;
	Ocop__Scoring__V1__Level level;            /* who rates: province or centre */
	const char *unit_code;                     /* province; "" for the centre */
	const char *rulebook_code;                 /* of every dossier in it */
	const char *rulebook_sha256;               /* of the book it keeps, hex */
	const char *held_on, *proposals_before;    /* YYYY-MM-DD; "" of re-ratings */
	Ocop__Scoring__V1__GateLevel gate_level;   /* what minimums are tested on */
	Ocop__Scoring__V1__GateEffect gate_effect; /* what missing one does */
	uint32_t spread_points,
		quorum_percent;        /* most points between totals; most, least percent */
	bool secretary_scores;         /* is a member like the others */
	uint32_t documents_ahead_days; /* working days */
	bool propose_despite_minimums; /* those of five stars alone */
	uint32_t products_a_day;       /* most of one day's sittings */
	Ocop__Scoring__V1__RoundState state;
	const char *council_decision;             /* number of the decision; "" */
	int64_t opened_at_us;                     /* 0: not yet */
	const char *report_number;                /* "" until reported */
	const char *decision_number, *decided_on; /* "" until decided */
};

/* Adds one, at version 1. */
void round_insert(struct transaction *tx, const struct round *round);

/* By its id. */
bool round_load(struct transaction *tx, const char *round_id, struct round *ret_round);

/* Writes what changes in a round's life, and counts its version up. */
void round_update(struct transaction *tx, struct round *round);

/* True when a round of this shard was decided under this number. */
bool decision_number_exists(struct transaction *tx, const char *decision_number);

/* Rounds before an id, newest first, of a state or of all (0). Begins a statement: call round_next
 * until it returns false. */
void rounds_list(struct transaction *tx, Ocop__Scoring__V1__RoundState state, const char *before,
		 int64_t limit);

/* The next of rounds_list. */
bool round_next(struct transaction *tx, struct round *ret_round);

/* --- records/councils.c */

/* Writes the council in the place of an earlier one. */
void council_replace(struct transaction *tx, const char *round_id, const struct council *council);

/* In the order in which they were appointed. */
void council_load(struct transaction *tx, const struct round *round, struct council *ret_council);

/* Keeps a member's conflict in the place of what he declared before. */
void conflict_put(struct transaction *tx, const char *round_id, const char *dossier_id,
		  const struct conflict *conflict);

/* All of a dossier, in the arena. */
void conflicts_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		    struct conflicts *ret_conflicts);

/* --- records/round_dossiers.c */

/* round_dossiers: a dossier in a round, and how far its scoring is. Owns nothing. */
struct round_dossier {
	const char *round_id, *dossier_id;
	uint64_t version;  /* in this round, from 1 */
	int64_t admission; /* that brought it in */
	const char *product_id, *product_name;
	const char *producer_id, *producer_name;
	uint32_t kind;   /* ocop.registration.v1.DossierKind */
	uint32_t set_no; /* 1 to 26 */
	const char *commune_code, *province_code;
	const char *sector_code;      /* "I" to "VI" */
	const char *certificate_code; /* it starts from; "" */
	uint32_t pass;                /* from 1; the present one */
	bool closed;                  /* its result stands */
	bool gone;                    /* left the round */
	const char *gone_reason;      /* "" while it is in */
	const char *due_on;           /* of a re-rating: its last day at this level; "" for none */
	bool reminded;                /* that this day is over */
};

/* Puts a dossier in; one that had left comes back as a new one. */
void round_dossier_put(struct transaction *tx, const struct round_dossier *dossier);

/* Also one that has left. */
bool round_dossier_load(struct transaction *tx, const char *round_id, const char *dossier_id,
			struct round_dossier *ret_dossier);

/* Writes pass, closed, gone with its reason, and reminded, and counts the version up. */
void round_dossier_update(struct transaction *tx, struct round_dossier *dossier);

/* Dossiers in a round after an id, without those a member has a conflict in. Begins a statement:
 * call round_dossier_next until it returns false. */
void round_dossiers_list(struct transaction *tx, const char *round_id, const char *member_id,
			 const char *after, int64_t limit);

/* The next of round_dossiers_list. */
bool round_dossier_next(struct transaction *tx, struct round_dossier *ret_dossier);

/* How many dossiers a round has, and how many of them are closed. */
struct round_counts {
	uint32_t dossiers;
	uint32_t closed;
};

/* Counted as the list lists: without those a member has a conflict in. */
void round_count(struct transaction *tx, const char *round_id, const char *member_id,
		 struct round_counts *ret_counts);

/* A dossier of the round that is not closed, after an id; "" when there is none. */
const char *round_dossier_open_after(struct transaction *tx, const char *round_id,
				     const char *after);

/* The first closed dossier of the round after an id, without those a member has a conflict in. */
bool round_dossier_closed_after(struct transaction *tx, const char *round_id, const char *member_id,
				const char *after, struct round_dossier *ret_dossier);

/* --- records/score_sheets.c */

/* score_sheets: one member's sheet of one dossier in one pass. Owns nothing. */
struct score_sheet {
	const char *round_id, *dossier_id;
	uint32_t pass; /* from 1 */
	const char *member_id;
	uint64_t version;  /* from 1 */
	bool sealed;       /* handed in: never changes again */
	bool opened;       /* it counted in a result, and may be seen */
	uint32_t total;    /* points */
	const void *sheet; /* packed ScoreSheet: round, dossier, member, pass, choices, raised,
			      total */
	size_t sheet_size_bytes;
	struct seal seal;
};

/* Writes a sheet under its key; one that is sealed stays as it is. */
void score_sheet_put(struct transaction *tx, const struct score_sheet *sheet);

/* By round, dossier, pass and member of the key. */
bool score_sheet_load(struct transaction *tx, const struct score_sheet *key,
		      struct score_sheet *ret_sheet);

/* Sealed sheets of a pass, by member. Begins a statement: call score_sheet_next until it returns
 * false. */
void score_sheets_sealed(struct transaction *tx, const char *round_id, const char *dossier_id,
			 uint32_t pass);

/* The next of score_sheets_sealed. */
bool score_sheet_next(struct transaction *tx, struct score_sheet *ret_sheet);

/* Marks a sealed sheet opened: it counted in a result. */
void score_sheet_open(struct transaction *tx, const struct score_sheet *sheet);

/* How many sheets of every pass a round has. */
uint32_t score_sheets_count_in_round(struct transaction *tx, const char *round_id);

/* How many sheets of a pass are in. */
uint32_t score_sheets_count_sealed(struct transaction *tx, const char *round_id,
				   const char *dossier_id, uint32_t pass);

/* --- records/passes.c: findings, agreed options, passes, results */

/* Keeps a finding of the dossier's present pass in the place of one of the same code. */
void finding_put(struct transaction *tx, const struct round_dossier *dossier,
		 const struct finding *finding);

/* Returns the array in the arena. */
const struct finding *findings_load(struct transaction *tx, const char *round_id,
				    const char *dossier_id, uint32_t pass, size_t *ret_count);

/* Keeps the option agreed for a criterion in the present pass. */
void agreed_option_put(struct transaction *tx, const struct round_dossier *dossier,
		       const struct choice *choice);

/* Returns the array in the arena. */
const struct choice *agreed_options_load(struct transaction *tx, const char *round_id,
					 const char *dossier_id, uint32_t pass, size_t *ret_count);

/* Why a pass was begun, in the arena; "" for the first. */
const char *pass_reason_load(struct transaction *tx, const char *round_id, const char *dossier_id,
			     uint32_t pass);

/* Keeps why the dossier's present pass was begun. */
void pass_insert(struct transaction *tx, const struct round_dossier *dossier, const char *reason);

/* A packed Result without its decision. */
struct stored_result {
	const char *round_id, *dossier_id;
	uint32_t pass; /* from 1 */
	const void *result;
	size_t result_size_bytes;
	Ocop__Scoring__V1__DecisionOutcome decision; /* UNSPECIFIED until decided */
};

/* Keeps the result of a pass; there is one. */
void result_insert(struct transaction *tx, const struct stored_result *result);

/* Writes what was decided on it. */
void result_decide(struct transaction *tx, const struct stored_result *result);

/* The result of one pass. */
bool result_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		 uint32_t pass, struct stored_result *ret_result);

/* Results that stand (the newest pass of closed dossiers) after a dossier, without those a member
 * has a conflict in. Begins a statement: call result_next until it returns false. */
void results_standing(struct transaction *tx, const char *round_id, const char *member_id,
		      const char *after, int64_t limit);

/* A closed dossier of the round whose present pass has no result, after an id; "" when there is
 * none, as it must be. */
const char *result_lost_after(struct transaction *tx, const char *round_id, const char *after);

/* Results of every pass of a round. */
void results_of_every_pass(struct transaction *tx, const char *round_id);

/* The next of results_standing or results_of_every_pass. */
bool result_next(struct transaction *tx, struct stored_result *ret_result);

/* --- records/sheet_bytes.c: what a sealed sheet consists of */

/* The choices of any of our maps (entries of a key and a number), in the arena. */
const struct choice *choices_from_map(const ProtobufCMessage *const *entries, size_t count,
				      struct arena *arena);

/* The other way, as entries of a map, those of codes that the scoring sheet has in its order: the
 * same choices are the same bytes. In the arena. */
ProtobufCMessage **choices_to_map(const ProtobufCMessageDescriptor *entry,
				  const struct sheet *sheet, const struct filled_sheet *filled,
				  struct arena *arena, size_t *ret_count);

/* What a member wrote on a sheet. Borrows everything. */
struct sheet_content {
	struct filled_sheet filled;
	Ocop__Scoring__V1__Finding *const *raised;
	size_t raised_count;
	Ocop__Scoring__V1__CriterionNote *const *notes; /* at most one a criterion */
	size_t note_count;
};

/* The bytes of a sheet: a packed ScoreSheet of round, dossier, member, pass, choices and notes in
 * the order of the sheet, raised conditions and total. The same sheet is always the same bytes;
 * whoever has the opened sheet can pack it again and check the commitment. */
ProtobufCBinaryData sheet_bytes_pack(const struct score_sheet *key, const struct sheet *sheet,
				     const struct sheet_content *content, struct arena *arena);

/* Reads them; NULL when they are not ours: the store was changed behind us. Lives in the arena. */
const Ocop__Scoring__V1__ScoreSheet *sheet_bytes_unpack(const struct score_sheet *sheet,
							struct arena *arena);

/* --- records/result_bytes.c: from stored sheets to a stored result */

/* agency_reports: what the agency found on a re-rating, in one pass. Owns nothing. */
struct agency_report {
	bool counts;        /* the council agreed with it: its sheet is the council's */
	const void *report; /* packed ReRating: its first five fields, round, dossier, pass, day */
	size_t report_size_bytes;
	struct seal seal;
};

/* opinions: one member's on such a report. Owns nothing. */
struct stored_opinion {
	const char *member_id;
	bool opened;         /* the dossier was closed over it: it may be seen */
	const void *opinion; /* packed Opinion, without commitment and nonce */
	size_t opinion_size_bytes;
	struct seal seal;
};

/* A pass of a re-rating: the agency's report and the opinions on it that were opened, or, before
 * the close, those of members without a conflict. */
struct pass_opinions {
	bool in_writing; /* they carry the result, or shall; otherwise the council met and scored */
	struct agency_report report;
	const Ocop__Scoring__V1__ReRating *on; /* it; NULL: none, or bytes that are not ours */
	const struct stored_opinion *opinions;
	size_t count;
	size_t agreeing; /* of them */
};

/* What a result of a pass is computed from, out of the store: agreed options, findings, and the
 * sheets that were opened for it, or, before the close, the sealed ones of members who may score.
 * Those sheets are returned for opening. In writing there are none: the report's sheet is the one
 * that is filled in. What is unpacked lives in the given arena, rows in the transaction's. */
struct pass_facts {
	struct result_facts facts;
	struct pass_raised raised; /* by those sheets */
	const struct score_sheet *sheets;
	size_t sheet_count; /* facts.filled_count, unless it is in writing */
	struct pass_opinions written;
};

/* Loads them into ret_facts; on a failed transaction they are of no use. A sheet whose bytes are
 * not ours stands there without choices, and no result can be computed from it. */
void pass_facts_load(struct transaction *tx, const struct round *round,
		     const struct round_dossier *dossier, uint32_t pass, const struct sheet *sheet,
		     const struct conflicts *conflicts, struct arena *arena,
		     struct pass_facts *ret_facts);

/* The packed Result, without its decision: a function of its arguments, byte for byte. */
ProtobufCBinaryData result_bytes_pack(const struct round *round,
				      const struct round_dossier *dossier, uint32_t pass,
				      const struct result_facts *facts,
				      const struct dossier_result *result, struct arena *arena);

/* The Result with the decision of its round. NULL when the bytes are not ours: the store was
 * changed behind us, which fails a transaction with ERROR_UNREADABLE. */
Ocop__Scoring__V1__Result *result_bytes_unpack(const struct stored_result *stored,
					       const struct round *round, struct arena *arena);
