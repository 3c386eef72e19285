/* multipart.h - what a form with a file sends: multipart/form-data (RFC 7578)
 *
 * Of one shape alone, the one that our forms have: fields first, all of them in the first piece of
 * the body, and at most one file, last. What is none of that is refused.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
	MULTIPART_FIELDS_MAX = 16,
	MULTIPART_BOUNDARY_SIZE = 71, /* RFC 2046, 5.1.1: 70 characters, and the zero */
	MULTIPART_NAME_LENGTH_MAX = 64,
	MULTIPART_TRAILER_SIZE = MULTIPART_BOUNDARY_SIZE + 8
};

/* Fields in their order, values with lines parted by "\n"; in the arena. */
struct multipart {
	struct multipart_field {
		const char *name, *value;
	} fields[MULTIPART_FIELDS_MAX];
	size_t count;
	const char *file_type; /* media type of the file; NULL: there is none */
	size_t file_begin;     /* where its first byte is */
};

/* The boundary of a Content-Type; false for anything but multipart/form-data with a boundary. */
bool multipart_boundary(const char *content_type, char ret_boundary[MULTIPART_BOUNDARY_SIZE]);

/* Reads the beginning of a body, up to its file or to its end. False for what is not of this shape,
 * and for a text that is not clean UTF-8. */
bool multipart_read(struct arena *arena, const char *boundary, const uint8_t *bytes,
		    size_t size_bytes, struct multipart *ret_form);

/* The value of a field; "" when there is none. */
const char *multipart_value(const struct multipart *form, const char *name);

/* What stands behind the file, to the body's end. */
void multipart_trailer(const char *boundary, char ret_trailer[MULTIPART_TRAILER_SIZE]);
