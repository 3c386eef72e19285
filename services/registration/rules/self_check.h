/* self_check.h - what the producer's own choices and papers are worth so far
 *
 * Pure, as rules.h. Works on a sheet that is not finished: what is not chosen yet gives no points
 * and misses nothing. Lists live in the arena and borrow the texts of book and content.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/rulebook/rulebook.h"
#include "registration/rules.h"

struct arena;

/* A marked minimum that the choices miss. */
struct missed_minimum {
	uint32_t star;
	const char *criterion_code;
	uint32_t points;           /* of the choice made; 0 when the criterion was left out */
	uint32_t needed_points;    /* the least that the star needs */
	struct rulebook_text text; /* criterion, and the least option that would do */
};

/* A criterion whose choice rests on evidence that is not there, and a kind that would do. */
struct wanted_evidence {
	const char *criterion_code;
	const char *evidence_type;
};

struct self_check {
	uint32_t parts[RULEBOOK_PARTS_MAX]; /* points by part, as the book has them */
	const struct missed_minimum *missed;
	size_t missed_count; /* by star, then in the order of the sheet */
	const struct evidence *const *expiring;
	size_t expiring_count; /* ends before a certificate issued today would, or has ended */
	const struct wanted_evidence *wanted;
	size_t wanted_count; /* in the order of the sheet */
};

/* All of it, for a certificate issued today. */
struct self_check dossier_self_check(const struct dossier_content *content, int32_t today,
				     struct arena *arena);

/* True for evidence that still proves something on this day: one without an end, or until the end
 * of its last day. */
bool evidence_holds(const struct evidence *evidence, int32_t day);
