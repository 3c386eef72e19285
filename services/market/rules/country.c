/* country.c - countries of ISO 3166-1 with their names, out of assets/countries.csv
 *
 * Some 250 lines of two letters and two names, in no quotes: looking through them takes a few
 * microseconds.
 */
#include "market/rules/country.h"

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

bool country_find(const char *code, struct country *ret_country)
{
	const char *line = (const char *)asset_countries_csv;
	const char *end = line + sizeof asset_countries_csv;

	*ret_country = (struct country){.code = ""};
	if (strlen(code) != CODE_LENGTH || strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2)
		return false;
	while (line && end - line > CODE_LENGTH) {
		if (memcmp(line, code, CODE_LENGTH) == 0 && line[CODE_LENGTH] == ',') {
			memcpy(ret_country->code, code, CODE_LENGTH + 1);
			line = field_copy(line + CODE_LENGTH + 1, end, ',', ret_country->name_vi);
			if (line)
				(void)field_copy(line, end, '\n', ret_country->name_en);
			return true;
		}
		line = memchr(line, '\n', (size_t)(end - line));
		line = line ? line + 1 : NULL;
	}
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
