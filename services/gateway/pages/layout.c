/* layout.c - what every page has: head, banner of a demo, navigation, footer */
#include "gateway/pages/layout.h"

#include <stdio.h>
#include <string.h>

#include "assets/account.css.h"
#include "assets/base.css.h"
#include "assets/figures.css.h"
#include "assets/pages.css.h"
#include "assets/places.css.h"
#include "assets/report.css.h"
#include "assets/suggest.js.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/settings.h"
#include "gateway/api/parameters.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/drawings.h"
#include "gateway/routes.h"

/* Pages load from their own host only, run nothing but a script of ours, and are framed by nobody.
 */
static const char content_policy[] =
	"default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
	"base-uri 'none'; frame-ancestors 'none'";
static const char content_policy_with_script[] =
	"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const char *page_says(const struct page *page, const char *vi, const char *en)
{
	return in_language(page->language, vi, en);
}

void page_element(struct page *page, const char *name, const char *class_name, const char *vi,
		  const char *en)
{
	html_element(&page->html, name, class_name, page_says(page, vi, en));
}

void page_name(struct page *page, const char *name, const char *class_name, const char *text)
{
	html_open(&page->html, name, "class", class_name, "lang", page_says(page, NULL, "vi"),
		  HTML_END);
	html_text(&page->html, text);
	html_close(&page->html, name);
}

const char *page_link(const struct page *page, const char *path)
{
	const char *mark = strchr(path, '?') ? "&" : "?";

	if (page->language == LANGUAGE_VI)
		return path;
	return arena_printf(page->arena, "%s%slang=en", path, mark);
}

const char *page_origin(const struct page *page)
{
	const char *protocol = http_request_header(page->request, "x-forwarded-proto");
	const char *host = http_request_header(page->request, "host");
	bool secure = protocol && strcmp(protocol, "https") == 0;

	return arena_printf(page->arena, "%s://%s", secure ? "https" : "http", host ? host : "");
}

/* This page in the other language, its other parameters kept. */
static const char *other_language_link(const struct page *page)
{
	struct parameters parameters;
	char *link = arena_printf(page->arena, "%s?lang=%s", routes_page_path(page->request),
				  page_says(page, "en", "vi"));

	if (parameters_read(page->arena, page->request->query, &parameters) != 0)
		return link;
	for (size_t i = 0; i < parameters.count; i++) {
		const struct parameter *parameter = &parameters.items[i];

		if (strcmp(parameter->name, "lang") != 0)
			link = arena_printf(page->arena, "%s&%s=%s", link,
					    percent_encode(page->arena, parameter->name),
					    percent_encode(page->arena, parameter->value));
	}
	return link;
}

/* The version in the address lets it be kept for ever. */
static void write_style(struct page *page, const char *name, const char *version)
{
	html_void(&page->html, "link", "rel", "stylesheet", "href",
		  arena_printf(page->arena, "/assets/%s?v=%s", name, version), HTML_END);
}

static void write_head(struct page *page, enum page_section section, const char *title,
		       const char *description)
{
	struct html *html = &page->html;

	html_literal(html, "<!doctype html>\n");
	html_open(html, "html", "lang", language_code(page->language), HTML_END);
	html_open(html, "head", HTML_END);
	html_void(html, "meta", "charset", "utf-8", HTML_END);
	html_void(html, "meta", "name", "viewport", "content",
		  "width=device-width, initial-scale=1", HTML_END);
	html_open(html, "title", HTML_END);
	html_format(html, "%s · OCOP", title);
	html_close(html, "title");
	html_void(html, "meta", "name", "description", "content", description, HTML_END);
	html_void(html, "meta", "name", "theme-color", "content", "#0d4a33", HTML_END);
	html_void(html, "link", "rel", "icon", "type", "image/svg+xml", "href", "/assets/logo.svg",
		  HTML_END);
	write_style(page, "base.css", asset_base_css_version);
	write_style(page, "pages.css", asset_pages_css_version);
	if (section == SECTION_REPORT || section == SECTION_ACCOUNT || section == SECTION_CHECK ||
	    section == SECTION_ENQUIRY)
		write_style(page, "report.css", asset_report_css_version);
	if (section == SECTION_PLACES)
		write_style(page, "places.css", asset_places_css_version);
	if (section == SECTION_FIGURES)
		write_style(page, "figures.css", asset_figures_css_version);
	if (section == SECTION_ACCOUNT || section == SECTION_ENQUIRY)
		write_style(page, "account.css", asset_account_css_version);
	html_void(html, "link", "rel", "alternate", "hreflang", page_says(page, "en", "vi"), "href",
		  other_language_link(page), HTML_END);
	html_close(html, "head");
}

/* A demo never looks like the real thing: every page says what it is and what time it believes. */
static void write_banner(struct page *page)
{
	const char *kind = settings_text(page->gateway->settings, "instance_kind");
	struct html *html = &page->html;

	if (strcmp(kind, "production") == 0)
		return;
	html_open(html, "aside", "class", "demo", "aria-label", page_says(page, "Lưu ý", "Note"),
		  HTML_END);
	html_open(html, "p", "class", "wrap", HTML_END);
	page_icon(page, "#i-flask", NULL);
	page_element(page, "strong", NULL, "Bản trình diễn.", "Demonstration.");
	html_text(html, page_says(page, " Dữ liệu không có giá trị pháp lý. Giờ ở đây: ",
				  " Nothing here has legal force. The clock here: "));
	html_element(html, "time", NULL, page_moment(page, clock_now_us(&page->gateway->clock)));
	html_close(html, "p");
	html_close(html, "aside");
}

static void write_entry(struct page *page, const char *path, bool current, const char *vi,
			const char *en)
{
	html_open(&page->html, "a", "href", page_link(page, path), "aria-current",
		  current ? "page" : NULL, HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "a");
}

static void write_header(struct page *page, enum page_section section)
{
	struct html *html = &page->html;

	html_open(html, "header", "class", "site", HTML_END);
	html_open(html, "div", "class", "wrap", HTML_END);
	html_open(html, "a", "class", "brand", "href", page_link(page, "/"), HTML_END);
	html_literal(html, drawing_logo);
	html_open(html, "span", HTML_END);
	html_element(html, "b", NULL, "OCOP");
	page_element(page, "small", NULL, "Mỗi xã một sản phẩm", "One Commune One Product");
	html_close(html, "span");
	html_close(html, "a");
	html_open(html, "nav", "aria-label", page_says(page, "Chính", "Main"), HTML_END);
	write_entry(page, "/", section == SECTION_MARKET, "Chợ OCOP", "Market");
	write_entry(page, "/verify", section == SECTION_VERIFY || section == SECTION_CHECK,
		    "Kiểm tra", "Verify");
	write_entry(page, "/figures", section == SECTION_FIGURES, "Số liệu", "Figures");
	write_entry(page, "/api", section == SECTION_API, "API", "API");
	html_open(html, "a", "class", "language", "href", other_language_link(page), "lang",
		  page_says(page, "en", "vi"), "hreflang", page_says(page, "en", "vi"), HTML_END);
	html_text(html, page_says(page, "English", "Tiếng Việt"));
	html_close(html, "a");
	html_close(html, "nav");
	html_close(html, "div");
	html_close(html, "header");
}

void page_begin(struct page *page, struct gateway *gateway, struct http_request *request,
		enum page_section section, const char *title, const char *description)
{
	struct html *html = &page->html;

	page->gateway = gateway;
	page->request = request;
	page->arena = request->arena;
	page->language = language_of(request);
	page->runs_script = false;
	page->personal = false;
	html_init(html);
	write_head(page, section, title, description);
	html_open(html, "body", HTML_END);
	html_open(html, "a", "class", "skip", "href", "#main", HTML_END);
	html_text(html, page_says(page, "Tới nội dung chính", "Skip to the content"));
	html_close(html, "a");
	html_literal(html, drawing_symbols);
	write_banner(page);
	write_header(page, section);
	html_open(html, "main", "id", "main", HTML_END);
}

void page_run_suggestions(struct page *page)
{
	html_open(&page->html, "script", "src",
		  arena_printf(page->arena, "/assets/suggest.js?v=%s", asset_suggest_js_version),
		  "defer", "", HTML_END);
	html_close(&page->html, "script");
	page->runs_script = true;
}

static void write_footer(struct page *page)
{
	struct html *html = &page->html;

	html_open(html, "footer", HTML_END);
	html_open(html, "div", "class", "wrap", HTML_END);
	page_element(page, "p", NULL,
		     "OCOP là chương trình Mỗi xã một sản phẩm. Hạng sao chỉ hiện khi giấy chứng "
		     "nhận còn hiệu lực; mọi câu trả lời lấy từ sổ gốc, ngay lúc bạn hỏi.",
		     "OCOP is Vietnam's One Commune One Product programme. Stars are shown only "
		     "while a certificate is valid; every answer comes from the register, at the "
		     "moment you ask.");
	html_open(html, "p", HTML_END);
	write_entry(page, "/verify", false, "Kiểm tra giấy chứng nhận", "Verify a certificate");
	html_text(html, " · ");
	write_entry(page, "/kiem-tra", false, "Kiểm tra cả danh sách", "Check a whole list");
	html_text(html, " · ");
	write_entry(page, "/diem-ban", false, "Điểm bán OCOP", "Where to buy");
	html_text(html, " · ");
	write_entry(page, "/su-kien", false, "Hội chợ, sự kiện", "Fairs and events");
	html_text(html, " · ");
	write_entry(page, "/open-data/", false, "Dữ liệu mở", "Open data");
	html_text(html, " · ");
	write_entry(page, "/api", false, "API", "API");
	html_text(html, " · ");
	write_entry(page, "/cua-toi", false, "Dành cho chủ thể, cơ quan",
		    "For producers and offices");
	html_close(html, "p");
	html_close(html, "div");
	html_close(html, "footer");
}

void page_end(struct page *page, int status)
{
	struct http_header headers[] = {
		{"Content-Type", "text/html; charset=utf-8"},
		{"Content-Language", language_code(page->language)},
		{"Content-Security-Policy",
		 page->runs_script ? content_policy_with_script : content_policy},
		/* Nor is an answer kept that has a browser forget its session. */
		{"Cache-Control",
		 page->personal || page->request->is_signed_out ? "no-store" : "no-cache"},
		{"Vary", "Accept, Accept-Language"},
	};
	struct html *html = &page->html;

	html_close(html, "main");
	write_footer(page);
	html_close(html, "body");
	html_close(html, "html");
	http_respond(page->request, status, headers, 5, html->text, html->size_bytes);
	html_deinit(html);
}
