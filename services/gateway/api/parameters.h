/* parameters.h - query strings and path segments, decoded
 */
#pragma once

#include <stddef.h>

struct arena;

/* One name=value of a query string. */
struct parameter {
	const char *name;
	const char *value;
};

enum { PARAMETERS_MAX = 32 };

/* A query string's, in their order; names and values in the arena. */
struct parameters {
	struct parameter items[PARAMETERS_MAX];
	size_t count;
};

/* Percent signs decoded, in the arena; plus is a blank when `form` is not 0. NULL when a percent
 * sign is not followed by two hexadecimal digits or hides a zero. */
char *percent_decode(struct arena *arena, const char *text, size_t size_bytes, int form);

/* Everything but letters, digits and -._~ as %XX, in the arena. */
char *percent_encode(struct arena *arena, const char *text);

/* Reads a query string; empty pairs are passed over. Returns 0, or -1 when it cannot be decoded or
 * holds more than PARAMETERS_MAX. */
int parameters_read(struct arena *arena, const char *query, struct parameters *ret_parameters);

/* The first value of a name; NULL when there is none or the query cannot be read. */
const char *parameters_find(struct arena *arena, const char *query, const char *name);
