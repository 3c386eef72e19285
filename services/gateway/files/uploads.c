/* uploads.c - files in: tus 1.0.0 over registration's `files` endpoint
 *
 * Of tus the core, creation, creation-with-upload, expiration and termination. Checksums are not
 * offered: the protocol would have SHA-1 among them, TLS guards the line, and the evidence shows
 * the file's SHA-256. The daemon keeps the bytes and how far they have come; the gateway keeps
 * nothing, so an upload goes on through any gateway after any break. A body is read piece by piece,
 * the next when the one before is on disk; when the line is cut, what has come is kept.
 */
#include "gateway/files/uploads.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/text.h"
#include "common/refusal.h"
#include "gateway/files/transfer.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"

enum { HEADERS_MAX = 6 };

#define UPLOADS_PATH "/api/v1/uploads/"

static const char bytes_type[] = "application/offset+octet-stream";
static const char extensions[] = "creation,creation-with-upload,expiration,termination";
static const struct http_header tus_version = {"Tus-Version", "1.0.0"};

/* An upload on its way in. */
struct arrival {
	struct transfer transfer;
	Ocop__Registration__V1__WriteUpload piece;
	const Ocop__Registration__V1__UploadState *state; /* as last told */
	/* Where this request's bytes go on: not where the upload stands, for another request, cut
	 * off and still being written down, may be ahead with the same bytes. */
	uint64_t offset_bytes;
	enum http_piece_end piece_end;
	bool is_new; /* answered with 201 and its place */
};

/* The accepted reply's state in the request's arena; NULL when the request is answered: with the
 * refusals, or because the answer is none. */
static const Ocop__Registration__V1__UploadState *state_of(struct arrival *arrival,
							   const Ocop__Common__V1__Reply *reply)
{
	const Ocop__Registration__V1__UploadState *state =
		transfer_accepted(reply, &ocop__registration__v1__upload_state__descriptor,
				  arrival->transfer.request->arena);

	if (state)
		arrival->state = state;
	else
		transfer_refuse(&arrival->transfer, reply);
	return state;
}

static struct http_header number_header(struct arena *arena, const char *name, uint64_t number)
{
	return (struct http_header){name, arena_printf(arena, "%llu", (unsigned long long)number)};
}

/* How far the upload is, and until when it is kept. */
static size_t progress_headers(const struct arrival *arrival, struct http_header *headers)
{
	struct arena *arena = arrival->transfer.request->arena;
	char *expires = arena_alloc(arena, HTTP_DATE_SIZE);
	size_t count = 0;

	headers[count++] = number_header(arena, "Upload-Offset", arrival->offset_bytes);
	if (arrival->state->expires_at) {
		http_date_print(arrival->state->expires_at->seconds, expires);
		headers[count++] = (struct http_header){"Upload-Expires", expires};
	}
	return count;
}

/* A header that must be there and hold decimal digits alone; answers the request otherwise. */
static bool read_number(struct http_request *request, const char *name, uint64_t *ret_number)
{
	const char *text = http_request_header(request, name);
	size_t length = text ? strlen(text) : 0;

	if (length == 0 || length > 18 || strspn(text, "0123456789") != length) {
		problem_respond(request, text ? REFUSAL(FIELD_INVALID) : REFUSAL(FIELD_MISSING),
				name, "a whole number of bytes");
		return false;
	}
	*ret_number = strtoull(text, NULL, 10);
	return true;
}

/* The value of `filename` in "key base64,key base64"; NULL without, or when it is no clean text. */
static const char *file_name_of(struct http_request *request)
{
	static const char key[] = "filename ";
	const char *at = http_request_header(request, "upload-metadata");

	while (at && *at) {
		at += strspn(at, ", ");
		size_t length = strcspn(at, ",");
		if (length >= sizeof(key) && strncmp(at, key, sizeof(key) - 1) == 0) {
			size_t coded = length - (sizeof(key) - 1);
			char *name = arena_alloc(request->arena, coded + 1);
			size_t name_bytes;
			if (sodium_base642bin((uint8_t *)name, coded, at + sizeof(key) - 1, coded,
					      " ", &name_bytes, NULL,
					      sodium_base64_VARIANT_ORIGINAL) != 0 ||
			    !text_is_clean(name, name_bytes))
				return NULL;
			return name;
		}
		at += length;
	}
	return NULL;
}

/* Bytes of a file must be called so; answers the request otherwise. */
static bool has_bytes_type(struct http_request *request)
{
	const char *type = http_request_header(request, "content-type");

	if (type && strcmp(type, bytes_type) == 0)
		return true;
	problem_respond(request, REFUSAL(MEDIA_TYPE), "content-type", bytes_type);
	return false;
}

/* All that came is on disk. To one who was cut nothing can be said, unless he waits for it. */
static void respond_arrived(struct arrival *arrival)
{
	struct http_request *request = arrival->transfer.request;
	struct http_header headers[HEADERS_MAX];
	size_t count = progress_headers(arrival, headers);

	if (arrival->piece_end == HTTP_PIECE_CUT) {
		problem_respond(request, REFUSAL(HTTP_MALFORMED), NULL, "the body ended early");
		return;
	}
	if (arrival->is_new)
		headers[count++] = (struct http_header){
			"Location",
			arena_printf(request->arena, UPLOADS_PATH "%s", arrival->state->upload_id)};
	http_respond(request, arrival->is_new ? 201 : 204, headers, count, NULL, 0);
}

static void on_bytes(void *context, const uint8_t *bytes, size_t size_bytes,
		     enum http_piece_end end);

static void on_written(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;

	if (!state_of(arrival, reply))
		return;
	arrival->offset_bytes += arrival->piece.content.len;
	if (arrival->piece_end == HTTP_PIECE_MORE)
		http_request_read(arrival->transfer.request, on_bytes, arrival);
	else
		respond_arrived(arrival);
}

static void on_bytes(void *context, const uint8_t *bytes, size_t size_bytes,
		     enum http_piece_end end)
{
	struct arrival *arrival = context;
	Ocop__Registration__V1__WriteUpload *piece = &arrival->piece;

	arrival->piece_end = end;
	if (size_bytes == 0) {
		respond_arrived(arrival);
		return;
	}
	ocop__registration__v1__write_upload__init(piece);
	piece->upload_id = arrival->state->upload_id;
	piece->offset_bytes = arrival->offset_bytes;
	piece->content.data = (uint8_t *)(uintptr_t)bytes;
	piece->content.len = size_bytes;
	transfer_ask(&arrival->transfer, &piece->base, on_written);
}

static struct arrival *arrival_create(struct gateway *gateway, struct http_request *request)
{
	struct arrival *arrival = arena_alloc(request->arena, sizeof(*arrival));

	arrival->transfer.gateway = gateway;
	arrival->transfer.request = request;
	arrival->piece_end = HTTP_PIECE_LAST;
	return arrival;
}

static void on_opened(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;

	if (!state_of(arrival, reply))
		return;
	if (http_request_has_more(arrival->transfer.request)) {
		/* The file's first bytes, also when the same request came before. */
		http_request_read(arrival->transfer.request, on_bytes, arrival);
		return;
	}
	arrival->offset_bytes = arrival->state->offset_bytes;
	respond_arrived(arrival);
}

/* False when the request was answered: a key that is no UUID. */
static bool read_command_id(struct transfer *transfer)
{
	const char *key = http_request_header(transfer->request, "idempotency-key");
	uint8_t *command_id = arena_alloc(transfer->request->arena, COMMAND_ID_SIZE_BYTES);

	if (!key)
		return true;
	transfer->command_id = command_id;
	if (command_id_parse(key, command_id))
		return true;
	problem_respond(transfer->request, REFUSAL(COMMAND_ID_INVALID), "Idempotency-Key",
			"must be a UUID");
	return false;
}

static void open_upload(struct gateway *gateway, struct http_request *request)
{
	Ocop__Registration__V1__OpenUpload *message = arena_alloc(request->arena, sizeof(*message));
	struct arrival *arrival = arrival_create(gateway, request);
	const char *name = file_name_of(request);

	ocop__registration__v1__open_upload__init(message);
	if (!read_number(request, "upload-length", &message->size_bytes))
		return;
	if (!name) {
		problem_respond(request, REFUSAL(FIELD_INVALID), "upload-metadata",
				"filename, its value UTF-8 in base64");
		return;
	}
	if (http_request_has_more(request) && !has_bytes_type(request))
		return;
	if (!read_command_id(&arrival->transfer))
		return;
	arrival->is_new = true;
	message->file_name = (char *)(uintptr_t)name;
	message->metadata = (char *)(uintptr_t)http_request_header(request, "upload-metadata");
	transfer_ask(&arrival->transfer, &message->base, on_opened);
}

static void ask_about(struct arrival *arrival, const char *upload_id, backend_reply_fn *on_reply)
{
	struct arena *arena = arrival->transfer.request->arena;
	Ocop__Registration__V1__GetUpload *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__get_upload__init(message);
	message->upload_id = arena_strdup(arena, upload_id);
	transfer_ask(&arrival->transfer, &message->base, on_reply);
}

static void on_shown(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;
	struct http_request *request = arrival->transfer.request;
	struct http_header headers[HEADERS_MAX];
	size_t count;

	if (!state_of(arrival, reply))
		return;
	arrival->offset_bytes = arrival->state->offset_bytes;
	count = progress_headers(arrival, headers);
	headers[count++] =
		number_header(request->arena, "Upload-Length", arrival->state->size_bytes);
	if (*arrival->state->metadata)
		headers[count++] =
			(struct http_header){"Upload-Metadata", arrival->state->metadata};
	http_respond(request, 200, headers, count, NULL, 0);
}

/* The offset must be where the upload stands; only then the body is asked for. */
static void on_found(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;
	struct http_request *request = arrival->transfer.request;
	const Ocop__Registration__V1__UploadState *state = state_of(arrival, reply);

	if (!state)
		return;
	if (state->offset_bytes != arrival->offset_bytes) {
		problem_respond(request, REFUSAL(UPLOAD_OFFSET), "Upload-Offset",
				arena_printf(request->arena, "%llu bytes are here",
					     (unsigned long long)state->offset_bytes));
		return;
	}
	http_request_read(request, on_bytes, arrival);
}

static void write_upload(struct gateway *gateway, struct http_request *request,
			 const char *upload_id)
{
	struct arrival *arrival = arrival_create(gateway, request);

	if (has_bytes_type(request) &&
	    read_number(request, "upload-offset", &arrival->offset_bytes))
		ask_about(arrival, upload_id, on_found);
}

static void on_dropped(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;

	if (state_of(arrival, reply))
		http_respond(arrival->transfer.request, 204, NULL, 0, NULL, 0);
}

static void drop_upload(struct gateway *gateway, struct http_request *request,
			const char *upload_id)
{
	struct arrival *arrival = arrival_create(gateway, request);
	Ocop__Registration__V1__DropUpload *message = arena_alloc(request->arena, sizeof(*message));

	ocop__registration__v1__drop_upload__init(message);
	message->upload_id = arena_strdup(request->arena, upload_id);
	transfer_ask(&arrival->transfer, &message->base, on_dropped);
}

/* How large a file may be is registration's to say; without it the rest holds all the same. */
static void on_limits(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct arrival *arrival = context;
	struct http_request *request = arrival->transfer.request;
	const Ocop__Registration__V1__UploadLimits *limits = transfer_accepted(
		reply, &ocop__registration__v1__upload_limits__descriptor, request->arena);
	struct http_header headers[HEADERS_MAX] = {tus_version, {"Tus-Extension", extensions}};
	size_t count = 2;

	if (limits)
		headers[count++] =
			number_header(request->arena, "Tus-Max-Size", limits->size_bytes);
	http_respond(request, 204, headers, count, NULL, 0);
}

static void show_abilities(struct gateway *gateway, struct http_request *request)
{
	struct arrival *arrival = arrival_create(gateway, request);
	Ocop__Registration__V1__GetUploadLimits *message =
		arena_alloc(request->arena, sizeof(*message));

	ocop__registration__v1__get_upload_limits__init(message);
	transfer_ask(&arrival->transfer, &message->base, on_limits);
}

/* Whoever speaks another version is told ours, and nothing else happens. */
static bool speaks_tus(struct http_request *request)
{
	const char *version = http_request_header(request, "tus-resumable");

	if (version && strcmp(version, "1.0.0") == 0)
		return true;
	http_respond(request, 412, &tus_version, 1, NULL, 0);
	return false;
}

/* For a client whose environment knows GET and POST alone. */
static const char *method_of(const struct http_request *request, const char *upload_id)
{
	const char *meant = http_request_header(request, "x-http-method-override");

	return upload_id && strcmp(request->method, "POST") == 0 ? (meant ? meant : "")
								 : request->method;
}

void uploads_handle(struct gateway *gateway, struct http_request *request, const char *upload_id)
{
	const char *method = method_of(request, upload_id);

	request->also = (struct http_header){"Tus-Resumable", "1.0.0"};
	if (strcmp(method, "OPTIONS") == 0)
		show_abilities(gateway, request);
	else if (!speaks_tus(request))
		return;
	else if (!upload_id)
		open_upload(gateway, request);
	else if (strcmp(method, "HEAD") == 0)
		ask_about(arrival_create(gateway, request), upload_id, on_shown);
	else if (strcmp(method, "PATCH") == 0)
		write_upload(gateway, request, upload_id);
	else if (strcmp(method, "DELETE") == 0)
		drop_upload(gateway, request, upload_id);
	else
		problem_respond_method(request, "HEAD, PATCH, DELETE");
}
