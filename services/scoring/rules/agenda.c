/* agenda.c - what a council can hear on a day */
#include "scoring/rules/agenda.h"

#include <string.h>

static bool is_number_below(const char *digits, int limit)
{
	return digits[0] >= '0' && digits[0] <= '9' && digits[1] >= '0' && digits[1] <= '9' &&
	       (digits[0] - '0') * 10 + (digits[1] - '0') < limit;
}

bool is_time_of_day(const char *text)
{
	return strlen(text) == strlen("HH:MM") && text[2] == ':' && is_number_below(text, 24) &&
	       is_number_below(text + 3, 60);
}

Ocop__Common__V1__RefusalCode may_hear(size_t on_sitting, size_t on_others, uint32_t most)
{
	return on_sitting + on_others > most ? REFUSAL(SITTING_FULL) : REFUSAL(UNSPECIFIED);
}
