/* base64.h - RFC 4648, section 4, as the specifications of c2sp.org want it: padded, one way only
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Reads all of the text; false for anything but the one spelling of at most `capacity` bytes. */
bool base64_read(const char *text, size_t length, uint8_t *ret_bytes, size_t capacity,
		 size_t *ret_size_bytes);

/* The bytes as text; in the arena. */
char *base64_print(struct arena *arena, const uint8_t *bytes, size_t size_bytes);
