/* bulk_lines.c - the lines of a shop's list: typed, pasted from a table, or a file
 *
 * Of a line with several fields (RFC 4180, or with semicolons or tabs, as office programs write it)
 * the first one counts.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "common/base/arena.h"
#include "gateway/http.h"
#include "gateway/pages/machines/bulk_check.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* A heading is none of our numbers. Ours and what shops write. */
static bool is_heading(const char *field)
{
	static const char *const words[] = {"serial", "number", "code", "label", "asked",
					    "mã",     "ma",     "số",   "so"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcasecmp(words[i], field) == 0)
			return true;
	}
	return false;
}

/* The field that begins here, its quotes taken off; in the arena. */
static char *field_read(struct arena *arena, const char *line, size_t length)
{
	char *field = arena_alloc(arena, length + 1);
	bool quoted = length > 0 && line[0] == '"';
	size_t at = quoted ? 1 : 0, size = 0;

	for (; at < length; at++) {
		if (quoted && line[at] == '"' && (at + 1 == length || line[at + 1] != '"'))
			break;
		if (!quoted && strchr(",;\t", line[at]))
			break;
		if (quoted && line[at] == '"')
			at++;
		field[size++] = line[at];
	}
	while (size > 0 && isspace((unsigned char)field[size - 1]))
		size--;
	field[size] = '\0';
	return field + strspn(field, " \t\r");
}

void bulk_lines_read(struct bulk_check *check, const char *text)
{
	bool is_first = true;

	if (strncmp(text, byte_order_mark, strlen(byte_order_mark)) == 0)
		text += strlen(byte_order_mark);
	while (*text && check->line_count < BULK_LINES_READ_MAX) {
		size_t length = strcspn(text, "\n");
		char *field = field_read(check->request->arena, text, length);

		text += length + (text[length] == '\n');
		if (*field && !(is_first && is_heading(field)))
			check->lines[check->line_count++] = field;
		if (*field)
			is_first = false;
	}
}
