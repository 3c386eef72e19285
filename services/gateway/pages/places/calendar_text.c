/* calendar_text.c - iCalendar (RFC 5545) written line by line: escaped, folded, with CRLF */
#include "gateway/pages/places/calendar_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"

enum {
	LINE_BYTES_MAX = 75, /* without CRLF */
	FIRST_CAPACITY_BYTES = 4096
};

static const int64_t US_A_MINUTE = INT64_C(60000000);

static void put_bytes(struct calendar_text *calendar, const char *bytes, size_t size)
{
	if (calendar->size_bytes + size + 1 > calendar->capacity) {
		size_t capacity = 2 * (calendar->capacity + size) + FIRST_CAPACITY_BYTES;
		char *grown = arena_alloc(calendar->arena, capacity);

		if (calendar->size_bytes)
			memcpy(grown, calendar->text, calendar->size_bytes);
		calendar->text = grown;
		calendar->capacity = capacity;
	}
	memcpy(calendar->text + calendar->size_bytes, bytes, size);
	calendar->size_bytes += size;
	calendar->text[calendar->size_bytes] = '\0';
}

/* How many of the bytes fit, whole characters alone: a byte 10xxxxxx goes on with one (RFC 3629).
 */
static size_t that_fit(const char *bytes, size_t size, size_t room)
{
	size_t fit = size < room ? size : room;

	while (fit > 0 && fit < size && ((unsigned char)bytes[fit] & 0xC0) == 0x80)
		fit--;
	return fit;
}

/* The blank before what goes on counts as one of the 75. */
static void put_folded(struct calendar_text *calendar, const char *line)
{
	size_t size = strlen(line), room = LINE_BYTES_MAX;

	while (size > 0) {
		size_t fit = that_fit(line, size, room);

		put_bytes(calendar, line, fit);
		line += fit;
		size -= fit;
		put_bytes(calendar, size ? "\r\n " : "\r\n", size ? 3 : 2);
		room = LINE_BYTES_MAX - 1;
	}
}

void calendar_line(struct calendar_text *calendar, const char *name, const char *value)
{
	put_folded(calendar, arena_printf(calendar->arena, "%s:%s", name, value));
}

/* A carriage return is not a text's own: what was typed on other systems has it before \n. */
static const char *escaped(struct arena *arena, const char *text)
{
	char *result = arena_alloc(arena, 2 * strlen(text) + 1), *end = result;

	for (; *text; text++) {
		if (*text == '\r')
			continue;
		if (strchr("\\;,\n", *text))
			*end++ = '\\';
		*end++ = *text == '\n' ? 'n' : *text;
	}
	*end = '\0';
	return result;
}

void calendar_text_line(struct calendar_text *calendar, const char *name, const char *text)
{
	calendar_line(calendar, name, escaped(calendar->arena, text));
}

void calendar_begin(struct calendar_text *calendar, struct arena *arena)
{
	*calendar = (struct calendar_text){.arena = arena};
	calendar_line(calendar, "BEGIN", "VCALENDAR");
	calendar_line(calendar, "VERSION", "2.0");
	calendar_line(calendar, "PRODID", "-//OCOP//Events//VI");
	calendar_line(calendar, "BEGIN", "VTIMEZONE");
	calendar_line(calendar, "TZID", "Asia/Ho_Chi_Minh");
	calendar_line(calendar, "BEGIN", "STANDARD");
	calendar_line(calendar, "DTSTART", "19750613T000000");
	calendar_line(calendar, "TZOFFSETFROM", "+0700");
	calendar_line(calendar, "TZOFFSETTO", "+0700");
	calendar_line(calendar, "END", "STANDARD");
	calendar_line(calendar, "END", "VTIMEZONE");
}

void calendar_end(struct calendar_text *calendar)
{
	calendar_line(calendar, "END", "VCALENDAR");
}

/* "20070628" */
static const char *day_text(struct arena *arena, int32_t day)
{
	char date[DATE_TEXT_SIZE];

	date_print(day, date);
	return arena_printf(arena, "%.4s%.2s%.2s", date, date + 5, date + 8);
}

/* "19970714T173000Z": a moment in UTC (section 3.3.5, form 2). */
static const char *moment_text(struct arena *arena, int64_t time_us)
{
	int64_t minutes = time_us / US_A_MINUTE, seconds = time_us / 1000000 % 60;
	/* Days of date.h are Vietnam's, seven hours ahead. */
	int32_t day = date_of_us(time_us - INT64_C(7) * 60 * US_A_MINUTE);

	return arena_printf(arena, "%sT%02d%02d%02dZ", day_text(arena, day),
			    (int)(minutes / 60 % 24), (int)(minutes % 60), (int)seconds);
}

static int64_t minute_of(const char *time)
{
	return ((time[0] - '0') * 10 + (time[1] - '0')) * 60 + (time[3] - '0') * 10 +
	       (time[4] - '0');
}

/* Of whole days DTEND is the day after the last (section 3.6.1). */
static void put_days(struct calendar_text *calendar, const struct calendar_event *event,
		     int32_t begins, int32_t ends)
{
	struct arena *arena = calendar->arena;

	if (*event->opens == '\0' || *event->closes == '\0') {
		calendar_line(calendar, "DTSTART;VALUE=DATE", day_text(arena, begins));
		calendar_line(calendar, "DTEND;VALUE=DATE", day_text(arena, ends + 1));
		return;
	}
	calendar_line(
		calendar, "DTSTART",
		moment_text(arena, date_begin_us(begins) + minute_of(event->opens) * US_A_MINUTE));
	calendar_line(
		calendar, "DTEND",
		moment_text(arena, date_begin_us(ends) + minute_of(event->closes) * US_A_MINUTE));
}

static void put_if_any(struct calendar_text *calendar, const char *name, const char *text)
{
	if (*text)
		calendar_text_line(calendar, name, text);
}

void calendar_put(struct calendar_text *calendar, const struct calendar_event *event)
{
	struct arena *arena = calendar->arena;
	int32_t begins, ends;

	if (!date_parse(event->begins_on, &begins) || !date_parse(event->ends_on, &ends))
		return;
	calendar_line(calendar, "BEGIN", "VEVENT");
	calendar_line(calendar, "UID", event->uid);
	calendar_line(calendar, "DTSTAMP", moment_text(arena, event->changed_at_us));
	put_days(calendar, event, begins, ends);
	calendar_text_line(calendar, "SUMMARY", event->summary);
	put_if_any(calendar, "LOCATION", event->location);
	put_if_any(calendar, "DESCRIPTION",
		   arena_printf(arena, "%s%s%s", event->organiser,
				*event->organiser && *event->description ? "\n" : "",
				event->description));
	put_if_any(calendar, "CATEGORIES", event->category);
	if (*event->url)
		calendar_line(calendar, "URL", event->url);
	calendar_line(calendar, "STATUS", event->is_cancelled ? "CANCELLED" : "CONFIRMED");
	calendar_line(calendar, "SEQUENCE",
		      arena_printf(arena, "%llu", (unsigned long long)(event->version - 1)));
	calendar_line(calendar, "END", "VEVENT");
}
