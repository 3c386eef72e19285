/* figures_parts.c - what the pages of figures are built of: the way between them, tables, forms,
 * files
 */
#include "gateway/pages/figures/figures_parts.h"

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/figures/figure_words.h"
#include "gateway/sessions.h"

void figures_write_ways(struct page *page, enum figures_page current)
{
	static const struct {
		enum figures_page page;
		const char *path, *vi, *en;
	} ways[] = {
		{FIGURES_RECOGNITIONS, "/figures", "Công nhận", "Recognitions"},
		{FIGURES_FUNNEL, "/figures/funnel", "Hồ sơ và thời gian chờ", "Dossiers and waits"},
		{FIGURES_INDICATORS, "/figures/indicators", "Chỉ tiêu", "Indicators"},
		{FIGURES_EXPORTS, "/figures/exports", "Xuất khẩu", "Exports"},
	};

	html_open(&page->html, "nav", "class", "ways", "aria-label",
		  page_says(page, "Các trang số liệu", "Pages of figures"), HTML_END);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		html_open(&page->html, "a", "href", page_link(page, ways[i].path), "aria-current",
			  ways[i].page == current ? "page" : NULL, HTML_END);
		html_text(&page->html, page_says(page, ways[i].vi, ways[i].en));
		html_close(&page->html, "a");
	}
	html_close(&page->html, "nav");
}

void figures_write_heading(struct page *page, const char *scope, const char *text)
{
	html_open(&page->html, "th", "scope", scope, HTML_END);
	html_text(&page->html, text);
	html_close(&page->html, "th");
}

void figures_table_begin(struct page *page, const char *class_name,
			 const struct figures_heading *headings, size_t count)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
		  page_says(page, "Bảng số liệu", "Table of figures"), HTML_END);
	html_open(html, "table", "class", class_name, HTML_END);
	html_open(html, "thead", HTML_END);
	html_open(html, "tr", HTML_END);
	for (size_t i = 0; i < count; i++)
		figures_write_heading(page, "col", page_says(page, headings[i].vi, headings[i].en));
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", HTML_END);
}

void figures_table_end(struct page *page)
{
	html_close(&page->html, "tbody");
	html_close(&page->html, "table");
	html_close(&page->html, "div");
}

void figures_write_number(struct page *page, const char *path, uint64_t number)
{
	struct html *html = &page->html;

	html_open(html, "td", HTML_END);
	if (path && number)
		html_open(html, "a", "href", page_link(page, path), HTML_END);
	html_text(html, figure_number(page, number));
	if (path && number)
		html_close(html, "a");
	html_close(html, "td");
}

void figures_choice_begin(struct page *page, const char *name, const char *vi, const char *en)
{
	html_open(&page->html, "div", "class", "field", HTML_END);
	html_open(&page->html, "label", "for", name, HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "label");
	html_open(&page->html, "select", "id", name, "name", name, HTML_END);
}

void figures_write_option(struct page *page, const char *value, bool chosen, const char *text)
{
	html_open(&page->html, "option", "value", value, "selected", chosen ? "" : NULL, HTML_END);
	html_text(&page->html, text);
	html_close(&page->html, "option");
}

void figures_choice_end(struct page *page)
{
	html_close(&page->html, "select");
	html_close(&page->html, "div");
}

void figures_form_begin(struct page *page, const char *path)
{
	html_open(&page->html, "form", "class", "search figures-form", "action", path, "method",
		  "get", HTML_END);
	if (page->language == LANGUAGE_EN)
		figures_write_hidden(page, "lang", "en");
	html_open(&page->html, "div", "class", "filters", HTML_END);
}

void figures_write_hidden(struct page *page, const char *name, const char *value)
{
	if (*value)
		html_void(&page->html, "input", "type", "hidden", "name", name, "value", value,
			  HTML_END);
}

void figures_form_end(struct page *page)
{
	html_open(&page->html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(&page->html, page_says(page, "Xem", "Show"));
	html_close(&page->html, "button");
	html_close(&page->html, "div");
	html_close(&page->html, "form");
}

void figures_write_files(struct page *page, const char *vi, const char *en, const char *path)
{
	static const char *const names[] = {"XLSX", "CSV"};

	html_open(&page->html, "p", "class", "files", HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_text(&page->html, " ");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		html_open(&page->html, "a", "href",
			  arena_printf(page->arena, "%s&format=FIGURE_FORMAT_%s", path, names[i]),
			  HTML_END);
		html_text(&page->html, names[i]);
		html_close(&page->html, "a");
	}
	html_close(&page->html, "p");
}

bool figures_reader_signed_in(const struct page *page)
{
	return sessions_secret(page->request) != NULL;
}

void figures_write_sign_in(struct page *page, const char *vi, const char *en)
{
	const char *next = page->request->path;

	html_open(&page->html, "p", "class", "hint sign-in", HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_text(&page->html, " ");
	html_open(&page->html, "a", "href",
		  page_link(page, arena_printf(page->arena, "/dang-nhap?next=%s",
					       percent_encode(page->arena, next))),
		  HTML_END);
	html_text(&page->html, page_says(page, "Đăng nhập", "Sign in"));
	html_close(&page->html, "a");
	html_close(&page->html, "p");
}

const char *figure_cents(const struct page *page, uint64_t cents)
{
	return arena_printf(page->arena, "%s%s%02u", figure_number(page, cents / 100),
			    page_says(page, ",", "."), (unsigned)(cents % 100));
}

const char *figure_half_days(const struct page *page, uint32_t half_days)
{
	return arena_printf(page->arena, "%u%s", half_days / 2,
			    half_days % 2 ? page_says(page, ",5", ".5") : "");
}
