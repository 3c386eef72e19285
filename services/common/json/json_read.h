/* json_read.h - bytes from outside become JSON, or one reason why not
 *
 * Strict (RFC 8259, and RFC 7493 where it is stricter): UTF-8 only, no key twice, no zero
 * characters, an object or an array on top, nothing behind it. What may be nested and how many
 * values there may be is counted before a parser sees the bytes, so that a small body cannot ask
 * for much memory.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "common/refusal.h"

enum {
	JSON_DEPTH_MAX = 16,
	JSON_VALUES_MAX = 32768, /* RecordUnits with 500 + 500 units of 10 fields has 10,000 */
	JSON_FAULT_DETAIL_SIZE = 160
};

/* Why the bytes are not taken, and where. */
struct json_fault {
	Ocop__Common__V1__RefusalCode code;
	char detail[JSON_FAULT_DETAIL_SIZE];
};

/* Returns a value to be given back with json_decref, or NULL and fills in the fault:
 * MESSAGE_TOO_LARGE, JSON_TOO_DEEP, TEXT_INVALID, JSON_KEY_DOUBLED, JSON_MALFORMED. */
json_t *json_read(const char *bytes, size_t size_bytes, size_t limit_bytes,
		  struct json_fault *ret_fault);
