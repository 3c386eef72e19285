/* plan.h - a query as a list of steps, the best answers first
 *
 * Each step is a question to the index: every group must be there, one token of a group is enough.
 * Listings of a step stand in the order of the shelf; what an earlier step has shown, a later one
 * leaves out. Reading stops when the page is full, so most queries end in their first step.
 *
 *	1. the exact phrase                     miến dong
 *	2. the phrase, marked words exact
 *	3. the whole query is a place           na ri
 *	4. the phrase, folded                   mien dong
 *	5. a place, longest first, and the rest mien dong na ri
 *	6. all words, marked ones exact
 *	7. all words, folded
 *	8. the last word begun                  mien do
 *	9. all words in any field
 *
 * Facts in, plan out: what the vocabulary knows is asked before (shelf.h).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/search/words.h"

struct arena;

enum {
	QUERY_WORDS_MAX = 12,
	PLACE_WORDS_MAX = 6, /* "huyen dao bach long vi" has five */
	COMPLETIONS_MAX = 8,
	STEPS_MAX = 32 /* 8 kinds and two places for each length */
};

/* One of these words must be there. */
struct token_group {
	const char *tokens[COMPLETIONS_MAX + 1];
	size_t count;
};

/* All of these groups must be there. */
struct step {
	struct token_group groups[2 * QUERY_WORDS_MAX];
	size_t count;
};

/* A query and what the vocabulary knows of it. */
struct query_words {
	struct word words[QUERY_WORDS_MAX];
	size_t count;
	int64_t uses[QUERY_WORDS_MAX];       /* listings with the folded word in their name */
	int64_t field_uses[QUERY_WORDS_MAX]; /* with it in any field, roughly */
	/* The word mostly stands behind the one before it, as "xanh" does in "da xanh": asking for
	 * both finds hardly less than asking for one. */
	bool joined[QUERY_WORDS_MAX];
	int64_t listings; /* all of them, roughly */
	/* Place tokens of the first and the last n words, NULL where there is no such place. */
	const char *place_first[PLACE_WORDS_MAX + 1];
	const char *place_last[PLACE_WORDS_MAX + 1];
	const char *completions[COMPLETIONS_MAX]; /* longer words that begin as the last does */
	int64_t completion_uses;                  /* of all of them */
	size_t completion_count;
};

struct plan {
	struct step *steps[STEPS_MAX];
	size_t count;
	/* Steps from this one on are cheap to tell apart when their listings are at hand, dear to
	 * ask for one after the other: 6 to 9, or all of them when few listings are expected. */
	size_t wide_from;
	/* Finds what any of those finds, and some more: asks for the rarest words only. NULL when
	 * that would be too many listings. */
	struct step *widest;
};

/* Makes the steps of a query, best first, in the arena. */
void plan_make(struct arena *arena, const struct query_words *query, struct plan *ret_plan);

/* The question to the index for a step, with further groups (filters) that must be there as well;
 * in the arena. "" when nothing is asked. */
const char *step_expression(struct arena *arena, const struct step *step,
			    const struct token_group *filters, size_t filter_count);

/* The first step that a listing with these words answers; plan->count when there is none. */
size_t plan_step_of(const struct plan *plan, const char *words);
