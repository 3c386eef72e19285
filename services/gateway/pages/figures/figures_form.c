/* figures_form.c - the form of "/figures": what is counted, by what it is split, as of when */
#include "gateway/pages/figures/figures_form.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/label/legal_forms.h"
#include "gateway/api/parameters.h"
#include "gateway/pages/figures/figures_parts.h"

enum { SETS = 26 };

static void choice_begin(struct page *page, const struct figures_view *view, const char *name,
			 const char *vi, const char *en)
{
	const char *asked = figures_asked(view, name);

	figures_choice_begin(page, name, vi, en);
	figures_write_option(page, "", *asked == '\0', page_says(page, "Tất cả", "All"));
}

/* What is not known is a choice like any other. */
static void choice_end(struct page *page, const struct figures_view *view, const char *name)
{
	figures_write_option(page, "-", strcmp(figures_asked(view, name), "-") == 0,
			     page_says(page, "Chưa rõ", "Not known"));
	figures_choice_end(page);
}

static void write_stars(struct page *page, const struct figures_view *view)
{
	choice_begin(page, view, "star", "Hạng sao", "Stars");
	for (char star[] = "5"; *star >= '1'; --*star)
		figures_write_option(
			page, arena_strdup(page->arena, star),
			strcmp(figures_asked(view, "star"), star) == 0,
			arena_printf(page->arena, "%s %s", star, page_says(page, "sao", "stars")));
	choice_end(page, view, "star");
}

static void write_sectors(struct page *page, const struct figures_view *view)
{
	static const char *const sectors[] = {"I", "II", "III", "IV", "V", "VI"};

	choice_begin(page, view, "sector", "Nhóm sản phẩm", "Sector");
	for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
		figures_write_option(page, sectors[i],
				     strcmp(figures_asked(view, "sector"), sectors[i]) == 0,
				     arena_printf(page->arena, "%s. %s", sectors[i],
						  page_sector_name(page, sectors[i])));
	choice_end(page, view, "sector");
}

static void write_sets(struct page *page, const struct figures_view *view)
{
	unsigned long asked = strtoul(figures_asked(view, "set"), NULL, 10);

	choice_begin(page, view, "set", "Bộ sản phẩm", "Product set");
	for (uint32_t set_no = 1; set_no <= SETS; set_no++)
		figures_write_option(page, arena_printf(page->arena, "%02u", set_no),
				     asked == set_no,
				     arena_printf(page->arena, "%u. %s", set_no,
						  page_set_name(page, "", set_no)));
	choice_end(page, view, "set");
}

static void write_years(struct page *page, const struct figures_view *view,
			const Ocop__Market__V1__GetFiguresReply *found)
{
	const char *asked = figures_asked(view, "year");
	int this_year = atoi(found->at);

	choice_begin(page, view, "year", "Năm công nhận", "Year of recognition");
	for (int year = this_year; year >= FIGURES_YEAR_FIRST; year--) {
		const char *text = arena_printf(page->arena, "%d", year);

		figures_write_option(page, text, strcmp(asked, text) == 0, text);
	}
	choice_end(page, view, "year");
}

static void write_forms(struct page *page, const struct figures_view *view)
{
	choice_begin(page, view, "legalForm", "Loại hình chủ thể", "Producer's form");
	for (const struct legal_form *form = legal_forms; form->code; form++)
		figures_write_option(page, form->code,
				     strcmp(figures_asked(view, "legalForm"), form->code) == 0,
				     page_says(page, form->vi, form->en));
	choice_end(page, view, "legalForm");
}

static void write_months(struct page *page, uint32_t chosen)
{
	static const uint32_t months[] = {1, 3, 6, 12, 24, 36};

	figures_choice_begin(page, "months", "Sắp hết hạn trong", "Expiring within");
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		figures_write_option(page, arena_printf(page->arena, "%u", months[i]),
				     months[i] == chosen,
				     arena_printf(page->arena, "%u %s", months[i],
						  page_says(page, "tháng", "months")));
	figures_choice_end(page);
}

static void write_input(struct page *page, const char *name, const char *type, const char *value,
			const char *label)
{
	html_open(&page->html, "div", "class", "field", HTML_END);
	html_open(&page->html, "label", "for", name, HTML_END);
	html_text(&page->html, label);
	html_close(&page->html, "label");
	html_void(&page->html, "input", "type", type, "id", name, "name", name, "value", value,
		  HTML_END);
	html_close(&page->html, "div");
}

static bool is_unit(Ocop__Market__V1__FigureBy by)
{
	return by >= BY(COMMUNE) && by <= BY(FORMER_PROVINCE);
}

/* A unit that was chosen stays chosen. */
static void write_chosen_units(struct page *page, const struct figures_view *view)
{
	for (const struct by_words *row = by_words; row->word; row++) {
		if (is_unit(row->by))
			figures_write_hidden(page, row->parameter,
					     figures_asked(view, row->parameter));
	}
}

void figures_form_write(struct page *page, const struct figures_view *view,
			const Ocop__Market__V1__GetFiguresReply *found)
{
	figures_form_begin(page, "/figures");
	write_chosen_units(page, view);
	figures_choice_begin(page, "by", "Chia theo", "Split by");
	for (const struct by_words *row = by_words; row->word; row++)
		figures_write_option(page, row->word, row == view->by,
				     page_says(page, row->vi, row->en));
	figures_choice_end(page);
	write_input(page, "at", "date", found->at, page_says(page, "Tính đến ngày", "As of"));
	write_months(page, found->expiring_months);
	write_stars(page, view);
	write_sectors(page, view);
	write_sets(page, view);
	write_years(page, view, found);
	write_forms(page, view);
	write_input(page, "unit", "text", "",
		    page_says(page, "Địa bàn mới hoặc cũ", "Unit, of today or of before"));
	figures_form_end(page);
}

/* This address with the unit in the place of what was typed. */
static const char *path_of(struct page *page, const struct figures_view *view,
			   const Ocop__Market__V1__FigureUnit *unit)
{
	const char *path = arena_printf(page->arena, "/figures?by=%s%s", view->by->word,
					figures_view_when(page, view));

	for (const struct by_words *row = by_words; row->word; row++) {
		const char *value =
			row->by == unit->by ? unit->code : figures_asked(view, row->parameter);

		if (*value && (row->by == unit->by || !is_unit(row->by)))
			path = arena_printf(page->arena, "%s&%s=%s", path, row->parameter,
					    percent_encode(page->arena, value));
	}
	return path;
}

static void write_unit(struct page *page, const struct figures_view *view,
		       const Ocop__Market__V1__FigureUnit *unit)
{
	const struct by_words *words = by_words_of(unit->by);
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_open(html, "a", "href", page_link(page, path_of(page, view, unit)), "lang",
		  page_says(page, NULL, "vi"), HTML_END);
	html_format(html, "%s%s%s", unit->name, *unit->within ? ", " : "", unit->within);
	html_close(html, "a");
	html_format(html, " (%s)", page_says(page, words->vi, words->en));
	html_close(html, "li");
}

void figures_units_write(struct page *page, const struct figures_view *view,
			 const Ocop__Market__V1__GetFiguresReply *found)
{
	struct html *html = &page->html;
	const char *typed = figures_asked(view, "unit");

	if (*typed == '\0')
		return;
	html_open(html, "section", "class", "units", HTML_END);
	html_open(html, "p", HTML_END);
	if (found->n_units)
		html_format(html, "“%s”: %s", typed,
			    page_says(page, "chọn địa bàn", "choose the unit"));
	else
		html_format(html, "“%s”: %s", typed,
			    page_says(page, "không có địa bàn nào tên như vậy, mới hay cũ",
				      "no unit of today or of before has this name"));
	html_close(html, "p");
	html_open(html, "ul", HTML_END);
	for (size_t i = 0; i < found->n_units; i++)
		write_unit(page, view, found->units[i]);
	html_close(html, "ul");
	html_close(html, "section");
}
