/* own_words.c - the form in which a product is described: story, prices by size, season, stock
 *
 * Each size has its prices and an empty one below, so that another (of the days before Tết) can be
 * added without scripts. Those left empty are not said.
 */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/pages/account/own_listing.h"
#include "gateway/pages/product/sections.h"

enum { MONTHS = 12 };

/* Names of one price's fields: "prices[3].priceDong". */
static const char *name_of(const struct page *page, size_t index, const char *field)
{
	return arena_printf(page->arena, "prices[%zu].%s", index, field);
}

static void write_price(struct page *page, const struct form *form, size_t index, const char *size,
			const Ocop__Market__V1__ListingPrice *price)
{
	struct form_field dong = {.vi = "Giá (đồng)",
				  .en = "Price (đồng)",
				  .inputmode = "numeric",
				  .autocomplete = "off",
				  .most = "16"};
	struct form_field from = {.vi = "Từ ngày", .en = "From", .type = "date"};
	struct form_field until = {.vi = "Đến hết ngày", .en = "Until", .type = "date"};

	dong.name = name_of(page, index, "priceDong");
	from.name = name_of(page, index, "validFrom");
	until.name = name_of(page, index, "validUntil");
	form_hidden(page, name_of(page, index, "size"), size);
	html_open(&page->html, "div", "class", "row", HTML_END);
	html_open(&page->html, "div", HTML_END);
	form_field(page, form, &dong,
		   price ? arena_printf(page->arena, "%llu", (unsigned long long)price->price_dong)
			 : "");
	html_close(&page->html, "div");
	html_open(&page->html, "div", HTML_END);
	form_field(page, form, &from, price ? price->valid_from : "");
	html_close(&page->html, "div");
	html_open(&page->html, "div", HTML_END);
	form_field(page, form, &until, price ? price->valid_until : "");
	html_close(&page->html, "div");
	html_close(&page->html, "div");
	form_fault(page, form, name_of(page, index, "size"));
}

/* The prices of one size, and room for one more. */
static void write_size(struct page *page, const struct form *form,
		       const Ocop__Market__V1__Listing *listing, const char *size, size_t *index)
{
	struct html *html = &page->html;

	html_open(html, "fieldset", HTML_END);
	html_open(html, "legend", HTML_END);
	html_text(html, *size ? size
			      : page_says(page, "Giá chung, mọi quy cách",
					  "One price, whatever the size"));
	html_close(html, "legend");
	for (size_t i = 0; i < listing->n_prices; i++) {
		if (strcmp(listing->prices[i]->size, size) == 0)
			write_price(page, form, (*index)++, size, listing->prices[i]);
	}
	write_price(page, form, (*index)++, size, NULL);
	html_close(html, "fieldset");
}

static void write_prices(struct page *page, const struct form *form,
			 const Ocop__Market__V1__Listing *listing)
{
	size_t index = 0;

	page_element(page, "h2", NULL, "Giá", "Prices");
	page_element(
		page, "p", "hint", "Để trống ngày nếu giá không có hạn. Giá hết hạn tự thôi hiện.",
		"Leave the days empty where a price has no end. One that has ended is no longer "
		"shown.");
	write_size(page, form, listing, "", &index);
	for (size_t i = 0; i < listing->n_sizes; i++)
		write_size(page, form, listing, listing->sizes[i]->name, &index);
}

static bool has_month(const Ocop__Market__V1__Listing *listing, uint32_t month)
{
	for (size_t i = 0; i < listing->n_season_months; i++) {
		if (listing->season_months[i] == month)
			return true;
	}
	return false;
}

static void write_season(struct page *page, const struct form *form,
			 const Ocop__Market__V1__Listing *listing)
{
	html_open(&page->html, "fieldset", "class", "months-choice", HTML_END);
	page_element(page, "legend", NULL, "Các tháng có hàng", "Months in which it can be had");
	for (uint32_t month = 1; month <= MONTHS; month++)
		form_choice(
			page, form, "checkbox", "seasonMonths",
			arena_printf(page->arena, "%u", month), has_month(listing, month),
			arena_printf(page->arena, "%s %u", page_says(page, "Th.", "M."), month));
	form_fault(page, form, "seasonMonths");
	html_close(&page->html, "fieldset");
}

static void write_availability(struct page *page, const struct form *form,
			       const Ocop__Market__V1__Listing *listing)
{
	const ProtobufCEnumDescriptor *kinds = &ocop__market__v1__availability__descriptor;

	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Hiện nay", "Now");
	for (unsigned i = 0; i < kinds->n_values; i++) {
		const ProtobufCEnumValue *kind = &kinds->values[i];
		const char *words =
			product_availability(page, (Ocop__Market__V1__Availability)kind->value);

		form_choice(page, form, "radio", "availability", kind->name,
			    (int)listing->availability == kind->value,
			    *words ? words : page_says(page, "Không nói", "Not said"));
	}
	form_fault(page, form, "availability");
	html_close(&page->html, "fieldset");
}

void own_words_write(struct page *page, const struct form *form,
		     const Ocop__Market__V1__Listing *listing)
{
	static const struct form_field story = {
		.name = "story",
		.vi = "Câu chuyện sản phẩm",
		.en = "The product's story",
		.rows = "8",
		.most = "8000",
	};

	form_field(page, form, &story, listing->story);
	write_prices(page, form, listing);
	write_season(page, form, listing);
	write_availability(page, form, listing);
}
