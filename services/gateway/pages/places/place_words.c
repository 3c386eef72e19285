/* place_words.c - words that the pages of shops and events share */
#include "gateway/pages/places/place_words.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "gateway/api/parameters.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/looks.h"

static const struct {
	const char *vi, *en;
} kinds[] = {
	{"", ""},
	{"Điểm giới thiệu và bán sản phẩm OCOP", "OCOP point of sale"},
	{"Siêu thị", "Supermarket"},
	{"Cửa hàng", "Shop"},
	{"Trạm dừng nghỉ", "Rest stop"},
	{"Cửa hàng của chủ thể", "Producer's own shop"},
	{"Gian hàng trong chợ", "Market stall"},
	{"Điểm du lịch", "Tourist site"},
	{"Điểm bán khác", "Other point of sale"},
};

const char *point_kind_words(const struct page *page, Ocop__Market__V1__PointOfSaleKind kind)
{
	size_t index = (size_t)kind < sizeof kinds / sizeof *kinds ? (size_t)kind : 0;

	return page_says(page, kinds[index].vi, kinds[index].en);
}

const char *weekday_words(const struct page *page, uint32_t weekday)
{
	static const char *const vi[] = {"",        "Thứ Hai", "Thứ Ba",  "Thứ Tư",
					 "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"};
	static const char *const en[] = {"",         "Monday", "Tuesday",  "Wednesday",
					 "Thursday", "Friday", "Saturday", "Sunday"};
	size_t index = weekday < sizeof vi / sizeof *vi ? weekday : 0;

	return page_says(page, vi[index], en[index]);
}

/* Of today the hour alone; of another day the day too. */
static const char *when(const struct page *page, const Google__Protobuf__Timestamp *moment)
{
	int64_t time_us = moment->seconds * 1000000;
	const char *whole = page_moment(page, time_us);

	if (date_of_us(time_us) != date_of_us(clock_now_us(&page->gateway->clock)))
		return whole;
	return arena_printf(page->arena, "%.5s", whole); /* HH:MM leads */
}

static const char *opening_sentence(const struct page *page,
				    const Ocop__Market__V1__OpeningState *opening)
{
	if (opening->always_open)
		return page_says(page, "Mở cửa suốt ngày đêm", "Open day and night");
	if (opening->open_now && opening->open_until)
		return arena_printf(page->arena, "%s %s",
				    page_says(page, "Đang mở cửa, đến", "Open now, until"),
				    when(page, opening->open_until));
	if (opening->opens_next)
		return arena_printf(page->arena, "%s %s",
				    page_says(page, "Đang đóng cửa, mở lại", "Closed, opens"),
				    when(page, opening->opens_next));
	return page_says(page, "Đang đóng cửa", "Closed");
}

void write_opening(struct page *page, const Ocop__Market__V1__OpeningState *opening)
{
	if (!opening || !opening->is_known)
		return;
	html_open(&page->html, "p", "class", "opening", HTML_END);
	html_open(&page->html, "span", "class", opening->open_now ? "state valid" : "state expired",
		  HTML_END);
	page_icon(page, "#i-clock", NULL);
	html_text(&page->html, opening_sentence(page, opening));
	html_close(&page->html, "span");
	html_close(&page->html, "p");
}

void write_crumb(struct page *page, const char *path, const char *vi, const char *en)
{
	html_open(&page->html, "nav", "class", "crumbs", "aria-label",
		  page_says(page, "Vị trí", "Where"), HTML_END);
	html_open(&page->html, "a", "href", page_link(page, path), HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "a");
	html_close(&page->html, "nav");
}

void write_more(struct page *page, const char *path, const char *next)
{
	if (*next == '\0')
		return;
	html_open(&page->html, "nav", "class", "paging", HTML_END);
	page_button(page,
		    arena_printf(page->arena, "%s%scursor=%s", path, strchr(path, '?') ? "&" : "?",
				 percent_encode(page->arena, next)),
		    "Xem tiếp", "Next page");
	html_close(&page->html, "nav");
}

void write_place_form(struct page *page, const char *path, const char *unit,
		      const struct place_tick *tick)
{
	struct html *html = &page->html;

	html_open(html, "form", "class", "search", "action", path, "method", "get", "role",
		  "search", HTML_END);
	if (page->language == LANGUAGE_EN)
		html_void(html, "input", "type", "hidden", "name", "lang", "value", "en", HTML_END);
	html_open(html, "label", "for", "unit", HTML_END);
	html_text(html, page_says(page, "Xã, huyện cũ, tỉnh", "Place, new or old"));
	html_close(html, "label");
	html_open(html, "div", "class", "bar", HTML_END);
	html_void(html, "input", "type", "search", "id", "unit", "name", "unit", "value", unit,
		  "placeholder", page_says(page, "Ví dụ: Na Rì", "For example: Na Ri"), "maxlength",
		  "100", HTML_END);
	html_open(html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(html, page_says(page, "Tìm", "Search"));
	html_close(html, "button");
	html_close(html, "div");
	html_open(html, "div", "class", "field check", HTML_END);
	html_void(html, "input", "type", "checkbox", "id", tick->name, "name", tick->name, "value",
		  "1", "checked", tick->on ? "" : NULL, HTML_END);
	html_open(html, "label", "for", tick->name, HTML_END);
	html_text(html, page_says(page, tick->vi, tick->en));
	html_close(html, "label");
	html_close(html, "div");
	html_close(html, "form");
}
