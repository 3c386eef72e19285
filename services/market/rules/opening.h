/* opening.h - when a shop is open; facts in, decision out
 *
 * No clock, no store, no log. Hours are of every week, at Vietnam's time, which knows no summer
 * time; a span that ends on the day after belongs to the day on which it begins, also where that
 * day is one on which the shop does not open. A moment is a count of minutes: the day of date.h
 * times 1,440, and the minute of that day.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MINUTES_A_DAY = 1440,
	SPANS_MAX = 28,      /* four a day: morning, noon, evening, night */
	CLOSED_DAYS_MAX = 60 /* the holidays of a year, and a fortnight of leave */
};

/* One span of the week. */
struct opening_span {
	int weekday;       /* 0 is Monday, as date_weekday has it */
	int opens_minute;  /* of that day, below MINUTES_A_DAY */
	int closes_minute; /* over opens_minute; over MINUTES_A_DAY on the day after */
};

/* What is recorded of a shop. Borrows both. */
struct opening_hours {
	const struct opening_span *spans;
	size_t span_count;
	const int32_t *closed_days; /* day numbers of date.h, in any order */
	size_t closed_count;
};

/* Reads HH:MM, and 24:00 where `end_of_day` allows it, as minutes of the day; false otherwise. */
bool opening_time_parse(const char *text, bool end_of_day, int *ret_minute);

/* Puts a span together out of what was written: closing no later than it opens is on the day after.
 * False when nothing would be open. */
bool opening_span_make(int weekday, int opens_minute, int closes_minute,
		       struct opening_span *ret_span);

/* True when two spans of a week have a minute in common, Sunday night and Monday morning too. */
bool opening_spans_overlap(const struct opening_span *spans, size_t count);

/* Whether it is open at a moment. Both moments are 0 where there is none. */
struct opening_state {
	bool is_known; /* any hours are said */
	bool open_now;
	bool always_open;
	int64_t open_until; /* where spans follow each other, the end of the last */
	int64_t opens_next;
};

/* The state at a moment, in minutes as above. Never fails: without hours nothing is known. */
struct opening_state opening_state_at(const struct opening_hours *hours, int64_t moment);
