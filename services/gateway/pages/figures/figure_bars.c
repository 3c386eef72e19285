/* figure_bars.c - bars that print: SVG between words in HTML, without a script */
#include "gateway/pages/figures/figure_bars.h"

#include "common/base/arena.h"

enum { BAR_UNITS = 1000 }; /* of the longest one */

void figure_bars_begin(struct page *page, const char *caption_vi, const char *caption_en)
{
	html_open(&page->html, "figure", "class", "bars", HTML_END);
	page_element(page, "figcaption", NULL, caption_vi, caption_en);
	html_open(&page->html, "ul", HTML_END);
}

static void write_rect(struct page *page, const char *class_name, unsigned from, unsigned until)
{
	if (until <= from)
		return;
	html_open(&page->html, "rect", "class", class_name, "height", "10", "x",
		  arena_printf(page->arena, "%u", from), "width",
		  arena_printf(page->arena, "%u", until - from), HTML_END);
	html_close(&page->html, "rect"); /* SVG has no void elements */
}

/* Strokes across, each as wide as the gap that follows: no pattern has to be found by its id. */
static void write_hatch(struct page *page, unsigned from, unsigned until)
{
	enum { STEP = 14 };
	const char *path = "";

	for (unsigned at = from; at < until; at += STEP) {
		unsigned end = at + STEP / 2 < until ? at + STEP / 2 : until;

		path = arena_printf(page->arena, "%sM%u 0H%uV10H%uz", path, at, end, at);
	}
	if (!*path)
		return;
	html_open(&page->html, "path", "class", "valid", "d", path, HTML_END);
	html_close(&page->html, "path");
}

void figure_bar_write(struct page *page, const struct figure_bar *bar)
{
	struct html *html = &page->html;
	uint64_t solid = bar->whole - (bar->hatched < bar->whole ? bar->hatched : bar->whole);
	unsigned light = (unsigned)(bar->light * BAR_UNITS / bar->most);
	unsigned whole = (unsigned)(bar->whole * BAR_UNITS / bar->most);
	unsigned dark = (unsigned)(solid * BAR_UNITS / bar->most);

	html_open(html, "li", HTML_END);
	html_element(html, "span", NULL, bar->label);
	html_open(html, "svg", "viewBox", "0 0 1000 10", "preserveAspectRatio", "none",
		  "aria-hidden", "true", HTML_END);
	write_rect(page, "all", 0, light);
	write_rect(page, "valid", 0, dark);
	write_hatch(page, dark, whole);
	html_close(html, "svg");
	html_element(html, "b", NULL, bar->words);
	html_close(html, "li");
}

void figure_bars_end(struct page *page)
{
	html_close(&page->html, "ul");
	html_close(&page->html, "figure");
}
