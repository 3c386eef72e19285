/* duplicates.h - how alike two registrations are, and by which keys those that may be are found
 *
 * Names are compared folded, the legal form taken away, word by word (a Vietnamese word of a name
 * is a syllable). A look is a registration prepared for that; it lives in the arena and borrows
 * nothing. Facts in, decision out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/types.pb-c.h"

struct arena;
struct place;

/* What speaks for two being one, as bits. */
enum likeness_reason {
	LIKE_NUMBER = 1 << 0,
	LIKE_SAME_NAME = 1 << 1,
	LIKE_SIMILAR_NAME = 1 << 2,
	LIKE_COMMUNE = 1 << 3,
	LIKE_DISTRICT = 1 << 4,
	LIKE_PROVINCE = 1 << 5,
	LIKE_PRODUCER = 1 << 6
};
enum { LIKENESS_REASONS = 7 };

/* How alike, 0 to 100, and why; 0 for two that nobody need look at. */
struct likeness {
	uint32_t score;
	uint32_t reasons;
};

enum { LOOK_WORDS_MAX = 48, LOOK_PLACE_WORDS_MAX = 24 };

/* A word of a name. */
struct look_word {
	const char *text;  /* plain: rules/name_words.h */
	const char *marks; /* that its plain form lost; "" also where nobody typed any */
	bool common;       /* says what is done, not who does it */
};

/* A producer or product as it is compared. */
struct look {
	struct look_word
		words[LOOK_WORDS_MAX]; /* without the legal form; those behind tell little */
	size_t word_count;
	const char *joined;                            /* all words without blanks */
	const char *place_words[LOOK_PLACE_WORDS_MAX]; /* of commune, district and province */
	size_t place_word_count;
	/* Of registration, letters and digits, without a branch's suffix; of a product, the numbers
	 * in its name. "" for none. */
	const char *number;
	Ocop__Registration__V1__LegalForm legal_form;
	const char *commune_code;
	const char *commune_key; /* folded, without the word for its kind */
	const char *district_key;
	const char *district_code; /* until June 2025; "" where it is not certain */
	const char *province_code;
};

/* A producer's name, number, form and place. */
struct producer_facts {
	const char *name;
	const char *registration_number;
	Ocop__Registration__V1__LegalForm legal_form;
	const struct place *place;
};

/* Prepares a producer. */
const struct look *producer_look(struct arena *arena, const struct producer_facts *facts);

/* Prepares a product; its producer's own words and those of its place say nothing of it. */
const struct look *product_look(struct arena *arena, const char *name, const struct place *place,
				const char *producer_name);

/* How alike two producers are. */
struct likeness producers_likeness(const struct look *left, const struct look *right);

/* How alike two products are; their producers are one, or this alike. */
struct likeness products_likeness(const struct look *left, const struct look *right,
				  bool same_producer, uint32_t producers_score);

/* A key that is equal for two that may be one. A wide one is shared by many who are not. */
struct look_key {
	const char *text;
	bool nationwide; /* a number: holds over the borders of provinces */
	bool wide;
};
enum { LOOK_KEYS_MAX = 2 * LOOK_WORDS_MAX + 2 };

/* The keys of a producer: its number, its whole name, each pair of neighbouring words that say who,
 * and each of these words. Returns how many. */
size_t look_keys(struct arena *arena, const struct look *look,
		 struct look_key ret_keys[LOOK_KEYS_MAX]);

/* The word for a reason as queries give it: "same_name". */
const char *likeness_reason_word(uint32_t reason);
