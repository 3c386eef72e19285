/* json_read.c - bytes from outside become JSON, or one reason why not
 *
 * Two passes: a scan that only counts (jansson allows 2048 levels and any number of values), then
 * jansson.
 */
#include "common/json/json_read.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

/* What the scan has seen so far. */
struct scan {
	size_t depth;
	size_t values;
	bool in_string;
	bool escaped;
};

static void fault(struct json_fault *ret_fault, Ocop__Common__V1__RefusalCode code,
		  const char *format, ...) __attribute__((format(printf, 3, 4)));

static void fault(struct json_fault *ret_fault, Ocop__Common__V1__RefusalCode code,
		  const char *format, ...)
{
	va_list arguments;

	ret_fault->code = code;
	va_start(arguments, format);
	(void)vsnprintf(ret_fault->detail, sizeof(ret_fault->detail), format, arguments);
	va_end(arguments); /* a detail that is cut is still a detail */
}

static void scan_string(struct scan *scan, char c)
{
	if (scan->escaped)
		scan->escaped = false;
	else if (c == '\\')
		scan->escaped = true;
	else if (c == '"')
		scan->in_string = false;
}

static void scan_structure(struct scan *scan, char c)
{
	switch (c) {
	case '"':
		scan->in_string = true;
		break;
	case '{':
	case '[':
		scan->depth++;
		scan->values++;
		break;
	case '}':
	case ']':
		if (scan->depth > 0)
			scan->depth--;
		break;
	case ',':
		scan->values++;
		break;
	default:
		break;
	}
}

/* False when the bytes nest too deep or hold too much; brackets that do not match are the
 * parser's to find. */
static bool scan_bytes(const char *bytes, size_t size_bytes, struct json_fault *ret_fault)
{
	struct scan scan = {0};

	for (size_t i = 0; i < size_bytes; i++) {
		if (scan.in_string)
			scan_string(&scan, bytes[i]);
		else
			scan_structure(&scan, bytes[i]);
		if (scan.depth > JSON_DEPTH_MAX) {
			fault(ret_fault, REFUSAL(JSON_TOO_DEEP), "more than %d levels at byte %zu",
			      JSON_DEPTH_MAX, i);
			return false;
		}
		if (scan.values > JSON_VALUES_MAX) {
			fault(ret_fault, REFUSAL(MESSAGE_TOO_LARGE), "more than %d values",
			      JSON_VALUES_MAX);
			return false;
		}
	}
	return true;
}

static Ocop__Common__V1__RefusalCode code_of(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_invalid_utf8:
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return REFUSAL(TEXT_INVALID);
	case json_error_duplicate_key:
		return REFUSAL(JSON_KEY_DOUBLED);
	case json_error_stack_overflow:
		return REFUSAL(JSON_TOO_DEEP);
	default:
		return REFUSAL(JSON_MALFORMED);
	}
}

json_t *json_read(const char *bytes, size_t size_bytes, size_t limit_bytes,
		  struct json_fault *ret_fault)
{
	json_error_t error;
	json_t *json;

	if (size_bytes > limit_bytes) {
		fault(ret_fault, REFUSAL(MESSAGE_TOO_LARGE), "%zu bytes; at most %zu", size_bytes,
		      limit_bytes);
		return NULL;
	}
	if (!scan_bytes(bytes, size_bytes, ret_fault))
		return NULL;

	json = json_loadb(bytes, size_bytes, JSON_REJECT_DUPLICATES, &error);
	if (!json)
		fault(ret_fault, code_of(&error), "line %d, column %d: %s", error.line,
		      error.column, error.text);
	return json;
}
