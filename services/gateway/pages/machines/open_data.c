/* open_data.c - "/open-data/": the register as files that anybody may take, and what is in them
 *
 * The page says what the files themselves say: sums and dictionary are asked of certification, and
 * nothing of them is kept here.
 */
#include <jansson.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "gateway/backends.h"
#include "gateway/files/downloads.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/language.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"

/* Lives in the request's arena. */
struct open_data_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *sums;       /* SHA256SUMS as it is */
	const char *dictionary; /* register.csv-metadata.json */
};

/* The rest of the line that begins so; "" when there is none. */
static const char *line_of(struct arena *arena, const char *text, const char *begin)
{
	const char *line = strstr(text, begin);

	if (!line)
		return "";
	line += strlen(begin);
	return arena_printf(arena, "%.*s", (int)strcspn(line, "\n"), line);
}

static void write_file(struct page *page, const char *name, const char *vi, const char *en)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_open(html, "a", "href", arena_printf(page->arena, "/open-data/%s", name), HTML_END);
	html_text(html, name);
	html_close(html, "a");
	html_format(html, ": %s", page_says(page, vi, en));
	html_close(html, "li");
}

static void write_files(struct page *page)
{
	page_element(page, "h2", NULL, "Các tệp", "Files");
	html_open(&page->html, "ul", HTML_END);
	write_file(page, "register.csv", "mỗi dòng một giấy chứng nhận, UTF-8",
		   "a row a certificate, UTF-8");
	write_file(page, "register.jsonl", "cùng nội dung, mỗi dòng một đối tượng JSON",
		   "the same, a JSON object a line");
	write_file(page, "register.csv-metadata.json", "ý nghĩa từng cột (CSVW)",
		   "what the columns mean (CSVW)");
	write_file(page, "SHA256SUMS", "mã băm của các tệp, có chữ ký của sổ đăng ký",
		   "hashes of the files, signed by the register");
	html_close(&page->html, "ul");
	page_element(
		page, "p", "hint",
		"Tệp được làm lại sau mỗi thay đổi và ít nhất mỗi ngày. Tải dở có thể tải tiếp "
		"(Range, ETag). Trong CSV, ô bắt đầu bằng = + - @ có thêm dấu ' ở trước; JSON thì "
		"không.",
		"The files are made anew after changes and at least daily. A download that broke "
		"off can be resumed (Range, ETag). In the CSV a cell that begins with = + - @ has "
		"an apostrophe before it; the JSON has none.");
}

static void write_state(struct page *page, const char *sums)
{
	const char *licence = line_of(page->arena, sums, "\n# licence ");
	const char *log = line_of(page->arena, sums, "\n# log ");

	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_fact(page, "Thời điểm", "As of", line_of(page->arena, sums, "\n# as-of "));
	page_fact(page, "Số dòng", "Rows", line_of(page->arena, sums, "\n# rows "));
	page_fact(page, "Nhật ký minh bạch: số lá và gốc cây", "Transparency log: size and root",
		  log);
	page_fact(page, "Giấy phép", "Licence",
		  *licence ? licence : page_says(page, "chưa công bố", "none named"));
	html_close(&page->html, "dl");
}

static void write_check(struct page *page)
{
	page_element(page, "h2", NULL, "Kiểm tra không cần mạng", "To check it offline");
	html_open(&page->html, "pre", HTML_END);
	html_element(&page->html, "code", NULL,
		     "sha256sum --check SHA256SUMS\n"
		     "ocop verify --open-data . --keys keys");
	html_close(&page->html, "pre");
	page_element(page, "p", "hint",
		     "Khóa công khai ở /log/keys. SHA256SUMS là một signed note (c2sp.org), ký "
		     "bằng Ed25519.",
		     "The public keys are at /log/keys. SHA256SUMS is a signed note (c2sp.org), "
		     "signed with Ed25519.");
}

static const char *text_of(const json_t *json, const char *name)
{
	const char *text = json_string_value(json_object_get(json, name));

	return text ? text : "";
}

static void write_column(struct page *page, const json_t *column)
{
	const char *language = page_says(page, "vi", "en");
	struct html *html = &page->html;

	html_open(html, "tr", HTML_END);
	html_open(html, "th", "scope", "row", HTML_END);
	html_element(html, "code", NULL, text_of(column, "name"));
	html_close(html, "th");
	html_element(html, "td", NULL, text_of(column, "datatype"));
	html_element(html, "td", NULL, text_of(column, "schema:unitText"));
	html_element(html, "td", NULL,
		     text_of(json_object_get(column, "dc:description"), language));
	html_element(html, "td", NULL, text_of(json_object_get(column, "dc:source"), language));
	html_close(html, "tr");
}

static void write_dictionary(struct page *page, const char *text)
{
	json_t *dictionary = json_loads(text, 0, NULL), *column;
	const json_t *columns =
		json_object_get(json_object_get(dictionary, "tableSchema"), "columns");
	struct html *html = &page->html;
	size_t i;

	page_element(page, "h2", NULL, "Từ điển dữ liệu", "Data dictionary");
	html_open(html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
		  page_says(page, "Từ điển dữ liệu", "Data dictionary"), HTML_END);
	html_open(html, "table", "class", "listed", HTML_END);
	html_open(html, "thead", HTML_END);
	html_open(html, "tr", HTML_END);
	page_column(page, "Trường", "Field");
	page_column(page, "Kiểu", "Type");
	page_column(page, "Đơn vị", "Unit");
	page_column(page, "Ý nghĩa", "Meaning");
	page_column(page, "Nguồn", "Source");
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", HTML_END);
	json_array_foreach(columns, i, column)
	{
		write_column(page, column);
	}
	html_close(html, "tbody");
	html_close(html, "table");
	html_close(html, "div");
	json_decref(dictionary);
}

static void respond(const struct open_data_view *view)
{
	enum language language = language_of(view->request);
	struct page page;

	page_begin(&page, view->gateway, view->request, SECTION_NONE,
		   in_language(language, "Dữ liệu mở", "Open data"),
		   in_language(language, "Toàn bộ sổ giấy chứng nhận OCOP, để tải về.",
			       "The whole register of OCOP certificates, to be downloaded."));
	html_open(&page.html, "div", "class", "wrap api", HTML_END);
	page_element(&page, "h1", NULL, "Dữ liệu mở: sổ giấy chứng nhận OCOP",
		     "Open data: the register of OCOP certificates");
	if (view->sums) {
		write_state(&page, view->sums);
		write_files(&page);
		write_check(&page);
		write_dictionary(&page, view->dictionary);
	} else {
		page_element(&page, "p", "lead", "Các tệp đang được làm. Hãy thử lại sau ít phút.",
			     "The files are being made. Try again in a few minutes.");
	}
	html_close(&page.html, "div");
	page_end(&page, view->sums ? 200 : 503);
}

/* A text that certification holds, in the request's arena; NULL when there is none. */
static const char *text_read(const struct open_data_view *view,
			     const Ocop__Common__V1__Reply *reply)
{
	const Ocop__Registration__V1__ReadFileReply *file;

	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		return NULL;
	file = (const Ocop__Registration__V1__ReadFileReply *)message_unpack(
		&ocop__registration__v1__read_file_reply__descriptor, reply->body.data,
		reply->body.len, view->request->arena, NULL);
	return file ? arena_printf(view->request->arena, "%.*s", (int)file->content.len,
				   (const char *)file->content.data)
		    : NULL;
}

static void ask(struct open_data_view *view, const char *name, backend_reply_fn *on_reply)
{
	Ocop__Certification__V1__ReadOpenData read = OCOP__CERTIFICATION__V1__READ_OPEN_DATA__INIT;
	struct backend_call call = {
		.source = "certification",
		.endpoint = BACKEND_QUERIES,
		.message = &read.base,
		.request_id = view->request->request_id,
	};

	read.name = arena_strdup(view->request->arena, name);
	backends_ask(view->gateway->backends, &call, on_reply, view);
}

static void on_dictionary(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct open_data_view *view = context;

	view->dictionary = text_read(view, reply);
	if (!view->dictionary)
		view->sums = NULL; /* replaced between the two questions */
	respond(view);
}

static void on_sums(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct open_data_view *view = context;

	view->sums = text_read(view, reply);
	if (view->sums)
		ask(view, "register.csv-metadata.json", on_dictionary);
	else if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED)
		respond(view);
	else
		page_refused(view->gateway, view->request, reply);
}

void page_open_data(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values)
{
	struct open_data_view *view = arena_alloc(request->arena, sizeof(*view));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	view->gateway = gateway;
	view->request = request;
	ask(view, "SHA256SUMS", on_sums);
}

void page_open_data_file(struct gateway *gateway, struct http_request *request,
			 const struct route *route, const struct route_values *values)
{
	(void)route; /* all files are one row */
	open_data_download(gateway, request, values->values[0]);
}
