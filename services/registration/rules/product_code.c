/* product_code.c - official codes, new and old
 *
 * New (26/2026): province-commune-sequence-year, (2)-(5)-(1 to 5)-(4) digits. Old: with the
 * district behind the province, (2)-(3)-(5)-(1 to 5)-(4).
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "registration/rules.h"

enum {
	PARTS_MAX = 5,
	SEQUENCE_DIGITS_MAX = 5, /* PRODUCT_NUMBER_MAX */
	FIRST_YEAR = 2018,       /* the programme became the country's (490/QĐ-TTg) */
	LAST_YEAR = 2099,        /* nobody types a code of the next century but by mistake */
};

/* Digits of each part; 0 stands for the sequence. */
struct code_format {
	size_t parts;
	size_t digits[PARTS_MAX];
};

static const struct code_format new_format = {4, {2, 5, 0, 4}};
static const struct code_format old_format = {5, {2, 3, 5, 0, 4}};

void product_code_print(const char *province_code, const char *commune_code, int64_t sequence,
			int year, char ret_code[PRODUCT_CODE_SIZE])
{
	(void)snprintf(ret_code, PRODUCT_CODE_SIZE, "%.2s-%.5s-%" PRId64 "-%04d", province_code,
		       commune_code, sequence, year); /* fits: 2 + 5 + 19 + 4 and the hyphens */
}

/* Copies without blanks; false for anything but digits and hyphens, or too much of it. */
static bool copy_plain(const char *text, char code[PRODUCT_CODE_SIZE])
{
	size_t length = 0;

	for (; *text; text++) {
		if (*text == ' ')
			continue;
		if (!isdigit((unsigned char)*text) && *text != '-')
			return false;
		if (length == PRODUCT_CODE_SIZE - 1)
			return false;
		code[length++] = *text;
	}
	code[length] = '\0';
	return true;
}

/* True when the code has this format; where each part begins then. */
static bool has_format(const char *code, const struct code_format *format,
		       const char *ret_parts[PARTS_MAX])
{
	for (size_t i = 0; i < format->parts; i++) {
		size_t digits = strspn(code, "0123456789");
		size_t right = format->digits[i];

		if (right ? digits != right : digits < 1 || digits > SEQUENCE_DIGITS_MAX)
			return false;
		ret_parts[i] = code;
		code += digits;
		if (i + 1 < format->parts && *code++ != '-')
			return false;
	}
	return *code == '\0';
}

/* size is one more than the part's digits, which are there: has_format counted them. */
static void copy_digits(char *ret_digits, size_t size, const char *part)
{
	memcpy(ret_digits, part, size - 1);
	ret_digits[size - 1] = '\0';
}

bool product_code_parse(const char *text, struct product_code_parts *ret_parts)
{
	struct product_code_parts parts = {.district_code = ""};
	char code[PRODUCT_CODE_SIZE];
	const char *at[PARTS_MAX];
	size_t commune = 1;

	if (!copy_plain(text, code))
		return false;
	if (has_format(code, &old_format, at)) {
		copy_digits(parts.district_code, sizeof parts.district_code, at[1]);
		commune = 2;
	} else if (!has_format(code, &new_format, at)) {
		return false;
	}
	copy_digits(parts.province_code, sizeof parts.province_code, at[0]);
	copy_digits(parts.commune_code, sizeof parts.commune_code, at[commune]);
	parts.number = (uint32_t)strtoul(at[commune + 1], NULL, 10); /* at most five digits */
	parts.year = (int)strtol(at[commune + 2], NULL, 10);         /* four */
	if (parts.number == 0 || parts.year < FIRST_YEAR || parts.year > LAST_YEAR)
		return false;
	*ret_parts = parts;
	return true;
}

bool product_code_read(const char *text, char ret_code[PRODUCT_CODE_SIZE])
{
	struct product_code_parts parts;

	if (!product_code_parse(text, &parts))
		return false;
	if (*parts.district_code)
		(void)snprintf(ret_code, PRODUCT_CODE_SIZE, "%s-%s-%s-%u-%d", parts.province_code,
			       parts.district_code, parts.commune_code, parts.number,
			       parts.year); /* fits: what was read did */
	else
		product_code_print(parts.province_code, parts.commune_code, parts.number,
				   parts.year, ret_code);
	return true;
}
