/* market_view.c - the market's filters as links that narrow a search or take a filter back */
#include "gateway/pages/market/market_view.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"

#define FACET(kind) OCOP__MARKET__V1__FACET_KIND__FACET_KIND_##kind

/* Values that are shown at once; the others on a click. */
enum { VALUES_SHOWN = 6 };

/* How a kind of facet is called, and which parameter its values are of. */
struct facet_look {
	Ocop__Market__V1__FacetKind kind;
	enum view_parameter parameter;
	const char *vi, *en;
};

static const struct facet_look looks[] = {
	{FACET(VALID), VIEW_VALID, "Giấy chứng nhận", "Certificate"},
	{FACET(POTENTIAL), VIEW_POTENTIAL, "Chưa có sao", "Without stars"},
	{FACET(STAR), VIEW_STAR, "Hạng sao", "Stars"},
	{FACET(SECTOR), VIEW_SECTOR, "Nhóm sản phẩm", "Sector"},
	{FACET(SET), VIEW_SET, "Bộ sản phẩm", "Product set"},
	{FACET(PROVINCE), VIEW_UNIT, "Tỉnh, thành phố", "Province"},
	{FACET(COMMUNE), VIEW_UNIT, "Xã, phường", "Commune"},
	{FACET(FORMER_DISTRICT), VIEW_UNIT, "Huyện cũ", "Former district"},
	{FACET(PRICE_BAND), VIEW_PRICE, "Giá", "Price"},
	{FACET(MONTH), VIEW_MONTH, "Mùa", "Season"},
};

enum { LOOKS = sizeof looks / sizeof *looks };

const char *view_parameter_name(enum view_parameter parameter)
{
	static const char *const names[VIEW_PARAMETERS] = {
		[VIEW_Q] = "q",         [VIEW_SECTOR] = "sector", [VIEW_SET] = "set",
		[VIEW_STAR] = "star",   [VIEW_UNIT] = "unit",     [VIEW_PRICE] = "price",
		[VIEW_MONTH] = "month", [VIEW_VALID] = "valid",   [VIEW_POTENTIAL] = "potential",
	};

	return names[parameter];
}

const char *view_link(const struct page *page, const struct market_view *view,
		      enum view_parameter parameter, const char *value, const char *cursor)
{
	struct arena *arena = page->arena;
	const char *link = "/";
	const char *mark = "?";

	for (enum view_parameter i = 0; i < VIEW_PARAMETERS; i++) {
		const char *text = i == parameter ? value : view->values[i];

		if (!*text)
			continue;
		link = arena_printf(arena, "%s%s%s=%s", link, mark, view_parameter_name(i),
				    percent_encode(arena, text));
		mark = "&";
	}
	if (*cursor)
		link = arena_printf(arena, "%s%scursor=%s", link, mark,
				    percent_encode(arena, cursor));
	return page_link(page, link);
}

static const char *price_name(const struct page *page, const char *band)
{
	static const char *const vi[] = {"Dưới 50.000đ", "50.000 – 100.000đ", "100.000 – 200.000đ",
					 "200.000 – 500.000đ", "Từ 500.000đ"};
	static const char *const en[] = {"Under 50,000 đ", "50,000 – 100,000 đ",
					 "100,000 – 200,000 đ", "200,000 – 500,000 đ",
					 "From 500,000 đ"};
	unsigned long number = strtoul(band, NULL, 10);

	if (number < 1 || number > sizeof vi / sizeof *vi)
		return band;
	return page_says(page, vi[number - 1], en[number - 1]);
}

/* A value in words. What is no value of ours is shown as it came: it was refused already. */
static const char *value_name(const struct page *page, enum view_parameter parameter,
			      const char *value)
{
	const char *name = value;

	switch (parameter) {
	case VIEW_SECTOR:
		name = page_sector_name(page, value);
		break;
	case VIEW_SET:
		name = page_set_name(page, "", (uint32_t)strtoul(value, NULL, 10));
		break;
	case VIEW_STAR:
		return arena_printf(page->arena, "%s %s", value, page_says(page, "sao", "stars"));
	case VIEW_PRICE:
		return price_name(page, value);
	case VIEW_MONTH:
		return arena_printf(page->arena, "%s %s", page_says(page, "Tháng", "Month"), value);
	case VIEW_VALID:
		return page_says(page, "Còn hiệu lực", "Valid now");
	case VIEW_POTENTIAL:
		return page_says(page, "Sản phẩm tiềm năng", "Potential products");
	case VIEW_Q:
	case VIEW_UNIT:
	case VIEW_PARAMETERS:
		break;
	}
	return *name ? name : value;
}

const char *view_unit_name(const struct market_view *view,
			   const Ocop__Market__V1__SearchListingsReply *found)
{
	const char *unit = view->values[VIEW_UNIT];

	for (size_t i = 0; i < found->n_facets; i++) {
		for (size_t j = 0; j < found->facets[i]->n_values; j++) {
			const Ocop__Market__V1__FacetValue *value = found->facets[i]->values[j];

			if (*value->label && strcmp(value->value, unit) == 0)
				return value->label;
		}
	}
	return unit;
}

void view_write_chosen(struct page *page, const struct market_view *view)
{
	struct html *html = &page->html;
	bool any = false;

	for (enum view_parameter i = VIEW_Q + 1; i < VIEW_PARAMETERS; i++)
		any = any || *view->values[i];
	if (!any)
		return;
	html_open(html, "ul", "class", "chosen", "aria-label",
		  page_says(page, "Đang lọc theo", "Filtered by"), HTML_END);
	for (enum view_parameter i = VIEW_Q + 1; i < VIEW_PARAMETERS; i++) {
		const char *name =
			i == VIEW_UNIT ? view->unit_name : value_name(page, i, view->values[i]);

		if (!*view->values[i])
			continue;
		html_open(html, "li", HTML_END);
		html_open(html, "a", "href", view_link(page, view, i, "", ""), "title",
			  page_says(page, "Bỏ lọc", "Remove"), HTML_END);
		html_format(html, "%s ✕", name);
		html_close(html, "a");
		html_close(html, "li");
	}
	html_close(html, "ul");
}

/* Robots have the sitemap: every combination would be a page. */
static void write_value(struct page *page, const struct market_view *view,
			const struct facet_look *look, const Ocop__Market__V1__FacetValue *value)
{
	struct html *html = &page->html;
	const char *asked = look->parameter == VIEW_VALID || look->parameter == VIEW_POTENTIAL
				    ? "1"
				    : value->value;
	const char *name =
		*value->label ? value->label : value_name(page, look->parameter, value->value);

	html_open(html, "li", HTML_END);
	html_open(html, "a", "rel", "nofollow", "aria-current", value->chosen ? "true" : NULL,
		  "href", view_link(page, view, look->parameter, value->chosen ? "" : asked, ""),
		  HTML_END);
	if (*value->label)
		page_name(page, "span", NULL, name);
	else
		html_element(html, "span", NULL, name);
	html_open(html, "small", HTML_END);
	html_format(html, "%llu", (unsigned long long)value->count);
	html_close(html, "small");
	html_close(html, "a");
	html_close(html, "li");
}

static void write_values(struct page *page, const struct market_view *view,
			 const struct facet_look *look, const Ocop__Market__V1__Facet *facet,
			 size_t begin, size_t end)
{
	html_open(&page->html, "ul", HTML_END);
	for (size_t i = begin; i < end; i++)
		write_value(page, view, look, facet->values[i]);
	html_close(&page->html, "ul");
}

static void write_facet(struct page *page, const struct market_view *view,
			const struct facet_look *look, const Ocop__Market__V1__Facet *facet)
{
	struct html *html = &page->html;
	/* One more that is hidden costs more room than it takes. */
	size_t shown = facet->n_values > VALUES_SHOWN + 1 ? VALUES_SHOWN : facet->n_values;

	page_element(page, "h3", NULL, look->vi, look->en);
	write_values(page, view, look, facet, 0, shown);
	if (shown == facet->n_values)
		return;
	html_open(html, "details", HTML_END);
	html_open(html, "summary", HTML_END);
	html_format(html, "%s %zu", page_says(page, "Xem thêm", "More:"), facet->n_values - shown);
	html_close(html, "summary");
	write_values(page, view, look, facet, shown, facet->n_values);
	html_close(html, "details");
}

void view_write_facets(struct page *page, const struct market_view *view,
		       const Ocop__Market__V1__SearchListingsReply *found)
{
	if (found->n_facets == 0)
		return;
	html_open(&page->html, "nav", "class", "facets", "id", "facets", "aria-labelledby",
		  "facets-title", HTML_END);
	html_open(&page->html, "h2", "id", "facets-title", HTML_END);
	html_text(&page->html, page_says(page, "Thu hẹp kết quả", "Narrow the results"));
	html_close(&page->html, "h2");
	for (size_t i = 0; i < found->n_facets; i++) {
		for (size_t j = 0; j < LOOKS; j++) {
			if (looks[j].kind == found->facets[i]->kind)
				write_facet(page, view, &looks[j], found->facets[i]);
		}
	}
	html_close(&page->html, "nav");
}
