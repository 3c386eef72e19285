/* funnel.c - how far dossiers came, and how long each step took */
#include "market/figures/funnel/funnel.h"

#include <stdlib.h>

bool funnel_reached(const struct funnel_dossier *dossier, Ocop__Market__V1__FunnelStep step)
{
	for (Ocop__Market__V1__FunnelStep at = step; at <= FUNNEL_STEPS; at++) {
		if (dossier->days[at] != FUNNEL_NO_DAY)
			return true;
	}
	return false;
}

/* Decided, it has come to its end whatever was decided. */
bool funnel_waits_at(const struct funnel_dossier *dossier, Ocop__Market__V1__FunnelStep step)
{
	return step < STEP(DECIDED) && !dossier->is_withdrawn &&
	       dossier->days[step] != FUNNEL_NO_DAY && !funnel_reached(dossier, step + 1);
}

static int compare_days(const void *left, const void *right)
{
	int32_t one = *(const int32_t *)left, other = *(const int32_t *)right;

	return (one > other) - (one < other);
}

/* The days from the step before; what was entered in another order took none. */
static size_t collect_waits(const struct funnel_dossier *dossiers, size_t count,
			    Ocop__Market__V1__FunnelStep step, int32_t *waits)
{
	size_t waited = 0;

	for (size_t i = 0; i < count; i++) {
		int32_t from = dossiers[i].days[step - 1], until = dossiers[i].days[step];

		if (from != FUNNEL_NO_DAY && until != FUNNEL_NO_DAY)
			waits[waited++] = until > from ? until - from : 0;
	}
	return waited;
}

/* Recognition is on the day of the decision: it has no wait of its own. */
static void sum_up_waits(struct funnel_line *line, const struct funnel_dossier *dossiers,
			 size_t count, Ocop__Market__V1__FunnelStep step, int32_t *waits)
{
	size_t waited;

	if (step == STEP(FILED) || step == STEP(RECOGNISED))
		return;
	waited = collect_waits(dossiers, count, step, waits);
	if (waited == 0)
		return;
	qsort(waits, waited, sizeof *waits, compare_days);
	line->median_half_days = (uint32_t)(waits[(waited - 1) / 2] + waits[waited / 2]);
	line->longest_days = (uint32_t)waits[waited - 1];
}

static void add_waiting(struct funnel_line *line, int32_t since, int32_t day)
{
	uint32_t days = day > since ? (uint32_t)(day - since) : 0;

	line->waiting++;
	if (days > line->longest_waiting_days)
		line->longest_waiting_days = days;
}

void funnel_sum_up(const struct funnel_dossier *dossiers, size_t count, int32_t day, int32_t *waits,
		   struct funnel_line *ret_lines)
{
	for (Ocop__Market__V1__FunnelStep step = STEP(FILED); step <= FUNNEL_STEPS; step++) {
		struct funnel_line *line = &ret_lines[step];

		*line = (struct funnel_line){0};
		for (size_t i = 0; i < count; i++) {
			line->count += funnel_reached(&dossiers[i], step);
			if (funnel_waits_at(&dossiers[i], step))
				add_waiting(line, dossiers[i].days[step], day);
		}
		sum_up_waits(line, dossiers, count, step, waits);
	}
}
