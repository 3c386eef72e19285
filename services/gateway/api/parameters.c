/* parameters.c - query strings and path segments, decoded */
#include "gateway/api/parameters.h"

#include <ctype.h>
#include <string.h>

#include "common/base/arena.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

char *percent_decode(struct arena *arena, const char *text, size_t size_bytes, int form)
{
	char *decoded = arena_alloc(arena, size_bytes + 1);
	char *end = decoded;

	for (size_t i = 0; i < size_bytes; i++) {
		int high, low;

		if (form && text[i] == '+') {
			*end++ = ' ';
			continue;
		}
		if (text[i] != '%') {
			*end++ = text[i];
			continue;
		}
		if (i + 2 >= size_bytes)
			return NULL;
		high = hex_digit(text[i + 1]);
		low = hex_digit(text[i + 2]);
		if (high < 0 || low < 0 || high + low == 0)
			return NULL;
		*end++ = (char)(high * 16 + low);
		i += 2;
	}
	*end = '\0';
	return decoded;
}

char *percent_encode(struct arena *arena, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";
	char *encoded = arena_alloc(arena, strlen(text) * 3 + 1);
	char *end = encoded;

	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (*c < 0x80 && (isalnum(*c) || strchr("-._~", *c))) {
			*end++ = (char)*c;
			continue;
		}
		*end++ = '%';
		*end++ = digits[*c >> 4];
		*end++ = digits[*c & 15];
	}
	*end = '\0';
	return encoded;
}

static int read_pair(struct arena *arena, const char *pair, size_t size_bytes,
		     struct parameters *parameters)
{
	const char *equals = memchr(pair, '=', size_bytes);
	size_t name_size = equals ? (size_t)(equals - pair) : size_bytes;
	const char *value = equals ? equals + 1 : "";
	size_t value_size = equals ? size_bytes - name_size - 1 : 0;
	struct parameter parameter = {
		.name = percent_decode(arena, pair, name_size, 1),
		.value = percent_decode(arena, value, value_size, 1),
	};

	if (!parameter.name || !parameter.value || parameters->count == PARAMETERS_MAX)
		return -1;
	parameters->items[parameters->count++] = parameter;
	return 0;
}

int parameters_read(struct arena *arena, const char *query, struct parameters *ret_parameters)
{
	ret_parameters->count = 0;
	while (*query) {
		size_t size = strcspn(query, "&");

		if (size > 0 && read_pair(arena, query, size, ret_parameters) != 0)
			return -1;
		query += size;
		query += *query == '&';
	}
	return 0;
}

const char *parameters_find(struct arena *arena, const char *query, const char *name)
{
	struct parameters parameters;

	if (parameters_read(arena, query, &parameters) != 0)
		return NULL;
	for (size_t i = 0; i < parameters.count; i++)
		if (strcmp(parameters.items[i].name, name) == 0)
			return parameters.items[i].value;
	return NULL;
}
