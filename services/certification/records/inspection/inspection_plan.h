/* inspection_plan.h - yearly plans of inspections, their lines and changes
 *
 * As records.h.
 */
#pragma once

#include "certification/rules/inspection.h"

struct transaction;

enum { PLAN_LINES_MAX = 500, PLAN_CHANGES_MAX = 200 };

/* inspection_plans. */
struct inspection_plan {
	const char *plan_id; /* "plan_01JD..." */
	uint64_t version;
	Ocop__Certification__V1__AuthorityLevel level;
	const char *province_code; /* "" for the centre's */
	uint32_t year;
	Ocop__Certification__V1__InspectionPlanState state;
	const char *number, *approved_on, *document_sha256; /* "" while it is a draft */
};

/* Adds one, or writes state and paper of the one with this id; raises the version. */
void inspection_plan_write(struct transaction *tx, struct inspection_plan *plan);

bool inspection_plan_load(struct transaction *tx, const char *plan_id, struct inspection_plan *ret);

/* True when the authority has one for the year. */
bool inspection_plan_exists(struct transaction *tx, const struct inspection_plan *plan);

/* Of an authority, the newest year first, those before a year (0 for the first page). */
void inspection_plans_list(struct transaction *tx, Ocop__Certification__V1__AuthorityLevel level,
			   const char *province_code, uint32_t before_year, int64_t limit);
bool inspection_plan_next(struct transaction *tx, struct inspection_plan *ret);

/* inspection_plan_lines. Exactly one of code, producer and commune is there. */
struct inspection_plan_line {
	const char *plan_id;
	uint32_t line_no;
	const char *code, *producer_id, *commune_code;
	uint32_t quarter, month;
	const char *note;
	const char *struck_on, *struck_reason; /* "" while it stands */
	uint32_t announced, held;              /* visits under it: read, not written */
};

/* Adds it under the plan's next number, which it is given. */
void inspection_plan_line_insert(struct transaction *tx, struct inspection_plan_line *line);

/* Writes the day and reason it was struck. */
void inspection_plan_line_strike(struct transaction *tx, const struct inspection_plan_line *line);

/* How many a plan ever had. */
uint32_t inspection_plan_lines_count(struct transaction *tx, const char *plan_id);

/* How many stand. */
uint32_t inspection_plan_lines_standing(struct transaction *tx, const char *plan_id);

bool inspection_plan_line_load(struct transaction *tx, const char *plan_id, uint32_t line_no,
			       struct inspection_plan_line *ret);

/* All of a plan by number, struck ones too. */
void inspection_plan_lines(struct transaction *tx, const char *plan_id);
bool inspection_plan_line_next(struct transaction *tx, struct inspection_plan_line *ret);

/* inspection_plan_changes. */
struct inspection_plan_change {
	const char *plan_id, *reason, *document_number, *changed_on;
	uint32_t added, struck;
};
void inspection_plan_change_insert(struct transaction *tx,
				   const struct inspection_plan_change *change);
void inspection_plan_changes(struct transaction *tx, const char *plan_id);
bool inspection_plan_change_next(struct transaction *tx, struct inspection_plan_change *ret);

/* True when a producer has any certificate in a province (of today, merged ones with it), or
 * anywhere for "". */
bool producer_is_certified(struct transaction *tx, const char *producer_id,
			   const char *province_code);
