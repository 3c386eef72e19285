/* bulk_view.c - what a shop's list is worth, as a form, a table and a file */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "gateway/pages/machines/bulk_check.h"
#include "gateway/pages/machines/csv.h"

#define KIND(name)    OCOP__MARKET__V1__LABEL_KIND__LABEL_KIND_##name
#define VERDICT(name) OCOP__MARKET__V1__SERIAL_VERDICT__SERIAL_VERDICT_##name
#define STATE(name)   OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##name

typedef Ocop__Certification__V1__VerifiedNumber verified_number;

/* --- what a line is worth */

/* What is certified speaks through its certificate; a page without one through its badge. */
static const struct look *look_of_line(const struct bulk_check *check, size_t line)
{
	const Ocop__Market__V1__CheckedLabel *named = check->named->answers[line];
	const verified_number *worth = check->worth[line];

	if (named->kind == KIND(SERIAL))
		return look_of_sticker(named->verdict);
	if (worth && worth->known)
		return look_of_certificate(worth->state);
	return named->kind == KIND(PRODUCT) && *named->slug ? look_of_badge(named->badge)
							    : look_of_unknown();
}

/* 0 unless they may be shown today, on this pack. */
static uint32_t stars_of_line(const struct bulk_check *check, size_t line)
{
	const Ocop__Market__V1__CheckedLabel *named = check->named->answers[line];
	const verified_number *worth = check->worth[line];

	if (!worth || !worth->known || worth->state != STATE(VALID))
		return 0;
	if (named->kind == KIND(SERIAL) && named->verdict != VERDICT(GENUINE) &&
	    named->verdict != VERDICT(SEEN_FAR_APART))
		return 0;
	return worth->star;
}

static const char *product_of_line(const struct bulk_check *check, size_t line)
{
	const verified_number *worth = check->worth[line];

	return worth && worth->known ? worth->product_name
				     : check->named->answers[line]->product_name;
}

static const char *producer_of_line(const struct bulk_check *check, size_t line)
{
	const verified_number *worth = check->worth[line];

	return worth && worth->known ? worth->producer_name
				     : check->named->answers[line]->producer_name;
}

/* --- the form */

static void write_choice(struct page *page, const char *value, bool chosen, const char *text)
{
	html_open(&page->html, "label", "class", "choice", HTML_END);
	html_void(&page->html, "input", "type", "radio", "name", "answer", "value", value,
		  "checked", chosen ? "" : NULL, HTML_END);
	html_text(&page->html, text);
	html_close(&page->html, "label");
}

/* The file is the last field: the body is read in one go (api/multipart.h). */
static void write_form(struct page *page, const char *text)
{
	struct html *html = &page->html;

	html_open(html, "form", "class", "report", "action", page_link(page, "/kiem-tra"), "method",
		  "post", "enctype", "multipart/form-data", HTML_END);
	html_open(html, "label", "for", "labels", HTML_END);
	html_text(html, page_says(page, "Mỗi dòng một số", "One number a line"));
	html_close(html, "label");
	html_open(html, "textarea", "id", "labels", "name", "labels", "rows", "8", "spellcheck",
		  "false", HTML_END);
	html_text(html, text);
	html_close(html, "textarea");
	page_element(page, "p", "hint",
		     "Số sê-ri trên tem, địa chỉ trong mã QR, số giấy chứng nhận, mã tra cứu, mã "
		     "sản phẩm hoặc địa chỉ trang sản phẩm. Đến 1.000 dòng.",
		     "Serials of stickers, addresses of QR codes, numbers and codes of "
		     "certificates, product codes, or addresses of product pages. Up to 1,000 "
		     "lines.");
	html_open(html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Kết quả", "The answer as");
	write_choice(page, "page", true, page_says(page, "Bảng trên trang", "A table here"));
	write_choice(page, "csv", false, page_says(page, "Tệp CSV", "A CSV file"));
	html_close(html, "fieldset");
	html_open(html, "label", "for", "list", HTML_END);
	html_text(html, page_says(page, "Hoặc tệp CSV, TXT: cột đầu tiên được đọc",
				  "Or a CSV or TXT file: its first column is read"));
	html_close(html, "label");
	html_void(html, "input", "id", "list", "type", "file", "name", "list", "accept",
		  ".csv,.txt,text/csv,text/plain", HTML_END);
	html_open(html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(html, page_says(page, "Kiểm tra danh sách", "Check the list"));
	html_close(html, "button");
	html_close(html, "form");
}

static void write_fault(struct page *page, const char *fault)
{
	html_open(&page->html, "div", "class", "faults", "role", "alert", HTML_END);
	page_element(page, "h2", NULL, "Chưa kiểm tra được", "Not checked yet");
	html_element(&page->html, "p", NULL, fault);
	html_close(&page->html, "div");
}

static void write_for_machines(struct page *page)
{
	struct html *html = &page->html;

	page_element(page, "h2", NULL, "Cho phần mềm bán hàng", "For tills and web shops");
	page_element(page, "p", NULL,
		     "Máy hỏi hai bước, không cần đăng nhập: POST /api/v1/labels cho biết mỗi dòng "
		     "là gì; POST /api/v1/verify trả lời giấy chứng nhận còn giá trị không, có chữ "
		     "ký Ed25519 của sổ đăng ký.",
		     "Machines ask in two steps, without an account: POST /api/v1/labels says what "
		     "each line names; POST /api/v1/verify says what the certificates are worth, "
		     "signed by the register with Ed25519.");
	html_open(html, "p", HTML_END);
	page_button(page, "/api", "Tài liệu API", "API documentation");
	html_close(html, "p");
}

static void begin(struct page *page, struct gateway *gateway, struct http_request *request)
{
	enum language language = language_of(request);

	page_begin(page, gateway, request, SECTION_CHECK,
		   in_language(language, "Kiểm tra cả danh sách", "Check a whole list"),
		   in_language(language,
			       "Cửa hàng và sàn bán hàng kiểm tra đến 1.000 tem, giấy chứng nhận "
			       "và sản phẩm OCOP một lần.",
			       "Shops and platforms check up to 1,000 OCOP stickers, certificates "
			       "and products at once."));
}

void bulk_form_respond(struct gateway *gateway, struct http_request *request, const char *text,
		       const char *fault, int status)
{
	struct page page;

	begin(&page, gateway, request);
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	page_element(&page, "h1", NULL, "Kiểm tra cả danh sách", "Check a whole list");
	page_element(&page, "p", "lead",
		     "Cho cửa hàng, siêu thị, sàn thương mại điện tử: dán danh sách hoặc gửi tệp.",
		     "For shops, supermarkets and platforms: paste a list or send a file.");
	if (fault)
		write_fault(&page, fault);
	write_form(&page, text);
	write_for_machines(&page);
	html_close(&page.html, "div");
	page_end(&page, status);
}

/* --- the table */

static void write_headings(struct page *page)
{
	html_open(&page->html, "thead", HTML_END);
	html_open(&page->html, "tr", HTML_END);
	page_column(page, "Đã hỏi", "Asked");
	page_column(page, "Trả lời", "Answer");
	page_column(page, "Sao", "Stars");
	page_column(page, "Sản phẩm", "Product");
	page_column(page, "Chủ thể", "Producer");
	page_column(page, "Ngày cuối", "Last day");
	page_column(page, "Giấy chứng nhận", "Certificate");
	html_close(&page->html, "tr");
	html_close(&page->html, "thead");
}

static void write_certificate(struct page *page, const verified_number *worth)
{
	const char *path;

	html_open(&page->html, "td", HTML_END);
	if (worth && worth->known) {
		path = arena_printf(page->arena, "/verify/%s",
				    percent_encode(page->arena, worth->code));
		html_open(&page->html, "a", "href", page_link(page, path), HTML_END);
		html_text(&page->html,
			  *worth->official_number ? worth->official_number : worth->code);
		html_close(&page->html, "a");
	}
	html_close(&page->html, "td");
}

static void write_line(struct page *page, const struct bulk_check *check, size_t line)
{
	const verified_number *worth = check->worth[line];
	uint32_t stars = stars_of_line(check, line);
	struct html *html = &page->html;

	html_open(html, "tr", HTML_END);
	html_open(html, "th", "scope", "row", HTML_END);
	html_element(html, "code", NULL, check->named->answers[line]->label);
	html_close(html, "th");
	html_open(html, "td", HTML_END);
	page_state(page, look_of_line(check, line));
	html_close(html, "td");
	html_element(html, "td", NULL, stars ? arena_printf(page->arena, "%u", stars) : "");
	page_name(page, "td", NULL, product_of_line(check, line));
	page_name(page, "td", NULL, producer_of_line(check, line));
	html_element(html, "td", NULL,
		     worth && worth->known ? page_date(page, worth->last_day) : "");
	write_certificate(page, worth);
	html_close(html, "tr");
}

void bulk_table_respond(const struct bulk_check *check)
{
	struct page page;

	begin(&page, check->gateway, check->request);
	html_open(&page.html, "div", "class", "wrap api", HTML_END);
	page_element(&page, "h1", NULL, "Kết quả kiểm tra", "What the list is worth");
	if (check->as_of_us) {
		html_open(&page.html, "p", "class", "times", HTML_END);
		html_format(&page.html, "%s %s.", page_says(&page, "Trả lời lúc", "Answered at"),
			    page_moment(&page, check->as_of_us));
		html_close(&page.html, "p");
	}
	html_open(&page.html, "div", "class", "scroll", "tabindex", "0", "role", "region",
		  "aria-label", page_says(&page, "Kết quả từng dòng", "Answers by line"), HTML_END);
	html_open(&page.html, "table", "class", "listed", HTML_END);
	write_headings(&page);
	html_open(&page.html, "tbody", HTML_END);
	for (size_t i = 0; i < check->named->n_answers; i++)
		write_line(&page, check, i);
	html_close(&page.html, "tbody");
	html_close(&page.html, "table");
	html_close(&page.html, "div");
	page_element(&page, "h2", NULL, "Kiểm tra danh sách khác", "Check another list");
	write_form(&page, check->text);
	html_close(&page.html, "div");
	page_end(&page, 200);
}

/* --- the file: words of the API, which do not change with the language */

/* "CERTIFICATE_STATE_VALID" to "VALID". */
static const char *word_of(const ProtobufCEnumDescriptor *type, int value, const char *begin)
{
	const ProtobufCEnumValue *found = protobuf_c_enum_descriptor_get_value(type, value);

	return found && value != 0 ? found->name + strlen(begin) : "";
}

static void write_row(struct csv_answer *csv, const struct bulk_check *check, size_t line,
		      struct arena *arena)
{
	const Ocop__Market__V1__CheckedLabel *named = check->named->answers[line];
	const verified_number *worth = check->worth[line];
	uint32_t stars = stars_of_line(check, line);
	bool known = worth && worth->known;

	csv_answer_cell(csv, named->label);
	csv_answer_cell(csv, word_of(&ocop__market__v1__label_kind__descriptor, (int)named->kind,
				     "LABEL_KIND_"));
	csv_answer_cell(csv, word_of(&ocop__market__v1__serial_verdict__descriptor,
				     (int)named->verdict, "SERIAL_VERDICT_"));
	csv_answer_cell(csv,
			known ? word_of(&ocop__certification__v1__certificate_state__descriptor,
					(int)worth->state, "CERTIFICATE_STATE_")
			      : "");
	csv_answer_cell(csv, stars ? arena_printf(arena, "%u", stars) : "");
	csv_answer_cell(csv, product_of_line(check, line));
	csv_answer_cell(csv, producer_of_line(check, line));
	csv_answer_cell(csv, known ? worth->last_day : "");
	csv_answer_cell(csv, known ? worth->code : "");
	csv_answer_cell(csv, known ? worth->official_number : "");
	csv_answer_cell(csv, known ? worth->present_code : "");
	csv_answer_row_end(csv);
}

void bulk_file_respond(const struct bulk_check *check)
{
	static const char *const headings[] = {
		"asked",    "kind",     "sticker", "certificate_state", "stars",       "product",
		"producer", "last_day", "code",    "official_number",   "present_code"};
	static const struct http_header headers[] = {
		{"Content-Type", "text/csv; charset=utf-8"},
		{"Content-Disposition", "attachment; filename=\"kiem-tra.csv\""},
	};
	struct csv_answer csv;

	csv_answer_init(&csv);
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		csv_answer_cell(&csv, headings[i]);
	csv_answer_row_end(&csv);
	for (size_t i = 0; i < check->named->n_answers; i++)
		write_row(&csv, check, i, check->request->arena);
	http_respond(check->request, 200, headers, 2, csv.text, csv.size_bytes);
	csv_answer_deinit(&csv);
}
