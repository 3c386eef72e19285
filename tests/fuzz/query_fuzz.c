/* query_fuzz.c - any bytes as a query string, a path segment and an Accept-Language
 *
 * What is decoded is never longer than what came, and encoding it again decodes to the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/language.h"

static void decode(struct arena *arena, const char *text)
{
	char *decoded = percent_decode(arena, text, strlen(text), 0);
	char *encoded, *again;

	if (!decoded)
		return;
	if (strlen(decoded) > strlen(text))
		abort();
	encoded = percent_encode(arena, decoded);
	again = percent_decode(arena, encoded, strlen(encoded), 0);
	if (!again || strcmp(again, decoded) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char *text = arena_alloc(arena, size_bytes + 1);
	struct http_header header = {"accept-language", text};
	struct http_request request = {
		.query = text, .headers = &header, .header_count = 1, .arena = arena};
	struct parameters parameters;

	memcpy(text, bytes, size_bytes);
	decode(arena, text);
	if (parameters_read(arena, text, &parameters) == 0 && parameters.count > PARAMETERS_MAX)
		abort();
	(void)language_of(&request); /* any answer will do */
	arena_destroy(arena);
	return 0;
}
