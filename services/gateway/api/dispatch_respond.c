/* dispatch_respond.c - what has come back, as an answer over HTTP */
#include <assert.h>
#include <stdio.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/json/message_json.h"
#include "common/message/message.h"
#include "gateway/api/dispatch.h"
#include "gateway/http.h"

/* What goes with JSON. */
struct json_head {
	struct http_header headers[8]; /* that of the type first */
	size_t count;
	char etag[ETAG_SIZE];
};

void dispatch_respond_body(const struct dispatch *dispatch, const char *etag,
			   const char *media_type, const void *body, size_t size_bytes)
{
	struct http_header headers[] = {
		{"Content-Type", media_type},
		{"ETag", etag},
		{"Cache-Control", "no-cache"},
	};

	if (http_request_has_etag(dispatch->request, etag))
		http_respond(dispatch->request, 304, headers + 1, 2, NULL, 0);
	else
		http_respond(dispatch->request, 200, headers, 3, body, size_bytes);
}

static void add(struct json_head *head, const char *name, const char *value)
{
	head->headers[head->count++] = (struct http_header){name, value};
}

static void make_head(const struct dispatch *dispatch, struct json_head *head)
{
	head->count = 0;
	add(head, "Content-Type", "application/json");
	(void)snprintf(head->etag, sizeof(head->etag), "\"%llu\"",
		       (unsigned long long)dispatch->version);
	if (dispatch->version > 0)
		add(head, "ETag", head->etag);
	if (dispatch->remembered)
		add(head, "Idempotent-Replayed", "true");
}

/* True, and answered, when the client has this version. */
static bool is_unchanged(const struct dispatch *dispatch, const struct json_head *head)
{
	if (dispatch->version == 0 || dispatch->route->kind != ROUTE_QUERY ||
	    dispatch->route->moving || !http_request_has_etag(dispatch->request, head->etag))
		return false;
	http_respond(dispatch->request, 304, head->headers + 1, head->count - 1, NULL, 0);
	return true;
}

static void respond_json(const struct dispatch *dispatch, const struct json_head *head, char *body,
			 size_t size_bytes)
{
	int status = dispatch->route->status ? dispatch->route->status : 200;

	http_respond(dispatch->request, status, head->headers, head->count, body, size_bytes);
	memory_free(body);
}

static const char *location_of(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	if (!dispatch->route->location ||
	    !protobuf_c_message_descriptor_get_field_by_name(reply->descriptor, "id"))
		return NULL;
	return arena_printf(dispatch->request->arena, "%s%s", dispatch->route->location,
			    message_field_text(reply, "id"));
}

void dispatch_respond_json(const struct dispatch *dispatch, const ProtobufCMessage *reply,
			   const struct http_header *further, size_t further_count)
{
	const char *location = location_of(dispatch, reply);
	struct json_head head;
	size_t size_bytes;
	char *body;

	assert(further_count <= 3 && "headers fit");
	make_head(dispatch, &head);
	if (location)
		add(&head, "Location", location);
	for (size_t i = 0; i < further_count; i++)
		add(&head, further[i].name, further[i].value);
	if (is_unchanged(dispatch, &head))
		return;
	body = message_to_json_text(reply, &size_bytes);
	respond_json(dispatch, &head, body, size_bytes);
}

bool dispatch_respond_packed(const struct dispatch *dispatch, const ProtobufCBinaryData *body)
{
	struct json_head head;
	size_t size_bytes;
	char *text;

	make_head(dispatch, &head);
	if (is_unchanged(dispatch, &head))
		return true;
	text = packed_to_json_text(dispatch->route->reply, body, &size_bytes);
	if (text)
		respond_json(dispatch, &head, text, size_bytes);
	return text != NULL;
}
