/* counter.c - unknown numbers that were just asked for, until the writer takes them */
#include "certification/unknown/counter.h"

#include "certification/rules/unknown_number.h"
#include "common/label/asked_counter.h"

_Static_assert((int)UNKNOWN_NUMBER_SIZE <= (int)ASKED_KEY_SIZE, "a number is a key of the counter");

void unknown_number_asked(struct asked_counter *counter, const char *asked,
			  const char *commune_code)
{
	char number[UNKNOWN_NUMBER_SIZE];

	if (unknown_number_read(asked, number))
		asked_counter_add(counter, number, commune_code);
}
