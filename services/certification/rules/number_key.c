/* number_key.c - a number as it is looked up, however somebody typed it
 *
 * On a small screen people type "12/2026/gcn ocop 19" for 0012/2026/GCN-OCOP-19: small letters,
 * what parts the words (a blank, a hyphen, a dash, a slash), full-width digits and zeros in front
 * make no other number.
 */
#include "certification/rules.h"

#include <ctype.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"

static bool is_digit(char letter)
{
	return isdigit((unsigned char)letter) != 0;
}

/* A zero before a digit, at the beginning of a word of digits alone, says nothing. */
static bool is_idle_zero(const char *word)
{
	size_t length = strcspn(word, " ");

	return *word == '0' && length > 1 && strspn(word, "0123456789") == length &&
	       is_digit(word[1]);
}

const char *number_key(struct arena *arena, const char *number)
{
	const char *from = text_fold_shapes(arena, number);
	char *key = arena_alloc(arena, strlen(from) + 1);
	char *to = key;
	bool begins = true;

	for (; *from != '\0'; from++) {
		if (begins && is_idle_zero(from))
			continue;
		begins = *from == ' ';
		*to++ = *from;
	}
	*to = '\0';
	return key;
}
