/* shop_form.c - the form of a shop: what it is, where, and when it is open */
#include "gateway/pages/trade/shop_form.h"

#include "common/base/arena.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/places/place_words.h"

#define KIND(name) OCOP__MARKET__V1__POINT_OF_SALE_KIND__POINT_OF_SALE_KIND_##name

#define LATITUDE  "content.latitudeMicrodegrees"
#define LONGITUDE "content.longitudeMicrodegrees"

enum {
	DAYS_A_WEEK = 7,
	SPANS_SHOWN = 2,     /* morning and afternoon */
	SPANS_A_DAY_MAX = 4, /* as many as market keeps */
	DAYS_OFF_MORE = 3,
	DAYS_OFF_MAX = 60 /* as many as market keeps */
};

typedef Ocop__Market__V1__PointOfSaleContent content_message;

/* --- the form's own fields */

static const char *opens_name(struct arena *arena, uint32_t weekday, size_t span)
{
	return arena_printf(arena, "_opens.%u.%zu", weekday, span);
}

static const char *closes_name(struct arena *arena, uint32_t weekday, size_t span)
{
	return arena_printf(arena, "_closes.%u.%zu", weekday, span);
}

static const char *day_off_name(struct arena *arena, size_t index)
{
	return arena_printf(arena, "_dayOff.%zu", index);
}

static bool is_entered(const struct entries *entries, const char *name)
{
	const char *value = entries ? entries_value(entries, name) : NULL;

	return value && *value;
}

static bool span_is_entered(struct arena *arena, const struct entries *entries, uint32_t weekday,
			    size_t span)
{
	return is_entered(entries, opens_name(arena, weekday, span)) ||
	       is_entered(entries, closes_name(arena, weekday, span));
}

static void span_join(struct arena *arena, struct entries *entries, uint32_t weekday, size_t span,
		      size_t index)
{
	const char *opens = entries_value(entries, opens_name(arena, weekday, span));
	const char *closes = entries_value(entries, closes_name(arena, weekday, span));

	entries_join(entries, arena_printf(arena, "content.hours[%zu].weekday", index),
		     arena_printf(arena, "%u", weekday));
	entries_join(entries, arena_printf(arena, "content.hours[%zu].opens", index),
		     opens ? opens : "");
	entries_join(entries, arena_printf(arena, "content.hours[%zu].closes", index),
		     closes ? closes : "");
}

static void hours_join(struct arena *arena, struct entries *entries)
{
	size_t index = 0;

	for (uint32_t weekday = 1; weekday <= DAYS_A_WEEK; weekday++) {
		for (size_t span = 0; span < SPANS_A_DAY_MAX; span++) {
			if (span_is_entered(arena, entries, weekday, span))
				span_join(arena, entries, weekday, span, index++);
		}
	}
	entries_join(entries, "content.hours", ""); /* where its refusals stand */
}

static void days_off_join(struct arena *arena, struct entries *entries)
{
	for (size_t i = 0; i < DAYS_OFF_MAX + DAYS_OFF_MORE; i++) {
		const char *name = day_off_name(arena, i);

		if (is_entered(entries, name))
			entries_join(entries, "content.closedOn", entries_value(entries, name));
	}
}

void shop_form_join(struct arena *arena, struct entries *entries)
{
	entries_join_decimal(arena, entries, "_latitude", LATITUDE, DECIMALS_MICRO);
	entries_join_decimal(arena, entries, "_longitude", LONGITUDE, DECIMALS_MICRO);
	hours_join(arena, entries);
	days_off_join(arena, entries);
}

/* --- what it is and where */

static void write_kinds(struct page *page, const struct form *form, const content_message *recorded,
			bool is_own)
{
	const ProtobufCEnumDescriptor *kinds = &ocop__market__v1__point_of_sale_kind__descriptor;

	if (is_own) {
		form_hidden(page, "content.kind", "POINT_OF_SALE_KIND_OWN_SHOP");
		return;
	}
	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Loại", "Kind");
	for (unsigned i = 0; i < kinds->n_values; i++) {
		Ocop__Market__V1__PointOfSaleKind kind =
			(Ocop__Market__V1__PointOfSaleKind)kinds->values[i].value;

		if (kind != KIND(UNSPECIFIED) && kind != KIND(OWN_SHOP))
			form_choice(page, form, "radio", "content.kind", kinds->values[i].name,
				    recorded->kind == kind, point_kind_words(page, kind));
	}
	form_fault(page, form, "content.kind");
	html_close(&page->html, "fieldset");
}

static void write_words(struct page *page, const struct form *form, const content_message *recorded)
{
	static const struct form_field address = {.name = "content.address",
						  .vi = "Số nhà, đường, thôn",
						  .en = "House, street, hamlet",
						  .most = "200"};
	static const struct form_field phone = {.name = "content.phone",
						.vi = "Điện thoại của điểm bán (không bắt buộc)",
						.en = "The shop's telephone (may be empty)",
						.inputmode = "tel",
						.most = "30"};
	static const struct form_field responsible = {.name = "content.responsible",
						      .vi = "Đơn vị phụ trách",
						      .en = "Organisation that runs it",
						      .most = "200"};

	form_field(page, form, &address, recorded->address);
	form_field(page, form, &phone, recorded->phone);
	form_field(page, form, &responsible, recorded->responsible);
}

static void write_position(struct page *page, const struct form *form,
			   const content_message *recorded)
{
	static const struct form_field latitude = {.name = "_latitude",
						   .about = LATITUDE,
						   .vi = "Vĩ độ",
						   .en = "Latitude",
						   .inputmode = "decimal",
						   .autocomplete = "off",
						   .most = "16"};
	static const struct form_field longitude = {.name = "_longitude",
						    .about = LONGITUDE,
						    .vi = "Kinh độ",
						    .en = "Longitude",
						    .inputmode = "decimal",
						    .autocomplete = "off",
						    .most = "16"};

	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Vị trí trên bản đồ", "Position on the map");
	page_element(page, "p", "hint",
		     "Độ và phần thập phân, như bản đồ trên điện thoại ghi: 22,150000 và "
		     "106,080000. Để trống nếu chưa biết.",
		     "Degrees with decimals, as maps on a telephone show them: 22.150000 and "
		     "106.080000. Leave both empty where it is not known.");
	form_field(page, form, &latitude,
		   decimal_text(page, (uint64_t)recorded->latitude_microdegrees, DECIMALS_MICRO));
	form_field(page, form, &longitude,
		   decimal_text(page, (uint64_t)recorded->longitude_microdegrees, DECIMALS_MICRO));
	html_close(&page->html, "fieldset");
}

/* --- when it is open */

/* The span of a day that is recorded in this place; NULL for none. */
static const Ocop__Market__V1__OpeningSpan *span_of(const content_message *recorded,
						    uint32_t weekday, size_t place)
{
	for (size_t i = 0; i < recorded->n_hours; i++) {
		if (recorded->hours[i]->weekday == weekday && place-- == 0)
			return recorded->hours[i];
	}
	return NULL;
}

/* The message's spans are those that were entered, in the form's order: this one's name there. */
static const char *span_field(const struct page *page, const struct form *form, uint32_t weekday,
			      size_t span)
{
	size_t index = 0;

	for (uint32_t day = 1; day <= weekday; day++) {
		for (size_t i = 0; i < (day < weekday ? SPANS_A_DAY_MAX : span); i++)
			index += span_is_entered(page->arena, form->entries, day, i);
	}
	if (!span_is_entered(page->arena, form->entries, weekday, span))
		return "content.hours[]"; /* not one that can be refused */
	return arena_printf(page->arena, "content.hours[%zu]", index);
}

static void write_time(struct page *page, const struct form *form, const struct form_field *shown,
		       const char *recorded)
{
	struct form_field field = *shown;

	field.inputmode = "numeric";
	field.autocomplete = "off";
	field.most = "5";
	html_open(&page->html, "div", HTML_END);
	form_field(page, form, &field, recorded);
	html_close(&page->html, "div");
}

/* True when this span was refused, and said so. */
static bool write_span(struct page *page, const struct form *form, const content_message *recorded,
		       uint32_t weekday, size_t span)
{
	const Ocop__Market__V1__OpeningSpan *kept = span_of(recorded, weekday, span);
	const char *about = span_field(page, form, weekday, span);
	const struct form_field opens = {.name = opens_name(page->arena, weekday, span),
					 .about = about,
					 .vi = span ? "Mở lại" : "Mở",
					 .en = span ? "Opens again" : "Opens"};
	const struct form_field closes = {.name = closes_name(page->arena, weekday, span),
					  .vi = span ? "Đóng lại" : "Đóng",
					  .en = span ? "Closes again" : "Closes"};

	write_time(page, form, &opens, kept ? kept->opens : "");
	write_time(page, form, &closes, kept ? kept->closes : "");
	return form_is_faulty(form, about);
}

static void write_hours(struct page *page, const struct form *form, const content_message *recorded)
{
	bool told = false;

	page_element(page, "h2", NULL, "Giờ mở cửa", "Opening hours");
	page_element(
		page, "p", "hint",
		"Viết giờ như 07:30; cả ngày là 00:00 đến 24:00. Để trống ngày nghỉ.",
		"Write hours as 07:30; all day is 00:00 to 24:00. Leave days empty on which it "
		"does not open.");
	for (uint32_t weekday = 1; weekday <= DAYS_A_WEEK; weekday++) {
		html_open(&page->html, "fieldset", "class", "hours", HTML_END);
		html_element(&page->html, "legend", NULL, weekday_words(page, weekday));
		for (size_t span = 0; span < SPANS_SHOWN || span_of(recorded, weekday, span);
		     span++)
			told |= write_span(page, form, recorded, weekday, span);
		html_close(&page->html, "fieldset");
	}
	if (!told)
		form_fault(page, form, "content.hours");
}

/* As with spans: its place among those that were entered. */
static const char *day_off_field(const struct page *page, const struct form *form, size_t index)
{
	size_t place = 0;

	for (size_t i = 0; i < index; i++)
		place += is_entered(form->entries, day_off_name(page->arena, i));
	if (!is_entered(form->entries, day_off_name(page->arena, index)))
		return "content.closedOn[]";
	return arena_printf(page->arena, "content.closedOn[%zu]", place);
}

static void write_days_off(struct page *page, const struct form *form,
			   const content_message *recorded)
{
	bool told = false;

	html_open(&page->html, "fieldset", "class", "days-off", HTML_END);
	page_element(page, "legend", NULL, "Ngày nghỉ riêng (lễ, Tết)", "Days off (holidays)");
	for (size_t i = 0; i < recorded->n_closed_on + DAYS_OFF_MORE; i++) {
		const char *label =
			arena_printf(page->arena, "%s %zu", page_says(page, "Ngày", "Day"), i + 1);
		const struct form_field day = {.name = day_off_name(page->arena, i),
					       .about = day_off_field(page, form, i),
					       .vi = label,
					       .en = label,
					       .type = "date"};

		html_open(&page->html, "div", HTML_END);
		form_field(page, form, &day,
			   i < recorded->n_closed_on ? recorded->closed_on[i] : "");
		html_close(&page->html, "div");
		told |= form_is_faulty(form, day.about);
	}
	if (!told)
		form_fault(page, form, "content.closedOn");
	html_close(&page->html, "fieldset");
}

void shop_form_write(struct page *page, const struct form *form,
		     const Ocop__Market__V1__PointOfSale *recorded)
{
	static const content_message none = OCOP__MARKET__V1__POINT_OF_SALE_CONTENT__INIT;
	static const struct form_field name = {
		.name = "content.name", .vi = "Tên điểm bán", .en = "Name", .most = "200"};
	const content_message *content = recorded ? recorded->content : &none;

	form_field(page, form, &name, content->name);
	write_kinds(page, form, content, recorded && *recorded->producer_id);
	write_words(page, form, content);
	write_position(page, form, content);
	write_hours(page, form, content);
	write_days_off(page, form, content);
}
