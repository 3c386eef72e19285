/* index_test.c - the arrays against a plain scan of all listings, written apart from them
 *
 * Which listings, in which order, page by page, and every count by filter.
 */
#include "market/search/facets.h"
#include "market/search/finder.h"

#include "market/scan_fixture.h"
#include "market/search/candidates.h"

static void ask_random(struct scan *scan, struct question *question)
{
	static const char *const begins[] = {"du", "an", "mie", "g", "x"};

	*question = (struct question){.count = pick(scan, QUERY_WORDS + 1), .unit = ""};
	for (size_t i = 0; i < question->count; i++) {
		question->words[i] = pick(scan, SYLLABLES);
		question->marked[i] = pick(scan, 2);
	}
	if (question->count > 0 && pick(scan, 4) == 0)
		question->begun = begins[pick(scan, sizeof begins / sizeof *begins)];
	if (pick(scan, 3) == 0)
		question->filters.stars = (uint32_t)pick(scan, 6);
	question->filters.valid_only = pick(scan, 4) == 0;
	if (pick(scan, 4) == 0)
		question->filters.sector = 1 + (uint32_t)pick(scan, 4);
	if (pick(scan, 5) == 0)
		question->filters.set_no = 1 + (uint32_t)pick(scan, 5);
	if (pick(scan, 5) == 0)
		question->filters.price_band = 1 + (uint32_t)pick(scan, 4);
	if (pick(scan, 5) == 0)
		question->filters.month = 1 + (uint32_t)pick(scan, 12);
	if (pick(scan, 3) == 0) {
		const struct scan_place *place = &places[pick(scan, PLACES)];
		const char *codes[] = {place->province, place->commune, place->district};

		question->unit = codes[pick(scan, 3)];
	}
}

static const char *unit_token(struct arena *arena, const char *code)
{
	return strlen(code) == 3 ? word_of_district(arena, code) : word_of_unit(arena, code);
}

static void plan_question(struct scan *scan, struct question *question, struct plan *ret_plan)
{
	const struct vocabulary *vocabulary = search_index_vocabulary(scan->index);
	const char *text = "";
	struct word words[QUERY_WORDS_MAX];

	for (size_t i = 1; i <= scan->listing_count; i++)
		scan->steps[i] = first_step(scan, question, &scan->listings[i]);
	for (size_t i = 0; i < question->count; i++)
		text = arena_printf(scan->arena, "%s %s", text, typed(question, i));
	question->filters.in_unit = *question->unit != '\0';
	if (question->filters.in_unit)
		question->filters.unit =
			vocabulary_find(vocabulary, unit_token(scan->arena, question->unit));
	plan_make(scan->arena, vocabulary, words,
		  words_split(scan->arena, text, QUERY_WORDS_MAX, words), ret_plan);
}

/* Whatever the filters: what is found nowhere is taken for mistyped, and none is a candidate that
 * answers nothing. */
static void expect_same_finding(struct scan *scan, struct plan *plan)
{
	bool any = false;

	for (enum step_number step = 0; step < STEPS; step++) {
		const struct candidates *candidates =
			candidates_find(scan->arena, scan->index, plan, step);

		for (size_t i = 0; candidates && i < candidates->count; i++) {
			uint32_t number = rank_listing(candidates->ranks[i]);
			const struct scanned *scanned = &scan->listings[number];

			assert_true(scanned->there && scan->steps[number] < STEPS);
			assert_int_equal(candidates->ranks[i],
					 rank_of(scanned->badge_class, number));
		}
	}
	for (size_t i = 1; i <= scan->listing_count; i++)
		any |= scan->listings[i].there && scan->steps[i] < STEPS;
	assert_int_equal(finds_any(scan->arena, scan->index, plan), any);
}

/* By step, then class, then the newest: one after the other, page after page. */
static void expect_same_pages(struct scan *scan, struct question *question, struct plan *plan,
			      size_t limit)
{
	struct found found[PAGE_MAX];
	size_t count = 0;
	size_t at = 0;
	struct found behind;
	bool goes_on = false;

	for (uint32_t step = 0; step < STEPS; step++) {
		for (int badge_class = 0; badge_class < BADGE_CLASSES; badge_class++) {
			for (size_t number = scan->listing_count; number >= 1; number--) {
				const struct scanned *scanned = &scan->listings[number];

				if (!scanned->there || scanned->badge_class != badge_class ||
				    !passes(scanned, &question->filters, question->unit) ||
				    scan->steps[number] != step)
					continue;
				if (at == count) {
					count = find_page(scan->arena, scan->index, plan,
							  &question->filters,
							  goes_on ? &behind : NULL, limit, found);
					at = 0;
				}
				assert_true(at < count);
				assert_int_equal(rank_listing(found[at].rank), number);
				assert_int_equal(found[at].step, step);
				behind = found[at++];
				goes_on = true;
			}
		}
	}
	assert_int_equal(at, count);
	assert_int_equal(find_page(scan->arena, scan->index, plan, &question->filters,
				   goes_on ? &behind : NULL, limit, found),
			 0);
}

/* What a count promises is what the search finds with that value. */
static size_t promised(struct scan *scan, const struct question *question,
		       const Ocop__Market__V1__Facet *facet, const char *value)
{
	struct filters filters = question->filters;
	const char *unit = question->unit;
	static const char *const sectors[] = {"", "I", "II", "III", "IV"};
	unsigned number = (unsigned)strtoul(value, NULL, 10);

	switch (facet->kind) {
	case OCOP__MARKET__V1__FACET_KIND__FACET_KIND_VALID:
		filters.valid_only = true;
		break;
	case OCOP__MARKET__V1__FACET_KIND__FACET_KIND_STAR:
		filters.stars = number;
		break;
	case OCOP__MARKET__V1__FACET_KIND__FACET_KIND_SECTOR:
		for (unsigned i = 1; i < 5; i++) {
			if (strcmp(sectors[i], value) == 0)
				filters.sector = i;
		}
		break;
	case OCOP__MARKET__V1__FACET_KIND__FACET_KIND_SET:
		filters.set_no = number;
		break;
	case OCOP__MARKET__V1__FACET_KIND__FACET_KIND_PRICE_BAND:
		filters.price_band = number;
		break;
	case OCOP__MARKET__V1__FACET_KIND__FACET_KIND_MONTH:
		filters.month = number;
		break;
	default:
		unit = value;
	}
	return count_passing(scan, &filters, unit);
}

static void expect_same_counts(struct scan *scan, struct question *question, struct plan *plan)
{
	Ocop__Market__V1__SearchListingsReply reply = OCOP__MARKET__V1__SEARCH_LISTINGS_REPLY__INIT;
	struct counts counts;
	size_t months = 0;

	counts_make(scan->arena, scan->index, plan, &question->filters, &counts);
	facets_answer(scan->arena, scan->index, &question->filters, &counts, &reply);
	assert_int_equal(reply.total, count_passing(scan, &question->filters, question->unit));
	for (size_t i = 0; i < reply.n_facets; i++) {
		const Ocop__Market__V1__Facet *facet = reply.facets[i];

		for (size_t j = 0; j < facet->n_values; j++)
			assert_int_equal(facet->values[j]->count,
					 promised(scan, question, facet, facet->values[j]->value));
		if (facet->kind == OCOP__MARKET__V1__FACET_KIND__FACET_KIND_MONTH)
			months = facet->n_values;
	}
	/* None is left out, either. */
	for (unsigned month = 1; month <= 12; month++) {
		struct filters filters = question->filters;

		filters.month = month;
		months -= count_passing(scan, &filters, question->unit) > 0 ||
			  question->filters.month == month;
	}
	assert_int_equal(months, 0);
}

/* Random listings change; after every few changes random questions are asked of both. */
static void compare(size_t listing_count, int rounds, int changes, int questions, size_t limit)
{
	struct scan *scan = calloc(1, sizeof *scan);

	scan->seed = 88172645463325252;
	scan->listing_count = listing_count;
	scan->index = search_index_create();
	scan->arena = arena_create(64 * (size_t)ARENA_LIMIT_BYTES);
	for (int round = 0; round < rounds; round++) {
		for (int i = 0; i < changes; i++)
			change(scan);
		for (int i = 0; i < questions; i++) {
			struct question question;
			struct plan plan;

			ask_random(scan, &question);
			plan_question(scan, &question, &plan);
			expect_same_finding(scan, &plan);
			expect_same_pages(scan, &question, &plan, limit);
			if (i % 5 == 0)
				expect_same_counts(scan, &question, &plan);
		}
		arena_reset(scan->arena);
	}
	arena_destroy(scan->arena);
	search_index_destroy(scan->index);
	free(scan);
}

static void few_listings_that_change_all_the_time(void **state)
{
	(void)state;
	compare(400, 100, 40, 25, 3);
}

/* So many that words have bits and several pieces, and lose them again. */
static void many_listings(void **state)
{
	(void)state;
	compare(LISTINGS_MAX, 6, 6000, 25, PAGE_MAX);
}

/* Listings 1 to `highest`, of which the even ones have one word and every seventeenth, and the
 * highest, two, as neighbours. They sit in the order in which they come or the last one first. */
static void put_two_words(struct search_index *index, int64_t highest, bool last_first)
{
	static const char *const tokens[] = {"*", ".gao", ".nep", "gao_nep"};
	int64_t known_at;
	uint32_t place = search_index_place(index, "somewhere", &known_at);

	for (int64_t number = highest; last_first && number > 0; number--)
		search_index_seat(index, number);
	for (int64_t number = 1; number <= highest; number++) {
		bool both = number % 17 == 0 || number == highest;

		search_index_put(index, &(struct indexed_listing){.listing_number = number,
								  .turns_on = INT32_MAX,
								  .facts = {.place = place},
								  .tokens = tokens,
								  .token_count = both         ? 4
										 : number % 2 ? 1
											      : 2});
	}
}

static void expect_candidates(const struct candidates *candidates, int64_t highest)
{
	assert_true(candidates->are_all);
	assert_int_equal(candidates->count, highest / 17 + (highest % 17 != 0));
	for (size_t at = 0; at < candidates->count; at++) {
		int64_t number = rank_listing(candidates->ranks[at]);

		assert_true(number % 17 == 0 || number == highest);
	}
	assert_int_equal(rank_listing(candidates->ranks[0]), highest);
}

static void expect_two_words(int64_t highest, bool last_first)
{
	struct search_index *index = search_index_create();
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct candidates *candidates;
	struct word words[QUERY_WORDS_MAX];
	struct plan plan, begun;

	put_two_words(index, highest, last_first);
	plan_make(arena, search_index_vocabulary(index), words,
		  words_split(arena, "gao nep", QUERY_WORDS_MAX, words), &plan);
	candidates = candidates_find(arena, index, &plan, STEP_PHRASE);
	assert_ptr_equal(candidates, candidates_find(arena, index, &plan, STEP_ANY_FIELD));
	expect_candidates(candidates, highest);
	plan_make(arena, search_index_vocabulary(index), words,
		  words_split(arena, "gao ne", QUERY_WORDS_MAX, words), &begun);
	candidates = candidates_find(arena, index, &begun, STEP_BEGUN_PHRASE);
	assert_non_null(candidates);
	expect_candidates(candidates, highest);
	arena_destroy(arena);
	search_index_destroy(index);
}

/* Seats are read 64 times 64 at a time, and the last of them are as many as there are. */
static void the_highest_listing_is_a_candidate_wherever_seats_end(void **state)
{
	static const int64_t highest[] = {1023, 1024, 1025, 4095, 4096, 4097, 4160, 8191, 8193};

	(void)state;
	for (size_t i = 0; i < sizeof highest / sizeof *highest; i++) {
		expect_two_words(highest[i], false);
		expect_two_words(highest[i], true);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_highest_listing_is_a_candidate_wherever_seats_end),
		cmocka_unit_test(few_listings_that_change_all_the_time),
		cmocka_unit_test(many_listings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
