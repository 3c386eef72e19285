/* trend_chart.c - figures year by year: lines over columns that print, and the same as a table */
#include "gateway/pages/figures/trend_chart.h"

#include "common/base/arena.h"
#include "gateway/pages/figures/figure_words.h"
#include "gateway/pages/figures/figures_parts.h"

/* In units of the drawing. */
enum { WIDTH = 360, TOP = 8, HEIGHT = 150, BOTTOM = 18, MARK = 3, LABELS_MAX = 9 };

/* A line: its measure, and how it is drawn. */
struct series {
	Ocop__Market__V1__FigureMeasure measure;
	const char *class_name;
	const char *mark; /* a path around where it begins */
};

static const struct series all_series[] = {
	{MEASURE(VALID), "valid-line", "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"},
	{MEASURE(EXPIRED), "expired-line", "m-3-3h6v6h-6z"},
	{MEASURE(REVOKED), "revoked-line", "m0-4l4 7h-8z"},
	{MEASURE(RENEWED), "renewed-line", "m0-4l4 4l-4 4l-4-4z"},
};

static uint64_t count_of(const Ocop__Market__V1__FigureYear *year,
			 Ocop__Market__V1__FigureMeasure measure)
{
	for (size_t i = 0; i < year->n_cells; i++) {
		if (year->cells[i]->measure == measure)
			return year->cells[i]->count;
	}
	return 0;
}

static uint64_t most_of(const Ocop__Market__V1__GetFiguresReply *figures)
{
	uint64_t most = 1;

	for (size_t i = 0; i < figures->n_trend; i++) {
		const Ocop__Market__V1__FigureYear *year = figures->trend[i];

		most = year->recognised > most ? year->recognised : most;
		for (size_t k = 0; k < sizeof all_series / sizeof *all_series; k++) {
			uint64_t count = count_of(year, all_series[k].measure);

			most = count > most ? count : most;
		}
	}
	return most;
}

static unsigned middle_of(size_t index, size_t count)
{
	return (unsigned)((2 * index + 1) * WIDTH / (2 * count));
}

static unsigned height_of(uint64_t count, uint64_t most)
{
	return (unsigned)(TOP + HEIGHT - count * HEIGHT / most);
}

static void write_column(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures,
			 size_t index, uint64_t most)
{
	unsigned width = (unsigned)(WIDTH / figures->n_trend) / 2;
	unsigned top = height_of(figures->trend[index]->recognised, most);

	html_open(&page->html, "rect", "class", "all", "x",
		  arena_printf(page->arena, "%u", middle_of(index, figures->n_trend) - width / 2),
		  "y", arena_printf(page->arena, "%u", top), "width",
		  arena_printf(page->arena, "%u", width), "height",
		  arena_printf(page->arena, "%u", TOP + HEIGHT - top), HTML_END);
	html_close(&page->html, "rect"); /* SVG has no void elements */
}

static void write_path(struct page *page, const char *class_name, const char *path)
{
	html_open(&page->html, "path", "class", class_name, "d", path, HTML_END);
	html_close(&page->html, "path");
}

static void write_series(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures,
			 const struct series *series, uint64_t most)
{
	const char *line = "", *marks = "";

	for (size_t i = 0; i < figures->n_trend; i++) {
		unsigned x = middle_of(i, figures->n_trend);
		unsigned y = height_of(count_of(figures->trend[i], series->measure), most);

		line = arena_printf(page->arena, "%s%s%u %u", line, i ? "L" : "M", x, y);
		marks = arena_printf(page->arena, "%sM%u %u%s", marks, x, y, series->mark);
	}
	write_path(page, series->class_name, line);
	write_path(page, "mark", marks);
}

/* As many years are named as there is room for; the last one always. */
static void write_years(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures)
{
	size_t step = (figures->n_trend + LABELS_MAX - 1) / LABELS_MAX;

	for (size_t i = 0; i < figures->n_trend; i++) {
		if ((figures->n_trend - 1 - i) % step != 0)
			continue;
		html_open(&page->html, "text", "x",
			  arena_printf(page->arena, "%u", middle_of(i, figures->n_trend)), "y",
			  arena_printf(page->arena, "%d", TOP + HEIGHT + BOTTOM - 4), "text-anchor",
			  "middle", HTML_END);
		html_format(&page->html, "%u", figures->trend[i]->year);
		html_close(&page->html, "text");
	}
}

static void write_sample(struct page *page, const struct series *series)
{
	const struct measure_words *words = measure_words_of(series->measure);
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_open(html, "svg", "viewBox", "0 0 36 10", "aria-hidden", "true", HTML_END);
	write_path(page, series->class_name, "M0 5H36");
	write_path(page, "mark", arena_printf(page->arena, "M18 5%s", series->mark));
	html_close(html, "svg");
	html_text(html, page_says(page, words->vi, words->en));
	html_close(html, "li");
}

static void write_legend(struct page *page)
{
	struct html *html = &page->html;

	html_open(html, "ul", "class", "legend", HTML_END);
	for (size_t i = 0; i < sizeof all_series / sizeof *all_series; i++)
		write_sample(page, &all_series[i]);
	html_open(html, "li", HTML_END);
	html_open(html, "svg", "viewBox", "0 0 36 10", "aria-hidden", "true", HTML_END);
	write_path(page, "all", "M12 0H24V10H12z");
	html_close(html, "svg");
	html_text(html, page_says(page, "Công nhận trong năm", "Recognised in the year"));
	html_close(html, "li");
	html_close(html, "ul");
}

void trend_chart_write(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures)
{
	uint64_t most = most_of(figures);
	struct html *html = &page->html;

	if (figures->n_trend < 2)
		return;
	html_open(html, "figure", "class", "trend", HTML_END);
	page_element(page, "figcaption", NULL, "Qua các năm: cuối mỗi năm, và công nhận trong năm",
		     "Over the years: at each year's end, and recognised in the year");
	html_open(html, "svg", "viewBox",
		  arena_printf(page->arena, "0 0 %d %d", WIDTH, TOP + HEIGHT + BOTTOM),
		  "aria-hidden", "true", HTML_END);
	for (size_t i = 0; i < figures->n_trend; i++)
		write_column(page, figures, i, most);
	write_path(page, "axis", arena_printf(page->arena, "M0 %dH%d", TOP + HEIGHT, WIDTH));
	for (size_t i = 0; i < sizeof all_series / sizeof *all_series; i++)
		write_series(page, figures, &all_series[i], most);
	write_years(page, figures);
	html_close(html, "svg");
	write_legend(page);
	html_close(html, "figure");
}

static void write_row(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures,
		      const Ocop__Market__V1__FigureYear *year, const char *filters)
{
	html_open(&page->html, "tr", HTML_END);
	figures_write_heading(page, "row", arena_printf(page->arena, "%u", year->year));
	figures_write_number(page,
			     arena_printf(page->arena,
					  "/figures/rows?measure=recognitions%s&year=%u&at=%s",
					  filters, year->year, figures->at),
			     year->recognised);
	for (size_t i = 0; i < sizeof all_series / sizeof *all_series; i++)
		figures_write_number(page,
				     arena_printf(page->arena, "/figures/rows?measure=%s%s&at=%s",
						  measure_words_of(all_series[i].measure)->word,
						  filters, year->at),
				     count_of(year, all_series[i].measure));
	html_close(&page->html, "tr");
}

void trend_table_write(struct page *page, const Ocop__Market__V1__GetFiguresReply *figures,
		       const char *filters)
{
	static const struct figures_heading headings[] = {
		{"Năm", "Year"},
		{"Công nhận trong năm", "Recognised in the year"},
		{"Còn hiệu lực cuối năm", "Valid at its end"},
		{"Đã hết hạn", "Expired"},
		{"Bị thu hồi", "Withdrawn"},
		{"Được công nhận lại", "Renewed"},
	};

	if (figures->n_trend < 2)
		return;
	figures_table_begin(page, "figures trend-table", headings,
			    sizeof headings / sizeof *headings);
	for (size_t i = 0; i < figures->n_trend; i++)
		write_row(page, figures, figures->trend[i], filters);
	figures_table_end(page);
}
