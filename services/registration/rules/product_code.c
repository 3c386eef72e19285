/* product_code.c - official codes, new and old
 *
 * New (26/2026): province-commune-sequence-year, (2)-(5)-(1 to 5)-(4) digits. Old: with the
 * district behind the province, (2)-(3)-(5)-(1 to 5)-(4).
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "registration/rules.h"

enum { PARTS_MAX = 5, SEQUENCE_DIGITS_MAX = 5 };

/* Digits of each part; 0 stands for the sequence. */
struct code_format {
	size_t parts;
	size_t digits[PARTS_MAX];
};

static const struct code_format formats[] = {
	{4, {2, 5, 0, 4}},
	{5, {2, 3, 5, 0, 4}},
};

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

static bool has_format(const char *code, const struct code_format *format)
{
	for (size_t i = 0; i < format->parts; i++) {
		size_t digits = strspn(code, "0123456789");
		size_t right = format->digits[i];

		if (right ? digits != right : digits < 1 || digits > SEQUENCE_DIGITS_MAX)
			return false;
		code += digits;
		if (i + 1 < format->parts && *code++ != '-')
			return false;
	}
	return *code == '\0';
}

bool product_code_read(const char *text, char ret_code[PRODUCT_CODE_SIZE])
{
	char code[PRODUCT_CODE_SIZE];

	if (!copy_plain(text, code))
		return false;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (has_format(code, &formats[i])) {
			memcpy(ret_code, code, PRODUCT_CODE_SIZE);
			return true;
		}
	}
	return false;
}
