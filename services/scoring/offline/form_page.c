/* form_page.c - the form for scoring without network as one HTML file */
#include "scoring/offline/form_page.h"

#include <sodium.h>
#include <string.h>

#include "assets/offline_form.css.h"
#include "assets/offline_form.js.h"
#include "common/base/arena.h"
#include "common/rulebook/rulebook.h"
#include "scoring/offline/form_json.h"

enum { HASH_TEXT_SIZE = 45 }; /* of SHA-256 in base64, and its zero */

static const char page[] =
	"<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	"style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
	"<title>Phiếu chấm không cần mạng</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n"
	"<h1>Phiếu chấm không cần mạng</h1>\n"
	"<p class=\"about\">%s</p>\n<p class=\"about\">Bộ tiêu chí %s · %s</p>\n"
	"<p class=\"about\">%s</p>\n"
	"<p class=\"about\">Chấm xong, chọn “Lưu tệp” rồi tải tệp lên hệ thống khi có mạng. Chưa "
	"tải "
	"lên thì chưa nộp.</p>\n"
	"<div id=\"dossiers\"></div>\n</main>\n"
	"<div class=\"bar\"><button id=\"save\" class=\"main\" type=\"button\">Lưu tệp</button>"
	"<span id=\"status\" role=\"status\"></span></div>\n"
	"<script type=\"application/json\" id=\"data\">%s</script>\n"
	"<script>%s</script>\n</body>\n</html>\n";

static const char *hash_of(const char *text, struct arena *arena)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *base64 = arena_alloc(arena, HASH_TEXT_SIZE);

	(void)crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text)); /* always 0 */
	return sodium_bin2base64(base64, HASH_TEXT_SIZE, hash, sizeof(hash),
				 sodium_base64_VARIANT_ORIGINAL);
}

static const char *escaped_at(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		return NULL;
	}
}

/* A text that may stand between elements. */
static const char *escape(const char *text, struct arena *arena)
{
	char *safe = arena_alloc(arena, strlen(text) * strlen("&amp;") + 1);
	char *end = safe;

	for (; *text; text++) {
		const char *instead = escaped_at(*text);

		if (instead)
			end = stpcpy(end, instead);
		else
			*end++ = *text;
	}
	return safe;
}

/* An asset as text. */
static const char *asset_text(const unsigned char *bytes, size_t size_bytes, struct arena *arena)
{
	char *text = arena_alloc(arena, size_bytes + 1);

	memcpy(text, bytes, size_bytes);
	return text;
}

ProtobufCBinaryData form_page_make(const struct form_facts *facts, struct arena *arena)
{
	const char *style =
		asset_text(asset_offline_form_css, sizeof(asset_offline_form_css), arena);
	const char *script =
		asset_text(asset_offline_form_js, sizeof(asset_offline_form_js), arena);
	const char *text = arena_printf(arena, page, hash_of(style, arena), hash_of(script, arena),
					style, escape(facts->round->name, arena),
					escape(facts->book->official_number, arena),
					escape(facts->member->display_name, arena),
					facts->count ? "Mỗi sản phẩm mở ra thành một phiếu."
						     : "Không còn sản phẩm nào cần chấm.",
					form_json(facts, arena), script);

	return (ProtobufCBinaryData){strlen(text), (uint8_t *)text};
}
