/* downloads.c - files of dossiers out: evidence, its small pictures, papers of offices
 *
 * The first question is about the file alone: what it is, how large, which version. Then its pieces
 * are asked for, one when the client has taken the one before.
 */
#include "gateway/files/downloads.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/refusal.h"
#include "gateway/files/range.h"
#include "gateway/files/transfer.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"

enum { HEADERS_MAX = 8 };

/* A file on its way out. */
struct download {
	struct transfer transfer;
	struct download_question question;
	const char *variant; /* goes into the ETag */
	const Ocop__Registration__V1__ReadFileReply *about;
	const char *etag;
	uint64_t next_bytes; /* where the next piece begins */
	uint64_t end_bytes;  /* behind what was asked for */
	bool begun;          /* an answer has begun: it cannot become a problem any more */
};

/* What a browser may show by itself: pictures, films and PDF, whose bytes were looked into and
 * which it is told not to take for anything else. What it would hand to another program is saved.
 */
static bool may_be_shown(const char *media_type)
{
	return strncmp(media_type, "image/", strlen("image/")) == 0 ||
	       strncmp(media_type, "video/", strlen("video/")) == 0 ||
	       strcmp(media_type, "application/pdf") == 0;
}

/* RFC 8187: the name in UTF-8, everything but letters and digits as %XX. */
static const char *disposition(struct arena *arena, const char *media_type, const char *name)
{
	static const char hex[] = "0123456789ABCDEF";
	char *coded = arena_alloc(arena, 3 * strlen(name) + 1);
	char *at = coded;

	for (; *name; name++) {
		unsigned char byte = (unsigned char)*name;
		if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
		    (byte >= 'a' && byte <= 'z') || byte == '.' || byte == '-' || byte == '_') {
			*at++ = (char)byte;
		} else {
			*at++ = '%';
			*at++ = hex[byte >> 4];
			*at++ = hex[byte & 15];
		}
	}
	return arena_printf(arena, "%s; filename*=UTF-8''%s",
			    may_be_shown(media_type) ? "inline" : "attachment", coded);
}

/* A begun answer that cannot go on breaks off, so that the client sees that it is not whole. */
static void give_up(struct download *download, const Ocop__Common__V1__Reply *reply)
{
	if (download->begun)
		http_respond_abort(download->transfer.request);
	else
		transfer_refuse(&download->transfer, reply);
}

static void ask(struct download *download, backend_reply_fn *on_reply)
{
	const struct download_question *question = &download->question;

	if (question->open_source)
		transfer_ask_at(&download->transfer, question->open_source, BACKEND_QUERIES,
				question->message, on_reply);
	else
		transfer_ask(&download->transfer, question->message, on_reply);
}

static void on_piece(void *context, const Ocop__Common__V1__Reply *reply);

/* Asks for the next piece; what is behind the range is not read. */
static void ask_piece(void *context)
{
	struct download *download = context;
	const struct download_question *question = &download->question;
	uint64_t left = download->end_bytes - download->next_bytes;

	if (http_request_is_abandoned(download->transfer.request)) {
		http_respond_abort(download->transfer.request);
		return;
	}
	*question->offset_bytes = download->next_bytes;
	if (question->limit_bytes)
		*question->limit_bytes = left < HTTP_PIECE_LIMIT_BYTES ? (uint32_t)left : 0;
	ask(download, on_piece);
}

static void on_piece(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct download *download = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Registration__V1__ReadFileReply *piece = transfer_accepted(
		reply, &ocop__registration__v1__read_file_reply__descriptor, arena);
	size_t size_bytes = piece ? piece->content.len : 0;

	if (size_bytes > download->end_bytes - download->next_bytes)
		size_bytes = (size_t)(download->end_bytes - download->next_bytes);
	if (size_bytes == 0) {
		give_up(download, reply);
	} else {
		download->next_bytes += size_bytes;
		http_respond_part(download->transfer.request, piece->content.data, size_bytes,
				  ask_piece, download);
	}
	arena_destroy(arena);
}

/* The headers of any answer with the file, or a part of it. */
static size_t file_headers(const struct download *download, struct http_header *headers)
{
	const Ocop__Registration__V1__ReadFileReply *about = download->about;
	size_t count = 0;

	headers[count++] = (struct http_header){"Content-Type", about->media_type};
	headers[count++] = (struct http_header){"Content-Disposition",
						disposition(download->transfer.request->arena,
							    about->media_type, about->file_name)};
	headers[count++] = (struct http_header){"ETag", download->etag};
	headers[count++] = (struct http_header){"Accept-Ranges", "bytes"};
	headers[count++] = (struct http_header){"Cache-Control",
						download->question.open_source
							? "public, no-cache"
							: "private, max-age=0, must-revalidate"};
	return count;
}

static const char *content_range(struct arena *arena, const struct range *range, uint64_t size)
{
	if (!range)
		return arena_printf(arena, "bytes */%llu", (unsigned long long)size);
	return arena_printf(arena, "bytes %llu-%llu/%llu", (unsigned long long)range->from,
			    (unsigned long long)range->last, (unsigned long long)size);
}

/* From here on it is an answer in parts. */
static void begin(struct download *download, const struct range *range)
{
	struct http_request *request = download->transfer.request;
	struct http_header headers[HEADERS_MAX];
	size_t count = file_headers(download, headers);

	if (range)
		headers[count++] = (struct http_header){
			"Content-Range",
			content_range(request->arena, range, download->about->size_bytes)};
	download->next_bytes = range ? range->from : 0;
	download->end_bytes = range ? range->last + 1 : download->about->size_bytes;
	download->begun = true;
	http_respond_begin(request, range ? 206 : 200, headers, count,
			   download->end_bytes - download->next_bytes);
	ask_piece(download);
}

static void refuse_range(struct download *download)
{
	struct http_request *request = download->transfer.request;

	request->also = (struct http_header){
		"Content-Range", content_range(request->arena, NULL, download->about->size_bytes)};
	problem_respond(request, REFUSAL(RANGE_OUTSIDE), "Range", request->also.value);
}

static void on_about(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct download *download = context;
	struct http_request *request = download->transfer.request;
	struct http_header headers[HEADERS_MAX];
	struct range range;

	download->about = transfer_accepted(
		reply, &ocop__registration__v1__read_file_reply__descriptor, request->arena);
	if (!download->about || download->about->size_bytes == 0) {
		give_up(download, reply);
		return;
	}
	if (download->question.sha256)
		*download->question.sha256 = download->about->sha256;
	download->etag = arena_printf(request->arena, "\"%s%s\"", download->about->sha256,
				      download->variant);
	if (http_request_has_etag(request, download->etag)) {
		headers[0] = (struct http_header){"ETag", download->etag};
		http_respond(request, 304, headers, 1, NULL, 0);
		return;
	}
	if (strcmp(request->method, "HEAD") == 0) {
		http_respond(request, 200, headers, file_headers(download, headers), NULL,
			     download->about->size_bytes);
		return;
	}
	switch (range_asked(request, download->etag, download->about->size_bytes, &range)) {
	case RANGE_WHOLE:
		begin(download, NULL);
		return;
	case RANGE_PART:
		begin(download, &range);
		return;
	case RANGE_OUTSIDE:
		refuse_range(download);
		return;
	}
}

void download_start(struct gateway *gateway, struct http_request *request,
		    const struct download_question *question, const char *variant)
{
	struct download *download = arena_alloc(request->arena, sizeof(*download));

	download->transfer.gateway = gateway;
	download->transfer.request = request;
	download->question = *question;
	download->variant = variant;
	download->transfer.anonymous = question->open_source || question->is_open;
	ask(download, on_about);
}

/* Starts it with a question of a file of a dossier, which lives in the request's arena. The first
 * answer is about the file: one byte is enough. */
static void start(struct gateway *gateway, struct http_request *request,
		  Ocop__Registration__V1__ReadFile *message)
{
	const struct download_question question = {.message = &message->base,
						   .offset_bytes = &message->offset_bytes,
						   .limit_bytes = &message->limit_bytes};

	message->limit_bytes = 1;
	download_start(gateway, request, &question, message->thumbnail ? "-thumbnail" : "");
}

static Ocop__Registration__V1__ReadFile *question_create(struct http_request *request,
							 const char *dossier_id)
{
	Ocop__Registration__V1__ReadFile *message = arena_alloc(request->arena, sizeof(*message));

	ocop__registration__v1__read_file__init(message);
	message->dossier_id = arena_strdup(request->arena, dossier_id);
	return message;
}

void evidence_download(struct gateway *gateway, struct http_request *request,
		       const char *dossier_id, const char *evidence_id)
{
	Ocop__Registration__V1__ReadFile *message = question_create(request, dossier_id);

	message->evidence_id = arena_strdup(request->arena, evidence_id);
	start(gateway, request, message);
}

void thumbnail_download(struct gateway *gateway, struct http_request *request,
			const char *dossier_id, const char *evidence_id)
{
	Ocop__Registration__V1__ReadFile *message = question_create(request, dossier_id);

	message->evidence_id = arena_strdup(request->arena, evidence_id);
	message->thumbnail = true;
	start(gateway, request, message);
}

void paper_download(struct gateway *gateway, struct http_request *request, const char *dossier_id,
		    const char *paper_id)
{
	Ocop__Registration__V1__ReadFile *message = question_create(request, dossier_id);

	message->paper_id = arena_strdup(request->arena, paper_id);
	start(gateway, request, message);
}

void kept_paper_download(struct gateway *gateway, struct http_request *request,
			 const char *paper_id)
{
	Ocop__Registration__V1__ReadPaper *message = arena_alloc(request->arena, sizeof(*message));
	struct download_question question = {.message = &message->base,
					     .offset_bytes = &message->offset_bytes,
					     .limit_bytes = &message->limit_bytes};

	ocop__registration__v1__read_paper__init(message);
	message->paper_id = arena_strdup(request->arena, paper_id);
	message->limit_bytes = 1; /* as above: the first answer is about the file */
	download_start(gateway, request, &question, "");
}

void pack_photo_download(struct gateway *gateway, struct http_request *request, const char *sha256,
			 bool thumbnail)
{
	Ocop__Registration__V1__ReadPackPhoto *message =
		arena_alloc(request->arena, sizeof(*message));
	struct download_question question = {.message = &message->base,
					     .offset_bytes = &message->offset_bytes,
					     .limit_bytes = &message->limit_bytes};

	ocop__registration__v1__read_pack_photo__init(message);
	message->sha256 = arena_strdup(request->arena, sha256);
	message->thumbnail = thumbnail;
	message->limit_bytes = 1;
	download_start(gateway, request, &question, thumbnail ? "-thumbnail" : "");
}

void report_photo_download(struct gateway *gateway, struct http_request *request,
			   const char *photo_id, bool thumbnail)
{
	Ocop__Registration__V1__ReadReportPhoto *message =
		arena_alloc(request->arena, sizeof(*message));
	struct download_question question = {.message = &message->base,
					     .offset_bytes = &message->offset_bytes,
					     .limit_bytes = &message->limit_bytes};

	ocop__registration__v1__read_report_photo__init(message);
	message->photo_id = arena_strdup(request->arena, photo_id);
	message->thumbnail = thumbnail;
	message->limit_bytes = 1;
	download_start(gateway, request, &question, thumbnail ? "-thumbnail" : "");
}

void open_data_download(struct gateway *gateway, struct http_request *request, const char *name)
{
	Ocop__Certification__V1__ReadOpenData *message =
		arena_alloc(request->arena, sizeof(*message));
	struct download_question question = {.message = &message->base,
					     .offset_bytes = &message->offset_bytes,
					     .limit_bytes = &message->limit_bytes,
					     .open_source = "certification",
					     .sha256 = &message->sha256};

	ocop__certification__v1__read_open_data__init(message);
	message->name = arena_strdup(request->arena, name);
	message->limit_bytes = 1; /* as above: the first answer is about the file */
	download_start(gateway, request, &question, "");
}

void product_photo_download(struct gateway *gateway, struct http_request *request,
			    const char *photo_id)
{
	Ocop__Registration__V1__ReadProductPhoto *message =
		arena_alloc(request->arena, sizeof(*message));
	const struct download_question question = {.message = &message->base,
						   .offset_bytes = &message->offset_bytes,
						   .limit_bytes = &message->limit_bytes,
						   .is_open = true};

	ocop__registration__v1__read_product_photo__init(message);
	message->photo_id = arena_strdup(request->arena, photo_id);
	message->limit_bytes = 1;
	download_start(gateway, request, &question, "-thumbnail");
}
