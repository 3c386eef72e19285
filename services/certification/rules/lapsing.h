/* lapsing.h - where a certificate that comes to its end is
 *
 * Pure, as rules.h. records/lapsing.c counts by the same stages.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/certification/v1/queries.pb-c.h"

#define LAPSING_STAGE(name) OCOP__CERTIFICATION__V1__LAPSING_STAGE__LAPSING_STAGE_##name

struct rulebook;

/* The last days of certificates for which the window of re-rating opens and ends today: one with a
 * later end than the first is early, one with an earlier end than the second has missed it. Without
 * a window every certificate is in it. */
struct window_ends {
	int32_t opens, ends;
};
struct window_ends window_ends_on(const struct rulebook *book, int32_t today);

/* Facts about a certificate that comes to its end. */
struct lapsing_facts {
	bool is_over; /* expired, or past its last day */
	bool is_filed;
	int32_t valid_until; /* without any extension */
};

Ocop__Certification__V1__LapsingStage lapsing_stage(const struct lapsing_facts *facts,
						    const struct window_ends *ends);
