/* complaints.h - complaints about results: what is stored of them, one function a statement
 *
 * As records.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/scoring/v1/types.pb-c.h"

struct transaction;

/* complaints: one about the result of a pass. Owns nothing. */
struct complaint {
	const char *complaint_id; /* "complaint_tn1_01JD..." */
	uint64_t version;         /* from 1 */
	const char *round_id, *dossier_id;
	uint32_t pass;           /* whose result it is about */
	const char *number;      /* of the paper */
	const char *received_on; /* YYYY-MM-DD */
	const char *matter;
	Ocop__Scoring__V1__ComplaintOutcome outcome; /* UNSPECIFIED until answered */
	const char *answer, *answer_number, *answered_on;
};

/* Adds one, at version 1 and without an answer. */
void complaint_insert(struct transaction *tx, const struct complaint *complaint);

/* By its id. */
bool complaint_load(struct transaction *tx, const char *complaint_id,
		    struct complaint *ret_complaint);

/* Writes the answer, and counts the version up. */
void complaint_answer(struct transaction *tx, struct complaint *complaint);

/* True when the round has a complaint of this number. */
bool complaint_number_exists(struct transaction *tx, const char *round_id, const char *number);

/* True when a complaint about the result of a pass was upheld, wholly or partly. */
bool complaint_was_upheld(struct transaction *tx, const char *round_id, const char *dossier_id,
			  uint32_t pass);

/* Complaints of a round after an id, oldest first, without dossiers a member has a conflict in.
 * Begins a statement: call complaint_next until it returns false. */
void complaints_list(struct transaction *tx, const char *round_id, const char *member_id,
		     const char *after, int64_t limit);

/* Those about one dossier, oldest first; likewise. */
void complaints_of_dossier(struct transaction *tx, const char *round_id, const char *dossier_id);

/* The next of complaints_list or complaints_of_dossier. */
bool complaint_next(struct transaction *tx, struct complaint *ret_complaint);

/* How many complaints about a dossier have no answer. */
uint32_t complaints_count_open(struct transaction *tx, const char *round_id,
			       const char *dossier_id);
