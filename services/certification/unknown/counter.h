/* counter.h - unknown numbers that were just asked for, until the writer takes them */
#pragma once

struct asked_counter;

/* Counts a number as it was asked for; what is none (unknown_number_read) is not counted. A commune
 * that is not five digits is "". Any thread may call. */
void unknown_number_asked(struct asked_counter *counter, const char *asked,
			  const char *commune_code);
