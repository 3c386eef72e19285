/* report_form.c - "/reports": the form in which somebody reports a pack
 *
 * For one who stands in a market with a phone: five answers to choose from, everything else may be
 * left empty where a certificate says whose it is. Works without scripts; the file is last, as
 * api/multipart.h wants it.
 */
#include "gateway/pages/report.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/refusal.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "gateway/pages/pages.h"
#include "ocop/certification/v1/queries.pb-c.h"

typedef Ocop__Certification__V1__PackReportForm form_message;

/* Lives in the request's arena. */
struct form_view {
	struct gateway *gateway;
	struct http_request *request;
	struct report_entries entries;
	const struct report_faults *faults; /* NULL: none */
};

/* --- what can be chosen */

static const struct {
	const char *name, *vi, *en;
} kinds[] = {
	{"PACK_REPORT_KIND_OTHER_PRODUCT", "Nhãn OCOP dán trên sản phẩm khác",
	 "The mark is on another product"},
	{"PACK_REPORT_KIND_MARK_OUTLIVED", "Giấy đã hết hạn hoặc bị thu hồi mà nhãn vẫn dùng",
	 "Expired or revoked, and the mark is still used"},
	{"PACK_REPORT_KIND_WRONG_STARS", "Số sao trên bao bì không đúng",
	 "The stars on the pack are wrong"},
	{"PACK_REPORT_KIND_COUNTERFEIT", "Tem, nhãn hoặc số trông như hàng giả",
	 "Sticker, mark or number look counterfeit"},
	{"PACK_REPORT_KIND_OTHER", "Việc khác", "Something else"},
};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* What is likeliest, by what the register says of the number. */
static const char *likeliest_kind(const form_message *form)
{
	if (!form->known)
		return kinds[3].name;
	if (form->state == OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_EXPIRED ||
	    form->state == OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED)
		return kinds[1].name;
	return "";
}

/* --- parts of the form */

static void write_label(struct page *page, const char *id, const char *vi, const char *en)
{
	html_open(&page->html, "label", "for", id, HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "label");
}

static void write_hidden(struct page *page, const char *name, const char *value)
{
	html_void(&page->html, "input", "type", "hidden", "name", name, "value", value, HTML_END);
}

static void write_kinds(struct page *page, const char *chosen)
{
	struct html *html = &page->html;

	html_open(html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Bạn thấy điều gì?", "What did you see?");
	for (size_t i = 0; i < KINDS; i++) {
		html_open(html, "label", "class", "choice", HTML_END);
		html_void(html, "input", "type", "radio", "name", "kind", "value", kinds[i].name,
			  "required", "", "checked", strcmp(chosen, kinds[i].name) == 0 ? "" : NULL,
			  HTML_END);
		page_element(page, "span", NULL, kinds[i].vi, kinds[i].en);
		html_close(html, "label");
	}
	html_close(html, "fieldset");
}

static void write_input(struct page *page, const char *name, const char *value, const char *most,
			const char *autocomplete)
{
	html_void(&page->html, "input", "type", "text", "id", name, "name", name, "value", value,
		  "maxlength", most, "autocomplete", autocomplete, HTML_END);
}

static void write_units(struct page *page, const char *name, const char *chosen, bool required,
			Ocop__Certification__V1__UnitChoice *const *units, size_t count)
{
	struct html *html = &page->html;

	html_open(html, "select", "id", name, "name", name, "required", required ? "" : NULL,
		  HTML_END);
	html_open(html, "option", "value", "", HTML_END);
	html_text(html,
		  required ? page_says(page, "Chọn tỉnh, thành phố", "Choose a province")
			   : page_says(page, "Nơi khác, hoặc không rõ", "Elsewhere, or unknown"));
	html_close(html, "option");
	for (size_t i = 0; i < count; i++) {
		html_open(html, "option", "value", units[i]->code, "selected",
			  strcmp(chosen, units[i]->code) == 0 ? "" : NULL, HTML_END);
		html_text(html, units[i]->name);
		html_close(html, "option");
	}
	html_close(html, "select");
}

/* A certificate says whose it is; without one the reporter must. */
static void write_place(struct page *page, const form_message *form,
			const struct report_entries *entries)
{
	if (form->n_communes > 0) {
		write_label(page, "communeCode", "Thấy ở xã, phường nào?",
			    "Seen in which commune?");
		write_units(page, "communeCode", entries->commune_code, false, form->communes,
			    form->n_communes);
	} else {
		write_label(page, "provinceCode", "Thấy ở tỉnh, thành phố nào?",
			    "Seen in which province?");
		write_units(page, "provinceCode", entries->province_code, !form->known,
			    form->provinces, form->n_provinces);
	}
	write_label(page, "placeText", "Chợ, cửa hàng, đường… (không bắt buộc)",
		    "Market, shop, street… (may be left empty)");
	write_input(page, "placeText", entries->place_text, "300", "off");
}

static void write_words(struct page *page, const struct report_entries *entries)
{
	struct html *html = &page->html;

	write_label(page, "seen", "Kể thêm (cần khi chọn “Việc khác”)",
		    "Tell more (needed for “Something else”)");
	html_open(html, "textarea", "id", "seen", "name", "seen", "rows", "4", "maxlength", "2000",
		  HTML_END);
	html_text(html, entries->seen);
	html_close(html, "textarea");
}

static void write_contact(struct page *page, const struct report_entries *entries)
{
	write_label(page, "contact", "Điện thoại hoặc email, chỉ khi bạn muốn được trả lời",
		    "Telephone or e-mail, only if you want to be answered");
	write_input(page, "contact", entries->contact, "200", "off");
	page_element(
		page, "p", "hint",
		"Chỉ cơ quan xử lý thấy; tự xóa sau khi xong việc. Không có trong sổ công khai.",
		"Seen by the office in charge alone; erased when all is done. In no public "
		"register.");
}

static void write_photo(struct page *page)
{
	write_label(page, "photo", "Ảnh bao bì (không bắt buộc, nhiều nhất 8 MB)",
		    "Photo of the pack (may be left out, 8 MB at most)");
	html_void(&page->html, "input", "type", "file", "id", "photo", "name", "photo", "accept",
		  "image/jpeg,image/png,image/webp", HTML_END);
}

static void write_command_id(struct page *page, const char *entered)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	char text[COMMAND_ID_TEXT_SIZE];

	if (*entered) {
		write_hidden(page, "commandId", entered);
		return;
	}
	command_id_create(clock_machine_us(), id);
	command_id_print(id, text);
	write_hidden(page, "commandId", text);
}

/* --- the page */

/* Whose the number is: he sees at once whether he typed it right. */
static void write_about(struct page *page, const form_message *form,
			const struct report_entries *entries)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "about", HTML_END);
	if (form->known) {
		page_state(page, look_of_certificate(form->state));
		page_name(page, "p", "lead", form->product_name);
		page_name(page, "p", "producer", form->producer_name);
	} else if (*entries->number) {
		page_state(page, look_of_unknown());
		html_element(html, "p", "lead number", entries->number);
	} else {
		page_element(page, "p", NULL, "Bao bì mang nhãn OCOP mà không có số.",
			     "A pack that bears the mark and no number.");
	}
	html_close(html, "div");
}

/* What a field of the message is called in the form; "" for one that is not in it. */
static const char *field_name(const struct page *page, const char *field)
{
	static const struct {
		const char *field, *vi, *en;
	} names[] = {
		{"kind", "Bạn thấy điều gì: ", "What you saw: "},
		{"seen", "Kể thêm: ", "Tell more: "},
		{"commune_code", "Xã, phường: ", "Commune: "},
		{"province_code", "Tỉnh, thành phố: ", "Province: "},
		{"place_text", "Chợ, cửa hàng, đường: ", "Market, shop, street: "},
		{"contact", "Điện thoại hoặc email: ", "Telephone or e-mail: "},
		{"upload_id", "Ảnh: ", "Photo: "},
		{"media_type", "Ảnh: ", "Photo: "},
		{"size_bytes", "Ảnh: ", "Photo: "},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i].field, field) == 0)
			return page_says(page, names[i].vi, names[i].en);
	}
	return "";
}

static void write_faults(struct page *page, const struct report_faults *faults)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "faults", "role", "alert", HTML_END);
	page_element(page, "h2", NULL, "Chưa gửi được", "Not sent yet");
	html_open(html, "ul", HTML_END);
	for (size_t i = 0; i < faults->count; i++) {
		const struct refusal_text *text = refusal_text(faults->refusals[i]->code);

		html_open(html, "li", HTML_END);
		html_text(html, field_name(page, faults->refusals[i]->field));
		html_text(html, page_says(page, text->vi, text->en));
		html_close(html, "li");
	}
	html_close(html, "ul");
	page_element(page, "p", "hint", "Nếu có ảnh, hãy chọn lại ảnh.",
		     "Choose the photo again, if there was one.");
	html_close(html, "div");
}

static void write_form(struct page *page, const form_message *form,
		       const struct report_entries *entries)
{
	struct html *html = &page->html;

	html_open(html, "form", "class", "report", "action", page_link(page, "/reports"), "method",
		  "post", "enctype", "multipart/form-data", HTML_END);
	write_command_id(page, entries->command_id);
	write_hidden(page, "number", entries->number);
	write_kinds(page, *entries->kind ? entries->kind : likeliest_kind(form));
	write_words(page, entries);
	write_place(page, form, entries);
	write_contact(page, entries);
	write_photo(page);
	html_open(html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(html, page_says(page, "Gửi phản ánh", "Send the report"));
	html_close(html, "button");
	html_close(html, "form");
}

static void respond(const struct form_view *view, const form_message *form)
{
	enum language language = language_of(view->request);
	struct page page;

	page_begin(&page, view->gateway, view->request, SECTION_REPORT,
		   in_language(language, "Phản ánh bao bì", "Report a pack"),
		   in_language(language, "Phản ánh một bao bì mang nhãn OCOP.",
			       "Report a pack that bears the OCOP mark."));
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	page_element(&page, "h1", NULL, "Phản ánh bao bì này", "Report this pack");
	if (view->faults)
		write_faults(&page, view->faults);
	write_about(&page, form, &view->entries);
	page_element(&page, "p", "hint",
		     "Không cần đăng nhập. Phản ánh đến ngay xã và cơ quan OCOP.",
		     "No account is needed. The commune and the OCOP agency have it at once.");
	write_form(&page, form, &view->entries);
	html_close(&page.html, "div");
	page_end(&page, view->faults ? view->faults->status : 200);
}

static void on_form(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct form_view *view = context;
	const form_message *form = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		form = (const form_message *)message_unpack(
			&ocop__certification__v1__pack_report_form__descriptor, reply->body.data,
			reply->body.len, view->request->arena, NULL);
	if (form)
		respond(view, form);
	else
		page_refused(view->gateway, view->request, reply);
}

void report_form_show(struct gateway *gateway, struct http_request *request,
		      const struct report_entries *entries, const struct report_faults *faults)
{
	struct form_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Certification__V1__GetPackReportForm query =
		OCOP__CERTIFICATION__V1__GET_PACK_REPORT_FORM__INIT;
	struct backend_call call = {
		.source = "certification",
		.endpoint = BACKEND_QUERIES,
		.message = &query.base,
		.request_id = request->request_id,
	};

	view->gateway = gateway;
	view->request = request;
	view->entries = *entries;
	view->faults = faults;
	query.number = (char *)(uintptr_t)entries->number; /* only read */
	backends_ask(gateway->backends, &call, on_form, view);
}

/* A receipt that was typed leads to its page. */
static bool redirect_to_receipt(struct http_request *request)
{
	const char *receipt = parameters_find(request->arena, request->query, "receipt");
	struct http_header header = {"Location", NULL};

	if (!receipt || !*receipt)
		return false;
	header.value = arena_printf(request->arena, "/reports/%s%s",
				    percent_encode(request->arena, receipt),
				    language_of(request) == LANGUAGE_EN ? "?lang=en" : "");
	http_respond(request, 303, &header, 1, NULL, 0);
	return true;
}

void page_report_form(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	const char *number = parameters_find(request->arena, request->query, "number");
	const char *commune = parameters_find(request->arena, request->query, "commune");
	const char *serial = parameters_find(request->arena, request->query, "serial");
	struct report_entries entries = {"", "", "", "", "", "", "", ""};

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	if (redirect_to_receipt(request))
		return;
	entries.number = number ? number : "";
	entries.commune_code = commune ? commune : "";
	/* A sticker's: the office can look it up, so it stands in the reporter's own words. */
	if (serial && *serial)
		entries.seen =
			arena_printf(request->arena, "%s %s.",
				     in_language(language_of(request),
						 "Số sê-ri trên tem:", "Serial on the sticker:"),
				     serial);
	report_form_show(gateway, request, &entries, NULL);
}
