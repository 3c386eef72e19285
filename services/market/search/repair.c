/* repair.c - a mistyped query as it was probably meant */
#include "market/search/repair.h"

#include <string.h>

#include "common/base/arena.h"
#include "market/search/finder.h"
#include "market/search/vocabulary/postings_meet.h"

enum {
	CANDIDATES_MAX = 16, /* that are weighed for one word */
	TRIES_MAX = 48,      /* that are looked at for one query */
	SHORT_LETTERS = 2,
	NEIGHBOURS = 2, /* points of two words that stand side by side */
};

/* A query while it is mended. */
struct repair {
	struct arena *arena;
	const struct search_index *index;
	const struct vocabulary *vocabulary;
	struct word *words;
	size_t *count;
	struct plan *plan;
	size_t tries;
};

static const struct postings *postings_of(const struct repair *repair, const char *mark,
					  const char *word)
{
	const char *token = word_marked(repair->arena, mark, word);

	return vocabulary_postings(repair->vocabulary, vocabulary_find(repair->vocabulary, token));
}

static bool is_known(const struct repair *repair, const struct word *word)
{
	return postings_of(repair, ".", word->folded)->count > 0;
}

static struct word plain_word(const char *text)
{
	return (struct word){.lower = text, .folded = text};
}

/* NEIGHBOURS for those in a name or the words of a place, 1 for words of one listing. */
static int fit(const struct repair *repair, const struct word *first, const struct word *second)
{
	const char *pair = word_pair_folded(repair->arena, first, second);

	if (postings_of(repair, "", pair)->count > 0 || postings_of(repair, "@", pair)->count > 0)
		return NEIGHBOURS;
	return postings_meet((const struct postings *[]){postings_of(repair, ".", first->folded),
							 postings_of(repair, ".", second->folded)},
			     2);
}

/* How well a word fits at a place in the query. */
static int fit_at(const struct repair *repair, size_t at, const char *text)
{
	struct word word = plain_word(text);
	int points = 0;

	if (at > 0)
		points += fit(repair, &repair->words[at - 1], &word);
	if (at + 1 < *repair->count)
		points += fit(repair, &word, &repair->words[at + 1]);
	return points;
}

/* The words of the query but one. */
struct others {
	const struct postings *postings[QUERY_WORDS_MAX]; /* room for the one is left */
	size_t count;
};

/* False when no listing has all of them: then none has them with another word besides. */
static bool others_stand(const struct repair *repair, size_t but, struct others *ret_others)
{
	ret_others->count = 0;
	for (size_t i = 0; i < *repair->count; i++) {
		if (i != but)
			ret_others->postings[ret_others->count++] =
				postings_of(repair, ".", repair->words[i].folded);
	}
	return ret_others->count == 0 || postings_meet(ret_others->postings, ret_others->count);
}

/* True when some listing has this word with all others. */
static bool stands(struct repair *repair, struct others *others, const char *text)
{
	if (repair->tries++ >= TRIES_MAX)
		return false;
	others->postings[others->count] = postings_of(repair, ".", text);
	return postings_meet(others->postings, others->count + 1);
}

/* What the word may have been, the best fitting first, among equals the most frequent; for the
 * whole query, only what some listing has together with all others. A word of two letters is near
 * to so many that only neighbours make it one of them. */
static size_t candidates(struct repair *repair, size_t at, bool whole_query,
			 const char *ret_texts[])
{
	const char *typed = repair->words[at].folded;
	const char *near[CANDIDATES_MAX];
	int points[CANDIDATES_MAX];
	bool is_short = strlen(typed) <= SHORT_LETTERS;
	size_t near_count, count = 0;
	struct others others;

	if (whole_query && !others_stand(repair, at, &others))
		return 0;
	near_count = vocabulary_near(repair->vocabulary, typed, CANDIDATES_MAX, near);
	for (size_t i = 0; i < near_count; i++) {
		int fitting;
		size_t place = count;

		if (is_short && fit_at(repair, at, near[i]) < NEIGHBOURS)
			continue;
		if (whole_query && !stands(repair, &others, near[i]))
			continue;
		fitting = fit_at(repair, at, near[i]);
		for (; place > 0 && points[place - 1] < fitting; place--) {
			points[place] = points[place - 1];
			ret_texts[place] = ret_texts[place - 1];
		}
		points[place] = fitting;
		ret_texts[place] = near[i];
		count++;
	}
	return count;
}

static bool finds(struct repair *repair)
{
	plan_make(repair->arena, repair->vocabulary, repair->words, *repair->count, repair->plan);
	return finds_any(repair->arena, repair->index, repair->plan);
}

/* Two words that were typed as one: "miendong". */
static bool part_word(struct repair *repair, size_t at)
{
	const char *text = repair->words[at].folded;
	size_t length = strlen(text);

	if (*repair->count == QUERY_WORDS_MAX)
		return false;
	for (size_t cut = 2; cut + 2 <= length; cut++) {
		struct word first = plain_word(arena_printf(repair->arena, "%.*s", (int)cut, text));
		struct word second = plain_word(text + cut);

		if (!is_known(repair, &first) || !is_known(repair, &second) ||
		    fit(repair, &first, &second) < NEIGHBOURS)
			continue;
		memmove(repair->words + at + 2, repair->words + at + 1,
			(*repair->count - at - 1) * sizeof *repair->words);
		repair->words[at] = first;
		repair->words[at + 1] = second;
		++*repair->count;
		return true;
	}
	return false;
}

static bool has_digit(const char *text)
{
	return text[strcspn(text, "0123456789")] != '\0';
}

/* Words that no listing has, from left to right: each is weighed beside the one before it as that
 * has been mended. Numbers are left as they are: each is near to many. */
static void mend_unknown(struct repair *repair)
{
	for (size_t i = 0; i < *repair->count; i++) {
		const char *texts[CANDIDATES_MAX];

		if (is_known(repair, &repair->words[i]) || has_digit(repair->words[i].folded))
			continue;
		if (candidates(repair, i, false, texts) > 0)
			repair->words[i] = plain_word(texts[0]);
		else if (part_word(repair, i))
			i++;
	}
}

/* A known word may be the wrong one: "mien dang" for "mien dong". The last words first, which were
 * typed in a hurry. */
static bool mend_one(struct repair *repair)
{
	for (size_t i = *repair->count; i-- > 0;) {
		const char *texts[CANDIDATES_MAX];

		if (has_digit(repair->words[i].folded) || candidates(repair, i, true, texts) == 0)
			continue;
		repair->words[i] = plain_word(texts[0]);
		return finds(repair); /* as some listing has all of them */
	}
	return false;
}

bool repair_words(struct arena *arena, const struct search_index *index, struct word *words,
		  size_t *count, struct plan *ret_plan)
{
	struct repair repair = {arena,    index, search_index_vocabulary(index), words, count,
				ret_plan, 0};
	struct word typed[QUERY_WORDS_MAX];
	size_t typed_count = *count;

	memcpy(typed, words, typed_count * sizeof *typed);
	mend_unknown(&repair);
	if (finds(&repair) || mend_one(&repair))
		return true;
	memcpy(words, typed, typed_count * sizeof *typed);
	*count = typed_count;
	return mend_one(&repair);
}

static const char *spelled_in(struct arena *arena, const struct word *word, const char *text)
{
	struct word parts[WORDS_OF_A_TEXT_MAX];
	size_t count = words_split(arena, text, WORDS_OF_A_TEXT_MAX, parts);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(parts[i].folded, word->folded) == 0)
			return parts[i].lower;
	}
	return NULL;
}

const char *repair_spelled(struct arena *arena, const struct word *words, size_t count,
			   const char *const *texts)
{
	const char *spelled = "";

	for (size_t i = 0; i < count; i++) {
		const char *word = NULL;

		for (size_t j = 0; texts[j] && !word; j++)
			word = spelled_in(arena, &words[i], texts[j]);
		spelled = arena_printf(arena, "%s%s%s", spelled, i > 0 ? " " : "",
				       word ? word : words[i].lower);
	}
	return spelled;
}
