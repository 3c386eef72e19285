/* repair.h - a mistyped query as it was probably meant
 *
 * Asked for only when nothing was found: what is found is never second-guessed. A word that no
 * listing has becomes one that some have and that is one change away (deletions.h). Which one, its
 * neighbours say: with whom it stands side by side in a name or makes a place, then with whom it
 * stands in one listing at all, then which is more frequent. If all words are known, or that was
 * not enough, one more of them is changed, or one without its blank is parted in two.
 *
 * Called between search_index_lock and search_index_unlock.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "market/search/plan.h"
#include "market/search/search_index.h"

struct arena;

/* Changes the words in place, and makes their plan; false, with the words as they were, when
 * nothing would be found by any of the tries. `words` has room for QUERY_WORDS_MAX. */
bool repair_words(struct arena *arena, const struct search_index *index, struct word *words,
		  size_t *count, struct plan *ret_plan);

/* The words for people: each as a listing that was found spells it in one of these texts, which end
 * with NULL; in the arena. */
const char *repair_spelled(struct arena *arena, const struct word *words, size_t count,
			   const char *const *texts);
