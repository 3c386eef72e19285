/* funnel_words.h - how steps of the funnel are called on pages
 */
#pragma once

#include "ocop/market/v1/types.pb-c.h"

#define STEP(name) OCOP__MARKET__V1__FUNNEL_STEP__FUNNEL_STEP_##name

/* A step: a word for addresses, names. */
struct step_words {
	Ocop__Market__V1__FunnelStep step;
	const char *word;
	const char *vi, *en;
};

/* In their order; ends with an empty row. */
extern const struct step_words step_words[];

/* By number and by word; the first row for one that is none. */
const struct step_words *step_words_of(Ocop__Market__V1__FunnelStep step);
const struct step_words *step_words_find(const char *word);
