/* multipart.c - what a form with a file sends: multipart/form-data (RFC 7578) */
#include "gateway/api/multipart.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/base/arena.h"
#include "common/base/text.h"

/* Bytes that are not read yet. */
struct reader {
	const uint8_t *bytes;
	size_t left;
};

/* A part's head. */
struct part {
	char *name;
	const char *type;
	bool is_file;
};

static void advance(struct reader *reader, size_t count)
{
	reader->bytes += count;
	reader->left -= count;
}

/* Takes a text that must come next. */
static bool take(struct reader *reader, const char *text)
{
	size_t length = strlen(text);

	if (reader->left < length || memcmp(reader->bytes, text, length) != 0)
		return false;
	advance(reader, length);
	return true;
}

/* What comes before a text, as bytes of the body; NULL when the text does not come. */
static const uint8_t *take_until(struct reader *reader, const char *text, size_t *ret_size)
{
	const uint8_t *begin = reader->bytes;
	const uint8_t *found = memmem(begin, reader->left, text, strlen(text));

	if (!found)
		return NULL;
	*ret_size = (size_t)(found - begin);
	advance(reader, *ret_size + strlen(text));
	return begin;
}

/* The value of `key="…"` in a header; NULL without. Browsers write a quote as %22 (WHATWG HTML,
 * 4.10.21.8), so the next quote ends it. */
static char *quoted_value(struct arena *arena, const char *header, const char *key)
{
	const char *begin = strcasestr(header, key);
	const char *end = begin ? strchr(begin + strlen(key), '"') : NULL;

	if (!end)
		return NULL;
	begin += strlen(key);
	return arena_printf(arena, "%.*s", (int)(end - begin), begin);
}

static bool header_read(struct arena *arena, const char *header, struct part *part)
{
	static const char disposition[] = "content-disposition: form-data;";
	static const char type[] = "content-type:";

	if (strncasecmp(header, type, sizeof(type) - 1) == 0) {
		part->type = header + sizeof(type) - 1;
		part->type += strspn(part->type, " ");
		return true;
	}
	if (strncasecmp(header, disposition, sizeof(disposition) - 1) != 0)
		return true; /* others say nothing to us */
	part->name = quoted_value(arena, header, " name=\"");
	part->is_file = quoted_value(arena, header, " filename=\"") != NULL;
	return part->name != NULL && strlen(part->name) <= MULTIPART_NAME_LENGTH_MAX;
}

/* Lines up to an empty one. */
static bool head_read(struct arena *arena, struct reader *reader, struct part *part)
{
	const uint8_t *line;
	size_t size;

	*part = (struct part){.type = "text/plain"};
	while ((line = take_until(reader, "\r\n", &size)) && size > 0) {
		char *header = arena_printf(arena, "%.*s", (int)size, (const char *)line);

		if (strlen(header) != size || !text_is_clean(header, size) ||
		    !header_read(arena, header, part))
			return false;
	}
	return line && part->name;
}

/* A text as it is typed: browsers end lines by CRLF. */
static bool value_read(struct arena *arena, const uint8_t *bytes, size_t size, const char **ret)
{
	char *value = arena_alloc(arena, size + 1);
	size_t length = 0;

	for (size_t i = 0; i < size; i++) {
		if (bytes[i] != '\r' || i + 1 == size || bytes[i + 1] != '\n')
			value[length++] = (char)bytes[i];
	}
	value[length] = '\0';
	*ret = value;
	return text_is_clean(value, length);
}

bool multipart_boundary(const char *content_type, char ret_boundary[MULTIPART_BOUNDARY_SIZE])
{
	static const char type[] = "multipart/form-data";
	static const char key[] = "boundary=";
	const char *at;
	size_t length;

	if (!content_type || strncasecmp(content_type, type, sizeof(type) - 1) != 0)
		return false;
	at = strcasestr(content_type, key);
	if (!at)
		return false;
	at += sizeof(key) - 1;
	at += *at == '"';
	length = strcspn(at, "\"; ");
	if (length == 0 || length >= MULTIPART_BOUNDARY_SIZE)
		return false;
	memcpy(ret_boundary, at, length);
	ret_boundary[length] = '\0';
	return true;
}

bool multipart_read(struct arena *arena, const char *boundary, const uint8_t *bytes,
		    size_t size_bytes, struct multipart *ret_form)
{
	struct reader reader = {bytes, size_bytes};
	char delimiter[MULTIPART_TRAILER_SIZE];
	struct part part;
	const uint8_t *value;
	size_t size;

	(void)snprintf(delimiter, sizeof(delimiter), "\r\n--%s", boundary); /* fits */
	memset(ret_form, 0, sizeof(*ret_form));
	if (!take(&reader, delimiter + 2))
		return false;
	while (!take(&reader, "--")) {
		if (!take(&reader, "\r\n") || !head_read(arena, &reader, &part))
			return false;
		if (part.is_file) {
			ret_form->file_type = part.type;
			ret_form->file_begin = size_bytes - reader.left;
			return true;
		}
		value = take_until(&reader, delimiter, &size);
		if (!value || ret_form->count == MULTIPART_FIELDS_MAX ||
		    !value_read(arena, value, size, &ret_form->fields[ret_form->count].value))
			return false;
		ret_form->fields[ret_form->count++].name = part.name;
	}
	return true;
}

const char *multipart_value(const struct multipart *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++) {
		if (strcmp(form->fields[i].name, name) == 0)
			return form->fields[i].value;
	}
	return "";
}

void multipart_trailer(const char *boundary, char ret_trailer[MULTIPART_TRAILER_SIZE])
{
	(void)snprintf(ret_trailer, MULTIPART_TRAILER_SIZE, "\r\n--%s--\r\n", boundary); /* fits */
}
