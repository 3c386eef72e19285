/* gtin.c - numbers of trade items */
#include "common/label/gtin.h"

#include <string.h>

/* GTIN-8, -12, -13, -14. */
static bool length_is_known(size_t length)
{
	return length == 8 || (length >= 12 && length <= 14);
}

/* From the right, without the check digit, every first digit counts three times and every second
 * once; the check digit makes the sum a multiple of ten (GS1 General Specifications, 7.9.1). */
bool gtin_is_valid(const char *gtin)
{
	size_t length = strlen(gtin);
	unsigned sum = 0;

	if (!length_is_known(length) || strspn(gtin, "0123456789") != length ||
	    strspn(gtin, "0") == length)
		return false;
	for (size_t i = 0; i < length; i++) {
		unsigned weight = (length - i) % 2 ? 1 : 3;

		sum += weight * (unsigned)(gtin[i] - '0');
	}
	return sum % 10 == 0;
}

bool gtin_print(const char *gtin, char ret_gtin[GTIN_SIZE])
{
	size_t length = strlen(gtin);

	if (!gtin_is_valid(gtin))
		return false;
	memset(ret_gtin, '0', GTIN_SIZE - 1);
	memcpy(ret_gtin + GTIN_SIZE - 1 - length, gtin, length + 1);
	return true;
}
