/* unknown_number.c - a number that nobody here has issued: is it worth counting, and where */
#include "certification/rules/unknown_number.h"

#include <stddef.h>
#include <string.h>

#include "common/label/public_code.h"

enum {
	CODE_LENGTH = 10,
	DIGITS_FEWEST = 3, /* a sequence and a year have more */
	PARTS_MAX = 5
};

/* What a number is made of. */
struct signs {
	size_t digits;
	size_t others; /* letters and what parts them */
};

static bool is_digit(char sign)
{
	return sign >= '0' && sign <= '9';
}

static char capital(char sign)
{
	return sign >= 'a' && sign <= 'z' ? (char)(sign - 'a' + 'A') : sign;
}

/* Đ and đ are the one letter beyond ASCII in official numbers: "QĐ". In UTF-8 two bytes, C4 and 90
 * or 91. */
static bool is_d_with_stroke(const char *text)
{
	return (unsigned char)text[0] == 0xC4u &&
	       ((unsigned char)text[1] == 0x90u || (unsigned char)text[1] == 0x91u);
}

/* Copies in capitals without blanks; false for a sign of no number, or too much of it. */
static bool copy_plain(const char *asked, char number[UNKNOWN_NUMBER_SIZE], struct signs *signs)
{
	size_t length = 0;

	for (; *asked != '\0'; asked++) {
		char sign = capital(*asked);

		if (sign == ' ')
			continue;
		if (length + 2 >= UNKNOWN_NUMBER_SIZE)
			return false;
		if (is_d_with_stroke(asked)) {
			number[length++] = *asked++;
			sign = (char)(unsigned char)0x90;
		} else if (!is_digit(sign) && !(sign >= 'A' && sign <= 'Z') &&
			   strchr("-/.", sign) == NULL) {
			return false;
		}
		number[length++] = sign;
		signs->digits += is_digit(sign);
		signs->others += !is_digit(sign);
	}
	number[length] = '\0';
	return length >= UNKNOWN_NUMBER_SHORTEST;
}

/* A code, whether or not its check character fits: the one on a forged pack need not. Rewrites it
 * as we print codes. */
static bool is_code(char number[UNKNOWN_NUMBER_SIZE])
{
	bool fits;

	return public_code_spell(number, CODE_LENGTH, number, &fits);
}

bool unknown_number_read(const char *asked, char ret_number[UNKNOWN_NUMBER_SIZE])
{
	char number[UNKNOWN_NUMBER_SIZE];
	struct signs signs = {0};

	if (!copy_plain(asked, number, &signs) || signs.others == 0)
		return false;
	if (!is_code(number) && signs.digits < DIGITS_FEWEST)
		return false;
	memcpy(ret_number, number, strlen(number) + 1);
	return true;
}

/* The digits between hyphens; 0 parts for anything else. */
static size_t parts_find(const char *number, const char *parts[PARTS_MAX], size_t digits[PARTS_MAX])
{
	size_t count = 0;

	while (count < PARTS_MAX) {
		digits[count] = strspn(number, "0123456789");
		parts[count] = number;
		number += digits[count++];
		if (*number == '\0')
			return count;
		if (*number++ != '-')
			return 0;
	}
	return 0;
}

bool unknown_number_place(const char *number, struct number_place *ret_place)
{
	const char *parts[PARTS_MAX];
	size_t digits[PARTS_MAX];
	size_t count = parts_find(number, parts, digits);
	size_t commune = count == PARTS_MAX ? 2 : 1; /* old codes have the district before it */

	if (count < PARTS_MAX - 1 || digits[0] != sizeof(ret_place->province_code) - 1 ||
	    digits[commune] != sizeof(ret_place->commune_code) - 1)
		return false;
	*ret_place = (struct number_place){0};
	memcpy(ret_place->province_code, parts[0], digits[0]);
	memcpy(ret_place->commune_code, parts[commune], digits[commune]);
	return true;
}
