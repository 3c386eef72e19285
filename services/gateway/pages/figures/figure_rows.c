/* figure_rows.c - "/figures/rows": the recognitions behind one figure */
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/figures/figures_view.h"
#include "gateway/pages/pages.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { ROWS_A_PAGE = 50 }; /* some 40 kB */

static void write_row(struct page *page, const Ocop__Market__V1__FigureRow *row)
{
	struct html *html = &page->html;
	const struct measure_words *state = measure_words_of(row->state);

	html_open(html, "tr", HTML_END);
	html_open(html, "th", "scope", "row", "lang", page_says(page, NULL, "vi"), HTML_END);
	html_open(html, "a", "href",
		  page_link(page, arena_printf(page->arena, "/san-pham/%s",
					       percent_encode(page->arena, row->product_id))),
		  HTML_END);
	html_text(html, *row->product_name ? row->product_name : row->product_id);
	html_close(html, "a");
	html_close(html, "th");
	page_name(page, "td", NULL, row->producer_name);
	page_name(page, "td", NULL,
		  arena_printf(page->arena, "%s%s%s", row->commune_name,
			       *row->commune_name ? ", " : "", row->province_name));
	html_element(html, "td", NULL, row->star ? arena_printf(page->arena, "%u", row->star) : "");
	html_element(html, "td", NULL, page_says(page, state->vi, state->en));
	html_element(html, "td", NULL, page_date(page, row->recognised_on));
	html_element(html, "td", NULL, page_date(page, row->valid_until));
	html_open(html, "td", HTML_END);
	html_open(html, "a", "href",
		  page_link(page, arena_printf(page->arena, "/verify/%s",
					       percent_encode(page->arena, row->code))),
		  HTML_END);
	html_text(html, *row->number ? row->number : row->code);
	html_close(html, "a");
	html_close(html, "td");
	html_close(html, "tr");
}

static void write_row_headings(struct page *page)
{
	static const struct {
		const char *vi, *en;
	} headings[] = {{"Sản phẩm", "Product"},         {"Chủ thể", "Producer"},
			{"Nơi làm ra", "Place"},         {"Sao", "Stars"},
			{"Tình trạng", "State"},         {"Công nhận", "Recognised"},
			{"Hiệu lực đến", "Valid until"}, {"Giấy chứng nhận", "Certificate"}};

	html_open(&page->html, "thead", HTML_END);
	html_open(&page->html, "tr", HTML_END);
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		html_open(&page->html, "th", "scope", "col", HTML_END);
		html_text(&page->html, page_says(page, headings[i].vi, headings[i].en));
		html_close(&page->html, "th");
	}
	html_close(&page->html, "tr");
	html_close(&page->html, "thead");
}

static void write_rows(struct page *page, const struct figures_view *view,
		       const Ocop__Market__V1__ListFigureRowsReply *found)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "wrap", HTML_END);
	html_open(html, "nav", "class", "crumbs", "aria-label", page_says(page, "Vị trí", "Where"),
		  HTML_END);
	html_open(html, "a", "href",
		  page_link(page, arena_printf(page->arena, "/figures?by=%s%s", view->by->word,
					       figures_view_when(page, view))),
		  HTML_END);
	html_text(html, page_says(page, "Số liệu OCOP", "OCOP figures"));
	html_close(html, "a");
	html_close(html, "nav");
	html_open(html, "h1", HTML_END);
	html_format(html, "%s: %s", page_says(page, view->measure->vi, view->measure->en),
		    figure_number(page, found->total));
	html_close(html, "h1");
	figures_write_as_of(page, found->at, found->as_of);
	figures_write_filters(page, found->filters, found->n_filters,
			      arena_printf(page->arena, "/figures/rows?measure=%s%s",
					   view->measure->word, figures_view_when(page, view)));
	html_open(html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
		  page_says(page, "Các công nhận", "Recognitions"), HTML_END);
	html_open(html, "table", "class", "figures rows", HTML_END);
	write_row_headings(page);
	html_open(html, "tbody", HTML_END);
	for (size_t i = 0; i < found->n_rows; i++)
		write_row(page, found->rows[i]);
	html_close(html, "tbody");
	html_close(html, "table");
	html_close(html, "div");
	if (*found->next)
		figures_write_next(page, arena_printf(page->arena,
						      "/figures/rows?measure=%s%s%s&cursor=%s",
						      view->measure->word, view->filters,
						      figures_view_when(page, view), found->next));
	html_close(html, "div");
}

static void on_rows(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct figures_view *view = context;
	const Ocop__Market__V1__ListFigureRowsReply *found =
		(const Ocop__Market__V1__ListFigureRowsReply *)figures_view_accepted(
			view, reply, &ocop__market__v1__list_figure_rows_reply__descriptor);
	enum language language = language_of(view->request);
	struct page page;

	if (!found)
		return;
	page_begin(&page, view->gateway, view->request, SECTION_FIGURES,
		   in_language(language, view->measure->vi, view->measure->en),
		   in_language(language, view->measure->means_vi, view->measure->means_en));
	write_rows(&page, view, found);
	page_end(&page, 200);
}

void page_figure_rows(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	struct figures_view *view = figures_view_create(gateway, request);
	Ocop__Market__V1__ListFigureRows query = OCOP__MARKET__V1__LIST_FIGURE_ROWS__INIT;

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	query.measure = view->measure->measure;
	query.limit = ROWS_A_PAGE;
	figures_view_ask(view, &query.base, on_rows);
}
