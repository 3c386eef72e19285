/* indicators.c - "/figures/indicators": the programme's indicators by year, for offices by unit too
 *
 * Anybody has the sums of all producers. An office that has signed in has the same of what it
 * covers, and lines by unit or legal form below them.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "gateway/api/parameters.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/account/account.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/figures/figures_view.h"
#include "gateway/pages/figures/indicator_words.h"
#include "gateway/pages/figures/indicators_view.h"
#include "gateway/pages/figures/year_columns.h"
#include "gateway/pages/pages.h"
#include "gateway/sessions.h"

enum { LINES_SHOWN = 200 };

/* Lives in the request's arena. */
struct indicators_page {
	struct own_figures own;
	const struct by_words *by;
	const Ocop__Market__V1__GetIndicatorsReply *years;
};

static const char *rows_path(const struct page *page, const char *year, const char *filters,
			     Ocop__Market__V1__ProducerIndicator indicator)
{
	const struct indicator_words *row = indicator_words;

	while (row->word && row->indicator != indicator)
		row++;
	if (!figures_reader_signed_in(page) || !row->word)
		return NULL;
	return arena_printf(page->arena, "/figures/indicators/rows?indicator=%s&year=%s%s",
			    row->word, year, filters);
}

/* --- by year */

static void write_chart(struct page *page, const struct indicator_words *words,
			const Ocop__Market__V1__GetIndicatorsReply *years)
{
	struct year_column columns[YEAR_COLUMNS_MAX];
	struct year_chart chart = {
		.title = page_says(page, words->vi, words->en),
		.columns = columns,
		.has_whole = words->of != INDICATOR(UNSPECIFIED),
	};

	for (size_t i = 0; i < years->n_lines && i < YEAR_COLUMNS_MAX; i++) {
		const Ocop__Market__V1__IndicatorLine *line = years->lines[i];

		columns[chart.count++] = (struct year_column){
			.year = line->code,
			.whole = indicator_count_of(line, words->of),
			.part = indicator_count_of(line, words->indicator),
			.is_withheld = line->withheld,
		};
	}
	if (chart.count > 0)
		year_columns_write(page, &chart);
}

/* What only says of how many another one is has no chart of its own. */
static bool is_drawn(const struct indicator_words *words)
{
	return words->indicator != INDICATOR(REVENUE_COMPARED) &&
	       words->indicator != INDICATOR(CAPACITY_COMPARED);
}

static void write_charts(struct page *page, const Ocop__Market__V1__GetIndicatorsReply *years)
{
	page_element(page, "p", "hint",
		     "Cột đậm: số chủ thể đạt; cột nhạt phía sau: số chủ thể so được.",
		     "Dark: producers that reach it; light, behind: of how many.");
	html_open(&page->html, "div", "class", "charts", HTML_END);
	for (const struct indicator_words *row = indicator_words; row->word; row++) {
		if (is_drawn(row))
			write_chart(page, row, years);
	}
	html_close(&page->html, "div");
}

static void write_withheld(struct page *page)
{
	html_element(&page->html, "td", NULL, "–");
}

static void write_indicator_row(struct page *page, const struct indicator_words *words,
				const Ocop__Market__V1__GetIndicatorsReply *years)
{
	const char *filters = indicators_filters(page->request);

	html_open(&page->html, "tr", HTML_END);
	figures_write_heading(page, "row", page_says(page, words->vi, words->en));
	for (size_t i = 0; i < years->n_lines; i++) {
		const Ocop__Market__V1__IndicatorLine *line = years->lines[i];

		if (line->withheld)
			write_withheld(page);
		else
			figures_write_number(page,
					     rows_path(page, line->code, filters, words->indicator),
					     indicator_count_of(line, words->indicator));
	}
	html_close(&page->html, "tr");
}

static void write_record_row(struct page *page, const struct record_words *words,
			     const Ocop__Market__V1__GetIndicatorsReply *years)
{
	const char *filters = indicators_filters(page->request);

	html_open(&page->html, "tr", HTML_END);
	figures_write_heading(page, "row", page_says(page, words->vi, words->en));
	for (size_t i = 0; i < years->n_lines; i++) {
		const Ocop__Market__V1__IndicatorLine *line = years->lines[i];

		if (line->withheld || (words->of_size && line->areas_withheld))
			write_withheld(page);
		else
			figures_write_number(page, rows_path(page, line->code, filters, words->of),
					     words->sum(line));
	}
	html_close(&page->html, "tr");
}

static void write_held_row(struct page *page, const struct held_words *words,
			   const Ocop__Market__V1__GetIndicatorsReply *years)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < years->n_lines; i++)
		sum += held_count_of(years->lines[i], words->kind);
	if (sum == 0)
		return;
	html_open(&page->html, "tr", HTML_END);
	figures_write_heading(
		page, "row",
		arena_printf(page->arena, "– %s", page_says(page, words->vi, words->en)));
	for (size_t i = 0; i < years->n_lines; i++) {
		if (years->lines[i]->withheld)
			write_withheld(page);
		else
			figures_write_number(page, NULL,
					     held_count_of(years->lines[i], words->kind));
	}
	html_close(&page->html, "tr");
}

static void write_years(struct page *page, const Ocop__Market__V1__GetIndicatorsReply *years)
{
	struct figures_heading headings[YEAR_COLUMNS_MAX + 1] = {{"Chỉ tiêu", "Indicator"}};
	size_t count = 1;

	for (size_t i = 0; i < years->n_lines && count <= YEAR_COLUMNS_MAX; i++)
		headings[count++] =
			(struct figures_heading){years->lines[i]->code, years->lines[i]->code};
	figures_table_begin(page, "figures years", headings, count);
	for (const struct indicator_words *row = indicator_words; row->word; row++)
		write_indicator_row(page, row, years);
	for (const struct record_words *row = record_words; row->sum; row++)
		write_record_row(page, row, years);
	for (const struct held_words *row = held_words; row->vi; row++)
		write_held_row(page, row, years);
	figures_table_end(page);
}

/* --- by unit or legal form */

static void write_line(struct page *page, const struct indicators_page *view, const char *title,
		       const char *filters, const Ocop__Market__V1__IndicatorLine *line)
{
	const char *year = arena_printf(page->arena, "%u", view->years->year);

	html_open(&page->html, "tr", HTML_END);
	figures_write_heading(page, "row", title);
	for (const struct indicator_words *row = indicator_words; row->word; row++)
		figures_write_number(page, rows_path(page, year, filters, row->indicator),
				     indicator_count_of(line, row->indicator));
	for (const struct record_words *row = record_words; row->sum; row++)
		figures_write_number(page, rows_path(page, year, filters, row->of), row->sum(line));
	html_close(&page->html, "tr");
}

/* The line's own value in the place of the one that was filtered by. */
static const char *filters_of(const struct page *page, const struct by_words *by, const char *code)
{
	const char *filters = "";

	for (const struct by_words *row = by_words; row->word; row++) {
		const char *value = row == by ? code : request_asked(page->request, row->parameter);

		if (*value && indicators_can_split_by(row->by))
			filters = arena_printf(page->arena, "%s&%s=%s", filters, row->parameter,
					       percent_encode(page->arena, value));
	}
	return filters;
}

static void write_lines(struct page *page, const struct indicators_page *view,
			const Ocop__Market__V1__GetIndicatorsReply *found)
{
	struct figures_heading headings[32] = {{view->by->vi, view->by->en}};
	size_t count = 1;

	for (const struct indicator_words *row = indicator_words; row->word; row++)
		headings[count++] = (struct figures_heading){row->vi, row->en};
	for (const struct record_words *row = record_words; row->sum; row++)
		headings[count++] = (struct figures_heading){row->vi, row->en};
	html_open(&page->html, "h2", HTML_END);
	html_format(&page->html, "%s %u · %s", page_says(page, "Năm", "Year"), found->year,
		    page_says(page, view->by->vi, view->by->en));
	html_close(&page->html, "h2");
	figures_table_begin(page, "figures", headings, count);
	for (size_t i = 0; i < found->n_lines && i < LINES_SHOWN; i++) {
		const Ocop__Market__V1__IndicatorLine *line = found->lines[i];

		const struct figure_label label = {view->by->by, line->code, line->name,
						   line->name_en};

		write_line(page, view, figure_title(page, &label),
			   filters_of(page, view->by, line->code), line);
	}
	if (found->total)
		write_line(page, view, page_says(page, "Tổng", "Total"),
			   indicators_filters(page->request), found->total);
	figures_table_end(page);
	if (found->n_lines > LINES_SHOWN)
		page_element(page, "p", "hint",
			     "Còn nhiều dòng nữa: tải bảng để xem hết; tổng là của tất cả.",
			     "There are more lines: the file has them all; the total is of all.");
}

static void write_line_files(struct page *page, const struct indicators_page *view)
{
	const ProtobufCEnumValue *by = protobuf_c_enum_descriptor_get_value(
		&ocop__market__v1__figure_by__descriptor, (int)view->by->by);

	figures_write_files(
		page, "Tải bảng này:", "This table as a file:",
		arena_printf(page->arena, "/api/v1/figures/indicators/table?year=%u&by=%s%s",
			     view->years->year, by->name, indicators_filters(page->request)));
}

/* --- the page */

static void write_form(struct page *page, const struct indicators_page *view)
{
	int this_year = date_year(date_of_us(clock_now_us(&page->gateway->clock)));

	figures_form_begin(page, "/figures/indicators");
	for (const struct by_words *row = by_words; row->word; row++) {
		if (indicators_can_split_by(row->by))
			figures_write_hidden(page, row->parameter,
					     request_asked(page->request, row->parameter));
	}
	figures_choice_begin(page, "year", "Đến năm", "Up to the year");
	for (int year = this_year; year >= FIGURES_YEAR_FIRST; year--) {
		const char *text = arena_printf(page->arena, "%d", year);

		figures_write_option(page, text, (int)view->years->year == year, text);
	}
	figures_choice_end(page);
	if (figures_reader_signed_in(page)) {
		figures_choice_begin(page, "by", "Chia theo", "Split by");
		for (const struct by_words *row = by_words; row->word; row++) {
			if (indicators_can_split_by(row->by))
				figures_write_option(page, row->word, row == view->by,
						     page_says(page, row->vi, row->en));
		}
		figures_choice_end(page);
	}
	figures_form_end(page);
}

static void write_filters(struct page *page, const Ocop__Market__V1__GetIndicatorsReply *years)
{
	figures_write_filters(page, years->filters, years->n_filters, "/figures/indicators");
}

static void begin(struct page *page, const struct indicators_page *view)
{
	const Ocop__Market__V1__GetIndicatorsReply *years = view->years;

	own_figures_begin(page, &view->own, FIGURES_INDICATORS, "Chỉ tiêu của chương trình",
			  "The programme's indicators");
	html_open(&page->html, "p", "class", "lead", HTML_END);
	html_text(
		&page->html,
		page_says(
			page, "Theo báo cáo năm của chủ thể và những gì còn hiệu lực cuối năm. ",
			"By producers' yearly reports, and what is in force at the year's end. "));
	own_figures_write_as_of(page, years->as_of);
	html_close(&page->html, "p");
	write_filters(page, years);
	write_form(page, view);
	write_charts(page, years);
	write_years(page, years);
	figures_write_files(page, "Tải bảng này:", "This table as a file:",
			    arena_printf(page->arena,
					 "/api/v1/figures/indicators/table?year=%u"
					 "&by=FIGURE_BY_YEAR%s",
					 years->year, indicators_filters(page->request)));
	page_element(
		page, "p", "hint",
		"– : dưới ba chủ thể báo cáo, nên không công bố. Một chủ thể báo cáo nhiều năm, "
		"nên các năm không cộng lại.",
		"– : fewer than three producers reported, so nothing is told. A producer "
		"reports on many years: years do not add up.");
}

static void on_lines(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	const struct indicators_page *view = context;
	struct page page;

	(void)version; /* figures have none */
	(void)refusal; /* who is no office has no lines: the page is the public one */
	begin(&page, view);
	if (reply) {
		write_lines(&page, view, (const Ocop__Market__V1__GetIndicatorsReply *)reply);
		write_line_files(&page, view);
	}
	own_figures_end(&page);
}

static void on_years(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct indicators_page *view = context;
	struct gateway *gateway = view->own.gateway;
	struct http_request *request = view->own.request;
	Ocop__Market__V1__GetIndicators *query;
	struct page page;

	(void)version; /* figures have none */
	if (!reply) {
		account_refused(gateway, request, refusal);
		return;
	}
	view->years = (const Ocop__Market__V1__GetIndicatorsReply *)reply;
	if (sessions_secret(request)) {
		query = arena_alloc(request->arena, sizeof(*query));
		ocop__market__v1__get_indicators__init(query);
		indicators_fill(request, &query->base);
		query->year = view->years->year;
		query->by = view->by->by;
		account_ask(gateway, request, &query->base, on_lines, view);
		return;
	}
	begin(&page, view);
	figures_write_sign_in(&page, "Chia theo địa bàn và loại hình dành cho cơ quan.",
			      "Lines by unit and legal form are for offices.");
	own_figures_end(&page);
}

void page_indicators(struct gateway *gateway, struct http_request *request,
		     const struct route *route, const struct route_values *values)
{
	struct indicators_page *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Market__V1__GetIndicators *query = arena_alloc(request->arena, sizeof(*query));
	const struct by_words *by = by_words_find(request_asked(request, "by"));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	*view = (struct indicators_page){
		.own = {gateway, request},
		.by = indicators_can_split_by(by->by) ? by : by_words_find("form"),
	};
	ocop__market__v1__get_indicators__init(query);
	indicators_fill(request, &query->base);
	query->by = BY(YEAR);
	account_ask(gateway, request, &query->base, on_years, view);
}
