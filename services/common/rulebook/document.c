/* document.c - reads a rule book's JSON and keeps the first thing that is wrong with it
 *
 * jansson parses; duplicate keys are refused because the second would silently win.
 */
#include "common/rulebook/document.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"

static const char *const level_names[] = {
	[RULEBOOK_LEVEL_NONE] = "",
	[RULEBOOK_LEVEL_COMMUNE] = "commune",
	[RULEBOOK_LEVEL_DISTRICT] = "district",
	[RULEBOOK_LEVEL_PROVINCE] = "province",
	[RULEBOOK_LEVEL_CENTRE] = "centre",
};

const char *rulebook_level_name(enum rulebook_level level)
{
	return level_names[level];
}

void document_fail(struct document *document, int error, const char *format, ...)
{
	char what[320];
	va_list arguments;

	if (document->error)
		return;
	document->error = error;
	va_start(arguments, format);
	(void)vsnprintf(what, sizeof(what), format, arguments); /* a long sentence may be cut */
	va_end(arguments);
	(void)snprintf(document->fault->text, sizeof(document->fault->text), "%s: %s%s%s",
		       document->file, document->where, document->where[0] ? ": " : "", what);
}

bool document_failed(const struct document *document)
{
	return document->error != 0;
}

/* The bytes of an open file, in the arena; NULL on a fault. */
static char *document_read(struct document *document, FILE *file, struct arena *arena,
			   size_t *ret_size_bytes)
{
	struct stat status;
	char *bytes = NULL;

	if (fstat(fileno(file), &status) != 0) {
		document_fail(document, ERROR_INPUT_OUTPUT, "cannot be read: %s", strerror(errno));
	} else if (status.st_size > DOCUMENT_LIMIT_BYTES) {
		document_fail(document, ERROR_TOO_LARGE, "is larger than %d bytes",
			      DOCUMENT_LIMIT_BYTES);
	} else {
		bytes = arena_alloc(arena, (size_t)status.st_size);
		*ret_size_bytes = fread(bytes, 1, (size_t)status.st_size, file);
	}
	if (ferror(file))
		document_fail(document, ERROR_INPUT_OUTPUT, "cannot be read: %s", strerror(errno));
	return bytes;
}

json_t *document_open(struct document *document, const char *path)
{
	FILE *file = fopen(path, "rb");

	if (!file) {
		document_fail(document, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_INPUT_OUTPUT,
			      "cannot be read: %s", strerror(errno));
		return NULL;
	}
	struct arena *scratch = arena_create(DOCUMENT_LIMIT_BYTES + 4096);
	size_t size_bytes = 0;
	const char *bytes = document_read(document, file, scratch, &size_bytes);
	json_t *root =
		document_failed(document) ? NULL : document_parse(document, bytes, size_bytes);

	arena_destroy(scratch);
	(void)fclose(file); /* nothing was written */
	return root;
}

json_t *document_parse(struct document *document, const char *bytes, size_t size_bytes)
{
	json_error_t why;
	json_t *root = json_loadb(bytes, size_bytes, JSON_REJECT_DUPLICATES, &why);

	if (!root) {
		document_fail(document, ERROR_UNREADABLE, "line %d: %s", why.line, why.text);
		return NULL;
	}
	if (!json_is_object(root)) {
		document_fail(document, ERROR_UNREADABLE, "is not an object");
		json_decref(root);
		return NULL;
	}
	document->bytes = arena_copy(document->arena, bytes, size_bytes);
	document->size_bytes = size_bytes;
	return root;
}

/* The member, or NULL when it is missing, null, or reading has failed. */
static json_t *document_member(const struct document *document, const json_t *object,
			       const char *key)
{
	json_t *member = json_object_get(object, key);

	return document_failed(document) || json_is_null(member) ? NULL : member;
}

const char *document_text_or_empty(struct document *document, const json_t *object, const char *key)
{
	const json_t *member = document_member(document, object, key);

	if (!member)
		return "";
	if (!json_is_string(member)) {
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is not text", key);
		return "";
	}
	return arena_strdup(document->arena, json_string_value(member));
}

const char *document_text(struct document *document, const json_t *object, const char *key)
{
	const char *text = document_text_or_empty(document, object, key);

	if (!text[0])
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is missing", key);
	return text;
}

uint32_t document_number(struct document *document, const json_t *object, const char *key,
			 uint32_t most)
{
	const json_t *member = document_member(document, object, key);

	if (!json_is_integer(member)) {
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is not a whole number", key);
		return 0;
	}
	json_int_t value = json_integer_value(member);
	if (value < 0 || value > (json_int_t)most) {
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is %lld, at most %u is allowed",
			      key, (long long)value, most);
		return 0;
	}
	return (uint32_t)value;
}

int32_t document_number_or_unknown(struct document *document, const json_t *object, const char *key)
{
	if (!document_member(document, object, key))
		return RULEBOOK_UNKNOWN;
	return (int32_t)document_number(document, object, key, 100000);
}

bool document_flag(struct document *document, const json_t *object, const char *key)
{
	const json_t *member = document_member(document, object, key);

	if (member && !json_is_boolean(member))
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is neither true nor false", key);
	return json_is_true(member);
}

/* A pair of texts that stands by itself. */
static struct rulebook_text document_pair(struct document *document, const json_t *pair)
{
	struct rulebook_text text = {"", ""};

	if (!json_is_object(pair)) {
		document_fail(document, ERROR_UNREADABLE, "a name is not {vi, en}");
		return text;
	}
	text.vi = document_text(document, pair, "vi");
	text.en = document_text(document, pair, "en");
	return text;
}

struct rulebook_text document_names(struct document *document, const json_t *object,
				    const char *key, bool needed)
{
	const json_t *member = document_member(document, object, key);

	if (member)
		return document_pair(document, member);
	if (needed)
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is missing", key);
	return (struct rulebook_text){"", ""};
}

int32_t document_day(struct document *document, const json_t *object, const char *key,
		     int32_t otherwise)
{
	const char *text = document_text_or_empty(document, object, key);
	int32_t day = otherwise;

	if (text[0] && !date_parse(text, &day))
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is no day: %.32s", key, text);
	return day;
}

enum rulebook_level document_level(struct document *document, const json_t *object, const char *key)
{
	const char *text = document_text_or_empty(document, object, key);

	for (size_t i = 0; i < sizeof(level_names) / sizeof(level_names[0]); i++)
		if (strcmp(text, level_names[i]) == 0)
			return (enum rulebook_level)i;
	document_fail(document, ERROR_UNREADABLE, "\"%s\" is no level: %.32s", key, text);
	return RULEBOOK_LEVEL_NONE;
}

json_t *document_list(struct document *document, const json_t *object, const char *key)
{
	json_t *member = document_member(document, object, key);

	if (!member)
		return NULL;
	if (!json_is_array(member) || json_array_size(member) > DOCUMENT_LIST_MAX) {
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is no list of at most %d", key,
			      DOCUMENT_LIST_MAX);
		return NULL;
	}
	return member;
}

void *document_array(struct document *document, size_t count, size_t item_size_bytes)
{
	return arena_alloc(document->arena, (count ? count : 1) * item_size_bytes);
}

const char *const *document_texts(struct document *document, const json_t *object, const char *key,
				  size_t *ret_count)
{
	json_t *list = document_list(document, object, key);
	size_t count = json_array_size(list);
	const char **texts = document_array(document, count, sizeof(*texts));

	for (size_t i = 0; i < count; i++) {
		const char *text = json_string_value(json_array_get(list, i));

		if (!text || !text[0])
			document_fail(document, ERROR_UNREADABLE, "\"%s\" holds no text at %zu",
				      key, i);
		texts[i] = arena_strdup(document->arena, text ? text : "");
	}
	*ret_count = count;
	return texts;
}

struct rulebook_list document_named(struct document *document, const json_t *object,
				    const char *key)
{
	json_t *list = document_list(document, object, key);
	size_t count = json_array_size(list);
	struct rulebook_named *items = document_array(document, count, sizeof(*items));
	struct rulebook_list named = {.items = items, .count = 0};

	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_array_get(list, i);

		items[i].code = document_text(document, item, "code");
		items[i].name = document_names(document, item, "name", true);
		if (rulebook_list_find(&named, items[i].code))
			document_fail(document, ERROR_UNREADABLE, "\"%s\" has %.64s twice", key,
				      items[i].code);
		named.count++;
	}
	return named;
}

void document_only(struct document *document, const json_t *object, const char *const *keys)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value)
	{
		size_t i = 0;

		while (keys[i] && strcmp(keys[i], key) != 0)
			i++;
		if (!keys[i])
			document_fail(document, ERROR_UNREADABLE, "\"%.64s\" is no field here",
				      key);
	}
}

void document_sha256(const struct document_bytes *runs, size_t count, char *ret_hex)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;

	(void)crypto_hash_sha256_init(&state); /* these three cannot fail */
	for (size_t i = 0; i < count; i++)
		(void)crypto_hash_sha256_update(&state, (const unsigned char *)runs[i].bytes,
						runs[i].size_bytes);
	(void)crypto_hash_sha256_final(&state, hash);
	(void)sodium_bin2hex(ret_hex, RULEBOOK_SHA256_HEX_SIZE, hash, sizeof(hash));
}
