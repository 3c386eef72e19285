/* digital_link.c - a pack's address by the numbers on it (GS1 Digital Link: URI Syntax) */
#include "common/label/digital_link.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/label/gtin.h"

/* Letters and digits, and these: GS1 General Specifications, figure 7.11-1. */
static const char signs_82[] = "!\"%&'()*+,-./_:;<=>?";

static bool is_letter_or_digit(char sign)
{
	return (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') ||
	       (sign >= 'a' && sign <= 'z');
}

bool label_text_is_valid(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || length > LABEL_TEXT_MAX)
		return false;
	for (; *text != '\0'; text++) {
		if (!is_letter_or_digit(*text) && !strchr(signs_82, *text))
			return false;
	}
	return true;
}

/* What RFC 3986, 2.3 leaves unreserved stands as it is; all other signs of the set are encoded,
 * which section 4 of the standard asks of most and allows of the rest. */
static const char *encode(struct arena *arena, const char *text)
{
	char *encoded = arena_alloc(arena, 3 * strlen(text) + 1);
	char *at = encoded;

	for (; *text != '\0'; text++) {
		if (is_letter_or_digit(*text) || strchr("-._", *text))
			*at++ = *text;
		else
			at += snprintf(at, 4, "%%%02X", (unsigned)(unsigned char)*text);
	}
	*at = '\0';
	return encoded;
}

static int hex_value(char sign)
{
	const char *digits = "0123456789abcdef";
	const char *found =
		sign ? strchr(digits, sign >= 'A' && sign <= 'F' ? sign + 32 : sign) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* One step of a path, percent signs decoded, in the arena; NULL when a percent sign is not followed
 * by two hexadecimal digits or hides a zero. */
static char *step_decode(struct arena *arena, const char *step, size_t length)
{
	char *decoded = arena_alloc(arena, length + 1);
	char *at = decoded;

	for (size_t i = 0; i < length; i++) {
		int high, low;

		if (step[i] != '%') {
			*at++ = step[i];
			continue;
		}
		high = i + 2 < length ? hex_value(step[i + 1]) : -1;
		low = i + 2 < length ? hex_value(step[i + 2]) : -1;
		if (high < 0 || low < 0 || high + low == 0)
			return NULL;
		*at++ = (char)(16 * high + low);
		i += 2;
	}
	*at = '\0';
	return decoded;
}

/* Where the path begins: behind the host of an address, else at once. */
static const char *path_of(const char *text)
{
	const char *host = strstr(text, "://");

	if (!host)
		return text;
	host += strlen("://");
	return host + strcspn(host, "/?#");
}

/* Takes "/{key}/{value}" off the path when it begins with that key; "" when it does not, NULL for a
 * value that is none. */
static const char *part_take(struct arena *arena, const char **path, const char *key)
{
	const char *value = *path + strlen(key);
	size_t length;

	if (strncmp(*path, key, strlen(key)) != 0)
		return "";
	length = strcspn(value, "/?#");
	*path = value + length;
	value = step_decode(arena, value, length);
	return value && label_text_is_valid(value) ? value : NULL;
}

bool digital_link_read(struct arena *arena, const char *text, struct digital_link *ret_link)
{
	const char *path = path_of(text);
	struct digital_link link;

	link.gtin = part_take(arena, &path, "/01/");
	if (!link.gtin || strlen(link.gtin) != GTIN_SIZE - 1 || !gtin_is_valid(link.gtin))
		return false;
	link.batch = part_take(arena, &path, "/10/");
	link.serial = part_take(arena, &path, "/21/");
	if (!link.batch || !link.serial || (*path != '\0' && *path != '?' && *path != '#'))
		return false;
	*ret_link = link;
	return true;
}

const char *digital_link_print(struct arena *arena, const char *base, const char *gtin,
			       const char *batch, const char *serial)
{
	char number[GTIN_SIZE];
	bool is_gtin = gtin_print(gtin, number);

	assert(is_gtin && "checked where it was registered");
	assert((*batch == '\0' || label_text_is_valid(batch)) && "checked where it was recorded");
	assert(label_text_is_valid(serial) && "we made it");
	if (*batch == '\0')
		return arena_printf(arena, "%s/01/%s/21/%s", base, number, encode(arena, serial));
	return arena_printf(arena, "%s/01/%s/10/%s/21/%s", base, number, encode(arena, batch),
			    encode(arena, serial));
}
