/* calendar_text.h - iCalendar (RFC 5545) written line by line: escaped, folded, with CRLF
 *
 * No clock and no request: what is written follows from what is passed in.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;

/* A calendar, or a piece of one, while it is written. Its text lives in the arena, with a zero
 * behind it. A piece that goes on where another ended begins empty but for its arena. */
struct calendar_text {
	struct arena *arena;
	char *text;
	size_t size_bytes;
	size_t capacity;
};

/* An event of whole days, or from an hour of its first day to one of its last, at Vietnam's time.
 * Borrows all of it. */
struct calendar_event {
	const char *uid;      /* the same for ever, and no other's */
	const char *summary;  /* plain text, as are the next three */
	const char *location; /* "" leaves it out */
	/* Goes into the description: an office has no address of mail here. */
	const char *organiser;
	const char *description;
	const char *url;       /* "" leaves it out */
	const char *category;  /* "" leaves it out */
	const char *begins_on; /* YYYY-MM-DD */
	const char *ends_on;   /* included */
	const char *opens;     /* HH:MM, "" for whole days */
	const char *closes;    /* up to 24:00 */
	int64_t changed_at_us;
	uint64_t version; /* from 1 */
	int is_cancelled;
};

/* Begins an empty calendar, with Vietnam's time zone: a calendar without any component is none
 * (section 3.4). */
void calendar_begin(struct calendar_text *calendar, struct arena *arena);

/* Adds an event; nothing for days that are none. */
void calendar_put(struct calendar_text *calendar, const struct calendar_event *event);

/* Ends it, after its last event. */
void calendar_end(struct calendar_text *calendar);

/* One property: its name with parameters and what stands behind the colon, folded after 75 bytes
 * at most, never within a character (section 3.1). */
void calendar_line(struct calendar_text *calendar, const char *name, const char *value);

/* The same of a plain text: backslash, semicolon and comma behind a backslash, line ends as \n
 * (section 3.3.11). */
void calendar_text_line(struct calendar_text *calendar, const char *name, const char *text);
