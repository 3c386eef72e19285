/* words.c - days, units and committees as office papers write them */
#include "common/document/words.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/unit/unit.h"

static const char dots[] = "……………………";

/* The parts of YYYY-MM-DD; false for another text. */
static bool split_day(const char *date, int *ret_year, int *ret_month, int *ret_day)
{
	return strlen(date) == DATE_TEXT_SIZE - 1 &&
	       sscanf(date, "%4d-%2d-%2d", ret_year, ret_month, ret_day) == 3;
}

const char *day_words(struct arena *arena, const char *date)
{
	int year, month, day;

	if (!split_day(date, &year, &month, &day))
		return date;
	return arena_printf(arena, "%02d/%02d/%d", day, month, year);
}

const char *long_day_words(struct arena *arena, const char *date)
{
	int year, month, day;

	if (!split_day(date, &year, &month, &day))
		return "ngày …… tháng …… năm ………";
	return arena_printf(arena, "ngày %02d tháng %0*d năm %d", day, month < 3 ? 2 : 1, month,
			    year);
}

const char *unit_words(struct arena *arena, const struct unit *unit)
{
	static const char capital[] = "Đ";
	char *words;

	if (!*unit->full_name_vi)
		return dots;
	if (strncmp(unit->full_name_vi, capital, strlen(capital)) == 0)
		return arena_printf(arena, "đ%s", unit->full_name_vi + strlen(capital));
	words = arena_strdup(arena, unit->full_name_vi);
	*words = (char)tolower((unsigned char)*words);
	return words;
}

const char *committee_words(struct arena *arena, const struct unit *unit)
{
	return arena_printf(arena, "Ủy ban nhân dân %s", unit_words(arena, unit));
}

const char *committee_lines(struct arena *arena, const struct unit *unit)
{
	return arena_printf(arena, "Ủy ban nhân dân\n%s", unit_words(arena, unit));
}
