/* decision.h - decisions and what came of them: what certification stores, one function a statement
 *
 * As records.h.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "certification/rules.h"

struct transaction;

/* decided_rounds: mirrors scoring's RoundReported and RoundApproved. */
struct decided_round {
	const char *round_id;
	const char *report_number;   /* of the council's chair */
	const char *decision_number; /* "" until it is decided */
	const char *decided_on;      /* YYYY-MM-DD or "" */
	int64_t decided_at_us;       /* of scoring's event; 0 until then */
};

/* Keeps the report's number; a round is reported anew when a complaint was upheld. */
void decided_round_reported(struct transaction *tx, const char *round_id,
			    const char *report_number);

/* Keeps the decision. */
void decided_round_put(struct transaction *tx, const struct decided_round *round);

bool decided_round_load(struct transaction *tx, const char *round_id, struct decided_round *ret);

/* Decided rounds whose decision is not on record: id and time only. Begins a statement; call
 * decided_round_next until it returns false. */
void decided_rounds_to_record(struct transaction *tx, int64_t limit);
bool decided_round_next(struct transaction *tx, struct decided_round *ret);

/* Level and province of a round's results; false when it has none here. Level is
 * ocop.scoring.v1.Level. */
bool decided_round_authority(struct transaction *tx, const char *round_id, uint32_t *ret_level,
			     const char **ret_province_code);

/* decisions. */
struct decision_row {
	const char *decision_id; /* "decision_01JD...", which follows from round or number */
	Ocop__Certification__V1__DecisionKind kind;
	Ocop__Certification__V1__AuthorityLevel level;
	const char *province_code;                /* "" for the centre's on a round */
	const char *decision_number, *decided_on; /* the day as YYYY-MM-DD */
	const char *round_id;                     /* "" unless it is on a round */
	const char *report_number;                /* "" unless it is on a round */
	const char *document_sha256;              /* of the scan, or "" */
};

/* Adds one. */
void decision_insert(struct transaction *tx, const struct decision_row *decision);

bool decision_load(struct transaction *tx, const char *decision_id, struct decision_row *ret);

/* The decision on a round. */
bool decision_load_of_round(struct transaction *tx, const char *round_id, struct decision_row *ret);

/* Newest first, those after (decided_on, decision_id) in that order; both "" for the first page. */
void decisions_list(struct transaction *tx, const char *decided_on, const char *decision_id,
		    int64_t limit);
bool decision_next(struct transaction *tx, struct decision_row *ret);

/* How many results of each outcome, and how far its certificates are. */
struct decision_progress {
	uint32_t recognised, not_recognised, proposed_to_centre;
	uint32_t certificates_due; /* recognised ones, but for upgrades without more stars */
	uint32_t certificates_issued, waiting_for_code;
};

/* Reckoned from results and certificates, so it cannot disagree with them. */
void decision_progress_load(struct transaction *tx, const struct decision_row *decision,
			    struct decision_progress *ret);

/* A result of a decision, with its certificate when that is issued. */
struct decision_line {
	const char *dossier_id, *product_id, *product_name, *producer_id, *producer_name;
	const char *commune_code;
	uint32_t outcome; /* ocop.scoring.v1.DecisionOutcome */
	uint32_t star;
	const char *points_text;
	const char *certificate_code, *official_number; /* "" while there is none */
};

/* By dossier, those after one ("" for the first page); of one commune or producer, unless these are
 * "". */
void decision_lines(struct transaction *tx, const struct decision_row *decision,
		    const char *after_dossier_id, const char *commune_code, const char *producer_id,
		    int64_t limit);
bool decision_line_next(struct transaction *tx, struct decision_line *ret);

/* All of them at once, in the transaction's arena (some 600 bytes a line: 25,000 fit, and the whole
 * country has 20,000 products); returns how many. */
size_t decision_lines_load(struct transaction *tx, const struct decision_row *decision,
			   const char *commune_code, const char *producer_id,
			   struct decision_line **ret_lines);
