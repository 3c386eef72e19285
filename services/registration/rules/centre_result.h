/* centre_result.h - what the centre decided where it works without this software
 *
 * Pure, as rules.h. The ministry recognises what the rule book leaves to the centre: 5 stars. What
 * it does not recognise is with the province again, which may evaluate it itself.
 */
#pragma once

#include <stdint.h>

#include "common/rulebook/rulebook.h"
#include "registration/rules.h"

/* What was decided, and what is known of the dossier. Days are 0 where the text is no day. */
struct centre_facts {
	const char *score; /* "" where none is told */
	uint32_t star;     /* 0: not recognised */
	const char *certificate_number;
	const char *reason;
	int32_t decided_on;
	int32_t valid_until; /* 0: as the rule book has it */
	int32_t proposed_on; /* to the centre */
	int32_t today;
	bool has_paper; /* of the dossier, the centre's decision */
};

enum { CENTRE_FAULTS_MAX = 8 };

/* A field of the result, what is wrong with it, and a hint or NULL. */
struct centre_fault {
	Ocop__Common__V1__RefusalCode why;
	const char *field;
	const char *detail;
};

/* Everything that is wrong with a result; 0 when it can be recorded. The score is a number as
 * people write it, up to the book's total, and not below the star's band; the star one that the
 * centre recognises; the decision between the proposal and today; the last day within the book's
 * validity. A recognition has its certificate's number, a refusal its reason. */
size_t centre_result_faults(const struct rulebook *book, const struct centre_facts *facts,
			    struct centre_fault ret_faults[CENTRE_FAULTS_MAX]);
