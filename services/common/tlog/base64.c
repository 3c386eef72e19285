/* base64.c - RFC 4648, section 4, as the specifications of c2sp.org want it: padded, one way only
 */
#include "common/tlog/base64.h"

#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"

/* libsodium 1.0.18 takes bytes above 127 for letters where char is signed: they are refused before
 * it sees them. Padding and the bits it leaves over it checks itself. */
static bool is_ascii(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)text[i] > 127)
			return false;
	}
	return true;
}

bool base64_read(const char *text, size_t length, uint8_t *ret_bytes, size_t capacity,
		 size_t *ret_size_bytes)
{
	return is_ascii(text, length) &&
	       sodium_base642bin(ret_bytes, capacity, text, length, NULL, ret_size_bytes, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0;
}

char *base64_print(struct arena *arena, const uint8_t *bytes, size_t size_bytes)
{
	size_t size = sodium_base64_encoded_len(size_bytes, sodium_base64_VARIANT_ORIGINAL);

	return sodium_bin2base64(arena_alloc(arena, size), size, bytes, size_bytes,
				 sodium_base64_VARIANT_ORIGINAL);
}
