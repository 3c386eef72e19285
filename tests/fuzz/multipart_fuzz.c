/* multipart_fuzz.c - any bytes as a form with a file
 *
 * What is read lies within what came, and every value is a clean text no longer than that.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "gateway/api/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char *text = arena_printf(arena, "%.*s", (int)size_bytes, (const char *)bytes);
	char boundary[MULTIPART_BOUNDARY_SIZE];
	struct multipart form;

	if (multipart_boundary(text, boundary) && strlen(boundary) >= MULTIPART_BOUNDARY_SIZE)
		abort();
	if (multipart_read(arena, "XX", bytes, size_bytes, &form)) {
		if (form.count > MULTIPART_FIELDS_MAX || form.file_begin > size_bytes)
			abort();
		for (size_t i = 0; i < form.count; i++) {
			size_t length = strlen(form.fields[i].value);

			if (length > size_bytes || !text_is_clean(form.fields[i].value, length) ||
			    strlen(form.fields[i].name) > MULTIPART_NAME_LENGTH_MAX)
				abort();
		}
	}
	arena_destroy(arena);
	return 0;
}
