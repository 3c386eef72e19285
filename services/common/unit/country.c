/* country.c - countries of ISO 3166-1 with their names, out of assets/countries.csv
 *
 * Some 250 lines of two letters and two names, in no quotes: looking through them takes a few
 * microseconds.
 */
#include "common/unit/country.h"

#include <string.h>

#include "assets/countries.csv.h"

enum { CODE_LENGTH = 2 };

/* Copies up to the sign; where the next field begins, or NULL at the end. */
static const char *field_copy(const char *text, const char *end, char sign, char *ret_field)
{
	const char *stop = memchr(text, sign, (size_t)(end - text));
	size_t size = (size_t)((stop ? stop : end) - text);

	size = size < COUNTRY_NAME_SIZE ? size : COUNTRY_NAME_SIZE - 1;
	memcpy(ret_field, text, size);
	ret_field[size] = '\0';
	return stop ? stop + 1 : NULL;
}

/* A line after the first, which names the columns. */
static const char *line_read(const char *line, const char *end, struct country *ret_country)
{
	memcpy(ret_country->code, line, CODE_LENGTH);
	ret_country->code[CODE_LENGTH] = '\0';
	line = field_copy(line + CODE_LENGTH + 1, end, ',', ret_country->name_vi);
	return line ? field_copy(line, end, '\n', ret_country->name_en) : NULL;
}

bool country_next(size_t *place, struct country *ret_country)
{
	const char *text = (const char *)asset_countries_csv;
	const char *end = text + sizeof asset_countries_csv;
	const char *line = *place ? text + *place : memchr(text, '\n', (size_t)(end - text));

	line = line && *place == 0 ? line + 1 : line;
	if (!line || end - line <= CODE_LENGTH)
		return false;
	line = line_read(line, end, ret_country);
	*place = (size_t)((line ? line : end) - text);
	return true;
}

bool country_find(const char *code, struct country *ret_country)
{
	size_t place = 0;

	while (country_next(&place, ret_country)) {
		if (strcmp(ret_country->code, code) == 0)
			return true;
	}
	*ret_country = (struct country){.code = ""};
	return false;
}

bool country_is_abroad(const char *code)
{
	struct country country;

	return country_find(code, &country) && strcmp(code, "VN") != 0;
}

bool hs_code_is_valid(const char *text)
{
	size_t length = strlen(text);

	return (length == 0 || length == 6 || length == 8) && strspn(text, "0123456789") == length;
}
