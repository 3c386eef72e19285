/* http_request.c - what handlers ask of a request's headers */
#include "gateway/http.h"

#include <string.h>

#include "common/base/arena.h"

const char *http_request_header(const struct http_request *request, const char *name)
{
	const char *separator = strcmp(name, "cookie") == 0 ? "; " : ", ";
	const char *joined = NULL;

	for (size_t i = 0; i < request->header_count; i++) {
		const struct http_header *header = &request->headers[i];
		if (strcmp(header->name, name) != 0)
			continue;
		joined = joined ? arena_printf(request->arena, "%s%s%s", joined, separator,
					       header->value)
				: header->value;
	}
	return joined;
}

const char *http_request_cookie(const struct http_request *request, const char *name)
{
	const char *at = http_request_header(request, "cookie");
	size_t length = strlen(name);

	while (at && *at) {
		at += strspn(at, "; \t");
		size_t pair = strcspn(at, ";");
		if (pair > length && strncmp(at, name, length) == 0 && at[length] == '=') {
			char *value = arena_alloc(request->arena, pair - length);
			memcpy(value, at + length + 1, pair - length - 1);
			return value;
		}
		at += pair;
	}
	return NULL;
}

bool http_request_is_safe(const struct http_request *request)
{
	return strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0 ||
	       strcmp(request->method, "OPTIONS") == 0;
}

bool http_request_has_etag(const struct http_request *request, const char *etag)
{
	const char *at = http_request_header(request, "if-none-match");
	size_t length = strlen(etag);

	if (!at)
		return false;
	if (strcmp(at, "*") == 0)
		return true;
	while (*at) {
		at += strspn(at, ", \t");
		if (strncmp(at, "W/", 2) == 0) /* the comparison is weak */
			at += 2;
		size_t item = strcspn(at, ", \t");
		if (item == length && strncmp(at, etag, length) == 0)
			return true;
		at += item;
	}
	return false;
}
