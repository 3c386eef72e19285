/* indicator_rows.c - "/figures/indicators/rows": the producers behind one indicator, for offices */
#include <stdlib.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/account/account.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/figures/figures_view.h"
#include "gateway/pages/figures/indicator_words.h"
#include "gateway/pages/figures/indicators_view.h"
#include "gateway/pages/pages.h"

enum { ROWS_A_PAGE = 50 };

static void write_amount(struct page *page, int64_t amount)
{
	html_element(&page->html, "td", NULL, figure_number(page, (uint64_t)amount));
}

static void write_row(struct page *page, const Ocop__Market__V1__IndicatorRow *row)
{
	struct html *html = &page->html;
	const char *commune = page_says(page, row->commune_name, row->commune_name_en);

	html_open(html, "tr", HTML_END);
	html_open(html, "th", "scope", "row", "lang", page_says(page, NULL, "vi"), HTML_END);
	html_text(html, *row->producer_name ? row->producer_name : row->producer_id);
	html_close(html, "th");
	html_element(html, "td", NULL, *commune ? commune : row->commune_code);
	html_element(html, "td", NULL,
		     page_says(page, row->legal_form_name, row->legal_form_name_en));
	write_amount(page, row->revenue_vnd);
	write_amount(page, row->revenue_vnd_of_year_before);
	html_element(
		html, "td", NULL,
		row->capacity_percent_of_year_before
			? arena_printf(page->arena, "%u %%", row->capacity_percent_of_year_before)
			: "");
	write_amount(page, row->local_worker_count);
	html_element(html, "td", NULL, row->in_linked_chain ? page_says(page, "Có", "Yes") : "");
	write_amount(page, (int64_t)row->linkages);
	write_amount(page, (int64_t)row->held_certificates);
	write_amount(page, (int64_t)row->material_areas);
	html_close(html, "tr");
}

static void write_table(struct page *page, const Ocop__Market__V1__ListIndicatorRowsReply *found)
{
	static const struct figures_heading headings[] = {
		{"Chủ thể", "Producer"},
		{"Xã, phường", "Commune"},
		{"Loại hình", "Legal form"},
		{"Doanh thu (đồng)", "Revenue (đồng)"},
		{"Năm trước", "Year before"},
		{"Công suất so với năm trước", "Capacity of the year before"},
		{"Lao động địa phương", "Local workers"},
		{"Chuỗi liên kết", "Linked chain"},
		{"Liên kết", "Linkages"},
		{"Chứng nhận khác", "Other certificates"},
		{"Vùng nguyên liệu", "Raw-material areas"},
	};

	figures_table_begin(page, "figures", headings, sizeof headings / sizeof *headings);
	for (size_t i = 0; i < found->n_rows; i++)
		write_row(page, found->rows[i]);
	figures_table_end(page);
}

static void on_rows(void *context, const ProtobufCMessage *reply, uint64_t version,
		    const Ocop__Common__V1__Reply *refusal)
{
	const struct own_figures *own = context;
	const struct http_request *request = own->request;
	const Ocop__Market__V1__ListIndicatorRowsReply *found =
		(const Ocop__Market__V1__ListIndicatorRowsReply *)reply;
	const struct indicator_words *words =
		indicator_words_find(request_asked(request, "indicator"));
	struct page page;

	(void)version; /* of a list */
	if (!found) {
		account_refused(own->gateway, own->request, refusal);
		return;
	}
	own_figures_begin(&page, own, FIGURES_INDICATORS, words->vi, words->en);
	page_element(&page, "p", "lead", "Trong phạm vi cơ quan của bạn.",
		     "Of what your office covers.");
	write_table(&page, found);
	if (*found->next)
		figures_write_next(
			&page,
			arena_printf(page.arena,
				     "/figures/indicators/rows?indicator=%s&year=%s%s"
				     "&cursor=%s",
				     words->word,
				     percent_encode(page.arena, request_asked(request, "year")),
				     indicators_filters(request),
				     percent_encode(page.arena, found->next)));
	own_figures_end(&page);
}

void page_indicator_rows(struct gateway *gateway, struct http_request *request,
			 const struct route *route, const struct route_values *values)
{
	Ocop__Market__V1__ListIndicatorRows *query = arena_alloc(request->arena, sizeof(*query));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	ocop__market__v1__list_indicator_rows__init(query);
	indicators_fill(request, &query->base);
	query->indicator = indicator_words_find(request_asked(request, "indicator"))->indicator;
	query->cursor = arena_strdup(request->arena, request_asked(request, "cursor"));
	query->limit = ROWS_A_PAGE;
	own_figures_ask(gateway, request, &query->base, on_rows);
}
