/* postings_test.c - sorted arrays and the dictionary of deletions against plain ones */
#include "market/search/vocabulary/postings.h"

#include "market/market_fixture.h"
#include "market/search/vocabulary/deletions.h"
#include "market/search/vocabulary/numbering.h"
#include "market/search/vocabulary/postings_meet.h"

enum { RANKS = 6000, CHANGES = 60000 };

/* xorshift64*; the same numbers at every run. */
static size_t pick(uint64_t *seed, size_t count)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (size_t)((*seed * UINT64_C(2685821657736338717)) >> 33) % count;
}

/* Ranks in order, of listings with small numbers, so that frequent words have bits. */
static uint32_t rank_at(uint32_t place)
{
	return rank_of(0, RANKS - place);
}

/* Listings sit as they come: every seventh, then those behind them, and so on. */
static struct seats seats_of_all(void)
{
	struct seats seats = {.count = 0};

	for (uint32_t first = 0; first < 7; first++) {
		for (uint32_t i = first; i < RANKS; i += 7)
			seats_take(&seats, rank_at(i));
	}
	return seats;
}

/* Nothing is kept of seats where nobody has the word. */
static void expect_seats(const struct seat_bits *bits, const struct seats *seats, const bool *there)
{
	size_t words = 0;

	for (uint32_t at = 0; at * 64 < seats->count; at++) {
		uint64_t expected = 0;

		for (uint32_t seat = at * 64; seat < at * 64 + 64 && seat < seats->count; seat++) {
			uint32_t listing = rank_listing(seats->ranks[seat]);

			assert_int_equal(seats->of[listing], seat);
			expected |= (uint64_t)there[RANKS - listing] << seat % 64;
		}
		assert_int_equal(seat_bits_some(bits, at / 64) >> at % 64 & 1, expected != 0);
		if (expected)
			assert_int_equal(seat_bits_word(bits, at), expected);
		words += expected != 0;
	}
	assert_int_equal(bits->word_count, words);
}

static void expect_same(const struct postings *postings, const bool *there)
{
	struct postings_reader reader = {.of = postings};
	uint32_t rank = 0;
	uint32_t count = 0;

	for (uint32_t i = 0; i < RANKS; i++) {
		if (!there[i])
			continue;
		assert_true(postings_seek(&reader, rank, &rank));
		assert_int_equal(rank++, rank_at(i));
		count++;
	}
	assert_false(postings_seek(&reader, rank, &rank));
	assert_int_equal(postings->count, count);
	for (uint32_t i = 0; i < RANKS; i++)
		assert_int_equal(postings_have(postings, rank_at(i)), there[i]);
}

/* Fills and empties in turn, so that pieces split and go. */
static void ranks_put_in_and_taken_out_are_in_order(void **state)
{
	static bool there[RANKS];
	struct postings postings = {.count = 0};
	uint64_t seed = 88172645463325252;
	struct seats seats = seats_of_all();
	bool had_seats = false;

	(void)state;
	for (int i = 0; i < CHANGES; i++) {
		uint32_t place = (uint32_t)pick(&seed, RANKS);
		bool fill = pick(&seed, 10) < (i / (CHANGES / 6) % 2 == 0 ? 9u : 1u);

		if (fill)
			postings_add(&postings, rank_at(place), &seats);
		else
			postings_remove(&postings, rank_at(place));
		there[place] = fill;
		if (i % 1000 != 0)
			continue;
		expect_same(&postings, there);
		if (!postings_seat_bits(&postings))
			continue;
		expect_seats(postings_seat_bits(&postings), &seats, there);
		had_seats = true;
	}
	expect_same(&postings, there);
	assert_true(had_seats);
	for (uint32_t i = 0; i < RANKS; i++)
		postings_remove(&postings, rank_at(i));
	assert_int_equal(postings.count, 0);
	assert_false(postings.is_many);
	postings_deinit(&postings);
	seats_deinit(&seats);
}

static void ranks_put_in_in_order_fill_their_pieces(void **state)
{
	struct postings postings = {.count = 0};
	struct seats seats = {.count = 0};

	(void)state;
	/* Two classes that grow in turn, as when a store is read, the newest first. */
	for (int64_t number = 20000; number > 0; number--) {
		uint32_t rank = rank_of(number % 2 == 0 ? 0 : 3, number);

		seats_take(&seats, rank);
		postings_add(&postings, rank, &seats);
	}
	assert_int_equal(postings.count, 20000);
	/* A quarter more, and a bit for each of up to as many listings again. */
	assert_true(postings_bytes(&postings) < 20000 * sizeof(uint32_t) * 5 / 4 + 40000 / 8);
	for (int64_t number = 1; number <= 20000; number++)
		assert_true(postings_have(&postings, rank_of(number % 2 == 0 ? 0 : 3, number)));
	assert_false(postings_have(&postings, rank_of(0, 20001)));
	postings_deinit(&postings);
	seats_deinit(&seats);
}

static void seeking_skips_to_the_next(void **state)
{
	static bool there[RANKS];
	struct postings postings = {.count = 0};
	struct seats seats = seats_of_all();
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < RANKS / 2; i++) {
		uint32_t place = (uint32_t)pick(&seed, RANKS);

		postings_add(&postings, rank_at(place), &seats);
		there[place] = true;
	}
	for (int i = 0; i < 300; i++) {
		struct postings_reader reader = {.of = &postings};
		uint32_t from = 0;
		uint32_t rank;

		while (postings_seek(&reader, rank_at(0) + from, &rank)) {
			uint32_t place = rank - rank_at(0);

			while (from < place)
				assert_false(there[from++]);
			assert_true(there[place]);
			from = place + (uint32_t)pick(&seed, 700);
		}
		while (from < RANKS)
			assert_false(there[from++]);
	}
	postings_deinit(&postings);
	seats_deinit(&seats);
}

/* Words of one in so many listings; the last has mostly too few for bits. */
static void words_meet_where_a_plain_scan_says(void **state)
{
	enum { WORDS = 6 };
	static const size_t every[WORDS] = {3, 12, 30, 90, 300, 6000};
	static bool there[WORDS][RANKS];
	struct postings postings[WORDS] = {{.count = 0}};
	struct seats seats = seats_of_all();
	uint64_t seed = 5;
	int met = 0;

	(void)state;
	for (int round = 0; round < 40; round++) {
		for (uint32_t i = 0; i < WORDS * RANKS; i++) {
			there[i / RANKS][i % RANKS] = pick(&seed, every[i / RANKS]) == 0;
			if (there[i / RANKS][i % RANKS])
				postings_add(&postings[i / RANKS], rank_at(i % RANKS), &seats);
		}
		assert_non_null(postings_seat_bits(&postings[3]));
		for (unsigned which = 1; which < 1u << WORDS; which++) {
			const struct postings *asked[WORDS];
			size_t count = 0;
			bool any = false;

			for (int i = 0; i < WORDS; i++) {
				if (which >> i & 1)
					asked[count++] = &postings[i];
			}
			for (uint32_t at = 0; at < RANKS && !any; at++) {
				any = true;
				for (int i = 0; i < WORDS; i++)
					any &= there[i][at] || !(which >> i & 1);
			}
			assert_int_equal(postings_meet(asked, count), any);
			met += any;
		}
		for (int i = 0; i < WORDS; i++)
			postings_deinit(&postings[i]);
	}
	seats_deinit(&seats);
	assert_in_range(met, 1, 40 * ((1 << WORDS) - 1) - 1); /* some do, some do not */
}

/* By the textbook: insertions, deletions, changes and exchanges of neighbours. */
static size_t distance(const char *one, const char *other)
{
	size_t table[20][20];
	size_t rows = strlen(one);
	size_t columns = strlen(other);

	for (size_t i = 0; i <= rows; i++) {
		for (size_t j = 0; j <= columns; j++) {
			size_t least;

			if (i == 0 || j == 0) {
				table[i][j] = i + j;
				continue;
			}
			least = table[i - 1][j - 1] + (one[i - 1] != other[j - 1]);
			if (table[i - 1][j] + 1 < least)
				least = table[i - 1][j] + 1;
			if (table[i][j - 1] + 1 < least)
				least = table[i][j - 1] + 1;
			if (i > 1 && j > 1 && one[i - 1] == other[j - 2] &&
			    one[i - 2] == other[j - 1] && table[i - 2][j - 2] + 1 < least)
				least = table[i - 2][j - 2] + 1;
			table[i][j] = least;
		}
	}
	return table[rows][columns];
}

static void random_word(uint64_t *seed, char ret_word[8])
{
	size_t length = 2 + pick(seed, 5);

	for (size_t i = 0; i < length; i++)
		ret_word[i] = (char)('a' + pick(seed, 4));
	ret_word[length] = '\0';
}

static bool finds(const struct deletions *deletions, const char *text, uint32_t word)
{
	uint32_t found[2048];
	size_t count = deletions_find(deletions, text, 2048, found);

	for (size_t i = 0; i < count; i++) {
		if (found[i] == word)
			return true;
	}
	return false;
}

static void every_word_one_change_away_is_found(void **state)
{
	static char words[300][8];
	struct deletions deletions = {.count = 0};
	uint64_t seed = 11;

	(void)state;
	for (uint32_t i = 0; i < 300; i++) {
		random_word(&seed, words[i]);
		deletions_add(&deletions, words[i], i);
	}
	for (int i = 0; i < 300; i++) {
		char typed[8];

		random_word(&seed, typed);
		for (uint32_t j = 0; j < 300; j++) {
			bool near = distance(typed, words[j]) == 1;

			assert_int_equal(is_one_change(typed, words[j]), near);
			if (near)
				assert_true(finds(&deletions, typed, j));
		}
	}
	deletions_deinit(&deletions);
}

/* Every second is of letters alone. */
static const char *text_of(uint32_t number, char text[16])
{
	(void)snprintf(text, 16, "%u", number);
	for (char *digit = text; number % 2 && *digit; digit++)
		*digit = (char)(*digit - '0' + 'a');
	return text;
}

static void numbers_of_texts_stay(void **state)
{
	struct numbering numbering = {.count = 0};
	char text[16];

	(void)state;
	assert_int_equal(numbering_find(&numbering, "0"), NUMBER_NONE);
	for (uint32_t i = 0; i < 20000; i++) {
		assert_int_equal(numbering_find(&numbering, text_of(i, text)), NUMBER_NONE);
		assert_int_equal(numbering_put(&numbering, text_of(i, text)), i);
		assert_int_equal(numbering_put(&numbering, text_of(i, text)), i);
	}
	for (uint32_t i = 0; i < 20000; i++) {
		assert_int_equal(numbering_find(&numbering, text_of(i, text)), i);
		assert_string_equal(numbering.texts[i], text);
	}
	assert_int_equal(numbering_find(&numbering, "20000"), NUMBER_NONE);
	assert_int_equal(numbering_find(&numbering, "a"), NUMBER_NONE);
	numbering_deinit(&numbering);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranks_put_in_and_taken_out_are_in_order),
		cmocka_unit_test(ranks_put_in_in_order_fill_their_pieces),
		cmocka_unit_test(seeking_skips_to_the_next),
		cmocka_unit_test(words_meet_where_a_plain_scan_says),
		cmocka_unit_test(every_word_one_change_away_is_found),
		cmocka_unit_test(numbers_of_texts_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
