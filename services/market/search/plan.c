/* plan.c - a query as a list of steps, the best answers first */
#include "market/search/plan.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"

/* The rarest words are asked for until so few listings are expected that the rest is told apart
 * where they are read; when it comes to that, before any other step. Where more than TOO_MANY are
 * expected the steps are asked one by one: a page fills before it gets dear. */
enum { EXPECTED_FEW = 16, EXPECTED_TOO_MANY = 256 };

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

/* Numbers of the words begin..end-1, those that fewest listings use first: the fewer, the sooner a
 * question ends. */
static void by_rarity(const int64_t *uses, size_t begin, size_t end, size_t *ret_order)
{
	for (size_t i = begin; i < end; i++) {
		size_t at = i - begin;

		while (at > 0 && uses[i] < uses[ret_order[at - 1]]) {
			ret_order[at] = ret_order[at - 1];
			at--;
		}
		ret_order[at] = i;
	}
}

static void all_words(struct step *step, const struct query_words *query, size_t begin, size_t end)
{
	size_t order[QUERY_WORDS_MAX];

	by_rarity(query->uses, begin, end, order);
	for (size_t i = 0; i < end - begin; i++)
		group_add(step, query->words[order[i]].folded);
}

static void marked_words(struct arena *arena, struct step *step, const struct query_words *query)
{
	for (size_t i = 0; i < query->count; i++) {
		if (query->words[i].marked)
			group_add(step, arena_printf(arena, "=%s", query->words[i].lower));
	}
}

/* The exact word, where it is marked, holds the folded one in it. */
static void all_words_exact(struct arena *arena, struct step *step, const struct query_words *query)
{
	marked_words(arena, step, query);
	for (size_t i = 0; i < query->count; i++) {
		if (!query->words[i].marked)
			group_add(step, query->words[i].folded);
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
		if (query->uses[i] == 0)
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

static struct token_group *field_word(struct arena *arena, struct step *step, const char *word)
{
	return group_add(step, arena_printf(arena, ".%s", word));
}

static void any_field(struct arena *arena, const struct query_words *query, struct step *step)
{
	size_t order[QUERY_WORDS_MAX];

	by_rarity(query->field_uses, 0, query->count, order);
	for (size_t i = 0; i < query->count; i++)
		field_word(arena, step, query->words[order[i]].folded);
}

/* A word, or what the last one may become. */
static void field_word_begun(struct arena *arena, const struct query_words *query, size_t word,
			     struct step *step)
{
	struct token_group *group = field_word(arena, step, query->words[word].folded);

	for (size_t i = 0; word + 1 == query->count && i < query->completion_count; i++)
		group->tokens[group->count++] = arena_printf(arena, ".%s", query->completions[i]);
}

/* What is asked for so far, and how many listings are expected to answer. */
struct wide_step {
	const struct query_words *query;
	const int64_t *uses;
	struct step *step;
	bool chosen[QUERY_WORDS_MAX];
	int64_t expected;
};

/* True when a word that goes with this one is asked for already. */
static bool goes_with_chosen(const struct wide_step *wide, size_t word)
{
	for (size_t i = word; i > 0 && wide->query->joined[i]; i--) {
		if (wide->chosen[i - 1])
			return true;
	}
	for (size_t i = word + 1; i < wide->query->count && wide->query->joined[i]; i++) {
		if (wide->chosen[i])
			return true;
	}
	return false;
}

static void choose(struct arena *arena, struct wide_step *wide, size_t word)
{
	field_word_begun(arena, wide->query, word, wide->step);
	wide->chosen[word] = true;
	if (wide->query->listings > 0)
		wide->expected = wide->expected * wide->uses[word] / wide->query->listings;
}

/* True when a step asks for a place: its words need not be among those of the fields. */
static bool asks_for_place(const struct query_words *query)
{
	for (size_t i = 1; i <= PLACE_WORDS_MAX; i++) {
		if (query->place_first[i] || query->place_last[i])
			return true;
	}
	return false;
}

/* Every word of a name is a word of a field. Words that go together count once; words of more than
 * half of all listings hardly count. */
static void widest(struct arena *arena, const struct query_words *query, struct plan *plan)
{
	int64_t uses[QUERY_WORDS_MAX];
	size_t order[QUERY_WORDS_MAX];
	struct wide_step wide = {.query = query, .uses = uses, .expected = query->listings};

	for (size_t i = 0; i < query->count; i++)
		uses[i] = query->field_uses[i];
	uses[query->count - 1] += query->completion_uses;
	by_rarity(uses, 0, query->count, order);
	wide.step = arena_alloc(arena, sizeof(struct step));
	choose(arena, &wide, order[0]);
	for (size_t i = 1; i < query->count && wide.expected > EXPECTED_FEW; i++) {
		if (2 * uses[order[i]] <= query->listings && !goes_with_chosen(&wide, order[i]))
			choose(arena, &wide, order[i]);
	}
	if (wide.expected <= EXPECTED_TOO_MANY)
		plan->widest = wide.step;
	if (wide.expected <= EXPECTED_FEW && !asks_for_place(query))
		plan->wide_from = 0;
}

static void phrase_steps(struct arena *arena, const struct query_words *query, struct plan *plan)
{
	bool in_names = are_in_names(query, 0, query->count);
	size_t marked = count_marked(query);

	if (in_names && marked > 0)
		exact_phrase(arena, step_add(arena, plan), query);
	if (in_names && marked > 0 && marked < query->count) {
		struct step *step = step_add(arena, plan);

		phrase(arena, step, query);
		marked_words(arena, step, query);
	}
	if (query->count <= PLACE_WORDS_MAX && query->place_first[query->count])
		group_add(step_add(arena, plan), query->place_first[query->count]);
	if (in_names)
		phrase(arena, step_add(arena, plan), query);
}

static void word_steps(struct arena *arena, const struct query_words *query, struct plan *plan)
{
	bool in_names = are_in_names(query, 0, query->count);

	plan->wide_from = plan->count;
	if (in_names && query->count > 1 && count_marked(query) > 0)
		all_words_exact(arena, step_add(arena, plan), query);
	if (in_names && query->count > 1)
		all_words(step_add(arena, plan), query, 0, query->count);
	last_word_begun(arena, query, plan);
	any_field(arena, query, step_add(arena, plan));
	widest(arena, query, plan);
}

void plan_make(struct arena *arena, const struct query_words *query, struct plan *ret_plan)
{
	*ret_plan = (struct plan){.count = 0};
	if (query->count == 0)
		return;
	phrase_steps(arena, query, ret_plan);
	place_and_rest(arena, query, ret_plan);
	word_steps(arena, query, ret_plan);
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

static bool step_matches(const struct step *step, const char *words)
{
	for (size_t i = 0; i < step->count; i++) {
		if (!group_matches(&step->groups[i], words))
			return false;
	}
	return true;
}

size_t plan_step_of(const struct plan *plan, const char *words)
{
	size_t step = 0;

	while (step < plan->count && !step_matches(plan->steps[step], words))
		step++;
	return step;
}
