/* certificate_code.c - ten characters that a person can type and nobody can guess
 *
 * Crockford's base32: digits and capital letters without I, L, O and U. Nine characters are random
 * (45 bits: with 35,000 certificates a guess hits once in a thousand million); the tenth checks.
 *
 * Crockford's own check counts modulo 37 and needs five more symbols (* ~ $ = U) that do not go
 * into links. We stay in the alphabet: its 32 characters are the elements of the field GF(32) with
 * x^5 = x^2 + 1, and the whole code, read as a polynomial, must be zero at x. Each place so has a
 * factor of its own, none of them zero: every single wrong character and every exchange of two
 * different characters is noticed, as modulo 37 would.
 */
#include "certification/rules.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { FIELD_OVERFLOW = 1 << 5, FIELD_REDUCTION = 0x25 /* x^5 + x^2 + 1 */ };

static unsigned times_x(unsigned element)
{
	unsigned shifted = element << 1;

	return (shifted & FIELD_OVERFLOW) != 0 ? shifted ^ FIELD_REDUCTION : shifted;
}

/* Value of a character as typed, or -1. */
static int digit_value(char character)
{
	const char *found;

	if (character >= 'a' && character <= 'z')
		character = (char)(character - 'a' + 'A');
	if (character == 'O')
		return 0;
	if (character == 'I' || character == 'L')
		return 1;
	found = character == '\0' ? NULL : strchr(alphabet, character);
	return found == NULL ? -1 : (int)(found - alphabet);
}

void certificate_code_make(const uint8_t random[CERTIFICATE_CODE_RANDOM_BYTES],
			   char ret_code[CERTIFICATE_CODE_SIZE])
{
	unsigned sum = 0;

	for (int i = 0; i < CERTIFICATE_CODE_RANDOM_BYTES; i++) {
		unsigned digit = random[i] & 31u;

		ret_code[i] = alphabet[digit];
		sum = times_x(sum) ^ digit;
	}
	ret_code[CERTIFICATE_CODE_RANDOM_BYTES] = alphabet[times_x(sum)];
	ret_code[CERTIFICATE_CODE_SIZE - 1] = '\0';
}

bool certificate_code_read(const char *text, char ret_code[CERTIFICATE_CODE_SIZE])
{
	char code[CERTIFICATE_CODE_SIZE];
	size_t length = 0;
	unsigned sum = 0;

	for (; *text != '\0'; text++) {
		int digit = digit_value(*text);

		if (*text == '-' || *text == ' ')
			continue;
		if (digit < 0 || length == CERTIFICATE_CODE_SIZE - 1)
			return false;
		code[length++] = alphabet[digit];
		sum = times_x(sum) ^ (unsigned)digit;
	}
	if (length != CERTIFICATE_CODE_SIZE - 1 || sum != 0)
		return false;
	memcpy(ret_code, code, length);
	ret_code[length] = '\0';
	return true;
}
