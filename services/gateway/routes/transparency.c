/* transparency.c - the transparency log and what is proven by it: signed files, proofs, /log
 *
 * The files of the log are c2sp.org/tlog-tiles: any cache may keep a tile for ever, and a
 * checkpoint for a moment.
 */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/dispatch.h"
#include "gateway/http.h"
#include "gateway/routes.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum { ETAG_BYTES = 16 };

/* What a body is, by its bytes: a copy of the folder elsewhere gives the same. */
static const char *etag_of(struct arena *arena, const void *body, size_t size_bytes)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char hex[2 * ETAG_BYTES + 1];

	(void)crypto_hash_sha256(hash, body, size_bytes); /* always 0 */
	(void)sodium_bin2hex(hex, sizeof(hex), hash, ETAG_BYTES);
	return arena_printf(arena, "\"%s\"", hex);
}

static void respond(const struct dispatch *dispatch, const char *media_type,
		    const char *cache_control, const ProtobufCBinaryData *body)
{
	const char *etag = etag_of(dispatch->request->arena, body->data, body->len);
	const struct http_header headers[] = {
		{"ETag", etag},
		{"Cache-Control", cache_control},
		{"Access-Control-Allow-Origin", "*"}, /* for who checks in a browser */
		{"Content-Type", media_type},
	};

	if (http_request_has_etag(dispatch->request, etag))
		http_respond(dispatch->request, 304, headers, 3, NULL, 0);
	else
		http_respond(dispatch->request, 200, headers, 4, body->data, body->len);
}

static void log_file_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	const Ocop__Certification__V1__LogFile *file =
		(const Ocop__Certification__V1__LogFile *)reply;

	if (file->is_immutable)
		respond(dispatch, "application/octet-stream", "public, max-age=31536000, immutable",
			&file->content);
	else
		respond(dispatch, "text/plain; charset=utf-8", "public, max-age=1", &file->content);
}

static void text_respond(const struct dispatch *dispatch, const char *media_type, char *text)
{
	const ProtobufCBinaryData body = {strlen(text), (uint8_t *)text};

	respond(dispatch, media_type, "no-cache", &body);
}

static void document_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	text_respond(dispatch, "application/json",
		     ((const Ocop__Certification__V1__CertificateDocument *)reply)->json);
}

static void proof_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	text_respond(dispatch, "text/plain; charset=utf-8",
		     ((const Ocop__Certification__V1__CertificateProof *)reply)->proof);
}

const struct route transparency_routes[] = {
	{
		.method = "GET",
		.path = "/api/v1/certificates/{code}.json",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__get_certificate_document__descriptor,
		.reply = &ocop__certification__v1__certificate_document__descriptor,
		.summary_vi = "Giấy chứng nhận dạng tệp có chữ ký số",
		.summary_en = "A certificate as a signed file",
		.anonymous = true,
		.respond = document_respond,
		.media_type = "application/json",
	},
	{
		.method = "GET",
		.path = "/api/v1/certificates/{code}/proof",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__get_certificate_proof__descriptor,
		.reply = &ocop__certification__v1__certificate_proof__descriptor,
		.summary_vi = "Bằng chứng giấy chứng nhận có trong nhật ký minh bạch",
		.summary_en = "The proof that a certificate is in the transparency log",
		.anonymous = true,
		.respond = proof_respond,
		.media_type = "text/plain",
	},
	{0},
};

const struct route log_routes[] = {
	{
		.method = "GET",
		.path = "/log/{path...}",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__get_log_file__descriptor,
		.reply = &ocop__certification__v1__log_file__descriptor,
		.anonymous = true,
		.respond = log_file_respond,
	},
	{0},
};
