/* csv_text.h - bytes of a table as programs for offices write them, as plain UTF-8
 *
 * Excel saves "CSV UTF-8" with a byte order mark and "Unicode Text" as UTF-16; what it calls CSV
 * without more is in the machine's old code page, which nobody can tell from another: refused.
 */
#pragma once

#include <stddef.h>

/* Text that can be parsed; ends with a zero that length does not count. */
struct csv_text {
	char *text; /* owned: memory_free */
	size_t length;
};

/* Takes UTF-8 with or without a mark and UTF-16 with one. Returns NULL, or what is wrong with the
 * bytes and how to save the file instead; then nothing is to be freed. */
const char *csv_text_read(const char *bytes, size_t size_bytes, struct csv_text *ret_text);

/* What parts its cells: what stands behind "sep=" in a line of its own, which is then skipped, else
 * the comma, semicolon or tab that the first line with anything on it has most of. Returns how many
 * bytes to skip. */
size_t csv_text_separator(const struct csv_text *text, char *ret_separator);
