/* language.c - Vietnamese first, English second */
#include "gateway/language.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gateway/api/parameters.h"
#include "gateway/http.h"

/* Weight of a range's parameters in thousandths (RFC 9110, 12.4.2); 1000 without. */
static int weight_of(const char *parameters, size_t length)
{
	const char *q = memmem(parameters, length, "q=", 2);
	int weight = 0;

	if (!q || q + 2 >= parameters + length)
		return 1000;
	if (q[2] != '0')
		return q[2] == '1' ? 1000 : 0;
	if (q + 4 >= parameters + length || q[3] != '.')
		return 0;
	for (int i = 0, unit = 100; i < 3 && q + 4 + i < parameters + length; i++, unit /= 10) {
		if (q[4 + i] < '0' || q[4 + i] > '9')
			break;
		weight += (q[4 + i] - '0') * unit;
	}
	return weight;
}

static bool names(const char *range, size_t length, const char *code)
{
	return length >= 2 && strncasecmp(range, code, 2) == 0 &&
	       (length == 2 || range[2] == '-' || range[2] == ';' || range[2] == ' ');
}

static enum language language_accepted(const char *header)
{
	int vi = -1, en = -1;

	while (*header) {
		size_t length;

		header += strspn(header, ", ");
		length = strcspn(header, ",");
		if (names(header, length, "vi"))
			vi = weight_of(header, length);
		else if (names(header, length, "en"))
			en = weight_of(header, length);
		header += length;
	}
	return en > 0 && en > vi ? LANGUAGE_EN : LANGUAGE_VI;
}

enum language language_of(const struct http_request *request)
{
	const char *lang = parameters_find(request->arena, request->query, "lang");
	const char *header = http_request_header(request, "accept-language");

	if (lang && strcmp(lang, "en") == 0)
		return LANGUAGE_EN;
	if (lang && strcmp(lang, "vi") == 0)
		return LANGUAGE_VI;
	return header ? language_accepted(header) : LANGUAGE_VI;
}

const char *language_code(enum language language)
{
	return in_language(language, "vi", "en");
}

const char *in_language(enum language language, const char *vi, const char *en)
{
	return language == LANGUAGE_EN ? en : vi;
}
