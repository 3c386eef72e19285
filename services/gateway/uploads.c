/* uploads.c - files in and out: tus 1.0.0 over registration's `files` endpoint, evidence download
 *
 * Of tus the core and `creation`. The daemon keeps the bytes and how far they have come; the
 * gateway keeps nothing, so an upload goes on through any gateway after any break.
 */
#include "gateway/uploads.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/text.h"
#include "common/bus/envelope.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "gateway/sessions.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"

enum { PIECE_LIMIT_BYTES = 512 * 1024 };

#define UPLOADS_PATH "/api/v1/uploads/"

static const struct http_header tus_resumable = {"Tus-Resumable", "1.0.0"};

/* A request about an upload or a file on its way; lives in the request's arena. */
struct transfer {
	struct gateway *gateway;
	struct http_request *request;
	const ProtobufCMessage *message;
	enum backend_endpoint endpoint;
	backend_reply_fn *on_reply;
	ProtobufCBinaryData access_token;
	const uint8_t *command_id; /* from Idempotency-Key; NULL without */

	/* A download: */
	const char *evidence_id;
	const Ocop__Registration__V1__Evidence *evidence;
	const char *dossier_id;
	uint64_t offset_bytes;
	uint64_t size_bytes; /* as the first piece said */
};

static struct transfer *transfer_create(struct gateway *gateway, struct http_request *request)
{
	struct transfer *transfer = arena_alloc(request->arena, sizeof(*transfer));

	transfer->gateway = gateway;
	transfer->request = request;
	return transfer;
}

static void ask(struct transfer *transfer)
{
	struct backend_call call = {
		.source = "registration",
		.endpoint = transfer->endpoint,
		.message = transfer->message,
		.command_id = transfer->command_id,
		.request_id = transfer->request->request_id,
		.access_token = transfer->access_token,
	};

	backends_ask(transfer->gateway->backends, &call, transfer->on_reply, transfer);
}

static void on_token(void *context, const ProtobufCBinaryData *access_token, const char *account_id,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct transfer *transfer = context;

	(void)account_id; /* the token says it, signed */
	if (refusal) {
		problem_respond_reply(transfer->request, refusal);
		return;
	}
	/* A download asks more than once: the token must outlive this call. */
	transfer->access_token.len = access_token->len;
	transfer->access_token.data =
		arena_copy(transfer->request->arena, access_token->data, access_token->len);
	ask(transfer);
}

static void start(struct transfer *transfer, enum backend_endpoint endpoint,
		  const ProtobufCMessage *message, backend_reply_fn *on_reply)
{
	transfer->endpoint = endpoint;
	transfer->message = message;
	transfer->on_reply = on_reply;
	sessions_find(transfer->gateway->sessions, transfer->request, on_token, transfer);
}

/* The accepted reply's message in the request's arena; NULL when the request is answered: with the
 * refusals, or because the answer is no answer. */
static const void *accepted(struct transfer *transfer, const Ocop__Common__V1__Reply *reply,
			    const ProtobufCMessageDescriptor *descriptor)
{
	const ProtobufCMessage *message;

	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED) {
		problem_respond_reply(transfer->request, reply);
		return NULL;
	}
	message = message_unpack(descriptor, reply->body.data, reply->body.len,
				 transfer->request->arena, NULL);
	if (!message)
		problem_respond(transfer->request, REFUSAL(HANDLER_FAILED), NULL, "answer");
	return message;
}

static const Ocop__Registration__V1__UploadState *upload_state(struct transfer *transfer,
							       const Ocop__Common__V1__Reply *reply)
{
	return accepted(transfer, reply, &ocop__registration__v1__upload_state__descriptor);
}

static const char *number_text(struct arena *arena, uint64_t number)
{
	return arena_printf(arena, "%llu", (unsigned long long)number);
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

static void on_opened(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct transfer *transfer = context;
	const Ocop__Registration__V1__UploadState *state = upload_state(transfer, reply);
	struct http_header headers[2] = {tus_resumable};

	if (!state)
		return;
	headers[1] =
		(struct http_header){"Location", arena_printf(transfer->request->arena,
							      UPLOADS_PATH "%s", state->upload_id)};
	http_respond(transfer->request, 201, headers, 2, NULL, 0);
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
	struct transfer *transfer = transfer_create(gateway, request);
	const char *name = file_name_of(request);

	ocop__registration__v1__open_upload__init(message);
	if (!read_number(request, "upload-length", &message->size_bytes))
		return;
	if (!name || request->body_size_bytes) {
		problem_respond(request, REFUSAL(FIELD_INVALID), name ? NULL : "upload-metadata",
				name ? "the file's bytes come by PATCH"
				     : "filename, its value UTF-8 in base64");
		return;
	}
	if (!read_command_id(transfer))
		return;
	message->file_name = (char *)(uintptr_t)name;
	start(transfer, BACKEND_FILES, &message->base, on_opened);
}

static void on_shown(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct transfer *transfer = context;
	const Ocop__Registration__V1__UploadState *state = upload_state(transfer, reply);

	if (!state)
		return;
	struct http_header headers[] = {
		tus_resumable,
		{"Upload-Offset", number_text(transfer->request->arena, state->offset_bytes)},
		{"Upload-Length", number_text(transfer->request->arena, state->size_bytes)},
	};
	http_respond(transfer->request, 200, headers, 3, NULL, 0);
}

static void show_upload(struct gateway *gateway, struct http_request *request,
			const char *upload_id)
{
	Ocop__Registration__V1__GetUpload *message = arena_alloc(request->arena, sizeof(*message));

	ocop__registration__v1__get_upload__init(message);
	message->upload_id = arena_strdup(request->arena, upload_id);
	start(transfer_create(gateway, request), BACKEND_FILES, &message->base, on_shown);
}

static void on_piece_written(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct transfer *transfer = context;
	const Ocop__Registration__V1__UploadState *state = upload_state(transfer, reply);

	if (!state)
		return;
	struct http_header headers[] = {
		tus_resumable,
		{"Upload-Offset", number_text(transfer->request->arena, state->offset_bytes)},
	};
	http_respond(transfer->request, 204, headers, 2, NULL, 0);
}

static void write_piece(struct gateway *gateway, struct http_request *request,
			const char *upload_id)
{
	const char *type = http_request_header(request, "content-type");
	Ocop__Registration__V1__WriteUpload *message =
		arena_alloc(request->arena, sizeof(*message));

	ocop__registration__v1__write_upload__init(message);
	if (!type || strcmp(type, "application/offset+octet-stream") != 0) {
		problem_respond(request, REFUSAL(MEDIA_TYPE), "content-type",
				"application/offset+octet-stream");
		return;
	}
	if (!read_number(request, "upload-offset", &message->offset_bytes))
		return;
	if (request->body_size_bytes > PIECE_LIMIT_BYTES) {
		problem_respond(request, REFUSAL(MESSAGE_TOO_LARGE), NULL,
				"at most 512 KiB in one PATCH");
		return;
	}
	message->upload_id = arena_strdup(request->arena, upload_id);
	message->content.data = (uint8_t *)(uintptr_t)request->body;
	message->content.len = request->body_size_bytes;
	start(transfer_create(gateway, request), BACKEND_FILES, &message->base, on_piece_written);
}

static void show_abilities(struct http_request *request)
{
	static const struct http_header headers[] = {
		{"Tus-Resumable", "1.0.0"},
		{"Tus-Version", "1.0.0"},
		{"Tus-Extension", "creation"},
	};

	http_respond(request, 204, headers, 3, NULL, 0);
}

/* tus: whoever speaks another version is told ours, and nothing else happens. */
static bool speaks_tus(struct http_request *request)
{
	static const struct http_header headers[] = {{"Tus-Resumable", "1.0.0"},
						     {"Tus-Version", "1.0.0"}};
	const char *version = http_request_header(request, "tus-resumable");

	if (version && strcmp(version, "1.0.0") == 0)
		return true;
	http_respond(request, 412, headers, 2, NULL, 0);
	return false;
}

void uploads_handle(struct gateway *gateway, struct http_request *request, const char *upload_id)
{
	if (strcmp(request->method, "OPTIONS") == 0)
		show_abilities(request);
	else if (!speaks_tus(request))
		return;
	else if (!upload_id)
		open_upload(gateway, request);
	else if (strcmp(request->method, "HEAD") == 0)
		show_upload(gateway, request, upload_id);
	else
		write_piece(gateway, request, upload_id);
}

/* RFC 8187: the name in UTF-8, everything but letters and digits as %XX. */
static const char *attachment(struct arena *arena, const char *name)
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
	return arena_printf(arena, "attachment; filename*=UTF-8''%s", coded);
}

/* Asks for what comes next; the first question was asked with the session. */
static void ask_piece(void *context)
{
	struct transfer *transfer = context;
	Ocop__Registration__V1__ReadFile message = OCOP__REGISTRATION__V1__READ_FILE__INIT;

	if (transfer->offset_bytes && http_request_is_abandoned(transfer->request)) {
		http_respond_abort(transfer->request);
		return;
	}
	message.dossier_id = (char *)(uintptr_t)transfer->dossier_id;
	message.sha256 = transfer->evidence->sha256;
	message.offset_bytes = transfer->offset_bytes;
	transfer->message = &message.base;
	ask(transfer);
	transfer->message = NULL;
}

/* A begun answer cannot become a problem any more. */
static void give_up(struct transfer *transfer, const Ocop__Common__V1__Reply *reply)
{
	if (transfer->offset_bytes)
		http_respond_abort(transfer->request);
	else
		problem_respond_reply(transfer->request, reply);
}

static void begin_file(struct transfer *transfer,
		       const Ocop__Registration__V1__ReadFileReply *piece)
{
	struct http_request *request = transfer->request;
	struct http_header headers[] = {
		{"Content-Type", piece->media_type},
		{"Content-Disposition", attachment(request->arena, transfer->evidence->name)},
		{"ETag", arena_printf(request->arena, "\"%s\"", transfer->evidence->sha256)},
		{"Cache-Control", "private, max-age=0, must-revalidate"},
	};

	http_respond_begin(request, 200, headers, 4, piece->size_bytes);
}

static void on_piece_read(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct transfer *transfer = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Registration__V1__ReadFileReply *piece = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		piece = (const Ocop__Registration__V1__ReadFileReply *)message_unpack(
			&ocop__registration__v1__read_file_reply__descriptor, reply->body.data,
			reply->body.len, arena, NULL);
	if (piece && transfer->offset_bytes == 0)
		transfer->size_bytes = piece->size_bytes;
	if (!piece || piece->content.len == 0 ||
	    piece->content.len > transfer->size_bytes - transfer->offset_bytes) {
		give_up(transfer, reply);
	} else {
		if (transfer->offset_bytes == 0)
			begin_file(transfer, piece);
		transfer->offset_bytes += piece->content.len;
		http_respond_part(transfer->request, piece->content.data, piece->content.len,
				  ask_piece, transfer);
	}
	arena_destroy(arena);
}

static void on_dossier(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct transfer *transfer = context;
	struct http_request *request = transfer->request;
	const Ocop__Registration__V1__Dossier *dossier =
		accepted(transfer, reply, &ocop__registration__v1__dossier__descriptor);
	const char *etag;

	for (size_t i = 0; dossier && i < dossier->n_evidence; i++) {
		if (strcmp(dossier->evidence[i]->evidence_id, transfer->evidence_id) == 0)
			transfer->evidence = dossier->evidence[i];
	}
	if (!dossier)
		return;
	if (!transfer->evidence || !*transfer->evidence->sha256) {
		problem_respond(request, REFUSAL(EVIDENCE_UNKNOWN), "evidenceId",
				transfer->evidence ? "a link, not a file" : NULL);
		return;
	}
	etag = arena_printf(request->arena, "\"%s\"", transfer->evidence->sha256);
	if (http_request_has_etag(request, etag) || strcmp(request->method, "HEAD") == 0) {
		struct http_header headers[] = {{"ETag", etag},
						{"Content-Type", transfer->evidence->media_type}};
		bool known = http_request_has_etag(request, etag);
		http_respond(request, known ? 304 : 200, headers, known ? 1 : 2, NULL,
			     transfer->evidence->size_bytes);
		return;
	}
	transfer->dossier_id = arena_strdup(request->arena, dossier->dossier_id);
	transfer->endpoint = BACKEND_FILES;
	transfer->on_reply = on_piece_read;
	ask_piece(transfer);
}

void evidence_download(struct gateway *gateway, struct http_request *request,
		       const char *dossier_id, const char *evidence_id)
{
	struct transfer *transfer = transfer_create(gateway, request);
	Ocop__Registration__V1__GetDossier *message = arena_alloc(request->arena, sizeof(*message));

	ocop__registration__v1__get_dossier__init(message);
	message->dossier_id = arena_strdup(request->arena, dossier_id);
	transfer->evidence_id = arena_strdup(request->arena, evidence_id);
	start(transfer, BACKEND_QUERIES, &message->base, on_dossier);
}
