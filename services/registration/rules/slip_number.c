/* slip_number.c - numbers of the registration slip */
#include "registration/rules/slip_number.h"

#include <inttypes.h>
#include <stdio.h>

void slip_number_print(int64_t number, const char *province_code, const char *commune_code,
		       int year, char ret_text[SLIP_NUMBER_SIZE])
{
	(void)snprintf(ret_text, SLIP_NUMBER_SIZE, "%02" PRId64 "/PĐK-%.2s-%.5s-%04d", number,
		       province_code, commune_code,
		       year); /* fits: 19 + 6 + 2 + 5 + 4 and the hyphens */
}
