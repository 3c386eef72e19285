/* duplicates.c - how alike two registrations are
 *
 * The score of two producers:
 *
 *	names, 0 to 100, as Dice's coefficient over their words, by weight: what both have, twice,
 *	by what each has. A word that says who it is (Tài, Hoan) weighs WEIGHT_NAME, one that says
 *	what is done (miến, dịch vụ), where, or is a common part of people's names (Nguyễn, Thị)
 *	weighs WEIGHT_COMMON. Nothing in common that says who: half of it. Below NAME_LEAST two are
 *	not alike at all, whatever else is equal: neighbours in one trade are many.
 *
 *	score = 80 % of names
 *	      + 20 same commune, + 15 same district, + 10 where a place is not known,
 *	      - 20 where both are known and differ
 *	      - 10 legal forms that differ (an enterprise may have been a cooperative before)
 *	      - 30 numbers that differ (the same business does not have two)
 *
 * The same number makes two one, nearly whatever their names: NUMBER_SCORE at least. From
 * SCORE_LEAST on an officer is asked.
 *
 * Products are compared within one producer, or two that are alike; most words then tell products
 * apart (tôm nõn, móc câu), so all weigh fully but those of the producer and the place. Different
 * numbers in names ("500 ml", "số 2") are different products.
 */
#include "registration/rules/register/duplicates.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/unit/unit.h"
#include "registration/records.h"
#include "registration/rules.h"
#include "registration/rules/register/name_words.h"

enum { WEIGHT_COMMON = 1, WEIGHT_NAME = 4 };
enum { PERCENT = 100, NAME_LEAST = 70, PRODUCT_NAME_LEAST = 85, SCORE_LEAST = 60 };
enum { NAME_SHARE = 80, SAME_COMMUNE = 20, SAME_DISTRICT = 15, PLACE_OPEN = 10 };
enum { PLACE_DIFFERS = -20, FORM_DIFFERS = -10, NUMBER_DIFFERS = -30, NUMBER_SCORE = 90 };
enum { PRODUCT_NAME_SHARE = 70, SAME_PRODUCER = 30, PRODUCERS_SHARE = 25 };

/* Words that differ are one misspelt word when so long and so near: short ones are two words. */
enum { LETTERS_MAX = 24, NEAR_LETTERS = 4, LONG_LETTERS = 7 };

static const char *next_word(const char *words)
{
	words += strcspn(words, " ");
	return *words == ' ' ? words + 1 : words;
}

static const char *word_copy(struct arena *arena, const char *words)
{
	return arena_printf(arena, "%.*s", (int)strcspn(words, " "), words);
}

/* The `skipped`th word and those behind it, with their marks. */
static const char *skip_words(const char *words, size_t skipped)
{
	while (skipped-- > 0)
		words = next_word(words);
	return words;
}

static size_t count_words(const char *words)
{
	size_t count = 0;

	for (; *words; words = next_word(words))
		count++;
	return count;
}

/* The words of a name from the `skipped`th on. */
static void add_words(struct arena *arena, const char *name, const char *words, size_t skipped,
		      struct look *look)
{
	const char *marked = skip_words(text_lower_words(arena, name), skipped);

	for (; *words && look->word_count < LOOK_WORDS_MAX; words = next_word(words)) {
		look->words[look->word_count++] = (struct look_word){
			.text = word_copy(arena, words),
			.marks = text_marks(arena, word_copy(arena, marked)),
		};
		marked = next_word(marked);
	}
}

static void join_words(struct arena *arena, struct look *look)
{
	look->joined = "";
	for (size_t i = 0; i < look->word_count; i++)
		look->joined = arena_printf(arena, "%s%s", look->joined, look->words[i].text);
}

/* What fills a name is taken out; so is "20g", how it is packed, and its digits kept. */
static void take_fillers(struct arena *arena, struct look *look)
{
	size_t kept = 0;

	for (size_t i = 0; i < look->word_count; i++) {
		const char *word = look->words[i].text;

		if (isdigit((unsigned char)*word))
			look->number = arena_printf(arena, "%s%.*s ", look->number,
						    (int)strspn(word, "0123456789"), word);
		else if (!look->words[i].common)
			look->words[kept++] = look->words[i];
	}
	look->word_count = kept;
}

/* Marks the words that tell nobody from others. */
static void mark_common(const char *words, struct look *look,
			size_t (*common_words)(const char *words))
{
	size_t common_until = 0;

	for (size_t i = 0; i < look->word_count; i++, words = next_word(words)) {
		size_t until = i + common_words(words);

		common_until = until > common_until ? until : common_until;
		look->words[i].common = i < common_until;
	}
}

static void add_place_words(struct arena *arena, const char *text, struct look *look)
{
	for (const char *words = plain_words(arena, text);
	     *words && look->place_word_count < LOOK_PLACE_WORDS_MAX; words = next_word(words))
		look->place_words[look->place_word_count++] = word_copy(arena, words);
}

/* Letters and digits in lower case; "4600000001-001" is a branch of 4600000001. */
static const char *number_key(struct arena *arena, const char *registration_number)
{
	enum { TAX_DIGITS = 10, BRANCH_DIGITS = 3 };
	char *key = arena_strdup(arena, registration_number);
	char *end = key;

	for (const char *letter = registration_number; *letter; letter++) {
		if (isalnum((unsigned char)*letter))
			*end++ = (char)tolower((unsigned char)*letter);
	}
	*end = '\0';
	if (strspn(key, "0123456789") == TAX_DIGITS + BRANCH_DIGITS &&
	    key[TAX_DIGITS + BRANCH_DIGITS] == '\0')
		key[TAX_DIGITS] = '\0';
	return key;
}

static struct look *look_of(struct arena *arena, const struct place *place)
{
	struct look *look = arena_alloc(arena, sizeof(*look));

	add_place_words(arena, place->commune_text, look);
	add_place_words(arena, place->district_text, look);
	add_place_words(arena, place->province_text, look);
	look->number = "";
	look->commune_code = place->commune_code;
	look->province_code = place->province_code;
	look->commune_key = unit_key(arena, place->commune_text);
	look->district_key = unit_key(arena, place->district_text);
	look->district_code = place->former_district_code ? place->former_district_code : "";
	return look;
}

const struct look *producer_look(struct arena *arena, const struct producer_facts *facts)
{
	struct look *look = look_of(arena, facts->place);
	char *all_words = plain_words(arena, facts->name);
	size_t word_count = count_words(all_words);
	const char *without_before = words_without_form_before(all_words);
	size_t skipped = word_count - count_words(without_before);
	const char *words = words_without_form_behind(arena, without_before);

	add_words(arena, facts->name, words, skipped, look);
	mark_common(words, look, common_words_of_producer);
	join_words(arena, look);
	look->number = number_key(arena, facts->registration_number);
	look->legal_form = facts->legal_form;
	return look;
}

const struct look *product_look(struct arena *arena, const char *name, const struct place *place,
				const char *producer_name)
{
	struct look *look = look_of(arena, place);
	const char *words = plain_words(arena, name);
	const char *who = words_without_form_behind(
		arena, words_without_form_before(plain_words(arena, producer_name)));

	add_words(arena, name, words, 0, look);
	mark_common(words, look, common_words_of_product);
	take_fillers(arena, look);
	join_words(arena, look);
	/* What the producer is called is as little the product's own as its place. */
	for (size_t common = 0; *who && look->place_word_count < LOOK_PLACE_WORDS_MAX;
	     who = next_word(who)) {
		size_t covered = common_words_of_producer(who);

		common = covered > common ? covered : common;
		if (common == 0)
			look->place_words[look->place_word_count++] = word_copy(arena, who);
		common -= common > 0;
	}
	return look;
}

static bool has_place_word(const struct look *look, const char *word)
{
	for (size_t i = 0; i < look->place_word_count; i++) {
		if (strcmp(look->place_words[i], word) == 0)
			return true;
	}
	return false;
}

static uint32_t weight(const struct look_word *word, const struct look *own,
		       const struct look *other)
{
	bool common = word->common || has_place_word(own, word->text) ||
		      has_place_word(other, word->text);

	return common ? WEIGHT_COMMON : WEIGHT_NAME;
}

static size_t least(size_t left, size_t right)
{
	return left < right ? left : right;
}

/* Levenshtein's distance of two words, neither longer than LETTERS_MAX. */
static size_t distance(const char *left, const char *right)
{
	size_t row[LETTERS_MAX + 1];
	size_t length = strlen(right);

	for (size_t i = 0; i <= length; i++)
		row[i] = i;
	for (size_t i = 0; left[i]; i++) {
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (size_t k = 0; k < length; k++) {
			size_t changed = diagonal + (left[i] != right[k]);

			diagonal = row[k + 1];
			row[k + 1] = least(changed, least(row[k], row[k + 1]) + 1);
		}
	}
	return row[length];
}

/* How far one word may be the other, in per cent. Equal ones whose marks contradict each other are
 * two words (Hùng, Hưng), if not a slip. */
static uint32_t word_likeness(const struct look_word *left, const struct look_word *right)
{
	size_t shorter = least(strlen(left->text), strlen(right->text));
	size_t longer = strlen(left->text) + strlen(right->text) - shorter;
	size_t letters;

	if (strcmp(left->text, right->text) == 0)
		return *left->marks && *right->marks && strcmp(left->marks, right->marks) != 0
			       ? PERCENT / 2
			       : PERCENT;
	if (shorter < NEAR_LETTERS || longer > LETTERS_MAX)
		return 0;
	letters = distance(left->text, right->text);
	if (letters <= 2 && longer >= LONG_LETTERS)
		return 3 * PERCENT / 4;
	return letters == 1 ? PERCENT / 2 : 0;
}

/* What two names have in common, word by word. */
struct common {
	uint32_t weight_percent; /* in per cent of a weight */
	bool says_who;
	bool left_matched[LOOK_WORDS_MAX];
	bool right_matched[LOOK_WORDS_MAX];
};

/* The likest of the right's words that are still free, when it is at least so like. */
static size_t best_match(const struct look_word *word, const struct look *right,
			 uint32_t least_likeness, const struct common *common)
{
	size_t best = LOOK_WORDS_MAX;
	uint32_t best_likeness = least_likeness - 1;

	for (size_t i = 0; i < right->word_count; i++) {
		uint32_t likeness =
			common->right_matched[i] ? 0 : word_likeness(word, &right->words[i]);

		if (likeness <= best_likeness)
			continue;
		best = i;
		best_likeness = likeness;
	}
	return best;
}

static void match(const struct look *left, const struct look *right, uint32_t least_likeness,
		  struct common *common)
{
	for (size_t i = 0; i < left->word_count; i++) {
		const struct look_word *word = &left->words[i];
		size_t best = common->left_matched[i]
				      ? LOOK_WORDS_MAX
				      : best_match(word, right, least_likeness, common);
		uint32_t both;

		if (best == LOOK_WORDS_MAX)
			continue;
		common->left_matched[i] = true;
		common->right_matched[best] = true;
		both = (uint32_t)least(weight(word, left, right),
				       weight(&right->words[best], right, left));
		common->weight_percent += both * word_likeness(word, &right->words[best]);
		common->says_who |= both == WEIGHT_NAME;
	}
}

static uint32_t weight_of_all(const struct look *own, const struct look *other)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < own->word_count; i++)
		sum += weight(&own->words[i], own, other);
	return sum;
}

static bool same_joined(const struct look *left, const struct look *right)
{
	return *left->joined && strcmp(left->joined, right->joined) == 0;
}

/* 0 to 100. */
static uint32_t names_likeness(const struct look *left, const struct look *right)
{
	struct common common = {0};
	uint32_t all = weight_of_all(left, right) + weight_of_all(right, left);
	uint32_t likeness;

	if (all == 0)
		return 0;
	match(left, right, PERCENT, &common); /* the equal ones first */
	match(left, right, 1, &common);
	likeness = 2 * common.weight_percent / all;
	if (same_joined(left, right) && left->word_count != right->word_count)
		return PERCENT; /* "TN Tea", "TNTea" */
	return common.says_who || likeness == PERCENT ? likeness : likeness / 2;
}

static bool same_text(const char *left, const char *right)
{
	return *left && strcmp(left, right) == 0;
}

static bool both_known(const char *left, const char *right)
{
	return *left && *right;
}

/* What the places say: points, and the nearest unit that both are in as a reason. */
static int place_points(const struct look *left, const struct look *right, uint32_t *reasons)
{
	bool district_open = !both_known(left->district_key, right->district_key) &&
			     !both_known(left->district_code, right->district_code);
	bool same_district = same_text(left->district_key, right->district_key) ||
			     same_text(left->district_code, right->district_code);

	if (strcmp(left->province_code, right->province_code) != 0)
		return 0;
	if (same_text(left->commune_code, right->commune_code) ||
	    (same_text(left->commune_key, right->commune_key) &&
	     (same_district || district_open))) {
		*reasons |= LIKE_COMMUNE;
		return SAME_COMMUNE;
	}
	if (same_district) {
		*reasons |= LIKE_DISTRICT;
		return SAME_DISTRICT;
	}
	*reasons |= LIKE_PROVINCE;
	if (!district_open || both_known(left->commune_code, right->commune_code))
		return PLACE_DIFFERS;
	return PLACE_OPEN;
}

static int form_points(const struct look *left, const struct look *right)
{
	bool known = left->legal_form != LEGAL_FORM(UNKNOWN) &&
		     right->legal_form != LEGAL_FORM(UNKNOWN) &&
		     left->legal_form != LEGAL_FORM(UNSPECIFIED) &&
		     right->legal_form != LEGAL_FORM(UNSPECIFIED);

	return known && left->legal_form != right->legal_form ? FORM_DIFFERS : 0;
}

static uint32_t within_bounds(int score)
{
	if (score < 0)
		return 0;
	return score < PERCENT ? (uint32_t)score : PERCENT;
}

struct likeness producers_likeness(const struct look *left, const struct look *right)
{
	struct likeness likeness = {0};
	bool same_number = same_text(left->number, right->number);
	uint32_t names = names_likeness(left, right);
	bool same_name = names == PERCENT && same_joined(left, right);
	int score = (int)names * NAME_SHARE / PERCENT;

	score += place_points(left, right, &likeness.reasons);
	score += form_points(left, right);
	if (!same_number && both_known(left->number, right->number))
		score += NUMBER_DIFFERS;
	if (same_number && score < NUMBER_SCORE)
		score = NUMBER_SCORE;
	if (!same_number && (names < NAME_LEAST || score < SCORE_LEAST))
		return (struct likeness){0};

	likeness.score = within_bounds(score);
	if (same_number)
		likeness.reasons |= LIKE_NUMBER;
	if (same_name)
		likeness.reasons |= LIKE_SAME_NAME;
	else if (names >= NAME_LEAST)
		likeness.reasons |= LIKE_SIMILAR_NAME;
	return likeness;
}

struct likeness products_likeness(const struct look *left, const struct look *right,
				  bool same_producer, uint32_t producers_score)
{
	struct likeness likeness = {0};
	uint32_t names = names_likeness(left, right);
	uint32_t producers =
		same_producer ? SAME_PRODUCER : producers_score * PRODUCERS_SHARE / PERCENT;

	if (names < PRODUCT_NAME_LEAST ||
	    (both_known(left->number, right->number) && strcmp(left->number, right->number) != 0))
		return likeness;
	(void)place_points(left, right,
			   &likeness.reasons); /* makers of one name work in one place */
	likeness.score = within_bounds((int)(names * PRODUCT_NAME_SHARE / PERCENT + producers));
	likeness.reasons |=
		names == PERCENT && same_joined(left, right) ? LIKE_SAME_NAME : LIKE_SIMILAR_NAME;
	if (same_producer)
		likeness.reasons |= LIKE_PRODUCER;
	return likeness;
}

size_t look_keys(struct arena *arena, const struct look *look,
		 struct look_key ret_keys[LOOK_KEYS_MAX])
{
	const struct look_word *before = NULL;
	size_t count = 0;

	if (*look->number)
		ret_keys[count++] = (struct look_key){
			.text = arena_printf(arena, "n:%s", look->number), .nationwide = true};
	if (*look->joined)
		ret_keys[count++] =
			(struct look_key){.text = arena_printf(arena, "j:%s", look->joined)};
	for (size_t i = 0; i < look->word_count; i++) {
		const struct look_word *word = &look->words[i];

		if (word->common)
			continue;
		ret_keys[count++] = (struct look_key){
			.text = arena_printf(arena, "w:%s", word->text), .wide = true};
		if (before)
			ret_keys[count++] = (struct look_key){
				.text = arena_printf(arena, "p:%s %s", before->text, word->text)};
		before = word;
	}
	assert(count <= LOOK_KEYS_MAX && "a word makes two keys at most");
	return count;
}

const char *likeness_reason_word(uint32_t reason)
{
	static const struct {
		uint32_t reason;
		const char *word;
	} words[LIKENESS_REASONS] = {
		{LIKE_NUMBER, "registration_number"}, {LIKE_SAME_NAME, "same_name"},
		{LIKE_SIMILAR_NAME, "similar_name"},  {LIKE_COMMUNE, "same_commune"},
		{LIKE_DISTRICT, "same_district"},     {LIKE_PROVINCE, "same_province"},
		{LIKE_PRODUCER, "same_producer"},
	};

	for (size_t i = 0; i < LIKENESS_REASONS; i++) {
		if (words[i].reason == reason)
			return words[i].word;
	}
	return "";
}
