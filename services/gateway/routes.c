/* routes.c - which row a request means */
#include "gateway/routes.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/rulebook/rulebook.h"
#include "common/settings.h"
#include "gateway/api/dispatch.h"
#include "gateway/api/openapi.h"
#include "gateway/api/parameters.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/pages.h"
#include "gateway/problem.h"

const struct route *const route_tables[] = {
	identity_routes,
	producer_routes,
	programme_routes,
	registration_routes,
	document_routes,
	evaluation_routes,
	scoring_routes,
	certification_routes,
	market_routes,
	public_routes,
	NULL,
};

/* One segment of a path against one of a pattern; a {name} takes any that is not empty. */
static bool segment_matches(struct arena *arena, const char *pattern, size_t pattern_size,
			    const char *segment, size_t segment_size, struct route_values *values)
{
	char *value;

	if (pattern_size < 2 || pattern[0] != '{')
		return pattern_size == segment_size && memcmp(pattern, segment, segment_size) == 0;

	value = percent_decode(arena, segment, segment_size, 0);
	if (!value || !*value || values->count == ROUTE_PARAMETERS_MAX)
		return false;
	values->names[values->count] =
		arena_printf(arena, "%.*s", (int)pattern_size - 2, pattern + 1);
	values->values[values->count++] = value;
	return true;
}

static bool path_matches(struct arena *arena, const char *pattern, const char *path,
			 struct route_values *ret_values)
{
	ret_values->count = 0;
	while (*pattern == '/' && *path == '/') {
		size_t pattern_size = strcspn(++pattern, "/");
		size_t path_size = strcspn(++path, "/");

		if (!segment_matches(arena, pattern, pattern_size, path, path_size, ret_values))
			return false;
		pattern += pattern_size;
		path += path_size;
	}
	return *pattern == '\0' && *path == '\0';
}

/* Rows whose path matches, the first of them with the method. Rows with fixed segments stand
 * before those with {names}. */
static const struct route *find(const struct http_request *request, const char *method,
				struct route_values *ret_values, const char **ret_allow)
{
	const char *allow = NULL;

	for (size_t t = 0; route_tables[t]; t++) {
		for (const struct route *route = route_tables[t]; route->path; route++) {
			if (!path_matches(request->arena, route->path, request->path, ret_values))
				continue;
			if (strcmp(route->method, method) == 0)
				return route;
			allow = arena_printf(request->arena, "%s%s%s", allow ? allow : "",
					     allow ? ", " : "", route->method);
		}
	}
	*ret_allow = allow;
	return NULL;
}

const struct route *routes_find(const struct http_request *request, struct route_values *ret_values,
				const char **ret_allow)
{
	const struct route *route = find(request, request->method, ret_values, ret_allow);

	if (!route && strcmp(request->method, "HEAD") == 0)
		route = find(request, "GET", ret_values, ret_allow);
	return route;
}

uint64_t routes_body_limit(const struct http_request *request)
{
	struct route_values values;
	const char *allow;
	const struct route *route = routes_find(request, &values, &allow);

	return route ? route->body_limit_bytes : 0;
}

int routes_open(struct gateway *gateway)
{
	const char *directory = settings_text(gateway->settings, "rulebooks_dir");
	struct route_state *state = memory_alloc(sizeof(*state));
	struct rulebook_fault fault;
	uint8_t hash[crypto_hash_sha256_BYTES];
	char quoted[512];
	int error = rulebooks_load(directory, &state->rulebooks, &fault);

	if (error) {
		log_write(LOG_ERROR, "rulebooks", "fault=%s",
			  log_quote(fault.text, quoted, sizeof(quoted)));
		memory_free(state);
		return error;
	}
	state->openapi = openapi_create();
	crypto_hash_sha256(hash, (const unsigned char *)state->openapi, strlen(state->openapi));
	(void)snprintf(state->openapi_etag, sizeof(state->openapi_etag),
		       "\"%02x%02x%02x%02x%02x%02x%02x%02x\"", hash[0], hash[1], hash[2], hash[3],
		       hash[4], hash[5], hash[6], hash[7]); /* 18 characters */
	gateway->route_state = state;
	return 0;
}

void routes_close(struct gateway *gateway)
{
	struct route_state *state = gateway->route_state;

	if (!state)
		return;
	memory_free(state->openapi);
	rulebooks_destroy(state->rulebooks);
	memory_free(state);
	gateway->route_state = NULL;
}

static bool is_api(const char *path)
{
	return strncmp(path, "/api/", strlen("/api/")) == 0;
}

void routes_handle(struct gateway *gateway, struct http_request *request)
{
	struct route_values values;
	const char *allow;
	const struct route *route = routes_find(request, &values, &allow);

	if (!route && allow)
		problem_respond_method(request, allow);
	else if (!route && is_api(request->path))
		problem_respond(request, REFUSAL(ROUTE_UNKNOWN), NULL, request->path);
	else if (!route)
		page_not_found(gateway, request);
	else if (route->handle)
		route->handle(gateway, request, route, &values);
	else
		dispatch_start(gateway, request, route, &values);
}
