/* decimals.c - numbers as people write them, with a decimal comma, where a message has whole ones
 * of its unit
 */
#include "gateway/pages/account/decimals.h"

#include <string.h>

#include "common/base/arena.h"
#include "gateway/pages/layout.h"

enum { WHOLE_DIGITS_MAX = 12 }; /* with six decimals still no more than 64 bits hold */

const char *decimal_typed(struct arena *arena, const char *typed, unsigned decimals)
{
	static const char zeros[] = "000000";
	size_t whole = strspn(typed, "0123456789");
	const char *point = typed + whole;
	size_t given = *point == ',' || *point == '.' ? strspn(point + 1, "0123456789") : 0;
	const char *end = *point == '\0' ? point : point + 1 + given;

	if (*typed == '\0')
		return "";
	if (whole == 0 || whole > WHOLE_DIGITS_MAX || *end != '\0' || given > decimals ||
	    (*point != '\0' && given == 0))
		return "?";
	return arena_printf(arena, "%.*s%.*s%.*s", (int)whole, typed, (int)given,
			    *point ? point + 1 : "", (int)(decimals - given), zeros);
}

const char *decimal_text(const struct page *page, uint64_t number, unsigned decimals)
{
	uint64_t unit = 1;
	char *text;
	size_t size;

	if (number == 0)
		return "";
	for (unsigned i = 0; i < decimals; i++)
		unit *= 10;
	text = arena_printf(page->arena, "%llu%s%0*llu", (unsigned long long)(number / unit),
			    page_says(page, ",", "."), (int)decimals,
			    (unsigned long long)(number % unit));
	for (size = strlen(text); text[size - 1] == '0'; size--)
		text[size - 1] = '\0';
	if (text[size - 1] == ',' || text[size - 1] == '.')
		text[size - 1] = '\0';
	return text;
}

void entries_join_decimal(struct arena *arena, struct entries *entries, const char *own,
			  const char *field, unsigned decimals)
{
	const char *typed = entries_value(entries, own);

	if (typed)
		entries_join(entries, field, decimal_typed(arena, typed, decimals));
}
