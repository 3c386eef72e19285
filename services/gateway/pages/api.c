/* api.c - "/api" for people who write programs, and "/problems/{name}" for those who were refused
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/refusal.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"
#include "ocop/common/v1/refusal.pb-c.h"

/* The part of a path behind /api/v1/ that groups it: "dossiers". */
static size_t group_length(const char *path)
{
	return strcspn(path + strlen("/api/v1/"), "/");
}

static bool same_group(const struct route *one, const struct route *other)
{
	size_t length = group_length(one->path);

	return length == group_length(other->path) &&
	       strncmp(one->path, other->path, strlen("/api/v1/") + length) == 0;
}

static void write_route(struct page *page, const struct route *route)
{
	struct html *html = &page->html;

	html_open(html, "tr", HTML_END);
	html_open(html, "td", HTML_END);
	html_open(html, "span", "class",
		  arena_printf(page->arena, "method method-%s", route->method), HTML_END);
	html_text(html, route->method);
	html_close(html, "span");
	html_close(html, "td");
	html_open(html, "td", HTML_END);
	html_element(html, "code", NULL, route->path);
	html_close(html, "td");
	html_element(html, "td", NULL, page_says(page, route->summary_vi, route->summary_en));
	html_close(html, "tr");
}

/* Rows of a table stand together by their first word. */
static void write_table(struct page *page, const struct route *table)
{
	struct html *html = &page->html;

	for (const struct route *route = table; route->path; route++) {
		if (route == table || !same_group(route, route - 1)) {
			html_open(html, "h2", HTML_END);
			html_format(html, "%.*s", (int)group_length(route->path),
				    route->path + strlen("/api/v1/"));
			html_close(html, "h2");
			html_open(html, "div", "class", "scroll", "tabindex", "0", HTML_END);
			html_open(html, "table", HTML_END);
		}
		write_route(page, route);
		if (!route[1].path || !same_group(route, route + 1)) {
			html_close(html, "table");
			html_close(html, "div");
		}
	}
}

static void write_rules(struct page *page)
{
	struct html *html = &page->html;

	html_open(html, "ul", HTML_END);
	page_element(page, "li", NULL,
		     "Lỗi là problem+json (RFC 9457), nêu từng trường và quy tắc.",
		     "Errors are problem+json (RFC 9457), naming each field and rule.");
	page_element(page, "li", NULL,
		     "Lệnh ghi nhận Idempotency-Key (UUID): gửi lại không làm hai lần. If-Match "
		     "nhận ETag.",
		     "Writes take Idempotency-Key (a UUID): sending again does nothing twice. "
		     "If-Match takes an ETag.");
	page_element(page, "li", NULL,
		     "Danh sách nhận limit và cursor, trả next; tham số lạ bị từ chối.",
		     "Lists take limit and cursor and answer next; unknown parameters are "
		     "refused.");
	html_close(html, "ul");
}

void page_api(struct gateway *gateway, struct http_request *request, const struct route *route,
	      const struct route_values *values)
{
	enum language language = language_of(request);
	struct page page;

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	page_begin(&page, gateway, request, SECTION_API, in_language(language, "API", "API"),
		   in_language(language, "Giao diện cho máy của OCOP.", "OCOP for machines."));
	html_open(&page.html, "div", "class", "wrap api", HTML_END);
	page_element(&page, "h1", NULL, "Giao diện cho máy", "The interface for machines");
	page_element(&page, "p", "lead",
		     "JSON trên HTTP; tài liệu OpenAPI 3.1 sinh từ chính mã nguồn.",
		     "JSON over HTTP; the OpenAPI 3.1 document is made from the code itself.");
	html_open(&page.html, "p", HTML_END);
	html_open(&page.html, "a", "class", "button", "href", "/openapi.json", HTML_END);
	html_text(&page.html, "openapi.json");
	html_close(&page.html, "a");
	html_close(&page.html, "p");
	write_rules(&page);
	for (size_t i = 0; i < API_TABLES; i++)
		write_table(&page, route_tables[i]);
	html_close(&page.html, "div");
	page_end(&page, 200);
}

void page_openapi(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	const struct route_state *state = gateway->route_state;
	const struct http_header headers[] = {
		{"ETag", state->openapi_etag},
		{"Cache-Control", "no-cache"},
		{"Access-Control-Allow-Origin", "*"},
		{"Content-Type", "application/json"},
	};

	(void)route; /* the document is the same whatever row names it */
	(void)values;
	if (http_request_has_etag(request, state->openapi_etag))
		http_respond(request, 304, headers, 3, NULL, 0);
	else
		http_respond(request, 200, headers, 4, state->openapi, strlen(state->openapi));
}

static const struct refusal_text *refusal_by_name(const char *name)
{
	const ProtobufCEnumDescriptor *codes = &ocop__common__v1__refusal_code__descriptor;

	for (unsigned i = 0; i < codes->n_values; i++) {
		const struct refusal_text *text =
			refusal_text((Ocop__Common__V1__RefusalCode)codes->values[i].value);

		if (strcmp(text->name, name) == 0)
			return text;
	}
	return NULL;
}

void page_problem(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	const struct refusal_text *text = refusal_by_name(values->values[0]);
	struct page page;

	(void)route; /* the page is the same whatever row names it */
	if (!text) {
		page_not_found(gateway, request);
		return;
	}
	page_begin(&page, gateway, request, SECTION_API, text->name, text->en);
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	html_open(&page.html, "h1", HTML_END);
	html_element(&page.html, "code", NULL, text->name);
	html_close(&page.html, "h1");
	html_element(&page.html, "p", "lead", page_says(&page, text->vi, text->en));
	html_open(&page.html, "p", "class", "hint", HTML_END);
	html_format(&page.html, "HTTP %d %s", text->http_status,
		    http_status_phrase(text->http_status));
	html_close(&page.html, "p");
	html_close(&page.html, "div");
	page_end(&page, 200);
}
