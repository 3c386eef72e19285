/* canonical_json.h - the one way to write a JSON value, for what is hashed and signed
 *
 * RFC 8785 for what occurs here: names of ASCII in their order, no blanks, texts as they are but
 * for what must be escaped, integers below 2^53, no fractions.
 */
#pragma once

#include <jansson.h>

struct arena;

/* The value as text; in the arena. It holds no real numbers. */
char *canonical_json(struct arena *arena, const json_t *value);
