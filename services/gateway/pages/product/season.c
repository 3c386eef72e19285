/* season.c - in which months a product can be had, and whether it can be had now */
#include <stdbool.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "gateway/gateway.h"
#include "gateway/pages/product/sections.h"

enum { MONTHS = 12 };

const char *product_availability(const struct page *page,
				 Ocop__Market__V1__Availability availability)
{
	switch (availability) {
	case OCOP__MARKET__V1__AVAILABILITY__AVAILABILITY_IN_STOCK:
		return page_says(page, "Còn hàng", "In stock");
	case OCOP__MARKET__V1__AVAILABILITY__AVAILABILITY_ON_ORDER:
		return page_says(page, "Làm theo đơn đặt", "Made on order");
	case OCOP__MARKET__V1__AVAILABILITY__AVAILABILITY_OUT_OF_STOCK:
		return page_says(page, "Tạm hết hàng", "Out of stock for now");
	case OCOP__MARKET__V1__AVAILABILITY__AVAILABILITY_UNSPECIFIED:
	case _OCOP__MARKET__V1__AVAILABILITY_IS_INT_SIZE:
		break;
	}
	return "";
}

static int month_now(const struct page *page)
{
	char date[DATE_TEXT_SIZE];

	date_print(date_of_us(clock_now_us(&page->gateway->clock)), date);
	return (date[5] - '0') * 10 + (date[6] - '0');
}

static bool has_month(const Ocop__Market__V1__Listing *listing, int month)
{
	for (size_t i = 0; i < listing->n_season_months; i++) {
		if ((int)listing->season_months[i] == month)
			return true;
	}
	return false;
}

/* Twelve months in a row; a reader of the page hears those of the season only. */
static void write_months(struct page *page, const Ocop__Market__V1__Listing *listing, int now)
{
	struct html *html = &page->html;

	html_open(html, "ol", "class", "months", HTML_END);
	for (int month = 1; month <= MONTHS; month++) {
		bool in_season = has_month(listing, month);

		html_open(html, "li", "class", in_season ? "on" : NULL, "aria-hidden",
			  in_season ? NULL : "true", "aria-current", month == now ? "date" : NULL,
			  HTML_END);
		html_element(html, "span", "hidden", page_says(page, "Tháng ", "Month "));
		html_format(html, "%d", month);
		html_close(html, "li");
	}
	html_close(html, "ol");
}

void product_season(struct page *page, const Ocop__Market__V1__Listing *listing,
		    const struct product_answers *answers)
{
	const char *availability = product_availability(page, listing->availability);
	int now = month_now(page);

	(void)answers; /* the listing says all */
	if (listing->n_season_months == 0 && !*availability)
		return;
	page_element(page, "h2", NULL, "Mùa vụ", "Season");
	html_open(&page->html, "p", "class", "stock", HTML_END);
	html_text(&page->html, availability);
	if (listing->n_season_months > 0)
		html_format(&page->html, "%s%s", *availability ? " · " : "",
			    has_month(listing, now) ? page_says(page, "Đang vào vụ", "In season")
						    : page_says(page, "Ngoài vụ", "Out of season"));
	html_close(&page->html, "p");
	if (listing->n_season_months > 0)
		write_months(page, listing, now);
}
