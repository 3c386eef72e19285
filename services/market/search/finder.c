/* finder.c - listings that answer a plan, a page of them */
#include "market/search/finder.h"

#include <string.h>

#include "common/base/arena.h"
#include "market/search/step_reader.h"

bool finds_any(struct arena *arena, const struct search_index *index, struct plan *plan)
{
	struct step_reader reader;
	uint32_t rank;

	/* What is found mostly is so in any field, and that is known for the page, too. */
	if (candidates_find(arena, index, plan, STEP_ANY_FIELD)->count > 0)
		return true;
	for (enum step_number i = 0; i < STEPS; i++) {
		if (plan_leaves_out(plan, i))
			continue;
		step_begin(&plan->steps[i], candidates_find(arena, index, plan, i), 0, RANKS_END,
			   &reader);
		if (step_next(&reader, &rank))
			return true;
	}
	return false;
}

/* A page while it is read. */
struct page_reading {
	const struct filters *filters;
	const struct listing_facts *facts;
	const struct candidates *candidates; /* of the step */
	struct candidates left;              /* of STEP_ANY_FIELD those that were not seen */
	size_t seen_of_left;                 /* how many were seen when that was looked at */
	struct seen seen;
	uint32_t end; /* ranks from it on fail the filters */
	struct found *found;
	size_t count, limit;
};

/* The unit as one more group, so that a place's few listings are found among all. */
static void step_in_unit(struct arena *arena, const struct search_index *index,
			 const struct step *step, const struct filters *filters,
			 struct step *ret_step)
{
	const struct postings *postings =
		vocabulary_postings(search_index_vocabulary(index), filters->unit);
	struct word_group group = {
		.words = {postings}, .count = postings->count > 0, .listings = postings->count};
	size_t at = 0;

	ret_step->groups = arena_alloc(arena, (step->count + 1) * sizeof *ret_step->groups);
	ret_step->count = step->count + 1;
	ret_step->asked = step->asked;
	while (at < step->count && step->groups[at].listings <= group.listings)
		at++;
	memcpy(ret_step->groups, step->groups, at * sizeof *step->groups);
	ret_step->groups[at] = group;
	memcpy(ret_step->groups + at + 1, step->groups + at,
	       (step->count - at) * sizeof *step->groups);
}

/* Most listings that have all words are seen in the first steps. */
static void leave_seen(struct page_reading *reading)
{
	struct candidates *left = &reading->left;
	size_t kept = 0;

	if (reading->seen.count == reading->seen_of_left)
		return;
	for (size_t i = 0; i < left->count; i++) {
		left->ranks[kept] = left->ranks[i];
		kept += !seen_has(&reading->seen, rank_listing(left->ranks[i]));
	}
	left->count = kept;
	reading->seen_of_left = reading->seen.count;
}

/* The candidates of a step; what was seen in one need not be tried in those behind it. */
static const struct candidates *candidates_left(struct arena *arena,
						const struct search_index *index, struct plan *plan,
						enum step_number number,
						struct page_reading *reading)
{
	const struct candidates *candidates = candidates_find(arena, index, plan, number);

	if (step_widest(number) != STEP_ANY_FIELD || !candidates->are_all)
		return candidates;
	if (!reading->left.are_all) {
		reading->left.count = candidates->count;
		memcpy(reading->left.ranks, candidates->ranks,
		       candidates->count * sizeof *candidates->ranks);
		reading->left.are_all = true;
		reading->seen_of_left = 0;
	}
	leave_seen(reading);
	return &reading->left;
}

/* Reads a step from a rank on, until the page is full. */
static void read_step(struct page_reading *reading, uint32_t number, const struct step *step,
		      uint32_t from)
{
	struct step_reader reader;
	uint32_t rank;

	step_begin(step, reading->candidates, from, reading->end, &reader);
	while (step_next(&reader, &rank)) {
		uint32_t listing = rank_listing(rank);

		if (seen_before(&reading->seen, listing) ||
		    filters_failed(reading->filters, &reading->facts[listing], rank_class(rank)))
			continue;
		if (reading->count == reading->limit)
			return;
		reading->found[reading->count++] = (struct found){number, rank};
	}
}

/* What a page before has shown, or left out. */
static void see_step(struct page_reading *reading, const struct step *step, uint32_t from)
{
	struct step_reader reader;
	uint32_t rank;

	step_begin(step, reading->candidates, from, reading->end, &reader);
	while (step_next(&reader, &rank))
		(void)seen_before(&reading->seen,
				  rank_listing(rank)); /* before or now is the same */
}

size_t find_page(struct arena *arena, const struct search_index *index, struct plan *plan,
		 const struct filters *filters, const struct found *behind, size_t limit,
		 struct found *ret_found)
{
	struct page_reading reading;
	uint32_t begin;

	reading.filters = filters;
	reading.facts = search_index_facts(index);
	reading.left.are_all = false;
	reading.seen = seen_none(arena, index);
	reading.found = ret_found;
	reading.count = 0;
	reading.limit = limit;
	filters_rank_range(filters, &begin, &reading.end);
	for (uint32_t i = 0; i < STEPS && reading.count < limit; i++) {
		struct step narrowed;
		const struct step *step = &plan->steps[i];

		if (!step->asked)
			continue;
		if (filters->in_unit) {
			step_in_unit(arena, index, step, filters, &narrowed);
			step = &narrowed;
		}
		reading.candidates = candidates_left(arena, index, plan, i, &reading);
		/* Of its own step only the rest is read: a page costs what the first one does. */
		if (!behind || i > behind->step)
			read_step(&reading, i, step, begin);
		else if (i == behind->step)
			read_step(&reading, i, step, behind->rank + 1);
		if (behind && i <= behind->step && reading.count < limit)
			see_step(&reading, step, begin);
	}
	return reading.count;
}
