/* official_number.c - the number of a certificate, by the authority's own pattern
 *
 * The law leaves the format open, so it is a setting: "{seq:04}/{year}/GCN-OCOP-{province}" gives
 * 0012/2026/GCN-OCOP-19. A number is unique for ever because the count belongs to authority and
 * year, and both stand in it.
 */
#include "certification/rules.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS_MOST = 9 };

enum placeholder { NO_PLACEHOLDER, SEQUENCE, YEAR, AUTHORITY };

/* What stands between braces, and for the sequence how many digits at least. */
static enum placeholder placeholder_read(const char *name, size_t length, int *ret_digits)
{
	*ret_digits = 0;
	if (length == 4 && memcmp(name, "year", 4) == 0)
		return YEAR;
	if (length == 8 && memcmp(name, "province", 8) == 0)
		return AUTHORITY;
	if (length == 3 && memcmp(name, "seq", 3) == 0)
		return SEQUENCE;
	if (length == 6 && memcmp(name, "seq:0", 5) == 0 && name[5] >= '1' &&
	    name[5] <= '0' + DIGITS_MOST) {
		*ret_digits = name[5] - '0';
		return SEQUENCE;
	}
	return NO_PLACEHOLDER;
}

bool official_number_template_is_sound(const char *number_template)
{
	unsigned seen = 0;

	for (const char *at = number_template; *at != '\0'; at++) {
		const char *end = strchr(at, '}');
		enum placeholder kind;
		int digits;

		if (*at == '}')
			return false;
		if (*at != '{')
			continue;
		if (end == NULL)
			return false;
		kind = placeholder_read(at + 1, (size_t)(end - at - 1), &digits);
		if (kind == NO_PLACEHOLDER)
			return false;
		seen |= 1u << kind;
		at = end;
	}
	return seen == (1u << SEQUENCE | 1u << YEAR | 1u << AUTHORITY);
}

static int part_print(enum placeholder kind, int digits, const struct number_parts *parts,
		      char *text, size_t size_bytes)
{
	switch (kind) {
	case SEQUENCE:
		return snprintf(text, size_bytes, "%0*" PRId64, digits, parts->sequence);
	case YEAR:
		return snprintf(text, size_bytes, "%d", parts->year);
	case AUTHORITY:
		return snprintf(text, size_bytes, "%s", parts->authority);
	case NO_PLACEHOLDER:
		break;
	}
	return -1;
}

bool official_number_print(const char *number_template, const struct number_parts *parts,
			   char ret_number[OFFICIAL_NUMBER_SIZE])
{
	char number[OFFICIAL_NUMBER_SIZE];
	size_t length = 0;

	for (const char *at = number_template; *at != '\0'; at++) {
		size_t room = sizeof(number) - length;
		int written = 1;

		if (*at == '{') {
			const char *end = strchr(at, '}');
			int digits;
			enum placeholder kind =
				placeholder_read(at + 1, (size_t)(end - at - 1), &digits);

			written = part_print(kind, digits, parts, number + length, room);
			at = end;
		} else {
			number[length] = *at;
		}
		if (written < 0 || (size_t)written >= room)
			return false;
		length += (size_t)written;
	}
	number[length] = '\0';
	memcpy(ret_number, number, length + 1);
	return true;
}
