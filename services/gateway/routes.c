/* routes.c - which row a request means */
#include "gateway/routes.h"

#include <assert.h>
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
	identity_routes,      producer_routes,     programme_routes,
	registration_routes,  document_routes,     evaluation_routes,
	scoring_routes,       transparency_routes, verification_routes,
	certification_routes, inspection_routes,   report_routes,
	market_routes,        figure_routes,       trade_routes,
	notification_routes,  enquiry_routes,      public_routes,
	account_page_routes,  log_routes,          NULL,
};

/* Keeps what a {name} stands for; false when there is nothing, or no room. */
static bool value_add(struct arena *arena, const char *name, size_t name_size, char *value,
		      struct route_values *values)
{
	if (!value || !*value || values->count == ROUTE_PARAMETERS_MAX)
		return false;
	values->names[values->count] = arena_printf(arena, "%.*s", (int)name_size, name);
	values->values[values->count++] = value;
	return true;
}

/* One segment of a path against one of a pattern; a {name} takes any that is not empty, up to what
 * stands behind it in the pattern: "{code}.json". */
static bool segment_matches(struct arena *arena, const char *pattern, size_t pattern_size,
			    const char *segment, size_t segment_size, struct route_values *values)
{
	const char *brace = memchr(pattern, '}', pattern_size);
	size_t suffix_size;

	if (pattern[0] != '{' || !brace)
		return pattern_size == segment_size && memcmp(pattern, segment, segment_size) == 0;

	suffix_size = pattern_size - (size_t)(brace + 1 - pattern);
	if (segment_size < suffix_size ||
	    memcmp(segment + segment_size - suffix_size, brace + 1, suffix_size) != 0)
		return false;
	return value_add(arena, pattern + 1, (size_t)(brace - pattern - 1),
			 percent_decode(arena, segment, segment_size - suffix_size, 0), values);
}

/* "{path...}" at the end of a pattern takes all that is left, slashes too. */
static bool rest_matches(struct arena *arena, const char *pattern, const char *path,
			 struct route_values *values)
{
	return value_add(arena, pattern + 1, strlen(pattern) - strlen("{...}"),
			 percent_decode(arena, path, strlen(path), 0), values);
}

static bool is_rest(const char *pattern)
{
	const char *dots = strstr(pattern, "...}");

	return pattern[0] == '{' && dots && dots[strlen("...}")] == '\0' && !strchr(pattern, '/');
}

/* Most rows part from a path in what is fixed of them: they are told by their letters alone. */
static bool path_matches(struct arena *arena, const char *pattern, const char *path,
			 struct route_values *ret_values)
{
	ret_values->count = 0;
	while (*pattern && *pattern != '{' && *pattern == *path) {
		pattern++;
		path++;
	}
	if (*pattern != '{')
		return *pattern == *path;
	pattern--; /* a {name} begins a segment */
	path--;
	while (*pattern == '/' && *path == '/') {
		size_t pattern_size = strcspn(++pattern, "/");
		size_t path_size = strcspn(++path, "/");

		if (is_rest(pattern))
			return rest_matches(arena, pattern, path, ret_values);
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

/* For what a page's form sends, the page: the path itself, or the nearest above that can be got. */
const char *routes_page_path(const struct http_request *request)
{
	struct http_request asked = {.arena = request->arena};
	char *path = arena_strdup(request->arena, request->path);
	struct route_values values;
	const char *allow;

	if (strcmp(request->method, "POST") != 0)
		return request->path;
	for (char *slash = path + strlen(path); slash && slash != path;
	     slash = strrchr(path, '/')) {
		*slash = '\0';
		asked.path = path;
		if (find(&asked, "GET", &values, &allow))
			return path;
	}
	return request->path;
}

const struct route *routes_of_message(const ProtobufCMessageDescriptor *message)
{
	for (size_t t = 0; t < API_TABLES; t++) {
		for (const struct route *route = route_tables[t]; route->path; route++) {
			if (route->message == message)
				return route;
		}
	}
	assert(false && "pages ask what the API can be asked");
	return NULL;
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

/* What a log says instead of a path that opens what it leads to, whatever stands behind the secret
 * and whether or not it is answered; NULL for all others. */
static const char *logged_path_of(const char *path)
{
	for (size_t t = 0; route_tables[t]; t++) {
		for (const struct route *route = route_tables[t]; route->path; route++) {
			if (route->secret_path &&
			    strncmp(path, route->path, strcspn(route->path, "{")) == 0)
				return route->path;
		}
	}
	return NULL;
}

void routes_handle(struct gateway *gateway, struct http_request *request)
{
	struct route_values values;
	const char *allow;
	const struct route *route = routes_find(request, &values, &allow);

	request->logged_path =
		route && route->secret_path ? route->path : logged_path_of(request->path);
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
