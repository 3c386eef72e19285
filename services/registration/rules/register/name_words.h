/* name_words.h - names as words: the legal form taken away, common words marked
 *
 * Plain words are folded and parted by one blank; y is written as i, because one stands for the
 * other ("Mỹ", "Mĩ").
 */
#pragma once

#include <stddef.h>

struct arena;

/* A text as plain words, in the arena. */
char *plain_words(struct arena *arena, const char *text);

/* Behind the legal forms that plain words begin with; a name that is nothing else is kept. */
const char *words_without_form_before(const char *words);

/* Without a legal form in English behind them; in the arena where there was one. */
const char *words_without_form_behind(struct arena *arena, const char *words);

/* How many words, from the first on, say what a producer does or are a common part of people's
 * names; 0 when the first says who it is. */
size_t common_words_of_producer(const char *words);

/* How many words, from the first on, fill a product's name without telling it from others. */
size_t common_words_of_product(const char *words);
