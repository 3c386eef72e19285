/* funnel_rows.c - "/figures/funnel/rows": the dossiers behind a figure of the funnel, for offices
 */
#include <stdlib.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/account/account.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/figures/figures_view.h"
#include "gateway/pages/figures/funnel_words.h"
#include "gateway/pages/figures/own_figures.h"
#include "gateway/pages/pages.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { ROWS_A_PAGE = 50 };

/* What the address asks for, but for the cursor: "round=...&step=filed". */
static const char *question_of(const struct http_request *request)
{
	static const char *const names[] = {"round",   "year",      "commune", "province",
					    "waiting", "withdrawn", "step"};
	const char *question = "";

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = request_asked(request, names[i]);

		if (*value)
			question = arena_printf(request->arena, "%s%s%s=%s", question,
						*question ? "&" : "", names[i],
						percent_encode(request->arena, value));
	}
	return question;
}

static void write_row(struct page *page, const Ocop__Market__V1__FunnelRow *row)
{
	const char *const days[] = {row->filed_on,    row->screened_on, row->proposed_on,
				    row->admitted_on, row->scored_on,   row->decided_on};
	struct html *html = &page->html;

	html_open(html, "tr", HTML_END);
	html_open(html, "th", "scope", "row", "lang", page_says(page, NULL, "vi"), HTML_END);
	html_text(html, *row->product_name ? row->product_name : row->product_id);
	html_close(html, "th");
	page_name(page, "td", NULL, *row->commune_name ? row->commune_name : row->commune_code);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		html_element(html, "td", NULL, page_date(page, days[i]));
	html_open(html, "td", HTML_END);
	if (row->recognised)
		html_text(html, page_says(page, "Được công nhận", "Recognised"));
	else if (*row->withdrawn_on)
		html_format(html, "%s %s", page_says(page, "Đã rút", "Withdrawn"),
			    page_date(page, row->withdrawn_on));
	html_close(html, "td");
	html_element(html, "td", NULL, row->dossier_id);
	html_close(html, "tr");
}

static void write_table(struct page *page, const Ocop__Market__V1__ListFunnelRowsReply *found)
{
	static const struct figures_heading headings[] = {
		{"Sản phẩm", "Product"},    {"Xã, phường", "Commune"}, {"Nộp", "Filed"},
		{"Xã xem xét", "Screened"}, {"Đề nghị", "Proposed"},   {"Vào đợt", "Admitted"},
		{"Chấm", "Scored"},         {"Quyết định", "Decided"}, {"Kết quả", "Outcome"},
		{"Mã hồ sơ", "Dossier"},
	};

	figures_table_begin(page, "figures rows", headings, sizeof headings / sizeof *headings);
	for (size_t i = 0; i < found->n_rows; i++)
		write_row(page, found->rows[i]);
	figures_table_end(page);
}

static void write_heading(struct page *page)
{
	const struct step_words *step = step_words_find(request_asked(page->request, "step"));
	bool waiting = *request_asked(page->request, "waiting") != '\0';
	bool withdrawn = *request_asked(page->request, "withdrawn") != '\0';

	html_open(&page->html, "p", "class", "lead", HTML_END);
	if (withdrawn)
		html_text(&page->html, page_says(page, "Đã rút.", "Withdrawn."));
	else
		html_format(&page->html, "%s%s.", page_says(page, step->vi, step->en),
			    waiting ? page_says(page, ", đang chờ ở bước này", ", waiting there")
				    : "");
	html_text(&page->html, page_says(page, " Trong phạm vi cơ quan của bạn.",
					 " Of what your office covers."));
	html_close(&page->html, "p");
}

static void on_rows(void *context, const ProtobufCMessage *reply, uint64_t version,
		    const Ocop__Common__V1__Reply *refusal)
{
	const struct own_figures *own = context;
	const Ocop__Market__V1__ListFunnelRowsReply *found =
		(const Ocop__Market__V1__ListFunnelRowsReply *)reply;
	const char *question = question_of(own->request);
	struct page page;

	(void)version; /* of a list */
	if (!found) {
		account_refused(own->gateway, own->request, refusal);
		return;
	}
	own_figures_begin(&page, own, FIGURES_FUNNEL, "Hồ sơ sau con số",
			  "Dossiers behind a figure");
	write_heading(&page);
	write_table(&page, found);
	if (*found->next)
		figures_write_next(&page,
				   arena_printf(page.arena, "/figures/funnel/rows?%s&cursor=%s",
						question, percent_encode(page.arena, found->next)));
	own_figures_end(&page);
}

void page_funnel_rows(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	struct arena *arena = request->arena;
	Ocop__Market__V1__ListFunnelRows *query = arena_alloc(arena, sizeof(*query));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	ocop__market__v1__list_funnel_rows__init(query);
	query->round_id = arena_strdup(arena, request_asked(request, "round"));
	query->commune = arena_strdup(arena, request_asked(request, "commune"));
	query->province = arena_strdup(arena, request_asked(request, "province"));
	query->cursor = arena_strdup(arena, request_asked(request, "cursor"));
	query->year = (uint32_t)strtoul(request_asked(request, "year"), NULL, 10);
	query->step = step_words_find(request_asked(request, "step"))->step;
	query->waiting = *request_asked(request, "waiting") != '\0';
	query->withdrawn = *request_asked(request, "withdrawn") != '\0';
	query->limit = ROWS_A_PAGE;
	own_figures_ask(gateway, request, &query->base, on_rows);
}
