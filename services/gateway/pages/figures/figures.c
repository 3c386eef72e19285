/* figures.c - "/figures": counts as a table and as bars, each figure a link to its rows
 *
 * No script: bars are SVG made here, and pages print as they are.
 */
#include "common/base/arena.h"
#include "gateway/http.h"
#include "gateway/pages/figures/figure_chart.h"
#include "gateway/pages/figures/figures_form.h"
#include "gateway/pages/figures/figures_parts.h"
#include "gateway/pages/figures/figures_view.h"
#include "gateway/pages/figures/trend_chart.h"
#include "gateway/pages/pages.h"
#include "ocop/market/v1/queries.pb-c.h"

/* Each line has its links and its bar: 1.4 kB. With form, years and styles a page has some 57 kB.
 */
enum { LINES_A_PAGE = 12 };

static const char *rows_path(const struct page *page, const struct figures_view *view,
			     const char *filters, const char *measure)
{
	return arena_printf(page->arena, "/figures/rows?measure=%s%s%s", measure, filters,
			    figures_view_when(page, view));
}

static void write_line(struct page *page, const struct figures_view *view,
		       const Ocop__Market__V1__FigureLine *line, const char *filters)
{
	for (const struct measure_words *row = measure_words; row->word; row++) {
		figures_write_number(page, rows_path(page, view, filters, row->word),
				     figure_count_of(line, row->measure));
	}
}

static void write_headings(struct page *page, const struct figures_view *view)
{
	struct html *html = &page->html;

	html_open(html, "thead", HTML_END);
	html_open(html, "tr", HTML_END);
	html_open(html, "th", "scope", "col", HTML_END);
	html_text(html, page_says(page, view->by->vi, view->by->en));
	html_close(html, "th");
	for (const struct measure_words *row = measure_words; row->word; row++) {
		figures_write_heading(page, "col", page_says(page, row->vi, row->en));
	}
	html_close(html, "tr");
	html_close(html, "thead");
}

static void write_total(struct page *page, const struct figures_view *view,
			const Ocop__Market__V1__FigureLine *total)
{
	html_open(&page->html, "tfoot", HTML_END);
	html_open(&page->html, "tr", HTML_END);
	html_open(&page->html, "th", "scope", "row", HTML_END);
	html_text(&page->html, page_says(page, "Tổng", "Total"));
	html_close(&page->html, "th");
	write_line(page, view, total, view->filters);
	html_close(&page->html, "tr");
	html_close(&page->html, "tfoot");
}

static void write_table(struct page *page, const struct figures_view *view,
			const Ocop__Market__V1__GetFiguresReply *found)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
		  page_says(page, "Bảng số liệu", "Table of figures"), HTML_END);
	html_open(html, "table", "class", "figures", HTML_END);
	write_headings(page, view);
	html_open(html, "tbody", HTML_END);
	for (size_t i = 0; i < found->n_lines; i++) {
		const Ocop__Market__V1__FigureLine *line = found->lines[i];
		const char *filters = arena_printf(page->arena, "%s&%s=%s", view->filters,
						   view->by->parameter, line->code);
		const struct figure_label label = {found->by, line->code, line->name,
						   line->name_en};

		html_open(html, "tr", HTML_END);
		html_open(html, "th", "scope", "row", "lang", figure_title_language(page, &label),
			  HTML_END);
		html_text(html, figure_title(page, &label));
		html_close(html, "th");
		write_line(page, view, line, filters);
		html_close(html, "tr");
	}
	html_close(html, "tbody");
	write_total(page, view, found->total);
	html_close(html, "table");
	html_close(html, "div");
}

/* The same figures as files. Of the page's address only the words are its own. */
static void write_files(struct page *page, const struct figures_view *view,
			const Ocop__Market__V1__GetFiguresReply *found)
{
	const ProtobufCEnumValue *by = protobuf_c_enum_descriptor_get_value(
		&ocop__market__v1__figure_by__descriptor, (int)found->by);

	figures_write_files(
		page, "Tải bảng này:", "This table as a file:",
		arena_printf(page->arena, "/api/v1/figures/table?by=%s&at=%s&expiringMonths=%u%s",
			     by->name, found->at, found->expiring_months, view->filters));
}

static void write_meanings(struct page *page)
{
	page_element(page, "h2", NULL, "Mỗi con số đếm gì", "What each figure counts");
	html_open(&page->html, "dl", "class", "facts", HTML_END);
	for (const struct measure_words *row = measure_words; row->word; row++)
		page_fact(page, row->vi, row->en, page_says(page, row->means_vi, row->means_en));
	html_close(&page->html, "dl");
	page_element(page, "p", NULL,
		     "Mọi cách chia đều cộng về cùng một tổng; điều chưa rõ là một dòng riêng. "
		     "Địa bàn là nơi sản phẩm được làm ra hiện nay.",
		     "However they are split, figures add up to the same total; what is not known "
		     "is a line of its own. Places are where the product is made today.");
}

static void write_figures(struct page *page, const struct figures_view *view,
			  const Ocop__Market__V1__GetFiguresReply *found)
{
	html_open(&page->html, "div", "class", "wrap figures-page", HTML_END);
	figures_write_ways(page, FIGURES_RECOGNITIONS);
	page_element(page, "h1", NULL, "Số liệu OCOP", "OCOP figures");
	figures_write_as_of(page, found->at, found->as_of);
	figures_write_filters(page, found->filters, found->n_filters,
			      arena_printf(page->arena, "/figures?by=%s%s", view->by->word,
					   figures_view_when(page, view)));
	figures_form_write(page, view, found);
	figures_units_write(page, view, found);
	figure_chart_write(page, found);
	write_table(page, view, found);
	if (*found->next)
		figures_write_next(page, arena_printf(page->arena, "/figures?by=%s%s%s&cursor=%s",
						      view->by->word, view->filters,
						      figures_view_when(page, view), found->next));
	write_files(page, view, found);
	if (found->n_trend > 1)
		page_element(page, "h2", NULL, "Qua các năm", "Over the years");
	trend_chart_write(page, found);
	trend_table_write(page, found, view->filters);
	write_meanings(page);
	html_close(&page->html, "div");
}

static void on_figures(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct figures_view *view = context;
	const Ocop__Market__V1__GetFiguresReply *found =
		(const Ocop__Market__V1__GetFiguresReply *)figures_view_accepted(
			view, reply, &ocop__market__v1__get_figures_reply__descriptor);
	enum language language = language_of(view->request);
	struct page page;

	if (!found)
		return;
	page_begin(&page, view->gateway, view->request, SECTION_FIGURES,
		   in_language(language, "Số liệu OCOP", "OCOP figures"),
		   in_language(language,
			       "Sản phẩm OCOP đã công nhận, còn hiệu lực, sắp hết hạn, thu hồi; "
			       "theo sao, nhóm, địa bàn mới và cũ.",
			       "OCOP products recognised, valid, expiring, withdrawn; by stars, "
			       "sector, units old and new."));
	write_figures(&page, view, found);
	page_end(&page, 200);
}

void page_figures(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	struct figures_view *view = figures_view_create(gateway, request);
	Ocop__Market__V1__GetFigures query = OCOP__MARKET__V1__GET_FIGURES__INIT;

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	query.by = view->by->by;
	query.limit = LINES_A_PAGE;
	query.trend = *view->cursor == '\0'; /* on the first page alone */
	query.unit = arena_strdup(request->arena, figures_asked(view, "unit"));
	figures_view_ask(view, &query.base, on_figures);
}
