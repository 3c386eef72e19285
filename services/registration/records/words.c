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

bool word_range_of(struct transaction *tx, const char *folded_words, struct word_range *ret_range)
{
	struct arena *arena = transaction_arena(tx);

	if (*folded_words == '\0')
		return false;
	ret_range->from = longest_word(arena, folded_words);
	/* The last character of Unicode sorts behind whatever may follow the beginning. */
	ret_range->below = arena_printf(arena, "%s\xf4\x8f\xbf\xbf", ret_range->from);
	ret_range->pattern = pattern_of(arena, folded_words);
	return true;
}

void words_each(struct transaction *tx, const char *folded, const char *thing_id,
		void (*insert)(struct transaction *tx, const char *word, const char *thing_id))
{
	struct arena *arena = transaction_arena(tx);

	for (const char *word = folded; *word; word = word_end(word) + (*word_end(word) == ' '))
		insert(tx, arena_printf(arena, "%.*s", (int)(word_end(word) - word), word),
		       thing_id);
}
