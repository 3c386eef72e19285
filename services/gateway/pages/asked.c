/* asked.c - how somebody asks: a reader or a machine, where a pack is, and what else the query says
 */
#include "gateway/pages/asked.h"

#include <string.h>

#include "common/base/memory.h"
#include "common/json/message_json.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"

enum { COMMUNE_DIGITS = 5 };

const char *request_asked(const struct http_request *request, const char *name)
{
	const char *value = parameters_find(request->arena, request->query, name);

	return value ? value : "";
}

bool asked_for_json(const struct http_request *request)
{
	const char *accept = http_request_header(request, "accept");

	return accept && strstr(accept, "application/json") && !strstr(accept, "text/html");
}

const char *asked_in_commune(const struct http_request *request)
{
	const char *commune = parameters_find(request->arena, request->query, "commune");

	return commune && strlen(commune) == COMMUNE_DIGITS &&
			       strspn(commune, "0123456789") == COMMUNE_DIGITS
		       ? commune
		       : "";
}

void asked_respond_json(struct http_request *request, int status, const ProtobufCMessage *message)
{
	static const struct http_header headers[] = {
		{"Content-Type", "application/json"},
		{"Vary", "Accept, Accept-Language"},
	};
	size_t size_bytes;
	char *body = message_to_json_text(message, &size_bytes);

	http_respond(request, status, headers, 2, body, size_bytes);
	memory_free(body);
}
