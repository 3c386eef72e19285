/* file_answer.c - answers that are files made by a daemon: under the hash of their bytes */
#include "gateway/api/file_answer.h"

#include <sodium.h>
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/dispatch.h"
#include "gateway/http.h"
#include "ocop/common/v1/queries.pb-c.h"

void file_respond(const struct dispatch *dispatch, const ProtobufCBinaryData *content,
		  const struct http_header *about)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	struct http_header headers[FILE_ABOUT_HEADERS + 1] = {about[0], about[1], about[2]};

	(void)crypto_hash_sha256(hash, content->data, content->len); /* always 0 */
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));  /* reckoned to fit */
	const char *etag = arena_printf(dispatch->request->arena, "\"%s\"", hex);
	headers[FILE_ABOUT_HEADERS] = (struct http_header){"ETag", etag};
	if (http_request_has_etag(dispatch->request, etag))
		http_respond(dispatch->request, 304, headers + 1, FILE_ABOUT_HEADERS, NULL, 0);
	else
		http_respond(dispatch->request, 200, headers, FILE_ABOUT_HEADERS + 1, content->data,
			     content->len);
}

const char *file_disposition(const struct dispatch *dispatch, const char *how, const char *name)
{
	return arena_printf(dispatch->request->arena, "%s; filename=\"%s\"", how, name);
}

static void document_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply,
			     const char *media_type, const char *how)
{
	const Ocop__Common__V1__PrintedDocument *document =
		(const Ocop__Common__V1__PrintedDocument *)reply;
	const struct http_header about[FILE_ABOUT_HEADERS] = {
		{"Content-Type", media_type},
		{"Content-Disposition", file_disposition(dispatch, how, document->file_name)},
		{"Cache-Control", document->is_public ? "public, no-cache" : "private, no-cache"},
	};

	file_respond(dispatch, &document->content, about);
}

void printed_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	document_respond(dispatch, reply, "application/pdf", "inline");
}

void csv_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	document_respond(dispatch, reply, "text/csv; charset=utf-8", "attachment");
}

/* The daemon names the file for what it is. */
static void table_write(const struct dispatch *dispatch, const ProtobufCMessage *reply,
			const char *cache_control)
{
	const Ocop__Common__V1__PrintedDocument *table =
		(const Ocop__Common__V1__PrintedDocument *)reply;
	const char *ending = strrchr(table->file_name, '.');
	bool is_xlsx = ending && strcmp(ending, ".xlsx") == 0;
	const struct http_header about[FILE_ABOUT_HEADERS] = {
		{"Content-Type",
		 is_xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
			 : "text/csv; charset=utf-8"},
		{"Content-Disposition", file_disposition(dispatch, "attachment", table->file_name)},
		{"Cache-Control", cache_control},
	};

	file_respond(dispatch, &table->content, about);
}

void table_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	table_write(dispatch, reply, "public, no-cache");
}

void own_table_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	table_write(dispatch, reply, "private, no-store");
}
