/* agenda.h - what a council can hear on a day
 *
 * As rules.h: facts in, decision out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scoring/rules.h"

/* True for a time of a day, exactly HH:MM, 00:00 to 23:59. */
bool is_time_of_day(const char *text);

/* SITTING_FULL for more than `most` products on one day: those of a sitting, and of the other
 * sittings of that day. */
Ocop__Common__V1__RefusalCode may_hear(size_t on_sitting, size_t on_others, uint32_t most);
