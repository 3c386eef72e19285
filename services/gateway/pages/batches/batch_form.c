/* batch_form.c - the form of a batch: when it was made, how much, out of what from where
 *
 * Materials have three empty rows below those that are recorded; those left empty are not said. A
 * material area that is on record stays with its row.
 */
#include "common/base/arena.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/batches/batches.h"
#include "gateway/pages/layout.h"

#define QUANTITY "content.quantityHundredths"

enum {
	ORIGINS_MAX = 20, /* as many as market keeps */
	ORIGINS_MORE = 3
};

typedef Ocop__Market__V1__BatchContent content_message;

static const char *own_name(struct arena *arena, const char *word, size_t index)
{
	return arena_printf(arena, "_%s.%zu", word, index);
}

static const char *entered(const struct entries *entries, const char *name)
{
	const char *value = entries ? entries_value(entries, name) : NULL;

	return value ? value : "";
}

static bool row_is_entered(struct arena *arena, const struct entries *entries, size_t index)
{
	return *entered(entries, own_name(arena, "material", index)) ||
	       *entered(entries, own_name(arena, "place", index));
}

static void origin_join(struct arena *arena, struct entries *entries, size_t row, size_t index)
{
	static const struct {
		const char *own, *field;
	} fields[] = {{"material", "material"}, {"place", "place"}, {"area", "areaId"}};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		entries_join(entries,
			     arena_printf(arena, "content.origins[%zu].%s", index, fields[i].field),
			     entered(entries, own_name(arena, fields[i].own, row)));
}

void batch_form_join(struct arena *arena, struct entries *entries)
{
	size_t index = 0;

	entries_join_decimal(arena, entries, "_quantity", QUANTITY, DECIMALS_HUNDREDTHS);
	for (size_t row = 0; row < ORIGINS_MAX + ORIGINS_MORE; row++) {
		if (row_is_entered(arena, entries, row))
			origin_join(arena, entries, row, index++);
	}
	entries_join(entries, "content.origins", ""); /* where its refusals stand */
}

/* The message's materials are the rows that were entered: this one's field there. */
static const char *origin_field(const struct page *page, const struct form *form, size_t row,
				const char *field)
{
	size_t index = 0;

	for (size_t i = 0; i < row; i++)
		index += row_is_entered(page->arena, form->entries, i);
	if (!row_is_entered(page->arena, form->entries, row))
		return "content.origins[]"; /* not one that can be refused */
	return arena_printf(page->arena, "content.origins[%zu].%s", index, field);
}

static void write_origin(struct page *page, const struct form *form, size_t row,
			 const Ocop__Market__V1__BatchOrigin *recorded)
{
	const struct form_field material = {.name = own_name(page->arena, "material", row),
					    .about = origin_field(page, form, row, "material"),
					    .vi = "Nguyên liệu",
					    .en = "Material",
					    .most = "200"};
	const struct form_field place = {.name = own_name(page->arena, "place", row),
					 .about = origin_field(page, form, row, "place"),
					 .vi = "Từ đâu",
					 .en = "Where from",
					 .most = "200"};

	html_open(&page->html, "div", "class", "row", HTML_END);
	html_open(&page->html, "div", HTML_END);
	form_field(page, form, &material, recorded ? recorded->material : "");
	html_close(&page->html, "div");
	html_open(&page->html, "div", HTML_END);
	form_field(page, form, &place, recorded ? recorded->place : "");
	form_hidden(page, own_name(page->arena, "area", row), recorded ? recorded->area_id : "");
	form_fault(page, form, origin_field(page, form, row, "areaId"));
	html_close(&page->html, "div");
	html_close(&page->html, "div");
}

static void write_origins(struct page *page, const struct form *form,
			  const content_message *recorded)
{
	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Nguyên liệu", "Raw material");
	page_element(page, "p", "hint", "Người mua thấy nguyên liệu và nơi lấy.",
		     "Buyers see materials and where they come from.");
	for (size_t i = 0; i < recorded->n_origins + ORIGINS_MORE; i++)
		write_origin(page, form, i, i < recorded->n_origins ? recorded->origins[i] : NULL);
	form_fault(page, form, "content.origins");
	html_close(&page->html, "fieldset");
}

void batch_form_write(struct page *page, const struct form *form, const content_message *recorded)
{
	static const content_message none = OCOP__MARKET__V1__BATCH_CONTENT__INIT;
	static const struct form_field produced = {.name = "content.producedOn",
						   .vi = "Ngày sản xuất",
						   .en = "Made on",
						   .type = "date"};
	static const struct form_field best_before = {.name = "content.bestBefore",
						      .vi = "Hạn dùng (có thể để trống)",
						      .en = "Best before (may be empty)",
						      .type = "date"};
	static const struct form_field quantity = {.name = "_quantity",
						   .about = QUANTITY,
						   .vi = "Số lượng (không công khai)",
						   .en = "Quantity (never public)",
						   .inputmode = "decimal",
						   .autocomplete = "off",
						   .most = "16"};
	static const struct form_field unit = {.name = "content.unit",
					       .vi = "Đơn vị (kg, gói…)",
					       .en = "Unit (kg, pack…)",
					       .most = "30"};

	if (!recorded)
		recorded = &none;
	form_field(page, form, &produced, recorded->produced_on);
	form_field(page, form, &best_before, recorded->best_before);
	form_field(page, form, &quantity,
		   decimal_text(page, recorded->quantity_hundredths, DECIMALS_HUNDREDTHS));
	form_field(page, form, &unit, recorded->unit);
	write_origins(page, form, recorded);
}
