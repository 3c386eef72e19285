/* place.c - where a reader of the feed stands: a number, and what the item there begins with */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notification/rules.h"

enum { NUMBER_DIGITS_MAX = 18 /* fits an int64_t */ };

static bool is_hex(const char *text, size_t length)
{
	return strlen(text) == length && strspn(text, "0123456789abcdef") == length;
}

bool place_read(const char *text, struct place *ret_place)
{
	size_t digits = strspn(text, "0123456789");
	const char *rest = text + digits;

	if (digits == 0 || digits > NUMBER_DIGITS_MAX)
		return false;
	if (*rest != '\0' && (*rest != '-' || !is_hex(rest + 1, PLACE_DIGITS)))
		return false;
	ret_place->number = (int64_t)strtoll(text, NULL, 10);
	(void)snprintf(ret_place->digits, sizeof(ret_place->digits), "%s",
		       *rest ? rest + 1 : ""); /* fits, as counted */
	return true;
}

static void digits_print(const uint8_t *hash, char ret_digits[PLACE_DIGITS + 1])
{
	for (int i = 0; i < PLACE_DIGITS / 2; i++)
		(void)snprintf(ret_digits + (ptrdiff_t)2 * i, 3, "%02x", hash[i]); /* fits */
}

void place_print(int64_t number, const uint8_t *hash, char ret_text[PLACE_SIZE])
{
	char digits[PLACE_DIGITS + 1];

	if (number == 0) {
		(void)snprintf(ret_text, PLACE_SIZE, "0"); /* fits */
		return;
	}
	digits_print(hash, digits);
	(void)snprintf(ret_text, PLACE_SIZE, "%" PRId64 "-%s", number, digits); /* fits */
}

bool place_is_of(const struct place *place, const uint8_t *hash)
{
	char digits[PLACE_DIGITS + 1];

	if (place->digits[0] == '\0')
		return true;
	digits_print(hash, digits);
	return strcmp(place->digits, digits) == 0;
}
