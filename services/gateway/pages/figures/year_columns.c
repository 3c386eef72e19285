/* year_columns.c - a small chart of columns by year that prints: SVG made here, without a script */
#include "gateway/pages/figures/year_columns.h"

#include "common/base/arena.h"
#include "gateway/pages/figures/figure_words.h"

/* In units of the drawing. */
enum { WIDTH = 300, TOP = 18, HEIGHT = 90, BOTTOM = 16, GAP = 8 };

static uint64_t most_of(const struct year_chart *chart)
{
	uint64_t most = 1;

	for (size_t i = 0; i < chart->count; i++) {
		const struct year_column *column = &chart->columns[i];
		uint64_t count = chart->has_whole ? column->whole : column->part;

		most = count > most ? count : most;
	}
	return most;
}

static const char *number(struct page *page, unsigned value)
{
	return arena_printf(page->arena, "%u", value);
}

static void write_rect(struct page *page, const char *class_name, unsigned x, unsigned width,
		       unsigned height)
{
	html_open(&page->html, "rect", "class", class_name, "x", number(page, x), "y",
		  number(page, TOP + HEIGHT - height), "width", number(page, width), "height",
		  number(page, height), HTML_END);
	html_close(&page->html, "rect"); /* SVG has no void elements */
}

static void write_text(struct page *page, unsigned x, unsigned y, const char *text)
{
	html_open(&page->html, "text", "x", number(page, x), "y", number(page, y), "text-anchor",
		  "middle", HTML_END);
	html_text(&page->html, text);
	html_close(&page->html, "text");
}

static const char *words(struct page *page, const struct year_chart *chart,
			 const struct year_column *column)
{
	if (column->is_withheld)
		return "–";
	if (!chart->has_whole)
		return figure_number(page, column->part);
	return arena_printf(page->arena, "%s/%s", figure_number(page, column->part),
			    figure_number(page, column->whole));
}

static void write_column(struct page *page, const struct year_chart *chart, size_t index,
			 uint64_t most)
{
	const struct year_column *column = &chart->columns[index];
	unsigned step = WIDTH / (unsigned)chart->count;
	unsigned x = (unsigned)index * step + GAP / 2, width = step - GAP;
	unsigned whole = chart->has_whole ? (unsigned)(column->whole * HEIGHT / most) : 0;
	unsigned part = (unsigned)(column->part * HEIGHT / most);

	if (!column->is_withheld) {
		if (whole > 0)
			write_rect(page, "all", x, width, whole);
		if (part > 0)
			write_rect(page, "valid", x, width, part);
	}
	write_text(page, x + width / 2, TOP + HEIGHT - (whole > part ? whole : part) - 4,
		   words(page, chart, column));
	write_text(page, x + width / 2, TOP + HEIGHT + BOTTOM - 3, column->year);
}

void year_columns_write(struct page *page, const struct year_chart *chart)
{
	struct html *html = &page->html;
	uint64_t most = most_of(chart);

	html_open(html, "figure", "class", "columns", HTML_END);
	html_element(html, "figcaption", NULL, chart->title);
	html_open(html, "svg", "viewBox",
		  arena_printf(page->arena, "0 0 %d %d", WIDTH, TOP + HEIGHT + BOTTOM),
		  "aria-hidden", "true", HTML_END);
	for (size_t i = 0; i < chart->count; i++)
		write_column(page, chart, i, most);
	html_close(html, "svg");
	html_close(html, "figure");
}
