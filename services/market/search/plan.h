/* plan.h - a query as a list of steps, the best answers first
 *
 * Each step is a question to the index: every group must be there, one word of a group is enough.
 * Listings of a step stand in the order of their ranks; what an earlier step has shown, a later one
 * leaves out. Reading stops when the page is full, so most queries end in their first step.
 *
 *	exact phrase                            miến dong
 *	the phrase, marked words exact
 *	the whole query is a place              na ri
 *	the phrase, folded                      mien dong
 *	a place, longest first, and the rest    mien dong na ri
 *	all words, marked ones exact
 *	all words, folded
 *	all words in the producer's name, marked ones exact; folded
 *	the phrase, the last word begun         mien do
 *	all words, the last one begun, in the name; in the producer's
 *	all words in any field, the last one perhaps begun
 *	a place, and the rest in any field      mien viet cuong na ri
 *
 * A step's number is always the same, whatever others there are: a cursor names it, and words may
 * come and go between two pages.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/search/vocabulary/vocabulary.h"
#include "market/search/words.h"

struct arena;

enum {
	QUERY_WORDS_MAX = 12,
	PLACE_WORDS_MAX = 6, /* "huyen dao bach long vi" has five */
	COMPLETIONS_MAX = 8,
	GROUPS_MAX = 2 * QUERY_WORDS_MAX,
};

enum step_number {
	STEP_EXACT_PHRASE,
	STEP_MARKED_PHRASE,
	STEP_PLACE,
	STEP_PHRASE,
	STEP_PLACE_AND_REST, /* the last words are the place, the first ones are; from six words */
	STEP_ALL_EXACT = STEP_PLACE_AND_REST + 2 * PLACE_WORDS_MAX,
	STEP_ALL,
	STEP_PRODUCER_EXACT,
	STEP_PRODUCER,
	STEP_BEGUN_PHRASE,
	STEP_BEGUN,
	STEP_PRODUCER_BEGUN,
	STEP_ANY_FIELD,
	STEP_PLACE_AND_ANY, /* as STEP_PLACE_AND_REST */
	STEPS = STEP_PLACE_AND_ANY + 2 * PLACE_WORDS_MAX,
};

/* One of these words must be there. */
struct word_group {
	const struct postings *words[COMPLETIONS_MAX + 1];
	size_t count;
	uint64_t listings; /* of all of them, at most */
};

/* All of these groups must be there; those of fewest listings stand first. */
struct step {
	struct word_group *groups;
	size_t count;
	bool asked; /* some listing may answer it */
};

/* Borrows the vocabulary's postings. */
struct plan {
	struct step steps[STEPS];
	const struct candidates *candidates[STEPS]; /* NULL until they are found (candidates.h) */
};

/* Makes the steps of a query in the arena; without words every listing answers. */
void plan_make(struct arena *arena, const struct vocabulary *vocabulary, const struct word *words,
	       size_t count, struct plan *ret_plan);

/* The widest step that every listing which answers this one answers as well, perhaps itself: any
 * field of a listing has what its name has. STEPS for a step of its own. */
enum step_number step_widest(enum step_number step);

/* True when this step is not asked, or one that is asked finds all that it would: who only wants to
 * know which listings there are leaves it out. */
bool plan_leaves_out(const struct plan *plan, enum step_number step);

/* The token of the place that these words name, with or without the word for its kind; NULL when no
 * listing is from such a place. */
const char *plan_place(struct arena *arena, const struct vocabulary *vocabulary,
		       const struct word *words, size_t count);
