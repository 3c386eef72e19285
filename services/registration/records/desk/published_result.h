/* published_result.h - what rounds made of a dossier, once their results are published to all
 *
 * As records.h. Both tables are mirrors.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "ocop/scoring/v1/types.pb-c.h"

struct transaction;

struct published_result {
	const char *round_id, *round_name;
	Ocop__Scoring__V1__Level level;
	const char *points_text; /* "" where nothing was scored */
	uint32_t star;           /* minimums counted; 0: none */
	Ocop__Scoring__V1__DecisionOutcome decision;
	const char *decision_number, *decided_on;
};

/* Oldest first; returns how many. */
size_t published_results_load(struct transaction *tx, const char *dossier_id,
			      struct published_result **ret_results);
