/* sitemap.c - "/sitemap.xml", its parts, and "/robots.txt": what search engines are told to read
 *
 * sitemaps.org 0.9. The index names a part for the portal's own pages and parts for the market's;
 * those come from market piece by piece and go out as they come, the next once the client has taken
 * the one before.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/json/json_time.h"
#include "common/refusal.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"
#include "gateway/problem.h"
#include "ocop/market/v1/queries.pb-c.h"

#define XML_HEAD  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define NAMESPACE "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

static const char urls_head[] = XML_HEAD "<urlset " NAMESPACE ">\n";
static const char urls_tail[] = "</urlset>\n";

static const struct http_header xml_headers[] = {
	{"Content-Type", "application/xml; charset=utf-8"},
	{"Cache-Control", "public, max-age=3600"},
};

/* A sitemap while it is asked for; in the request's arena. */
struct sitemap_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *base;
	uint32_t part;
	uint64_t after;
	bool begun; /* it cannot become a problem any more */
};

static struct sitemap_view *view_create(struct gateway *gateway, struct http_request *request)
{
	const struct page page = {.gateway = gateway, .request = request, .arena = request->arena};
	struct sitemap_view *view = arena_alloc(request->arena, sizeof(*view));

	view->gateway = gateway;
	view->request = request;
	view->base = page_origin(&page);
	return view;
}

static void respond_text(const struct sitemap_view *view, const struct http_header *headers,
			 const char *text)
{
	http_respond(view->request, 200, headers, 2, text, strlen(text));
}

/* A host with signs of XML is none. */
static bool base_is_sound(const struct sitemap_view *view)
{
	if (!strpbrk(view->base, "<>&\"'"))
		return true;
	problem_respond(view->request, REFUSAL(HTTP_MALFORMED), NULL, "host");
	return false;
}

static void ask(struct sitemap_view *view, const ProtobufCMessage *message,
		backend_reply_fn *on_reply)
{
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = message,
		.request_id = view->request->request_id,
	};

	backends_ask(view->gateway->backends, &call, on_reply, view);
}

static const void *accepted(const struct sitemap_view *view, const Ocop__Common__V1__Reply *reply,
			    const ProtobufCMessageDescriptor *descriptor, struct arena *arena)
{
	const void *message = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		message =
			message_unpack(descriptor, reply->body.data, reply->body.len, arena, NULL);
	if (!message && view->begun)
		http_respond_abort(view->request);
	else if (!message)
		problem_respond_reply(view->request, reply);
	return message;
}

/* --- the index */

/* The own pages show what is so when they are asked for, and have none. */
static const char *last_change(struct arena *arena,
			       const Ocop__Market__V1__CountSitemapPartsReply *counted, size_t part)
{
	char text[JSON_TIME_SIZE];

	if (part >= counted->n_changed_at || counted->changed_at[part]->seconds == 0)
		return "";
	json_time_print(counted->changed_at[part]->seconds, 0, text);
	return arena_printf(arena, "<lastmod>%s</lastmod>", text);
}

static void on_parts(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct sitemap_view *view = context;
	struct arena *arena = view->request->arena;
	const Ocop__Market__V1__CountSitemapPartsReply *counted = accepted(
		view, reply, &ocop__market__v1__count_sitemap_parts_reply__descriptor, arena);
	const char *text = arena_printf(arena,
					XML_HEAD "<sitemapindex " NAMESPACE
						 ">\n<sitemap><loc>%s/sitemap/pages.xml</loc>"
						 "</sitemap>\n",
					view->base);

	if (!counted)
		return;
	for (uint32_t part = 1; part <= counted->parts; part++)
		text = arena_printf(arena, "%s<sitemap><loc>%s/sitemap/%u.xml</loc>%s</sitemap>\n",
				    text, view->base, part, last_change(arena, counted, part - 1));
	respond_text(view, xml_headers, arena_printf(arena, "%s</sitemapindex>\n", text));
}

void page_sitemap(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	static const Ocop__Market__V1__CountSitemapParts count =
		OCOP__MARKET__V1__COUNT_SITEMAP_PARTS__INIT;
	struct sitemap_view *view = view_create(gateway, request);

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	if (base_is_sound(view))
		ask(view, &count.base, on_parts);
}

/* --- a part */

static void ask_piece(void *context);

static void on_piece(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct sitemap_view *view = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Market__V1__PrintSitemapReply *piece =
		accepted(view, reply, &ocop__market__v1__print_sitemap_reply__descriptor, arena);
	const char *head, *tail, *text;

	if (piece) {
		head = view->begun ? "" : urls_head;
		tail = piece->next ? "" : urls_tail;
		text = arena_printf(arena, "%s%.*s%s", head, (int)piece->xml.len,
				    piece->xml.len ? (const char *)piece->xml.data : "", tail);
		if (!view->begun)
			http_respond_begin(view->request, 200, xml_headers, 2, HTTP_SIZE_UNKNOWN);
		view->begun = true;
		view->after = piece->next;
		http_respond_part(view->request, text, strlen(text), ask_piece, view);
	}
	arena_destroy(arena);
}

/* The next piece, or the end when the last was sent. */
static void ask_piece(void *context)
{
	struct sitemap_view *view = context;
	Ocop__Market__V1__PrintSitemap print = OCOP__MARKET__V1__PRINT_SITEMAP__INIT;

	if (view->begun && http_request_is_abandoned(view->request)) {
		http_respond_abort(view->request);
		return;
	}
	if (view->begun && view->after == 0) {
		http_respond_end(view->request);
		return;
	}
	print.part = view->part;
	print.origin = arena_strdup(view->request->arena, view->base);
	print.after = view->after;
	ask(view, &print.base, on_piece);
}

/* The pages that are always there. */
static void respond_pages(const struct sitemap_view *view)
{
	static const char *const paths[] = {"/",         "/verify",     "/kiem-tra", "/figures",
					    "/diem-ban", "/open-data/", "/api"};
	struct arena *arena = view->request->arena;
	const char *text = urls_head;

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		text = arena_printf(arena, "%s<url><loc>%s%s</loc></url>\n", text, view->base,
				    paths[i]);
	respond_text(view, xml_headers, arena_printf(arena, "%s%s", text, urls_tail));
}

void page_sitemap_part(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	struct sitemap_view *view = view_create(gateway, request);
	const char *name = values->values[0];
	bool is_number = strlen(name) <= 5 && name[strspn(name, "0123456789")] == '\0';

	(void)route; /* the page is the same whatever row names it */
	if (!base_is_sound(view))
		return;
	if (strcmp(name, "pages") == 0) {
		respond_pages(view);
		return;
	}
	view->part = is_number ? (uint32_t)strtoul(name, NULL, 10) : 0;
	if (view->part == 0)
		page_not_found(gateway, request);
	else if (strcmp(request->method, "HEAD") == 0)
		http_respond(request, 200, xml_headers, 2, NULL, 0);
	else
		ask_piece(view);
}

/* --- robots.txt */

/* A look at a sticker is counted: a crawler's would be one. */
void page_robots(struct gateway *gateway, struct http_request *request, const struct route *route,
		 const struct route_values *values)
{
	static const struct http_header headers[] = {
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Cache-Control", "public, max-age=3600"},
	};
	struct sitemap_view *view = view_create(gateway, request);

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	respond_text(view, headers,
		     arena_printf(request->arena,
				  "User-agent: *\nDisallow: /s/\nDisallow: /01/\n"
				  "Disallow: /verify/\nDisallow: /reports\nDisallow: /cua-toi\n"
				  "Disallow: /api/\nAllow: /\n\nSitemap: %s/sitemap.xml\n",
				  view->base));
}
