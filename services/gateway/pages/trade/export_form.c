/* export_form.c - the form of an export: where to, when, how much and for how much; and its words
 */
#include "gateway/pages/trade/export_form.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/unit/country.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/figures/figure_words.h"
#include "gateway/pages/figures/figures_parts.h"

#define QUANTITY "content.quantityHundredths"
#define USD      "content.valueUsdCents"

typedef Ocop__Market__V1__ExportContent content_message;

/* A choice by its enumerator's number. */
struct choice_words {
	const char *name, *vi, *en;
};

static const struct choice_words buyers[] = {
	{"", "", ""},
	{"EXPORT_BUYER_IMPORTER", "Nhà nhập khẩu", "Importer"},
	{"EXPORT_BUYER_DISTRIBUTOR", "Nhà phân phối", "Distributor"},
	{"EXPORT_BUYER_RETAILER", "Cửa hàng, chuỗi bán lẻ", "Shop or chain of shops"},
	{"EXPORT_BUYER_PROCESSOR", "Nhà chế biến", "Processor"},
	{"EXPORT_BUYER_CONSUMER", "Người tiêu dùng, qua mạng", "Consumers, over the network"},
	{"EXPORT_BUYER_OTHER", "Khác", "Other"},
};

static const struct choice_words ways[] = {
	{"", "", ""},
	{"EXPORT_WAY_OFFICIAL", "Chính ngạch, tự khai báo", "Declared by the producer himself"},
	{"EXPORT_WAY_TRADER", "Qua thương nhân", "Through a trader"},
};

enum { BUYERS = sizeof buyers / sizeof *buyers, WAYS = sizeof ways / sizeof *ways };

/* --- words */

const struct look *export_look(Ocop__Market__V1__ExportState state)
{
	/* By the enumerators' numbers. */
	static const struct look looks[] = {
		{"expired", "#i-question", "", "", "", ""},
		{"unverified", "#i-clock", "Chờ xác nhận", "Awaits confirmation", "", ""},
		{"valid", "#i-check", "Đã xác nhận", "Confirmed", "", ""},
		{"revoked", "#i-cross", "Không được xác nhận", "Declined", "", ""},
	};
	size_t index = (size_t)state;

	return &looks[index < sizeof looks / sizeof *looks ? index : 0];
}

const char *export_country(const struct page *page, const char *country_code)
{
	struct country country;

	if (!country_find(country_code, &country))
		return arena_strdup(page->arena, country_code);
	return arena_strdup(page->arena, page_says(page, country.name_vi, country.name_en));
}

const char *export_month(const struct page *page, const content_message *content)
{
	return arena_printf(page->arena, "%02u/%u", content->month, content->year);
}

const char *export_value(const struct page *page, const content_message *content)
{
	if (content->value_dong)
		return arena_printf(page->arena, "%s đ", figure_number(page, content->value_dong));
	return arena_printf(page->arena, "%s USD", figure_cents(page, content->value_usd_cents));
}

void export_content_write(struct page *page, const content_message *content)
{
	const struct choice_words *buyer =
		&buyers[(size_t)content->buyer < BUYERS ? content->buyer : 0];
	const struct choice_words *way = &ways[(size_t)content->way < WAYS ? content->way : 0];

	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_fact(page, "Nước", "Country", export_country(page, content->country_code));
	page_fact(page, "Tháng", "Month", export_month(page, content));
	page_name_fact(
		page, "Số lượng", "Quantity",
		arena_printf(page->arena, "%s %s",
			     decimal_text(page, content->quantity_hundredths, DECIMALS_HUNDREDTHS),
			     content->unit));
	page_fact(page, "Giá trị", "Value", export_value(page, content));
	page_fact(page, "Mã HS", "HS code", content->hs_code);
	page_fact(page, "Bên mua", "Buyer", page_says(page, buyer->vi, buyer->en));
	page_fact(page, "Đường đi", "How", page_says(page, way->vi, way->en));
	html_close(&page->html, "dl");
}

/* --- the form */

void export_form_join(struct arena *arena, struct entries *entries)
{
	entries_join_decimal(arena, entries, "_quantity", QUANTITY, DECIMALS_HUNDREDTHS);
	entries_join_decimal(arena, entries, "_usd", USD, DECIMALS_HUNDREDTHS);
}

static void write_countries(struct page *page, const struct form *form,
			    const content_message *recorded)
{
	static const struct form_field field = {
		.name = "content.countryCode", .vi = "Nước nhập khẩu", .en = "Country"};
	struct country country;
	size_t place = 0;

	form_select_begin(page, form, &field);
	form_option(page, form, field.name, "", *recorded->country_code == '\0',
		    page_says(page, "Chọn nước", "Choose a country"));
	while (country_next(&place, &country)) {
		if (country_is_abroad(country.code))
			form_option(page, form, field.name, country.code,
				    strcmp(recorded->country_code, country.code) == 0,
				    page_says(page, country.name_vi, country.name_en));
	}
	form_select_end(page, form, &field);
}

/* A field of a number: its name, what it is about, its label. */
static void write_number(struct page *page, const struct form *form, const struct form_field *shown,
			 const char *recorded)
{
	struct form_field field = *shown;

	field.inputmode = field.about ? "decimal" : "numeric";
	field.autocomplete = "off";
	field.most = "20";
	form_field(page, form, &field, recorded);
}

static void write_amounts(struct page *page, const struct form *form,
			  const content_message *recorded)
{
	static const struct form_field quantity = {
		.name = "_quantity", .about = QUANTITY, .vi = "Số lượng", .en = "Quantity"};
	static const struct form_field unit = {.name = "content.unit",
					       .vi = "Đơn vị (kg, tấn, hộp…)",
					       .en = "Unit (kg, box…)",
					       .most = "30"};
	static const struct form_field dong = {
		.name = "content.valueDong", .vi = "Bằng đồng", .en = "In dong"};
	static const struct form_field usd = {.name = "_usd",
					      .about = USD,
					      .vi = "hoặc bằng đô la Mỹ",
					      .en = "or in dollars (USD)"};

	write_number(page, form, &quantity,
		     decimal_text(page, recorded->quantity_hundredths, DECIMALS_HUNDREDTHS));
	form_field(page, form, &unit, recorded->unit);
	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Giá trị, theo đồng tiền đã nhận",
		     "Value, as it was paid");
	write_number(page, form, &dong, decimal_text(page, recorded->value_dong, 0));
	write_number(page, form, &usd,
		     decimal_text(page, recorded->value_usd_cents, DECIMALS_HUNDREDTHS));
	html_close(&page->html, "fieldset");
}

static void write_choices(struct page *page, const struct form *form,
			  const struct form_field *field, const struct choice_words *choices,
			  size_t count, size_t recorded)
{
	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, field->vi, field->en);
	for (size_t i = 1; i < count; i++) /* the first is none */
		form_choice(page, form, "radio", field->name, choices[i].name, recorded == i,
			    page_says(page, choices[i].vi, choices[i].en));
	form_fault(page, form, field->name);
	html_close(&page->html, "fieldset");
}

void export_form_write(struct page *page, const struct form *form, const content_message *recorded)
{
	static const content_message none = OCOP__MARKET__V1__EXPORT_CONTENT__INIT;
	static const struct form_field year = {.name = "content.year", .vi = "Năm", .en = "Year"};
	static const struct form_field month = {
		.name = "content.month", .vi = "Tháng (1 đến 12)", .en = "Month (1 to 12)"};
	static const struct form_field hs_code = {.name = "content.hsCode",
						  .vi = "Mã HS, 6 hoặc 8 chữ số (có thể để trống)",
						  .en = "HS code, 6 or 8 digits (may be empty)"};
	static const struct form_field buyer = {
		.name = "content.buyer", .vi = "Bên mua", .en = "Buyer"};
	static const struct form_field way = {
		.name = "content.way", .vi = "Xuất khẩu thế nào", .en = "How it went"};

	if (!recorded)
		recorded = &none;
	write_countries(page, form, recorded);
	write_number(page, form, &year, decimal_text(page, recorded->year, 0));
	write_number(page, form, &month, decimal_text(page, recorded->month, 0));
	write_amounts(page, form, recorded);
	write_number(page, form, &hs_code, recorded->hs_code);
	write_choices(page, form, &buyer, buyers, BUYERS, (size_t)recorded->buyer);
	write_choices(page, form, &way, ways, WAYS, (size_t)recorded->way);
	form_hidden(page, "content.paperId", recorded->paper_id); /* it stays what it was */
	form_fault(page, form, "content.paperId");
}
