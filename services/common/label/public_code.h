/* public_code.h - a code that a person can type and nobody can guess
 *
 * On certificates, packs and stickers: Crockford's base32 (digits and capital letters without I, L,
 * O and U), random but for the last character, which checks the others.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PUBLIC_CODE_LENGTH_MAX = 20,
	/* On a sticker. Eleven random characters are 55 bits: with ten million stickers a guess
	 * hits once in three thousand million. The twelfth checks. */
	STICKER_SERIAL_LENGTH = 12
};

/* Writes the code of `random_size` random bytes (five bits of each are used): as many characters,
 * the one that checks them, and a zero. */
void public_code_make(const uint8_t *random, size_t random_size, char *ret_code);

/* Reads a code of `length` characters as people type it (small letters, hyphens, blanks, O for 0, I
 * and L for 1) and writes it, with a zero, as we print it; false when it is none. Whether its check
 * character fits is *ret_fits: the one on a forged pack need not. */
bool public_code_spell(const char *text, size_t length, char *ret_code, bool *ret_fits);

/* As public_code_spell, of codes that fit alone. */
bool public_code_read(const char *text, size_t length, char *ret_code);
