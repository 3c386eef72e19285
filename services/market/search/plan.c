/* plan.c - a query as a list of steps, the best answers first */
#include "market/search/plan.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"

static struct step *step_add(struct arena *arena, struct plan *plan)
{
	assert(plan->count < STEPS_MAX);
	plan->steps[plan->count] = arena_alloc(arena, sizeof(struct step));
	return plan->steps[plan->count++];
}

static struct token_group *group_add(struct step *step, const char *token)
{
	struct token_group *group = &step->groups[step->count++];

	assert(step->count <= sizeof step->groups / sizeof *step->groups);
	group->tokens[group->count++] = token;
	return group;
}

static void all_words(struct step *step, const struct query_words *query, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		group_add(step, query->words[i].folded);
}

static void marked_words(struct arena *arena, struct step *step, const struct query_words *query)
{
	for (size_t i = 0; i < query->count; i++) {
		if (query->words[i].marked)
			group_add(step, arena_printf(arena, "=%s", query->words[i].lower));
	}
}

/* Neighbours; a single word is its own phrase. */
static void phrase(struct arena *arena, struct step *step, const struct query_words *query)
{
	if (query->count == 1)
		group_add(step, query->words[0].folded);
	for (size_t i = 1; i < query->count; i++)
		group_add(step, word_pair_folded(arena, &query->words[i - 1], &query->words[i]));
}

static void exact_phrase(struct arena *arena, struct step *step, const struct query_words *query)
{
	if (query->count == 1)
		marked_words(arena, step, query);
	for (size_t i = 1; i < query->count; i++)
		group_add(step, word_pair_exact(arena, &query->words[i - 1], &query->words[i]));
}

static bool are_in_names(const struct query_words *query, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++) {
		if (!query->in_names[i])
			return false;
	}
	return true;
}

static size_t count_marked(const struct query_words *query)
{
	size_t marked = 0;

	for (size_t i = 0; i < query->count; i++)
		marked += query->words[i].marked;
	return marked;
}

static void place_and_rest(struct arena *arena, const struct query_words *query, struct plan *plan)
{
	for (size_t length = PLACE_WORDS_MAX; length >= 1; length--) {
		struct step *step;

		if (length >= query->count)
			continue;
		if (query->place_last[length] && are_in_names(query, 0, query->count - length)) {
			step = step_add(arena, plan);
			all_words(step, query, 0, query->count - length);
			group_add(step, query->place_last[length]);
		}
		if (query->place_first[length] && are_in_names(query, length, query->count)) {
			step = step_add(arena, plan);
			all_words(step, query, length, query->count);
			group_add(step, query->place_first[length]);
		}
	}
}

static void last_word_begun(struct arena *arena, const struct query_words *query, struct plan *plan)
{
	struct step *step;
	struct token_group *group;

	if (query->completion_count == 0 || !are_in_names(query, 0, query->count - 1))
		return;
	step = step_add(arena, plan);
	all_words(step, query, 0, query->count - 1);
	group = group_add(step, query->completions[0]);
	for (size_t i = 1; i < query->completion_count; i++)
		group->tokens[group->count++] = query->completions[i];
}

static void any_field(struct arena *arena, const struct query_words *query, struct plan *plan)
{
	struct step *step = step_add(arena, plan);

	for (size_t i = 0; i < query->count; i++)
		group_add(step, arena_printf(arena, ".%s", query->words[i].folded));
}

void plan_make(struct arena *arena, const struct query_words *query, struct plan *ret_plan)
{
	bool in_names = are_in_names(query, 0, query->count);
	size_t marked = count_marked(query);
	struct step *step;

	*ret_plan = (struct plan){.count = 0};
	if (query->count == 0)
		return;
	if (in_names && marked > 0)
		exact_phrase(arena, step_add(arena, ret_plan), query);
	if (in_names && marked > 0 && marked < query->count) {
		step = step_add(arena, ret_plan);
		phrase(arena, step, query);
		marked_words(arena, step, query);
	}
	if (query->count <= PLACE_WORDS_MAX && query->place_first[query->count])
		group_add(step_add(arena, ret_plan), query->place_first[query->count]);
	if (in_names)
		phrase(arena, step_add(arena, ret_plan), query);
	place_and_rest(arena, query, ret_plan);
	if (in_names && query->count > 1 && marked > 0) {
		step = step_add(arena, ret_plan);
		all_words(step, query, 0, query->count);
		marked_words(arena, step, query);
	}
	if (in_names && query->count > 1)
		all_words(step_add(arena, ret_plan), query, 0, query->count);
	last_word_begun(arena, query, ret_plan);
	any_field(arena, query, ret_plan);
}

/* Writes a group as ("a" OR "b"). Tokens hold letters, digits and our marks only, never a quote. */
static const char *with_group(struct arena *arena, const char *before,
			      const struct token_group *group)
{
	const char *text = arena_printf(arena, "%s%s(\"%s\"", before, *before ? " AND " : "",
					group->tokens[0]);

	for (size_t i = 1; i < group->count; i++)
		text = arena_printf(arena, "%s OR \"%s\"", text, group->tokens[i]);
	return arena_printf(arena, "%s)", text);
}

const char *step_expression(struct arena *arena, const struct step *step,
			    const struct token_group *filters, size_t filter_count)
{
	const char *text = "";

	for (size_t i = 0; i < step->count; i++)
		text = with_group(arena, text, &step->groups[i]);
	for (size_t i = 0; i < filter_count; i++)
		text = with_group(arena, text, &filters[i]);
	return text;
}

static bool group_matches(const struct token_group *group, const char *words)
{
	for (size_t i = 0; i < group->count; i++) {
		if (words_have(words, group->tokens[i]))
			return true;
	}
	return false;
}

bool step_matches(const struct step *step, const char *words)
{
	for (size_t i = 0; i < step->count; i++) {
		if (!group_matches(&step->groups[i], words))
			return false;
	}
	return true;
}
