/* fair_calendar.c - fairs as iCalendar, for the calendars of phones and offices
 *
 * "/su-kien.ics" is whole, however many there are: they come from market a piece at a time and go
 * out as they come, the next once the client has taken the one before.
 */
#include "gateway/pages/places/fair_calendar.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/language.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"
#include "gateway/pages/places/calendar_text.h"
#include "gateway/pages/places/fair_words.h"

enum { FAIRS_A_PIECE = 200 };

static const struct http_header calendar_headers[] = {
	{"Content-Type", "text/calendar; charset=utf-8"},
	{"Content-Disposition", "inline; filename=\"su-kien-ocop.ics\""},
	{"Cache-Control", "public, max-age=300"},
};

enum { CALENDAR_HEADERS = sizeof(calendar_headers) / sizeof(calendar_headers[0]) };

/* A calendar while it is asked for; in the request's arena. */
struct calendar_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *unit; /* as asked; "" */
	bool past;
	bool begun;         /* it cannot become another answer any more */
	const char *cursor; /* of the next piece; "" for the first, and behind the last */
};

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
	struct arena *arena = calendar->arena;
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

static void respond(struct http_request *request, const struct calendar_text *calendar)
{
	http_respond(request, 200, calendar_headers, CALENDAR_HEADERS, calendar->text,
		     calendar->size_bytes);
}

void fair_calendar_respond(struct http_request *request, const Ocop__Market__V1__Fair *fair)
{
	struct calendar_text calendar;

	calendar_begin(&calendar, request->arena);
	put_fair(&calendar, request, fair);
	calendar_end(&calendar);
	respond(request, &calendar);
}

static void ask_piece(void *context);

/* One that is whole goes out at once, with its size. */
static void send_piece(struct calendar_view *view, const struct calendar_text *calendar)
{
	if (!view->begun && *view->cursor == '\0') {
		respond(view->request, calendar);
		return;
	}
	if (!view->begun)
		http_respond_begin(view->request, 200, calendar_headers, CALENDAR_HEADERS,
				   HTTP_SIZE_UNKNOWN);
	view->begun = true;
	http_respond_part(view->request, calendar->text, calendar->size_bytes, ask_piece, view);
}

static void write_piece(struct calendar_view *view, struct arena *arena,
			const Ocop__Market__V1__ListFairsReply *found)
{
	struct calendar_text calendar = {.arena = arena};

	if (!view->begun)
		calendar_begin(&calendar, arena);
	for (size_t i = 0; found && i < found->n_fairs; i++)
		put_fair(&calendar, view->request, found->fairs[i]);
	view->cursor = found ? arena_strdup(view->request->arena, found->next) : "";
	if (*view->cursor == '\0')
		calendar_end(&calendar);
	send_piece(view, &calendar);
}

static void on_piece(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct calendar_view *view = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Market__V1__ListFairsReply *found = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		found = (const Ocop__Market__V1__ListFairsReply *)message_unpack(
			&ocop__market__v1__list_fairs_reply__descriptor, reply->body.data,
			reply->body.len, arena, NULL);
	if (found || (!view->begun && reply_knows_no_unit(reply)))
		write_piece(view, arena, found);
	else if (view->begun)
		http_respond_abort(view->request);
	else
		page_refused(view->gateway, view->request, reply);
	arena_destroy(arena);
}

/* The next piece, or the end when the last was sent. */
static void ask_piece(void *context)
{
	struct calendar_view *view = context;
	Ocop__Market__V1__ListFairs query = OCOP__MARKET__V1__LIST_FAIRS__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &query.base,
		.request_id = view->request->request_id,
	};

	if (view->begun && http_request_is_abandoned(view->request)) {
		http_respond_abort(view->request);
		return;
	}
	if (view->begun && *view->cursor == '\0') {
		http_respond_end(view->request);
		return;
	}
	query.unit = message_text(view->unit);
	query.cursor = message_text(view->cursor);
	query.past = view->past;
	query.limit = FAIRS_A_PIECE;
	backends_ask(view->gateway->backends, &call, on_piece, view);
}

void page_fairs_calendar(struct gateway *gateway, struct http_request *request,
			 const struct route *route, const struct route_values *values)
{
	struct calendar_view *view = arena_alloc(request->arena, sizeof(*view));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	*view = (struct calendar_view){
		.gateway = gateway,
		.request = request,
		.unit = request_asked(request, "unit"),
		.past = *request_asked(request, "past") != '\0',
		.cursor = "",
	};
	if (strcmp(request->method, "HEAD") == 0)
		http_respond(request, 200, calendar_headers, CALENDAR_HEADERS, NULL, 0);
	else
		ask_piece(view);
}
