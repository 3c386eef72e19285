/* funnel.h - how far dossiers came, and how long each step took; facts in, figures out
 *
 * No clock, no store, no log. Days are numbers of date.h; FUNNEL_NO_DAY while a dossier has not
 * come there.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

#define STEP(name) OCOP__MARKET__V1__FUNNEL_STEP__FUNNEL_STEP_##name

/* What the enum names, from 1 to this. */
#define FUNNEL_STEPS STEP(RECOGNISED)

enum { FUNNEL_NO_DAY = -1000000 };

/* A dossier's days, by FunnelStep. */
struct funnel_dossier {
	int32_t days[FUNNEL_STEPS + 1];
	bool is_withdrawn;
};

/* A step, as FunnelLine has it. */
struct funnel_line {
	uint64_t count;
	uint32_t median_half_days;
	uint32_t longest_days;
	uint64_t waiting;
	uint32_t longest_waiting_days;
};

/* True when it came to the step or beyond: a paper may be missing on the way. */
bool funnel_reached(const struct funnel_dossier *dossier, Ocop__Market__V1__FunnelStep step);

/* True when it came there and no further, and is on its way still. */
bool funnel_waits_at(const struct funnel_dossier *dossier, Ocop__Market__V1__FunnelStep step);

/* Sums up all dossiers as of a day. `waits` has room for as many days as there are dossiers.
 * ret_lines has FUNNEL_STEPS + 1. */
void funnel_sum_up(const struct funnel_dossier *dossiers, size_t count, int32_t day, int32_t *waits,
		   struct funnel_line *ret_lines);
