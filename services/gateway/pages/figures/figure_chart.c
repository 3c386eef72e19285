/* figure_chart.c - figures as bars: SVG made here, without a script
 *
 * A bar is an SVG of its own between words in HTML: so words keep their size on a phone.
 */
#include "gateway/pages/figures/figure_chart.h"

#include "common/base/arena.h"
#include "gateway/pages/figures/figure_words.h"

enum { BAR_UNITS = 1000 }; /* of the longest one */

uint64_t figure_count_of(const Ocop__Market__V1__FigureLine *line,
			 Ocop__Market__V1__FigureMeasure measure)
{
	for (size_t i = 0; i < line->n_cells; i++) {
		if (line->cells[i]->measure == measure)
			return line->cells[i]->count;
	}
	return 0;
}

static uint64_t longest(const Ocop__Market__V1__GetFiguresReply *figures)
{
	uint64_t most = 1;

	for (size_t i = 0; i < figures->n_lines; i++) {
		uint64_t count = figure_count_of(figures->lines[i], MEASURE(PRODUCTS));

		most = count > most ? count : most;
	}
	return most;
}

static void write_rect(struct page *page, const char *class_name, uint64_t count, uint64_t most)
{
	html_open(&page->html, "rect", "class", class_name, "height", "10", "width",
		  arena_printf(page->arena, "%u", (unsigned)(count * BAR_UNITS / most)), HTML_END);
	html_close(&page->html, "rect"); /* SVG has no void elements */
}

static void write_bar(struct page *page, const Ocop__Market__V1__FigureLine *line, uint64_t most)
{
	struct html *html = &page->html;
	uint64_t products = figure_count_of(line, MEASURE(PRODUCTS));
	uint64_t valid = figure_count_of(line, MEASURE(VALID));

	html_open(html, "svg", "viewBox", "0 0 1000 10", "preserveAspectRatio", "none",
		  "aria-hidden", "true", HTML_END);
	write_rect(page, "all", products, most);
	write_rect(page, "valid", valid < products ? valid : products, most);
	html_close(html, "svg");
	html_open(html, "b", HTML_END);
	html_format(html, "%s / %s", figure_number(page, valid), figure_number(page, products));
	html_close(html, "b");
}

void figure_chart_write(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures)
{
	struct html *html = &page->html;
	uint64_t most = longest(figures);

	if (figures->n_lines == 0)
		return;
	html_open(html, "figure", "class", "bars", HTML_END);
	page_element(page, "figcaption", NULL,
		     "Còn hiệu lực (đậm) trên số sản phẩm từng được công nhận (nhạt)",
		     "Valid (dark) of the products ever recognised (light)");
	html_open(html, "ul", HTML_END);
	for (size_t i = 0; i < figures->n_lines; i++) {
		const Ocop__Market__V1__FigureLine *line = figures->lines[i];
		const struct figure_label label = {figures->by, line->code, line->name,
						   line->name_en};

		html_open(html, "li", HTML_END);
		html_open(html, "span", "lang", figure_title_language(page, &label), HTML_END);
		html_text(html, figure_title(page, &label));
		html_close(html, "span");
		write_bar(page, line, most);
		html_close(html, "li");
	}
	html_close(html, "ul");
	html_close(html, "figure");
}
