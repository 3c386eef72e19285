/* fair_calendar.c - fairs as iCalendar, for the calendars of phones and offices */
#include "gateway/pages/places/fair_calendar.h"

#include <string.h>

#include "common/base/arena.h"
#include "gateway/http.h"
#include "gateway/language.h"
#include "gateway/pages/places/calendar_text.h"
#include "gateway/pages/places/fair_words.h"

static const char *origin_of(const struct http_request *request)
{
	const char *protocol = http_request_header(request, "x-forwarded-proto");
	const char *host = http_request_header(request, "host");
	bool is_secure = protocol && strcmp(protocol, "https") == 0;

	return arena_printf(request->arena, "%s://%s", is_secure ? "https" : "http",
			    host ? host : "");
}

static void put_fair(struct calendar_text *calendar, struct http_request *request,
		     const Ocop__Market__V1__Fair *fair)
{
	struct arena *arena = request->arena;
	const struct calendar_event event = {
		.uid = arena_printf(arena, "%s@ocop", fair->fair_id),
		.summary = fair->content->name,
		.location = fair_place_words(arena, fair),
		.organiser = fair->content->organiser,
		.description = fair->content->description,
		.url = arena_printf(arena, "%s/su-kien/%s", origin_of(request), fair->fair_id),
		.category = fair_kind_words(language_of(request), fair->content->kind),
		.begins_on = fair->content->begins_on,
		.ends_on = fair->content->ends_on,
		.opens = fair->content->opens,
		.closes = fair->content->closes,
		.changed_at_us = fair->changed_at ? fair->changed_at->seconds * 1000000 : 0,
		.version = fair->version,
		.is_cancelled = fair->state == OCOP__MARKET__V1__FAIR_STATE__FAIR_STATE_CANCELLED,
	};

	calendar_put(calendar, &event);
}

void fair_calendar_respond(struct http_request *request, Ocop__Market__V1__Fair *const *fairs,
			   size_t count)
{
	static const struct http_header headers[] = {
		{"Content-Type", "text/calendar; charset=utf-8"},
		{"Content-Disposition", "inline; filename=\"su-kien-ocop.ics\""},
		{"Cache-Control", "public, max-age=300"},
	};
	struct calendar_text calendar;

	calendar_begin(&calendar, request->arena);
	for (size_t i = 0; i < count; i++)
		put_fair(&calendar, request, fairs[i]);
	calendar_end(&calendar);
	http_respond(request, 200, headers, 3, calendar.text, calendar.size_bytes);
}
