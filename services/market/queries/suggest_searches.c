/* suggest_searches.c - what somebody who has typed so far may mean
 *
 * Reads:   market.v1.SuggestSearches
 * Answers: market.v1.SuggestSearchesReply
 * Refuses: FIELD_TOO_LONG
 *
 * Products and producers are those of the listings found first in their names, places those whose
 * names begin so. Whoever types on asks again, so little is looked at: a fixed number of listings.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/queries.h"
#include "market/records.h"
#include "market/rules.h"
#include "market/search/candidates.h"
#include "market/search/finder.h"
#include "market/state.h"
#include "ocop/market/v1/queries.pb-c.h"

#define KIND(kind) OCOP__MARKET__V1__SUGGESTION_KIND__SUGGESTION_KIND_##kind

enum {
	PRODUCTS_MAX = 6,
	PLACES_MAX = 3,
	PRODUCERS_MAX = 3,
	SUGGESTIONS_MAX = PRODUCTS_MAX + PLACES_MAX + PRODUCERS_MAX,
	LOOKED_AT = 24, /* listings of one kind: the same name may come again and again */
};

/* What was typed, and what is suggested. */
struct suggesting {
	struct arena *arena;
	struct word words[QUERY_WORDS_MAX];
	size_t word_count;
	struct found products[LOOKED_AT], producers[LOOKED_AT];
	size_t product_count, producer_count;
	const char *places[PLACES_MAX];
	size_t place_count;
	Ocop__Market__V1__SuggestSearchesReply *reply;
};

static const enum step_number product_steps[] = {
	STEP_EXACT_PHRASE, STEP_MARKED_PHRASE, STEP_PHRASE, STEP_ALL_EXACT,
	STEP_ALL,          STEP_BEGUN_PHRASE,  STEP_BEGUN};
static const enum step_number producer_steps[] = {STEP_PRODUCER_EXACT, STEP_PRODUCER,
						  STEP_PRODUCER_BEGUN};

/* The first listings of some steps only, among those that have all words, where these are few. */
static size_t find_first(struct arena *arena, const struct search_index *index, struct plan *plan,
			 const enum step_number *steps, size_t count,
			 struct found ret_found[LOOKED_AT])
{
	struct plan *part = arena_alloc(arena, sizeof *part);
	struct filters all = {.unit = NUMBER_NONE};

	for (size_t i = 0; i < count; i++)
		part->steps[steps[i]] = plan->steps[steps[i]];
	part->candidates[STEP_ANY_FIELD] = candidates_find(arena, index, plan, STEP_ANY_FIELD);
	return find_page(arena, index, part, &all, NULL, LOOKED_AT, ret_found);
}

static void find_places(struct suggesting *suggesting, const struct search_index *index)
{
	const struct vocabulary *vocabulary = search_index_vocabulary(index);
	const struct places *places = search_index_places(index);
	const char *key = suggesting->words[0].folded;
	uint32_t longer[PLACES_MAX];
	size_t count;

	for (size_t i = 1; i < suggesting->word_count; i++)
		key = arena_printf(suggesting->arena, "%s %s", key, suggesting->words[i].folded);
	const char *token = word_place(suggesting->arena, key);
	const char *whole = plan_place(suggesting->arena, vocabulary, suggesting->words,
				       suggesting->word_count);

	if (whole)
		suggesting->places[suggesting->place_count++] = places_spelling(places, whole);
	count = vocabulary_begin_with(vocabulary, token, PLACES_MAX, longer);
	for (size_t i = 0; i < count && suggesting->place_count < PLACES_MAX; i++)
		suggesting->places[suggesting->place_count++] =
			places_spelling(places, vocabulary_token(vocabulary, longer[i]));
	for (size_t i = 0; i < suggesting->place_count; i++) /* labels may change afterwards */
		suggesting->places[i] = arena_strdup(suggesting->arena, suggesting->places[i]);
}

/* Everything that needs the index. */
static void find(struct suggesting *suggesting, const struct search_index *index)
{
	struct plan *plan = arena_alloc(suggesting->arena, sizeof *plan);

	plan_make(suggesting->arena, search_index_vocabulary(index), suggesting->words,
		  suggesting->word_count, plan);
	suggesting->product_count =
		find_first(suggesting->arena, index, plan, product_steps,
			   sizeof product_steps / sizeof *product_steps, suggesting->products);
	suggesting->producer_count =
		find_first(suggesting->arena, index, plan, producer_steps,
			   sizeof producer_steps / sizeof *producer_steps, suggesting->producers);
	find_places(suggesting, index);
}

/* Each text once, and at most so many of a kind. */
static void suggest(struct suggesting *suggesting, Ocop__Market__V1__SuggestionKind kind,
		    const char *text, size_t most)
{
	Ocop__Market__V1__SuggestSearchesReply *reply = suggesting->reply;
	Ocop__Market__V1__Suggestion *suggestion;
	size_t of_kind = 0;

	for (size_t i = 0; i < reply->n_suggestions; i++) {
		of_kind += reply->suggestions[i]->kind == kind;
		if (strcmp(reply->suggestions[i]->text, text) == 0)
			return;
	}
	if (of_kind == most || *text == '\0')
		return;
	suggestion = arena_alloc(suggesting->arena, sizeof *suggestion);
	ocop__market__v1__suggestion__init(suggestion);
	suggestion->kind = kind;
	suggestion->text = message_text(text);
	reply->suggestions[reply->n_suggestions++] = suggestion;
}

static void answer(struct transaction *tx, struct suggesting *suggesting)
{
	const char *product;
	const char *producer;

	suggesting->reply->suggestions = arena_alloc(
		suggesting->arena, SUGGESTIONS_MAX * sizeof(*suggesting->reply->suggestions));
	for (size_t i = 0; i < suggesting->product_count; i++) {
		if (listing_names_load(tx, rank_listing(suggesting->products[i].rank), &product,
				       &producer))
			suggest(suggesting, KIND(PRODUCT), product, PRODUCTS_MAX);
	}
	for (size_t i = 0; i < suggesting->place_count; i++)
		suggest(suggesting, KIND(PLACE), suggesting->places[i], PLACES_MAX);
	for (size_t i = 0; i < suggesting->producer_count; i++) {
		if (listing_names_load(tx, rank_listing(suggesting->producers[i].rank), &product,
				       &producer))
			suggest(suggesting, KIND(PRODUCER), producer, PRODUCERS_MAX);
	}
}

enum decision suggest_searches(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__SuggestSearches *query =
		(const Ocop__Market__V1__SuggestSearches *)message;
	Ocop__Market__V1__SuggestSearchesReply answered =
		OCOP__MARKET__V1__SUGGEST_SEARCHES_REPLY__INIT;
	struct suggesting suggesting = {.arena = transaction_arena(tx), .reply = &answered};
	struct search_index *index = market_index(tx);

	if (strlen(query->q) > QUERY_LIMIT_BYTES) {
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "q", "at most %d bytes",
			     QUERY_LIMIT_BYTES);
		return REFUSED;
	}
	suggesting.word_count =
		words_split(suggesting.arena, query->q, QUERY_WORDS_MAX, suggesting.words);
	if (suggesting.word_count > 0) {
		search_index_lock(index);
		find(&suggesting, index);
		search_index_unlock(index);
		answer(tx, &suggesting);
	}
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answered.base);
	return ACCEPTED;
}
