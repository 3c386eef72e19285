/* centre_result.h - what the centre decided where it works without this software
 *
 * Pure, as rules.h. The ministry recognises what the rule book leaves to the centre: 5 stars. What
 * it does not recognise is with the province again, which recognises 3 or 4 stars on the centre's
 * result, or evaluates it itself.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/rulebook/rulebook.h"
#include "registration/rules.h"

/* What was decided, and what is known of the dossier. Days are 0 where the text is no day. */
struct centre_facts {
	const char *score; /* "" where none is told */
	uint32_t star;     /* 0: not recognised */
	bool gives_star;   /* said what its result gives a product that is not recognised */
	uint32_t given_star;
	const char *certificate_number;
	const char *reason;
	int32_t decided_on;
	int32_t valid_until; /* 0: as the rule book has it */
	int32_t proposed_on; /* to the centre */
	int32_t today;
	bool has_paper; /* of the dossier, the centre's decision */
};

enum { CENTRE_FAULTS_MAX = 9 };

/* A field of the result, what is wrong with it, and a hint or NULL. */
struct centre_fault {
	Ocop__Common__V1__RefusalCode why;
	const char *field;
	const char *detail;
};

/* Everything that is wrong with a result; 0 when it can be recorded. The score is a number as
 * people write it, up to the book's total, and not below the star's band; the star one that the
 * centre recognises; the decision between the proposal and today; the last day within the book's
 * validity. A recognition has its certificate's number, a refusal its reason; what a refused one
 * gives is no more than its points do. */
size_t centre_result_faults(const struct rulebook *book, const struct centre_facts *facts,
			    struct centre_fault ret_faults[CENTRE_FAULTS_MAX]);

/* The stars that the centre's result gives a product that it does not recognise: what was said,
 * else what the points are; 0 without any. The result has no faults. */
uint32_t centre_given_star(const struct rulebook *book, const struct centre_facts *facts);

/* What the province's chairman decides on. Days are numbers. */
struct recognition_facts {
	bool has_result; /* of the centre, on the version that was handed in last */
	uint32_t star;   /* it gives */
	int32_t centre_decided_on;
	int32_t decided_on;
	int32_t today;
};

enum { RECOGNITION_FAULTS_MAX = 2 };

/* CENTRE_RESULT_MISSING; LEVEL_NOT_COMPETENT for a star that is not the province's on the day of
 * its decision, or where the rule book's level of that day leaves it no such choice; DATE_INVALID
 * for a day before the centre's decision or yet to come. Returns how many. */
size_t recognition_faults(const struct rulebook *book, const struct recognition_facts *facts,
			  struct centre_fault ret_faults[RECOGNITION_FAULTS_MAX]);
