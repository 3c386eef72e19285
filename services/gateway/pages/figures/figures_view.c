/* figures_view.c - what the pages of figures have in common: what is asked, and how it is shown */
#include "gateway/pages/figures/figures_view.h"

#include <stdlib.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/json/json_name.h"
#include "common/json/message_json.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"

const char *figures_asked(const struct figures_view *view, const char *name)
{
	return request_asked(view->request, name);
}

static const char *read_filters(const struct http_request *request)
{
	const char *filters = "";

	for (const struct by_words *row = by_words; row->word; row++) {
		const char *value = request_asked(request, row->parameter);

		if (*value)
			filters = arena_printf(request->arena, "%s&%s=%s", filters, row->parameter,
					       percent_encode(request->arena, value));
	}
	return filters;
}

struct figures_view *figures_view_create(struct gateway *gateway, struct http_request *request)
{
	struct figures_view *view = arena_alloc(request->arena, sizeof *view);

	*view = (struct figures_view){
		.gateway = gateway,
		.request = request,
		.by = by_words_find(request_asked(request, "by")),
		.measure = measure_words_find(request_asked(request, "measure")),
		.filters = read_filters(request),
		.at = request_asked(request, "at"),
		.months = request_asked(request, "months"),
		.cursor = request_asked(request, "cursor"),
	};
	return view;
}

static void set(const struct figures_view *view, ProtobufCMessage *message, const char *name,
		const char *value, struct message_faults *faults)
{
	if (*value)
		message_set_text(message, json_field(message->descriptor, name), value, name,
				 view->request->arena, faults);
}

/* Filters are called alike in addresses of pages and of the API. What is no text or number is left
 * out; what the market cannot read it refuses. */
void figures_view_ask(struct figures_view *view, ProtobufCMessage *message,
		      void (*on_reply)(void *context, const Ocop__Common__V1__Reply *reply))
{
	struct message_faults faults = {.count = 0};
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = message,
		.request_id = view->request->request_id,
	};

	for (const struct by_words *row = by_words; row->word; row++)
		set(view, message, row->parameter, figures_asked(view, row->parameter), &faults);
	set(view, message, "at", view->at, &faults);
	set(view, message, "expiringMonths", view->months, &faults);
	set(view, message, "cursor", view->cursor, &faults);
	backends_ask(view->gateway->backends, &call, on_reply, view);
}

const ProtobufCMessage *figures_view_accepted(const struct figures_view *view,
					      const Ocop__Common__V1__Reply *reply,
					      const ProtobufCMessageDescriptor *descriptor)
{
	const ProtobufCMessage *found = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		found = message_unpack(descriptor, reply->body.data, reply->body.len,
				       view->request->arena, NULL);
	if (!found)
		page_refused(view->gateway, view->request, reply);
	return found;
}

const char *figures_view_when(const struct page *page, const struct figures_view *view)
{
	const char *at = *view->at ? arena_printf(page->arena, "&at=%s",
						  percent_encode(page->arena, view->at))
				   : "";

	if (!*view->months)
		return at;
	return arena_printf(page->arena, "%s&months=%s", at,
			    percent_encode(page->arena, view->months));
}

void figures_write_filters(struct page *page, Ocop__Market__V1__FigureFilter *const *filters,
			   size_t count, const char *way_out)
{
	if (count == 0)
		return;
	html_open(&page->html, "p", HTML_END);
	html_text(&page->html, page_says(page, "Chỉ tính: ", "Only: "));
	for (size_t i = 0; i < count; i++) {
		const struct by_words *words = by_words_of(filters[i]->by);
		const struct figure_label label = {filters[i]->by, filters[i]->code,
						   filters[i]->name, filters[i]->name_en};

		html_format(&page->html, "%s: ", page_says(page, words->vi, words->en));
		html_open(&page->html, "span", "lang", figure_title_language(page, &label),
			  HTML_END);
		html_text(&page->html, figure_title(page, &label));
		html_close(&page->html, "span");
		html_text(&page->html, ". ");
	}
	html_open(&page->html, "a", "href", page_link(page, way_out), HTML_END);
	html_text(&page->html, page_says(page, "bỏ lọc", "all"));
	html_close(&page->html, "a");
	html_close(&page->html, "p");
}

void figures_write_as_of(struct page *page, const char *at,
			 const Google__Protobuf__Timestamp *as_of)
{
	html_open(&page->html, "p", "class", "lead", HTML_END);
	html_format(&page->html, "%s %s.", page_says(page, "Tính đến hết ngày", "At the end of"),
		    page_date(page, at));
	if (as_of)
		html_format(&page->html, " %s %s.",
			    page_says(page, "Theo sổ gốc lúc", "Register as of"),
			    page_moment(page, as_of->seconds * 1000000));
	html_close(&page->html, "p");
}

void figures_write_next(struct page *page, const char *path)
{
	html_open(&page->html, "nav", "class", "paging", "aria-label",
		  page_says(page, "Các trang", "Pages"), HTML_END);
	html_open(&page->html, "a", "class", "button", "rel", "next", "href", page_link(page, path),
		  HTML_END);
	html_text(&page->html, page_says(page, "Xem tiếp", "More"));
	html_close(&page->html, "a");
	html_close(&page->html, "nav");
}
