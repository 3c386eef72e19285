/* words.c - folded names as words in an index */
#include "registration/records/words.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"

/* The blank after a word, or the end. */
static const char *word_end(const char *word)
{
	return word + strcspn(word, " ");
}

static const char *longest_word(struct arena *arena, const char *words)
{
	const char *longest = words;

	for (const char *word = words; *word; word = word_end(word) + (*word_end(word) == ' ')) {
		if (word_end(word) - word > word_end(longest) - longest)
			longest = word;
	}
	return arena_printf(arena, "%.*s", (int)(word_end(longest) - longest), longest);
}

/* "mien dong" becomes "% mien% dong%"; folded words hold no % and no _. */
static const char *pattern_of(struct arena *arena, const char *words)
{
	const char *pattern = "%";

	for (const char *word = words; *word; word = word_end(word) + (*word_end(word) == ' '))
		pattern = arena_printf(arena, "%s %.*s%%", pattern, (int)(word_end(word) - word),
				       word);
	return pattern;
}

struct word_range word_range_of(struct transaction *tx, const char *folded_words)
{
	struct arena *arena = transaction_arena(tx);
	const char *longest = longest_word(arena, folded_words);

	return (struct word_range){
		.from = longest,
		/* The last character of Unicode sorts behind whatever may follow the beginning. */
		.below = *longest ? arena_printf(arena, "%s\xf4\x8f\xbf\xbf", longest) : "",
		.pattern = pattern_of(arena, folded_words),
	};
}

void words_each(struct transaction *tx, const char *folded, const char *thing_id,
		void (*insert)(struct transaction *tx, const char *word, const char *thing_id))
{
	struct arena *arena = transaction_arena(tx);

	for (const char *word = folded; *word; word = word_end(word) + (*word_end(word) == ' '))
		insert(tx, arena_printf(arena, "%.*s", (int)(word_end(word) - word), word),
		       thing_id);
}
