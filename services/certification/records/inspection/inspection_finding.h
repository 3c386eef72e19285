/* inspection_finding.h - what an inspection found, and how it was remedied
 *
 * As records.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* inspection_findings. */
struct inspection_finding {
	const char *inspection_id;
	uint32_t finding_no; /* from 1 */
	uint32_t line_no;
	const char *what, *remedy_until; /* YYYY-MM-DD, the last day */
	bool is_open;                    /* something is awaited */
	bool remedied;                   /* accepted */
	const char *told_for;            /* the last day that was told to be over, or "" */
};

void inspection_finding_insert(struct transaction *tx, const struct inspection_finding *finding);

/* Writes last day, state and what was told. */
void inspection_finding_update(struct transaction *tx, const struct inspection_finding *finding);

bool inspection_finding_load(struct transaction *tx, const char *inspection_id, uint32_t finding_no,
			     struct inspection_finding *ret);

/* True when a line has one. */
bool inspection_line_has_finding(struct transaction *tx, const char *inspection_id,
				 uint32_t line_no);

/* All of an inspection, by number. */
void inspection_findings(struct transaction *tx, const char *inspection_id);
bool inspection_finding_next(struct transaction *tx, struct inspection_finding *ret);

/* How many there are and are open, and the earliest last day of those ("" for none). */
struct inspection_findings_sum {
	uint32_t findings, open;
	const char *due_on;
};
void inspection_findings_sum(struct transaction *tx, const char *inspection_id,
			     struct inspection_findings_sum *ret);

/* Nothing is awaited any more. */
void inspection_findings_close(struct transaction *tx, const char *inspection_id);

/* Open ones whose last day is over and was not told: id, number and day, the earliest first. */
void inspection_findings_overdue(struct transaction *tx, const char *today, int64_t limit);

/* inspection_remedies. */
struct inspection_remedy {
	const char *inspection_id;
	uint32_t finding_no, remedy_no;
	const char *remedied_on;
	bool accepted;
	const char *note, *recorded_on;
};

/* Adds it under the finding's next number, which it is given. */
void inspection_remedy_insert(struct transaction *tx, struct inspection_remedy *remedy);

/* Of a finding, by number, the last INSPECTION_REMEDIES_MAX. */
void inspection_remedies(struct transaction *tx, const char *inspection_id, uint32_t finding_no);
bool inspection_remedy_next(struct transaction *tx, struct inspection_remedy *ret);
