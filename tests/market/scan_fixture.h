/* scan_fixture.h - a market as a plain list, and what a search of it means
 *
 * Written apart from the search: it knows what a listing is and what the steps of plan.h mean, and
 * has no words, ranks or places of its own. Changes go to it and to the arrays alike.
 */
#pragma once

#include "market/market_fixture.h"
#include "market/rules.h"
#include "market/search/listing_filter.h"
#include "market/search/plan.h"
#include "market/search/search_index.h"

enum { LISTINGS_MAX = 6000, NAME_WORDS = 4, QUERY_WORDS = 3, PAGE_MAX = 200 };

/* Syllables as written and folded; three pairs fold alike, none begins another but "an". The last
 * is in the names of two listings at most. */
static const char *const written[] = {"đường", "dương", "chè", "che",  "miến", "gạo",
				      "gao",   "an",    "ánh", "rượu", "gạch"};
static const char *const folded[] = {"duong", "duong", "che", "che",  "mien", "gao",
				     "gao",   "an",    "anh", "ruou", "gach"};
enum { SYLLABLES = sizeof written / sizeof *written, RARE = SYLLABLES - 1, RARE_LISTINGS = 2 };

/* Places: a name of today, one of before, a commune in a province, a former district. */
static const struct scan_place {
	const char *names[4]; /* folded, as a query would name them */
	const char *province, *commune, *district;
} places[] = {
	{{"na ri", "bac kan", "thai nguyen"}, "19", "02152", "066"},
	{{"na ri", "con minh", "thai nguyen"}, "19", "02155", "066"},
	{{"cho don", "thai nguyen"}, "19", "02161", "063"},
	{{"mien", "hue"}, "46", "19774", ""},
};
enum { PLACES = sizeof places / sizeof *places };

struct scanned {
	bool there;
	size_t name[NAME_WORDS], name_count; /* numbers of syllables */
	size_t producer[2];
	int badge_class;
	unsigned place, sector, set_no, price_band, months;
};

struct scan {
	uint64_t seed;
	struct arena *arena;
	struct search_index *index;
	size_t listing_count;
	struct scanned listings[LISTINGS_MAX + 1]; /* by number */
	uint32_t steps[LISTINGS_MAX + 1];          /* that each answers first, to the question */
};

static inline size_t pick(struct scan *scan, size_t count)
{
	scan->seed ^= scan->seed >> 12;
	scan->seed ^= scan->seed << 25;
	scan->seed ^= scan->seed >> 27;
	return (size_t)((scan->seed * UINT64_C(2685821657736338717)) >> 33) % count;
}

/* --- changes, to both */

static const char *spell(struct arena *arena, const size_t *syllables, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_printf(arena, "%s%s%s", text, i ? " " : "", written[syllables[i]]);
	return text;
}

static inline uint32_t index_place(struct scan *scan, unsigned number)
{
	const struct scan_place *place = &places[number];
	struct tokens names = {.arena = scan->arena};
	int64_t known_at;
	uint32_t index_number =
		search_index_place(scan->index, arena_printf(scan->arena, "%u", number), &known_at);

	if (known_at != 0)
		return index_number;
	for (size_t i = 0; i < 4 && place->names[i]; i++)
		tokens_add(&names,
			   arena_printf(scan->arena, "%s %s",
					word_place(scan->arena, place->names[i]), place->names[i]));
	tokens_add(&names, arena_printf(scan->arena, "#u_%s Tỉnh", place->province));
	tokens_add(&names, arena_printf(scan->arena, "#u_%s Xã", place->commune));
	if (*place->district)
		tokens_add(&names, arena_printf(scan->arena, "#d_%s Huyện", place->district));
	search_index_name_place(scan->index, index_number, 1, names.items, names.count);
	return index_number;
}

static inline void put(struct scan *scan, int64_t number)
{
	const struct scanned *scanned = &scan->listings[number];
	struct listing listing = {
		.product_name = spell(scan->arena, scanned->name, scanned->name_count),
		.producer_name = spell(scan->arena, scanned->producer, 2),
		.commune_text = "",
		.district_text = "",
		.province_text = "",
		.commune_name = "",
		.province_name = "",
		.description = "",
		.certificate = {.code = "", .number = ""},
	};
	struct tokens tokens = {.arena = scan->arena};
	struct indexed_listing indexed = {
		.listing_number = number,
		.badge_class = scanned->badge_class,
		.turns_on = INT32_MAX,
		.facts = {.place = index_place(scan, scanned->place),
			  .months = (uint16_t)scanned->months,
			  .sector = (uint8_t)scanned->sector,
			  .set_no = (uint8_t)scanned->set_no,
			  .price_band = (uint8_t)scanned->price_band},
	};

	words_of_listing(&tokens, &listing);
	indexed.tokens = tokens.items;
	indexed.token_count = tokens.count;
	search_index_put(scan->index, &indexed);
}

static inline void change(struct scan *scan)
{
	size_t number = 1 + pick(scan, scan->listing_count);
	struct scanned *scanned = &scan->listings[number];

	if (scanned->there && pick(scan, 4) == 0) {
		scanned->there = false;
		search_index_remove(scan->index, (int64_t)number);
		return;
	}
	if (!scanned->there || pick(scan, 3) == 0) {
		scanned->name_count = 1 + pick(scan, NAME_WORDS);
		for (size_t i = 0; i < NAME_WORDS; i++)
			scanned->name[i] = pick(scan, RARE);
		if (number <= RARE_LISTINGS)
			scanned->name[0] = RARE;
		scanned->producer[0] = pick(scan, RARE);
		scanned->producer[1] = pick(scan, RARE);
		scanned->place = (unsigned)pick(scan, PLACES);
	}
	scanned->there = true;
	scanned->badge_class = (int)pick(scan, BADGE_CLASSES);
	scanned->sector = 1 + (unsigned)pick(scan, 3);
	scanned->set_no = 1 + (unsigned)pick(scan, 4);
	scanned->price_band = (unsigned)pick(scan, 4);
	scanned->months = (unsigned)pick(scan, 4096);
	put(scan, (int64_t)number);
}

/* --- what the steps mean */

struct question {
	size_t words[QUERY_WORDS]; /* numbers of syllables */
	bool marked[QUERY_WORDS];  /* typed as written; else folded */
	size_t count;
	const char *begun; /* the last word is this begin of one, or NULL */
	struct filters filters;
	const char *unit; /* a code, or "" */
	unsigned place;   /* of which the unit is */
};

static const char *typed(const struct question *question, size_t i)
{
	if (i + 1 == question->count && question->begun)
		return question->begun;
	return question->marked[i] ? written[question->words[i]] : folded[question->words[i]];
}

static inline bool is_marked(const struct question *question, size_t i)
{
	bool whole = i + 1 < question->count || !question->begun;

	return whole && question->marked[i] &&
	       strcmp(written[question->words[i]], folded[question->words[i]]) != 0;
}

/* What was typed, folded. */
static const char *typed_folded(const struct question *question, size_t i)
{
	if (i + 1 == question->count && question->begun)
		return question->begun;
	return folded[question->words[i]];
}

/* A word of a name is the one typed: exactly where that is asked. */
static inline bool is_word(const struct question *question, size_t i, size_t syllable, bool exact)
{
	if (exact && is_marked(question, i))
		return strcmp(written[syllable], typed(question, i)) == 0;
	return strcmp(folded[syllable], typed_folded(question, i)) == 0;
}

/* Neighbours in the name, of one way of writing: a pair with a marked word is asked for as it is
 * written, so its other word must be written as it was typed, too. */
static inline bool is_pair(const struct question *question, size_t i, const size_t *name,
			   bool exact)
{
	if (!exact || (!is_marked(question, i) && !is_marked(question, i + 1)))
		return is_word(question, i, name[0], false) &&
		       is_word(question, i + 1, name[1], false);
	return strcmp(written[name[0]], typed(question, i)) == 0 &&
	       strcmp(written[name[1]], typed(question, i + 1)) == 0;
}

static inline bool has_phrase(const struct question *question, const struct scanned *scanned,
			      bool exact)
{
	if (question->count == 1) {
		for (size_t j = 0; j < scanned->name_count; j++) {
			if (is_word(question, 0, scanned->name[j], exact))
				return true;
		}
		return false;
	}
	for (size_t i = 0; i + 1 < question->count; i++) {
		bool found = false;

		for (size_t j = 0; j + 1 < scanned->name_count; j++)
			found = found || is_pair(question, i, scanned->name + j, exact);
		if (!found)
			return false;
	}
	return true;
}

/* The last neighbour begins as typed and is longer. */
static inline bool has_begun_phrase(const struct question *question, const struct scanned *scanned)
{
	struct question before = *question;
	size_t last = question->count - 1;

	if (question->count < 2)
		return false;
	before.count = last;
	before.begun = NULL;
	if (last > 1 && !has_phrase(&before, scanned, false))
		return false;
	for (size_t j = 0; j + 1 < scanned->name_count; j++) {
		const char *next = folded[scanned->name[j + 1]];
		const char *begin = typed_folded(question, last);

		if (is_word(question, last - 1, scanned->name[j], false) &&
		    strncmp(next, begin, strlen(begin)) == 0 && strcmp(next, begin) != 0)
			return true;
	}
	return false;
}

static inline bool any_is(const struct question *question, size_t i, const size_t *syllables,
			  size_t count, bool exact)
{
	for (size_t j = 0; j < count; j++) {
		if (is_word(question, i, syllables[j], exact))
			return true;
	}
	return false;
}

/* A longer word begins as the typed one; as typed, it is none of these. */
static inline bool any_begins(const struct question *question, size_t i, const size_t *syllables,
			      size_t count)
{
	const char *begin = typed_folded(question, i);

	for (size_t j = 0; j < count; j++) {
		if (strncmp(folded[syllables[j]], begin, strlen(begin)) == 0 &&
		    strcmp(folded[syllables[j]], begin) != 0)
			return true;
	}
	return false;
}

static inline bool all_in_name(const struct question *question, const struct scanned *scanned,
			       size_t first, size_t end, bool exact)
{
	for (size_t i = first; i < end; i++) {
		if (!any_is(question, i, scanned->name, scanned->name_count, exact))
			return false;
	}
	return true;
}

static inline bool is_field_word(const struct question *question, const struct scanned *scanned,
				 size_t i)
{
	return any_is(question, i, scanned->name, scanned->name_count, false) ||
	       any_is(question, i, scanned->producer, 2, false);
}

static inline bool all_in_fields(const struct question *question, const struct scanned *scanned,
				 size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		if (!is_field_word(question, scanned, i))
			return false;
	}
	return true;
}

/* The words first..end-1 name the listing's place. */
static inline bool names_place(struct scan *scan, const struct question *question,
			       const struct scanned *scanned, size_t first, size_t end)
{
	const char *text = "";

	for (size_t i = first; i < end; i++)
		text = arena_printf(scan->arena, "%s%s%s", text, *text ? " " : "",
				    typed_folded(question, i));
	for (size_t i = 0; i < 4 && places[scanned->place].names[i]; i++) {
		if (strcmp(places[scanned->place].names[i], text) == 0)
			return true;
	}
	return false;
}

/* The step of a place of so many words, behind the rest or before it. */
static inline uint32_t place_step(uint32_t base, size_t length, bool behind)
{
	return base + 2 * (PLACE_WORDS_MAX - (uint32_t)length) + (behind ? 0 : 1);
}

static inline void places_and_rest(struct scan *scan, const struct question *question,
				   const struct scanned *scanned, bool steps[STEPS])
{
	size_t count = question->count;

	for (size_t length = 1; length < count; length++) {
		size_t rest = count - length;

		if (names_place(scan, question, scanned, rest, count)) {
			steps[place_step(STEP_PLACE_AND_REST, length, true)] =
				all_in_name(question, scanned, 0, rest, false);
			steps[place_step(STEP_PLACE_AND_ANY, length, true)] =
				all_in_fields(question, scanned, 0, rest);
		}
		if (names_place(scan, question, scanned, 0, length)) {
			steps[place_step(STEP_PLACE_AND_REST, length, false)] =
				all_in_name(question, scanned, length, count, false);
			steps[place_step(STEP_PLACE_AND_ANY, length, false)] =
				all_in_fields(question, scanned, length, count);
		}
	}
}

static inline bool producer_has(const struct question *question, const struct scanned *scanned,
				size_t end, bool exact)
{
	for (size_t i = 0; i < end; i++) {
		if (!any_is(question, i, scanned->producer, 2, exact))
			return false;
	}
	return true;
}

/* The first step that a listing answers; STEPS for none. */
static inline uint32_t first_step(struct scan *scan, const struct question *question,
				  const struct scanned *scanned)
{
	bool steps[STEPS] = {false};
	size_t count = question->count;
	size_t last = count - 1;
	size_t marked = 0;

	if (count == 0)
		return 0;
	for (size_t i = 0; i < count; i++)
		marked += is_marked(question, i);
	steps[STEP_EXACT_PHRASE] = marked && has_phrase(question, scanned, true);
	steps[STEP_MARKED_PHRASE] =
		marked && marked < count && has_phrase(question, scanned, false);
	for (size_t i = 0; i < count; i++)
		steps[STEP_MARKED_PHRASE] &=
			!is_marked(question, i) ||
			any_is(question, i, scanned->name, scanned->name_count, true);
	steps[STEP_PLACE] = names_place(scan, question, scanned, 0, count);
	steps[STEP_PHRASE] = has_phrase(question, scanned, false);
	places_and_rest(scan, question, scanned, steps);
	steps[STEP_ALL_EXACT] =
		count > 1 && marked && all_in_name(question, scanned, 0, count, true);
	steps[STEP_ALL] = count > 1 && all_in_name(question, scanned, 0, count, false);
	steps[STEP_PRODUCER_EXACT] = marked && producer_has(question, scanned, count, true);
	steps[STEP_PRODUCER] = producer_has(question, scanned, count, false);
	steps[STEP_BEGUN_PHRASE] = has_begun_phrase(question, scanned);
	steps[STEP_BEGUN] = all_in_name(question, scanned, 0, last, false) &&
			    any_begins(question, last, scanned->name, scanned->name_count);
	steps[STEP_PRODUCER_BEGUN] = producer_has(question, scanned, last, false) &&
				     any_begins(question, last, scanned->producer, 2);
	steps[STEP_ANY_FIELD] = all_in_fields(question, scanned, 0, last) &&
				(is_field_word(question, scanned, last) ||
				 any_begins(question, last, scanned->name, scanned->name_count) ||
				 any_begins(question, last, scanned->producer, 2));
	for (uint32_t i = 0; i < STEPS; i++) {
		if (steps[i])
			return i;
	}
	return STEPS;
}

/* --- filters */

static inline bool is_in_unit(const struct scanned *scanned, const char *code)
{
	const struct scan_place *place = &places[scanned->place];

	return strcmp(place->province, code) == 0 || strcmp(place->commune, code) == 0 ||
	       strcmp(place->district, code) == 0;
}

static inline bool passes(const struct scanned *scanned, const struct filters *filters,
			  const char *unit)
{
	if (filters->stars && scanned->badge_class != 5 - (int)filters->stars)
		return false;
	if (filters->valid_only && scanned->badge_class > 4)
		return false;
	if (filters->sector && scanned->sector != filters->sector)
		return false;
	if (filters->set_no && scanned->set_no != filters->set_no)
		return false;
	if (filters->price_band && scanned->price_band != filters->price_band)
		return false;
	if (filters->month && !(scanned->months & (1u << (filters->month - 1))))
		return false;
	return *unit == '\0' || is_in_unit(scanned, unit);
}

static inline size_t count_passing(const struct scan *scan, const struct filters *filters,
				   const char *unit)
{
	size_t count = 0;

	for (size_t i = 1; i <= scan->listing_count; i++) {
		const struct scanned *scanned = &scan->listings[i];

		count += scanned->there && scan->steps[i] < STEPS && passes(scanned, filters, unit);
	}
	return count;
}
