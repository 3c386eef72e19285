/* static.c - what never changes while the daemon runs: style sheets, a script, drawings, the page
 * of no page
 */
#include <string.h>

#include "assets/account.css.h"
#include "assets/base.css.h"
#include "assets/figures.css.h"
#include "assets/landscape.svg.h"
#include "assets/logo.svg.h"
#include "assets/pages.css.h"
#include "assets/places.css.h"
#include "assets/report.css.h"
#include "assets/suggest.js.h"
#include "common/base/arena.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"

/* A file built into the program. */
struct asset {
	const char *name;
	const char *media_type;
	const unsigned char *bytes;
	size_t size_bytes;
	const char *version;
};

static const struct asset assets[] = {
	{"base.css", "text/css; charset=utf-8", asset_base_css, sizeof(asset_base_css),
	 asset_base_css_version},
	{"pages.css", "text/css; charset=utf-8", asset_pages_css, sizeof(asset_pages_css),
	 asset_pages_css_version},
	{"places.css", "text/css; charset=utf-8", asset_places_css, sizeof(asset_places_css),
	 asset_places_css_version},
	{"report.css", "text/css; charset=utf-8", asset_report_css, sizeof(asset_report_css),
	 asset_report_css_version},
	{"figures.css", "text/css; charset=utf-8", asset_figures_css, sizeof(asset_figures_css),
	 asset_figures_css_version},
	{"account.css", "text/css; charset=utf-8", asset_account_css, sizeof(asset_account_css),
	 asset_account_css_version},
	{"suggest.js", "text/javascript; charset=utf-8", asset_suggest_js, sizeof(asset_suggest_js),
	 asset_suggest_js_version},
	{"logo.svg", "image/svg+xml", asset_logo_svg, sizeof(asset_logo_svg),
	 asset_logo_svg_version},
	{"landscape.svg", "image/svg+xml", asset_landscape_svg, sizeof(asset_landscape_svg),
	 asset_landscape_svg_version},
};

/* A year for the address that names the version (?v=), an hour for others. */
static void respond_asset(struct http_request *request, const struct asset *asset)
{
	const char *etag = arena_printf(request->arena, "\"%s\"", asset->version);
	const struct http_header headers[] = {
		{"ETag", etag},
		{"Cache-Control",
		 *request->query ? "public, max-age=31536000, immutable" : "public, max-age=3600"},
		{"Content-Type", asset->media_type},
	};

	if (http_request_has_etag(request, etag))
		http_respond(request, 304, headers, 2, NULL, 0);
	else
		http_respond(request, 200, headers, 3, asset->bytes, asset->size_bytes);
}

void page_asset(struct gateway *gateway, struct http_request *request, const struct route *route,
		const struct route_values *values)
{
	(void)route; /* all assets are one row */
	for (size_t i = 0; i < sizeof(assets) / sizeof(assets[0]); i++) {
		if (strcmp(assets[i].name, values->values[0]) == 0) {
			respond_asset(request, &assets[i]);
			return;
		}
	}
	page_not_found(gateway, request);
}

void page_not_found(struct gateway *gateway, struct http_request *request)
{
	enum language language = language_of(request);
	struct page page;

	page_begin(&page, gateway, request, SECTION_NONE,
		   in_language(language, "Không có trang này", "No such page"),
		   in_language(language, "Không có trang này.", "There is no such page."));
	html_open(&page.html, "div", "class", "wrap narrow empty", HTML_END);
	page_icon(&page, "#i-seed", "drawing");
	page_element(&page, "h1", NULL, "Không có trang này", "There is no such page");
	page_element(&page, "p", "lead",
		     "Địa chỉ có thể đã gõ nhầm, hoặc sản phẩm không còn trong chợ.",
		     "The address may be mistyped, or the product has left the market.");
	html_open(&page.html, "p", HTML_END);
	page_button(&page, "/", "Về trang chợ", "To the market");
	html_close(&page.html, "p");
	html_close(&page.html, "div");
	page_end(&page, 404);
}
