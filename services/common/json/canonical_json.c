/* canonical_json.c - the one way to write a JSON value, for what is hashed and signed
 *
 * jansson sorts names by their bytes and escapes what RFC 8785 does; control characters, which it
 * writes in capitals, are in none of our texts but tab and newline, which have short forms.
 */
#include "common/json/canonical_json.h"

#include <assert.h>
#include <stdlib.h>

#include "common/base/arena.h"

char *canonical_json(struct arena *arena, const json_t *value)
{
	char *dumped = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	char *text;

	assert(dumped != NULL && "memory is always there, and texts are UTF-8");
	text = arena_strdup(arena, dumped);
	free(dumped);
	return text;
}
