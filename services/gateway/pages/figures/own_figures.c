/* own_figures.c - pages of figures that show an office what is its own: how they ask and begin */
#include "gateway/pages/figures/own_figures.h"

#include "common/base/arena.h"
#include "gateway/http.h"
#include "gateway/pages/account/account.h"
#include "ocop/market/v1/queries.pb-c.h"

void own_figures_ask(struct gateway *gateway, struct http_request *request,
		     ProtobufCMessage *message, dispatch_answer_fn *on_answer)
{
	struct own_figures *own = arena_alloc(request->arena, sizeof(*own));

	*own = (struct own_figures){gateway, request};
	account_ask(gateway, request, message, on_answer, own);
}

void own_figures_begin(struct page *page, const struct own_figures *own, enum figures_page which,
		       const char *vi, const char *en)
{
	const char *title = in_language(language_of(own->request), vi, en);

	page_begin(page, own->gateway, own->request, SECTION_FIGURES, title, title);
	page->personal = figures_reader_signed_in(page);
	html_open(&page->html, "div", "class", "wrap figures-page", HTML_END);
	figures_write_ways(page, which);
	html_element(&page->html, "h1", NULL, title);
}

void own_figures_end(struct page *page)
{
	html_close(&page->html, "div");
	page_end(page, 200);
}

void own_figures_write_as_of(struct page *page, const Google__Protobuf__Timestamp *as_of)
{
	if (as_of)
		html_format(&page->html, "%s %s.",
			    page_says(page, "Theo sổ gốc lúc", "Register as of"),
			    page_moment(page, as_of->seconds * 1000000));
}
