/* feed_http.c - pages of a feed from a gateway, over HTTP
 *
 * Redirects are not followed: the key goes to who was named and to nobody else. TLS is checked by
 * the system's authorities.
 */
#include "cli/feed/feed_http.h"

#include <curl/curl.h>
#include <jansson.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"

enum {
	ANSWER_LIMIT_BYTES = 8 * 1024 * 1024,
	CONNECT_TIMEOUT_S = 10,
	ANSWER_TIMEOUT_S = 60,
	STATUS_OK = 200,
	STATUS_CONFLICT = 409
};

/* libcurl's handle, the line with the key, and the answer that comes in. */
struct feed_http {
	CURL *curl;
	struct curl_slist *headers;
	char *bytes;
	size_t size_bytes, capacity_bytes;
};

static size_t on_bytes(char *bytes, size_t one, size_t size_bytes, void *context)
{
	struct feed_http *http = context;

	(void)one; /* always 1 */
	if (http->size_bytes + size_bytes > ANSWER_LIMIT_BYTES)
		return 0; /* ends the transfer */
	if (http->size_bytes + size_bytes > http->capacity_bytes) {
		http->capacity_bytes = 2 * (http->size_bytes + size_bytes);
		http->bytes = memory_realloc(http->bytes, http->capacity_bytes);
	}
	memcpy(http->bytes + http->size_bytes, bytes, size_bytes);
	http->size_bytes += size_bytes;
	return size_bytes;
}

/* Options that are known and values of their types: none of these can fail. */
static void configure(struct feed_http *http)
{
	(void)curl_easy_setopt(http->curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(http->curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(http->curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT_S);
	(void)curl_easy_setopt(http->curl, CURLOPT_TIMEOUT, (long)ANSWER_TIMEOUT_S);
	(void)curl_easy_setopt(http->curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, http->headers);
	(void)curl_easy_setopt(http->curl, CURLOPT_WRITEFUNCTION, on_bytes);
	(void)curl_easy_setopt(http->curl, CURLOPT_WRITEDATA, http);
}

int feed_http_open(struct feed_source *source)
{
	struct feed_http *http;
	char secret[SECRET_SIZE];
	int result = session_read_secret(source->session, secret);

	if (result != EXIT_DONE)
		return result;
	http = memory_alloc(sizeof(*http));
	source->http = http;
	http->curl = curl_easy_init();
	char *line = memory_printf("Authorization: Bearer %s", secret);
	http->headers = curl_slist_append(NULL, line);
	explicit_bzero(secret, sizeof(secret));
	explicit_bzero(line, strlen(line));
	memory_free(line);
	if (!http->curl || !http->headers) {
		complain("%s: no HTTP", source->url);
		feed_http_close(source);
		return EXIT_NOT_ALLOWED;
	}
	configure(http);
	return EXIT_DONE;
}

void feed_http_close(struct feed_source *source)
{
	struct feed_http *http = source->http;

	curl_slist_free_all(http->headers);
	curl_easy_cleanup(http->curl);
	memory_free(http->bytes);
	memory_free(http);
	source->http = NULL;
}

static const char *address(const struct feed_source *source, const char *after, uint32_t limit)
{
	struct arena *arena = source->session->arena;
	const char *what = "events";

	if (source->subscription)
		what = arena_printf(arena, "subscriptions/%s/events", source->subscription);
	return arena_printf(arena, "%s/api/v1/%s?after=%s&limit=%u&packed=true", source->url, what,
			    after, limit);
}

/* Why not, in the words of problem+json (RFC 9457). */
static int refusal_read(const struct feed_source *source, const json_t *problem, long status)
{
	const char *title = json_string_value(json_object_get(problem, "title"));
	const char *type = json_string_value(json_object_get(problem, "type"));

	complain("%s: %ld %s", source->url, status, title ? title : "");
	if (status == STATUS_CONFLICT && type && strcmp(type, "/problems/feed-place-unknown") == 0)
		return EXIT_FINDINGS;
	return status >= 500 ? EXIT_UNREACHABLE : EXIT_NOT_ALLOWED;
}

static int answer_read(const struct feed_source *source, long status, json_t **ret_page)
{
	const struct feed_http *http = source->http;
	json_t *json = json_loadb(http->bytes ? http->bytes : "", http->size_bytes, 0, NULL);

	if (status == STATUS_OK && json_is_object(json_object_get(json, "head"))) {
		*ret_page = json;
		return EXIT_DONE;
	}
	int result = EXIT_FINDINGS;
	if (status == STATUS_OK)
		complain("%s: answers what is no page of a feed", source->url);
	else
		result = refusal_read(source, json, status);
	json_decref(json);
	return result;
}

int feed_http_page(struct feed_source *source, const char *after, uint32_t limit, bool quietly,
		   json_t **ret_page)
{
	struct feed_http *http = source->http;
	long status = 0;
	CURLcode code;

	http->size_bytes = 0;
	(void)curl_easy_setopt(http->curl, CURLOPT_URL, address(source, after, limit)); /* copied */
	code = curl_easy_perform(http->curl);
	if (code != CURLE_OK) {
		if (!quietly)
			complain("%s: %s", source->url, curl_easy_strerror(code));
		return EXIT_UNREACHABLE;
	}
	(void)curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status); /* there is one */
	if (quietly && status >= 500)
		return EXIT_UNREACHABLE;
	return answer_read(source, status, ret_page);
}
