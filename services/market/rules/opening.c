/* opening.c - when a shop is open; facts in, decision out */
#include "market/rules/opening.h"

#include <string.h>

#include "common/base/date.h"

enum {
	DAYS_A_WEEK = 7,
	MINUTES_A_WEEK = DAYS_A_WEEK * MINUTES_A_DAY,
	/* A shop that has hours opens within a week, but for the days on which it does not. */
	DAYS_AHEAD = DAYS_A_WEEK + CLOSED_DAYS_MAX + 1
};

static bool is_digit(char sign)
{
	return sign >= '0' && sign <= '9';
}

bool opening_time_parse(const char *text, bool end_of_day, int *ret_minute)
{
	int hour, minute;

	if (strlen(text) != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1]) ||
	    !is_digit(text[3]) || !is_digit(text[4]))
		return false;
	hour = (text[0] - '0') * 10 + (text[1] - '0');
	minute = (text[3] - '0') * 10 + (text[4] - '0');
	if (minute > 59 || hour > 24 || (hour == 24 && (minute > 0 || !end_of_day)))
		return false;
	*ret_minute = hour * 60 + minute;
	return true;
}

bool opening_span_make(int weekday, int opens_minute, int closes_minute,
		       struct opening_span *ret_span)
{
	if (closes_minute == opens_minute)
		return false;
	if (closes_minute < opens_minute)
		closes_minute += MINUTES_A_DAY;
	*ret_span = (struct opening_span){weekday, opens_minute, closes_minute};
	return true;
}

static int minute_of_week(const struct opening_span *span)
{
	return span->weekday * MINUTES_A_DAY + span->opens_minute;
}

/* The week is a circle: how far the second begins behind the first, and whether that is within. */
static bool begins_within(const struct opening_span *one, const struct opening_span *other)
{
	int behind = minute_of_week(other) - minute_of_week(one);

	if (behind < 0)
		behind += MINUTES_A_WEEK;
	return behind < one->closes_minute - one->opens_minute;
}

bool opening_spans_overlap(const struct opening_span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			if (i != j && begins_within(&spans[i], &spans[j]))
				return true;
		}
	}
	return false;
}

static bool is_closed_day(const struct opening_hours *hours, int32_t day)
{
	for (size_t i = 0; i < hours->closed_count; i++) {
		if (hours->closed_days[i] == day)
			return true;
	}
	return false;
}

/* The end of the span that holds this moment, of those that begin on a day; 0 for none. */
static int64_t end_on(const struct opening_hours *hours, int32_t day, int64_t moment)
{
	int64_t midnight = (int64_t)day * MINUTES_A_DAY;

	if (is_closed_day(hours, day))
		return 0;
	for (size_t i = 0; i < hours->span_count; i++) {
		const struct opening_span *span = &hours->spans[i];

		if (span->weekday == date_weekday(day) && midnight + span->opens_minute <= moment &&
		    moment < midnight + span->closes_minute)
			return midnight + span->closes_minute;
	}
	return 0;
}

/* Begun today or yesterday. */
static int64_t end_after(const struct opening_hours *hours, int64_t moment)
{
	int32_t day = (int32_t)(moment / MINUTES_A_DAY);
	int64_t end = end_on(hours, day, moment);

	return end ? end : end_on(hours, day - 1, moment);
}

/* The first opening of a day after this moment; 0 for none. */
static int64_t first_opening(const struct opening_hours *hours, int32_t day, int64_t moment)
{
	int64_t midnight = (int64_t)day * MINUTES_A_DAY;
	int64_t first = 0;

	if (is_closed_day(hours, day))
		return 0;
	for (size_t i = 0; i < hours->span_count; i++) {
		int64_t opens = midnight + hours->spans[i].opens_minute;

		if (hours->spans[i].weekday == date_weekday(day) && opens > moment &&
		    (first == 0 || opens < first))
			first = opens;
	}
	return first;
}

static int64_t next_opening(const struct opening_hours *hours, int64_t moment)
{
	int32_t today = (int32_t)(moment / MINUTES_A_DAY);
	int64_t opens = 0;

	for (int32_t day = today; opens == 0 && day < today + DAYS_AHEAD; day++)
		opens = first_opening(hours, day, moment);
	return opens;
}

struct opening_state opening_state_at(const struct opening_hours *hours, int64_t moment)
{
	struct opening_state state = {.is_known = hours->span_count > 0};
	int64_t end = end_after(hours, moment);

	if (end == 0) {
		state.opens_next = next_opening(hours, moment);
		return state;
	}
	state.open_now = true;
	/* As long as the next begins when the one before ends, until a week has passed. */
	while (end != 0 && end <= moment + MINUTES_A_WEEK) {
		state.open_until = end;
		end = end_after(hours, end);
	}
	if (end != 0) {
		state.always_open = true;
		state.open_until = 0;
	}
	return state;
}
