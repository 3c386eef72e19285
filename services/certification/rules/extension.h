/* extension.h - when a certificate runs on beyond its last day
 *
 * Pure, as rules.h. 26/2026 lets a certificate run on until the result of its re-rating, at most
 * 180 days, where the window for filing could not be met because it lay before the new rules came.
 * That is the transition. Whether an authority extends at other times too (`standing`) is a
 * setting; the law does not say so, and it is off.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "certification/rules.h"

struct rulebook;

enum extension_use { EXTENSION_OFF, EXTENSION_TRANSITIONAL, EXTENSION_STANDING };

enum { EXTENSION_DAYS_MAX = 180 }; /* of the standing use: as long as the transition's */

/* Facts about who wants to let which certificate run on. */
struct extension_facts {
	struct competence competence;
	Ocop__Certification__V1__CertificateState state; /* as it is today */
	enum extension_use use;
	const struct rulebook *book; /* in force today; NULL: none */
	int32_t valid_until;         /* without any extension */
	int32_t last_day;            /* with the one it has */
	int32_t until;               /* what is asked for */
	bool has_re_rating;          /* a re-rating of it was handed in, and not withdrawn */
};

/* LEVEL_NOT_COMPETENT, the state's reason, EXTENSION_NOT_ALLOWED by the setting or because the
 * window could be met, RE_RATING_NOT_FILED, or EXTENSION_TOO_LONG; DATE_INVALID for a day that is
 * not later than the last one. */
Ocop__Common__V1__RefusalCode may_extend_certificate(const struct extension_facts *facts);
