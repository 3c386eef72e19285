/* score.h - one sheet to points: choices in, score or faults out
 *
 * Pure and exact. An incomplete or inconsistent sheet has no score: each fault names its criterion.
 * A condition that is raised ends the scoring, a missed requirement excepted; choices are then
 * checked but not counted, and none need be complete.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/sheet.h"

struct arena;

/* One option of one criterion. */
struct choice {
	const char *criterion_code;
	uint32_t option_no;
};

/* What is raised against a product. A requirement that is missed is the council's to judge: by
 * itself it ends nothing. */
enum raised_kind {
	RAISED_STOP,
	RAISED_DISQUALIFY,
	RAISED_NOT_ELIGIBLE,
	RAISED_DOSSIER,
	RAISED_REQUIREMENT
};

/* A condition of the sheet that holds; code names the node with the note. For RAISED_DOSSIER it is
 * the number of the ground in the sheet's list from 1, or NULL or "" for one not named. */
struct raised {
	enum raised_kind kind;
	const char *code;
};

/* A sheet as it came. A criterion that stands twice is a fault. */
struct filled_sheet {
	const struct choice *choices;
	size_t choice_count;
	const struct raised *raised;
	size_t raised_count;
};

enum score_outcome { SCORE_SCORED, SCORE_STOPPED, SCORE_DISQUALIFIED, SCORE_NOT_ELIGIBLE };

/* A criterion under its minimum for a star. */
struct failed_gate {
	uint32_t star;
	const char *criterion_code;
};

/* Strings are the sheet's. The numbers hold only when scored. */
struct score {
	enum score_outcome outcome;
	const char *at; /* where it ended; NULL when scored or against the whole dossier */
	uint32_t parts[RULEBOOK_PARTS_MAX];
	uint32_t total;
	uint32_t band_star;
	const struct failed_gate *failed_gates; /* by star, then in the order of the sheet */
	size_t failed_gate_count;
	uint32_t star_if_capped; /* the band lowered to the highest star whose minimums all hold */
};

/* CRITERION_MISSING, CRITERION_UNKNOWN, CRITERION_DOUBLED, OPTION_UNKNOWN, CASE_CONFLICT,
 * CASE_MISSING or FINDING_UNKNOWN. The code is what was sent, or the sheet's. */
struct score_fault {
	Ocop__Common__V1__RefusalCode code;
	const char *criterion_code;
};

/* Either a score, when fault_count is 0, or every fault there is. */
struct score_result {
	struct score score;
	const struct score_fault *faults;
	size_t fault_count;
};

/* Scores. Lists live in the arena. True when there are no faults. */
bool score_sheet(const struct sheet *sheet, const struct filled_sheet *filled, struct arena *arena,
		 struct score_result *ret_result);

/* The points that a criterion of a sheet without faults got: 0 when it was left out. */
uint32_t score_points(const struct sheet_node *criterion, const struct filled_sheet *filled);

/* True when the criterion gives points on this sheet: a case that was not taken does not. */
bool score_counts(const struct sheet *sheet, const struct sheet_node *node,
		  const struct filled_sheet *filled);

/* True when the sheet has the note or ground. */
bool raised_is_known(const struct sheet *sheet, const struct raised *raised);

/* The highest star, not above the band, without a failed gate; one under the lowest certifiable
 * star when those fail too. */
uint32_t score_cap(const struct rulebook *book, uint32_t band_star, const struct failed_gate *gates,
		   size_t gate_count);

/* "scored", "stopped", "disqualified", "not_eligible". */
const char *score_outcome_name(enum score_outcome outcome);

/* Reads "stop", "disqualify", "not_eligible", "dossier", "requirement"; false for another word. */
bool raised_kind_parse(const char *name, enum raised_kind *ret_kind);
