/* plan.c - a query as a list of steps, the best answers first */
#include "market/search/plan.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"

/* What a word is looked for as (words.h), the exact one behind the folded one. */
enum word_mark { NAME, NAME_EXACT, PRODUCER, PRODUCER_EXACT, FIELD, WORD_MARKS };

/* A query while its steps are made. */
struct query {
	struct arena *arena;
	const struct vocabulary *vocabulary;
	const struct word *words;
	size_t count;
	/* By word and mark, and of each word with the one before it: most steps ask for the same.
	 */
	const struct postings *known[QUERY_WORDS_MAX][WORD_MARKS];
	const struct postings *pairs[QUERY_WORDS_MAX];
	/* Longer words that begin as the last does, with their mark: ".dong". */
	uint32_t completions[COMPLETIONS_MAX];
	size_t completion_count;
	/* Tokens of places of the first and the last n words; NULL where there is no such place. */
	const char *place_first[PLACE_WORDS_MAX + 1];
	const char *place_last[PLACE_WORDS_MAX + 1];
};

static void begin(const struct query *query, struct step *step)
{
	step->groups = arena_alloc(query->arena, 2 * query->count * sizeof *step->groups);
	step->count = 0;
	step->asked = true;
}

static const struct postings *postings_of(const struct query *query, const char *token)
{
	return vocabulary_postings(query->vocabulary, vocabulary_find(query->vocabulary, token));
}

static const struct postings *postings_marked(const struct query *query, enum word_mark mark,
					      const char *text)
{
	static const char *const marks[WORD_MARKS] = {"", "=", ">", ">=", "."};

	return postings_of(query, word_marked(query->arena, marks[mark], text));
}

static const struct postings *postings_of_word(struct query *query, enum word_mark mark,
					       size_t number)
{
	const struct postings **known = &query->known[number][mark];
	const struct word *word = &query->words[number];
	bool exact = mark == NAME_EXACT || mark == PRODUCER_EXACT;

	/* Where not even the folded word is, the exact one need not be looked for. */
	if (!*known && exact && postings_of_word(query, mark - 1, number)->count == 0)
		*known = query->known[number][mark - 1];
	if (!*known)
		*known = postings_marked(query, mark, exact ? word->lower : word->folded);
	return *known;
}

/* A word with the one before it, folded. */
static const struct postings *postings_of_pair(struct query *query, size_t number)
{
	const struct postings **known = &query->pairs[number];

	if (!*known)
		*known =
			postings_of(query, word_pair_folded(query->arena, &query->words[number - 1],
							    &query->words[number]));
	return *known;
}

static void group_add(struct word_group *group, const struct postings *postings)
{
	if (postings->count == 0)
		return;
	group->words[group->count++] = postings;
	group->listings += postings->count;
}

/* Keeps the groups in order of how few listings they have: the fewer the first has, the fewer are
 * looked at. A group without listings ends the step. */
static void step_keep(struct step *step, const struct word_group *group)
{
	size_t at = step->count++;

	assert(step->count <= GROUPS_MAX && "two groups a word at most");
	while (at > 0 && step->groups[at - 1].listings > group->listings) {
		step->groups[at] = step->groups[at - 1];
		at--;
	}
	step->groups[at] = *group;
	if (group->count == 0)
		step->asked = false;
}

static void step_add(struct step *step, const struct postings *postings)
{
	struct word_group group = {.count = 0};

	group_add(&group, postings);
	step_keep(step, &group);
}

static void step_add_token(const struct query *query, struct step *step, const char *token)
{
	step_add(step, postings_of(query, token));
}

static size_t count_marked(const struct query *query)
{
	size_t marked = 0;

	for (size_t i = 0; i < query->count; i++)
		marked += query->words[i].marked;
	return marked;
}

static void marked_words(struct query *query, struct step *step)
{
	for (size_t i = 0; i < query->count; i++) {
		if (query->words[i].marked)
			step_add(step, postings_of_word(query, NAME_EXACT, i));
	}
}

/* Neighbours; a single word is its own phrase. */
static void phrase(struct query *query, struct step *step)
{
	if (query->count == 1)
		step_add(step, postings_of_word(query, NAME, 0));
	for (size_t i = 1; i < query->count; i++)
		step_add(step, postings_of_pair(query, i));
}

static void exact_phrase(struct query *query, struct step *step)
{
	const struct word *words = query->words;

	if (query->count == 1)
		marked_words(query, step);
	for (size_t i = 1; i < query->count; i++) {
		if (words[i - 1].marked || words[i].marked)
			step_add_token(query, step,
				       word_pair_exact(query->arena, &words[i - 1], &words[i]));
		else
			step_add(step, postings_of_pair(query, i));
	}
}

static void phrase_steps(struct query *query, struct plan *plan)
{
	size_t marked = count_marked(query);

	if (marked > 0) {
		begin(query, &plan->steps[STEP_EXACT_PHRASE]);
		exact_phrase(query, &plan->steps[STEP_EXACT_PHRASE]);
	}
	if (marked > 0 && marked < query->count) {
		begin(query, &plan->steps[STEP_MARKED_PHRASE]);
		phrase(query, &plan->steps[STEP_MARKED_PHRASE]);
		marked_words(query, &plan->steps[STEP_MARKED_PHRASE]);
	}
	begin(query, &plan->steps[STEP_PHRASE]);
	phrase(query, &plan->steps[STEP_PHRASE]);
	if (query->count <= PLACE_WORDS_MAX && query->place_first[query->count]) {
		begin(query, &plan->steps[STEP_PLACE]);
		step_add_token(query, &plan->steps[STEP_PLACE], query->place_first[query->count]);
	}
}

/* All words of a part of the query, each with this mark. */
static void all_words(struct query *query, struct step *step, enum word_mark mark, size_t first,
		      size_t end)
{
	for (size_t i = first; i < end; i++)
		step_add(step, postings_of_word(query, mark, i));
}

/* Two steps for each number of words that may be the place. */
static void place_and_rest(struct query *query, enum word_mark mark, struct step *steps)
{
	for (size_t length = PLACE_WORDS_MAX; length >= 1; length--, steps += 2) {
		if (length >= query->count)
			continue;
		if (query->place_last[length]) {
			begin(query, &steps[0]);
			all_words(query, &steps[0], mark, 0, query->count - length);
			step_add_token(query, &steps[0], query->place_last[length]);
		}
		if (query->place_first[length]) {
			begin(query, &steps[1]);
			all_words(query, &steps[1], mark, length, query->count);
			step_add_token(query, &steps[1], query->place_first[length]);
		}
	}
}

/* The exact word, where it is marked, holds the folded one in it. */
static void exact_words(struct query *query, struct step *step, enum word_mark mark,
			enum word_mark exact_mark)
{
	for (size_t i = 0; i < query->count; i++)
		step_add(step,
			 postings_of_word(query, query->words[i].marked ? exact_mark : mark, i));
}

static void word_steps(struct query *query, struct plan *plan)
{
	bool marked = count_marked(query) > 0;

	if (query->count > 1) {
		begin(query, &plan->steps[STEP_ALL]);
		all_words(query, &plan->steps[STEP_ALL], NAME, 0, query->count);
	}
	if (query->count > 1 && marked) {
		begin(query, &plan->steps[STEP_ALL_EXACT]);
		exact_words(query, &plan->steps[STEP_ALL_EXACT], NAME, NAME_EXACT);
	}
	begin(query, &plan->steps[STEP_PRODUCER]);
	all_words(query, &plan->steps[STEP_PRODUCER], PRODUCER, 0, query->count);
	if (marked) {
		begin(query, &plan->steps[STEP_PRODUCER_EXACT]);
		exact_words(query, &plan->steps[STEP_PRODUCER_EXACT], PRODUCER, PRODUCER_EXACT);
	}
}

/* What the last word may become, in words of this mark; with the word itself or without. */
static void last_word(struct query *query, struct step *step, enum word_mark mark, bool itself)
{
	struct word_group group = {.count = 0};

	if (itself)
		group_add(&group, postings_of_word(query, mark, query->count - 1));
	for (size_t i = 0; i < query->completion_count; i++) {
		uint32_t field = query->completions[i];
		const char *word = vocabulary_token(query->vocabulary, field) + 1;

		group_add(&group, mark == FIELD ? vocabulary_postings(query->vocabulary, field)
						: postings_marked(query, mark, word));
	}
	step_keep(step, &group);
}

static void begun_step(struct query *query, struct step *step, enum word_mark mark, bool itself)
{
	begin(query, step);
	all_words(query, step, mark, 0, query->count - 1);
	last_word(query, step, mark, itself);
}

/* Which words may follow the one before is known without looking at what begins so elsewhere. */
static void begun_phrase(struct query *query, struct step *step)
{
	struct word_group group = {.count = 0};
	size_t last = query->count - 1;
	uint32_t pairs[COMPLETIONS_MAX];
	size_t count =
		vocabulary_pairs_begin_with(query->vocabulary, query->words[last - 1].folded,
					    query->words[last].folded, COMPLETIONS_MAX, pairs);

	begin(query, step);
	for (size_t i = 1; i < last; i++)
		step_add(step, postings_of_pair(query, i));
	for (size_t i = 0; i < count; i++)
		group_add(&group, vocabulary_postings(query->vocabulary, pairs[i]));
	step_keep(step, &group);
}

/* Names of places need not be among the words of fields. What follows a word may be too rare to be
 * among what any word may become: the phrase begun has candidates of its own. */
enum step_number step_widest(enum step_number step)
{
	if (step == STEP_PLACE)
		return STEPS;
	if (step >= STEP_PLACE_AND_ANY || step == STEP_BEGUN_PHRASE)
		return step;
	if (step >= STEP_PLACE_AND_REST && step < STEP_ALL_EXACT)
		return step - STEP_PLACE_AND_REST + STEP_PLACE_AND_ANY;
	return STEP_ANY_FIELD;
}

bool plan_leaves_out(const struct plan *plan, enum step_number step)
{
	enum step_number widest = step_widest(step);

	if (!plan->steps[step].asked)
		return true;
	return widest != STEPS && widest != step && plan->steps[widest].asked;
}

static const char *known_place(struct arena *arena, const struct vocabulary *vocabulary,
			       const struct word *words, size_t count)
{
	struct word joined = words[0];

	for (size_t i = 1; i < count; i++)
		joined.folded = word_pair_folded(arena, &joined, &words[i]);
	const char *token = word_marked(arena, "@", joined.folded);

	return vocabulary_postings(vocabulary, vocabulary_find(vocabulary, token))->count > 0
		       ? token
		       : NULL;
}

/* How many words at the begin of a place only say what kind of unit it is, typed without marks. */
static size_t kind_words(const struct word *words, size_t count)
{
	static const char *const kinds[] = {"tinh", "tp", "huyen",  "quan",
					    "tx",   "xa", "phuong", "tt"};
	static const char *const pairs[][2] = {
		{"thanh", "pho"}, {"thi", "xa"}, {"thi", "tran"}, {"dac", "khu"}};

	for (size_t i = 0; count > 2 && i < sizeof pairs / sizeof *pairs; i++) {
		if (strcmp(words[0].folded, pairs[i][0]) == 0 &&
		    strcmp(words[1].folded, pairs[i][1]) == 0)
			return 2;
	}
	for (size_t i = 0; count > 1 && i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(words[0].folded, kinds[i]) == 0)
			return 1;
	}
	return 0;
}

/* "quan chu" is a commune, "quan ba dinh" a district. */
const char *plan_place(struct arena *arena, const struct vocabulary *vocabulary,
		       const struct word *words, size_t count)
{
	const char *token = known_place(arena, vocabulary, words, count);
	size_t kind = kind_words(words, count);

	if (!token && kind > 0)
		token = known_place(arena, vocabulary, words + kind, count - kind);
	return token;
}

static void find_places(struct query *query)
{
	for (size_t n = 1; n <= PLACE_WORDS_MAX && n <= query->count; n++) {
		const struct word *last = query->words + query->count - n;

		query->place_first[n] =
			plan_place(query->arena, query->vocabulary, query->words, n);
		query->place_last[n] = plan_place(query->arena, query->vocabulary, last, n);
	}
}

void plan_make(struct arena *arena, const struct vocabulary *vocabulary, const struct word *words,
	       size_t count, struct plan *ret_plan)
{
	struct query query = {
		.arena = arena, .vocabulary = vocabulary, .words = words, .count = count};

	*ret_plan = (struct plan){.steps = {{.asked = false}}};
	if (count == 0) {
		ret_plan->steps[0].groups = arena_alloc(arena, sizeof *ret_plan->steps->groups);
		ret_plan->steps[0].asked = true;
		step_add_token(&query, &ret_plan->steps[0], "*");
		return;
	}
	query.completion_count =
		vocabulary_begin_with(vocabulary, word_marked(arena, ".", words[count - 1].folded),
				      COMPLETIONS_MAX, query.completions);
	find_places(&query);
	phrase_steps(&query, ret_plan);
	place_and_rest(&query, NAME, &ret_plan->steps[STEP_PLACE_AND_REST]);
	word_steps(&query, ret_plan);
	if (count > 1)
		begun_phrase(&query, &ret_plan->steps[STEP_BEGUN_PHRASE]);
	begun_step(&query, &ret_plan->steps[STEP_BEGUN], NAME, false);
	begun_step(&query, &ret_plan->steps[STEP_PRODUCER_BEGUN], PRODUCER, false);
	begun_step(&query, &ret_plan->steps[STEP_ANY_FIELD], FIELD, true);
	place_and_rest(&query, FIELD, &ret_plan->steps[STEP_PLACE_AND_ANY]);
}
