/* exports.c - "/figures/exports": confirmed exports by year and by country
 *
 * Anybody has the sums of those countries and years to which at least three producers exported; an
 * office that has signed in those of what it covers. Market decides which: what it leaves out of a
 * line is "–" here.
 */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/account/account.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/figures/figure_bars.h"
#include "gateway/pages/figures/figure_words.h"
#include "gateway/pages/figures/own_figures.h"
#include "gateway/pages/pages.h"
#include "ocop/market/v1/exports.pb-c.h"

#define EXPORT_BY(name) OCOP__MARKET__V1__EXPORT_FIGURE_BY__EXPORT_FIGURE_BY_##name
#define SUM_OF(name)    OCOP__MARKET__V1__EXPORT_MEASURE__EXPORT_MEASURE_##name

typedef Ocop__Market__V1__GetExportFiguresReply found_message;

/* Lives in the request's arena. */
struct exports_view {
	struct own_figures own;
	const char *year;           /* that countries are narrowed down to; "" */
	const found_message *years; /* all, to choose from */
};

static const Ocop__Market__V1__ExportCell *cell_of(const Ocop__Market__V1__ExportLine *line,
						   Ocop__Market__V1__ExportMeasure measure)
{
	for (size_t i = 0; i < line->n_cells; i++) {
		if (line->cells[i]->measure == measure)
			return line->cells[i];
	}
	return NULL;
}

static const char *title_of(const struct page *page, const Ocop__Market__V1__ExportLine *line)
{
	return *line->name_vi ? page_says(page, line->name_vi, line->name_en) : line->code;
}

/* --- the chart */

static uint64_t records_of(const Ocop__Market__V1__ExportLine *line)
{
	const Ocop__Market__V1__ExportCell *cell = cell_of(line, SUM_OF(RECORDS));

	return cell ? cell->sum : 0;
}

static void write_chart(struct page *page, const found_message *found, const char *vi,
			const char *en)
{
	uint64_t most = 1;

	for (size_t i = 0; i < found->n_lines; i++)
		most = records_of(found->lines[i]) > most ? records_of(found->lines[i]) : most;
	figure_bars_begin(page, vi, en);
	for (size_t i = 0; i < found->n_lines; i++) {
		uint64_t records = records_of(found->lines[i]);
		const struct figure_bar bar = {
			.label = title_of(page, found->lines[i]),
			.whole = records,
			.most = most,
			.words = figure_number(page, records),
		};

		figure_bar_write(page, &bar);
	}
	figure_bars_end(page);
}

/* --- the table */

static void write_cell(struct page *page, const Ocop__Market__V1__ExportLine *line,
		       Ocop__Market__V1__ExportMeasure measure)
{
	const Ocop__Market__V1__ExportCell *cell = cell_of(line, measure);
	const char *words = "–"; /* of too few producers */

	if (cell && measure == SUM_OF(VALUE_USD_CENTS))
		words = figure_cents(page, cell->sum);
	else if (cell)
		words = figure_number(page, cell->sum);
	html_element(&page->html, "td", NULL, words);
}

static void write_line(struct page *page, const char *title,
		       const Ocop__Market__V1__ExportLine *line)
{
	html_open(&page->html, "tr", HTML_END);
	figures_write_heading(page, "row", title);
	for (Ocop__Market__V1__ExportMeasure one = SUM_OF(RECORDS); one <= SUM_OF(VALUE_USD_CENTS);
	     one++)
		write_cell(page, line, one);
	html_close(&page->html, "tr");
}

static void write_table(struct page *page, const found_message *found,
			const struct figures_heading *first)
{
	const struct figures_heading headings[] = {
		*first,
		{"Chuyến xuất khẩu", "Exports"},
		{"Giá trị (đồng)", "Value (dong)"},
		{"Giá trị (USD)", "Value (USD)"},
	};

	figures_table_begin(page, "figures", headings, sizeof headings / sizeof *headings);
	for (size_t i = 0; i < found->n_lines; i++)
		write_line(page, title_of(page, found->lines[i]), found->lines[i]);
	if (found->total)
		write_line(page, page_says(page, "Tổng", "Total"), found->total);
	figures_table_end(page);
}

/* --- the page */

static void write_form(struct page *page, const struct exports_view *view)
{
	figures_form_begin(page, "/figures/exports");
	figures_choice_begin(page, "year", "Theo nước, trong năm", "By country, in the year");
	figures_write_option(page, "", *view->year == '\0',
			     page_says(page, "Mọi năm", "All years"));
	for (size_t i = 0; i < view->years->n_lines; i++) {
		const char *code = view->years->lines[i]->code;

		figures_write_option(page, code, strcmp(view->year, code) == 0, code);
	}
	figures_choice_end(page);
	figures_form_end(page);
}

static void write_countries(struct page *page, const struct exports_view *view,
			    const found_message *countries)
{
	static const struct figures_heading by_country = {"Nước", "Country"};

	html_open(&page->html, "h2", HTML_END);
	html_text(&page->html, page_says(page, "Theo nước", "By country"));
	if (*view->year)
		html_format(&page->html, ", %s", view->year);
	html_close(&page->html, "h2");
	write_form(page, view);
	if (countries->n_lines == 0)
		return;
	write_chart(page, countries, "Chuyến xuất khẩu theo nước", "Exports by country");
	write_table(page, countries, &by_country);
}

static void write_meaning(struct page *page, const struct exports_view *view)
{
	page_element(page, "p", "hint",
		     "Chỉ tính chuyến mà cơ quan OCOP đã xác nhận, theo đồng tiền đã nhận. Nước và "
		     "năm có dưới ba chủ thể xuất khẩu không công bố; “–”: giá trị của dưới ba chủ "
		     "thể.",
		     "Only what the OCOP agency has confirmed counts, in the currency that was "
		     "paid. Countries and years to which fewer than three producers exported are "
		     "not published; “–”: the value of fewer than three.");
	if (!figures_reader_signed_in(page))
		figures_write_sign_in(page, "Số liệu của địa bàn dành cho cơ quan.",
				      "An office has the sums of what it covers.");
	else if (!view->years->for_anybody)
		page_element(page, "p", "hint", "Đây là số liệu trong phạm vi của cơ quan bạn.",
			     "These are the sums of what your office covers.");
}

static void on_countries(void *context, const ProtobufCMessage *reply, uint64_t version,
			 const Ocop__Common__V1__Reply *refusal)
{
	static const struct figures_heading by_year = {"Năm", "Year"};
	const struct exports_view *view = context;
	struct page page;

	(void)version; /* figures have none */
	if (!reply) {
		account_refused(view->own.gateway, view->own.request, refusal);
		return;
	}
	own_figures_begin(&page, &view->own, FIGURES_EXPORTS, "Sản phẩm OCOP xuất khẩu",
			  "OCOP products exported");
	if (view->years->n_lines == 0) {
		page_element(&page, "p", "lead", "Chưa có số liệu nào được công bố.",
			     "Nothing is published yet.");
	} else {
		page_element(&page, "h2", NULL, "Theo năm", "By year");
		write_chart(&page, view->years, "Chuyến xuất khẩu theo năm", "Exports by year");
		write_table(&page, view->years, &by_year);
		write_countries(&page, view, (const found_message *)reply);
	}
	write_meaning(&page, view);
	own_figures_end(&page);
}

static void ask(struct exports_view *view, Ocop__Market__V1__ExportFigureBy by, const char *year,
		dispatch_answer_fn *on_answer)
{
	struct arena *arena = view->own.request->arena;
	Ocop__Market__V1__GetExportFigures *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__get_export_figures__init(query);
	query->by = by;
	query->year = arena_strdup(arena, year);
	account_ask(view->own.gateway, view->own.request, &query->base, on_answer, view);
}

static void on_years(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct exports_view *view = context;

	(void)version; /* figures have none */
	if (!reply) {
		account_refused(view->own.gateway, view->own.request, refusal);
		return;
	}
	view->years = (const found_message *)reply;
	ask(view, EXPORT_BY(COUNTRY), view->year, on_countries);
}

void page_export_figures(struct gateway *gateway, struct http_request *request,
			 const struct route *route, const struct route_values *values)
{
	struct exports_view *view = arena_alloc(request->arena, sizeof(*view));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	*view = (struct exports_view){.own = {gateway, request},
				      .year = request_asked(request, "year")};
	ask(view, EXPORT_BY(YEAR), "", on_years);
}
