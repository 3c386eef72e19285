/* digital_link_fuzz.c - any bytes as a GS1 Digital Link
 *
 * What is read holds only what GS1 allows, and written again it reads as the same.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/label/digital_link.h"
#include "common/label/gtin.h"

enum { LINK_LIMIT_BYTES = 4096 };

/* What is not there need not be well-formed. */
static void part_check(const char *part)
{
	if (*part && !label_text_is_valid(part))
		abort();
}

static void link_try(const char *text, struct arena *arena)
{
	struct digital_link link, again;
	const char *printed;

	if (!digital_link_read(arena, text, &link))
		return;
	if (strlen(link.gtin) != GTIN_SIZE - 1 || !gtin_is_valid(link.gtin))
		abort();
	part_check(link.batch);
	part_check(link.serial);
	if (*link.serial == '\0')
		return;
	printed =
		digital_link_print(arena, "https://x.example", link.gtin, link.batch, link.serial);
	if (!digital_link_read(arena, printed, &again) || strcmp(again.gtin, link.gtin) != 0 ||
	    strcmp(again.batch, link.batch) != 0 || strcmp(again.serial, link.serial) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size_bytes)
{
	static struct arena *arena;
	char *text;

	if (arena == NULL)
		arena = arena_create(ARENA_LIMIT_BYTES);
	arena_reset(arena);
	if (size_bytes > LINK_LIMIT_BYTES)
		return 0;
	text = arena_alloc(arena, size_bytes + 1);
	memcpy(text, input, size_bytes);
	link_try(text, arena);
	return 0;
}
