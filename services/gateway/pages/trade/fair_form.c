/* fair_form.c - the form of a fair, a meeting of producers and buyers, a promotion week, a session
 * over the network
 */
#include "gateway/pages/trade/fair_form.h"

#include "gateway/pages/places/fair_words.h"

static void write_kinds(struct page *page, const struct form *form,
			const Ocop__Market__V1__FairContent *recorded)
{
	const ProtobufCEnumDescriptor *kinds = &ocop__market__v1__fair_kind__descriptor;

	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Loại", "Kind");
	for (unsigned i = 1; i < kinds->n_values; i++) { /* the first is none */
		Ocop__Market__V1__FairKind kind =
			(Ocop__Market__V1__FairKind)kinds->values[i].value;

		form_choice(page, form, "radio", "content.kind", kinds->values[i].name,
			    recorded->kind == kind, fair_kind_words(page->language, kind));
	}
	form_fault(page, form, "content.kind");
	html_close(&page->html, "fieldset");
}

static void write_days(struct page *page, const struct form *form,
		       const Ocop__Market__V1__FairContent *recorded)
{
	static const struct form_field begins = {
		.name = "content.beginsOn", .vi = "Từ ngày", .en = "First day", .type = "date"};
	static const struct form_field ends = {
		.name = "content.endsOn", .vi = "Đến hết ngày", .en = "Last day", .type = "date"};
	static const struct form_field opens = {
		.name = "content.opens",
		.vi = "Mở cửa ngày đầu (như 08:00; có thể để trống)",
		.en = "Opens on the first day (as 08:00; may be "
		      "empty)",
		.inputmode = "numeric",
		.autocomplete = "off",
		.most = "5"};
	static const struct form_field closes = {.name = "content.closes",
						 .vi = "Kết thúc ngày cuối",
						 .en = "Ends on the last day",
						 .inputmode = "numeric",
						 .autocomplete = "off",
						 .most = "5"};

	form_field(page, form, &begins, recorded->begins_on);
	form_field(page, form, &ends, recorded->ends_on);
	form_field(page, form, &opens, recorded->opens);
	form_field(page, form, &closes, recorded->closes);
}

void fair_form_write(struct page *page, const struct form *form,
		     const Ocop__Market__V1__FairContent *recorded)
{
	static const Ocop__Market__V1__FairContent none = OCOP__MARKET__V1__FAIR_CONTENT__INIT;
	static const struct form_field name = {
		.name = "content.name", .vi = "Tên sự kiện", .en = "Name", .most = "200"};
	static const struct form_field organiser = {.name = "content.organiser",
						    .vi = "Đơn vị tổ chức",
						    .en = "Organiser",
						    .most = "200"};
	static const struct form_field place = {.name = "content.place",
						.vi = "Địa điểm, hoặc kênh của phiên trực tuyến",
						.en = "Where, or the channel of an online session",
						.most = "200"};
	static const struct form_field description = {.name = "content.description",
						      .vi = "Giới thiệu",
						      .en = "Description",
						      .rows = "5",
						      .most = "4000"};

	if (!recorded)
		recorded = &none;
	form_field(page, form, &name, recorded->name);
	write_kinds(page, form, recorded);
	form_field(page, form, &organiser, recorded->organiser);
	form_field(page, form, &place, recorded->place);
	write_days(page, form, recorded);
	form_field(page, form, &description, recorded->description);
	form_hidden(page, "content.paperId", recorded->paper_id); /* it stays what it was */
	form_fault(page, form, "content.paperId");
}
