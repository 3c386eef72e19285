/* public_code.c - a code that a person can type and nobody can guess
 *
 * Crockford's own check counts modulo 37 and needs five more symbols (* ~ $ = U) that do not go
 * into links. We stay in the alphabet: its 32 characters are the elements of the field GF(32) with
 * x^5 = x^2 + 1, and the whole code, read as a polynomial, must be zero at x. Each place so has a
 * factor of its own, none of them zero: every single wrong character and every exchange of two
 * different characters is noticed, as modulo 37 would.
 */
#include "common/label/public_code.h"

#include <assert.h>
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

void public_code_make(const uint8_t *random, size_t random_size, char *ret_code)
{
	unsigned sum = 0;

	for (size_t i = 0; i < random_size; i++) {
		unsigned digit = random[i] & 31u;

		ret_code[i] = alphabet[digit];
		sum = times_x(sum) ^ digit;
	}
	ret_code[random_size] = alphabet[times_x(sum)];
	ret_code[random_size + 1] = '\0';
}

bool public_code_spell(const char *text, size_t length, char *ret_code, bool *ret_fits)
{
	char code[PUBLIC_CODE_LENGTH_MAX + 1];
	size_t read = 0;
	unsigned sum = 0;

	assert(length <= PUBLIC_CODE_LENGTH_MAX && "codes are short");
	for (; *text != '\0'; text++) {
		int digit = digit_value(*text);

		if (*text == '-' || *text == ' ')
			continue;
		if (digit < 0 || read == length)
			return false;
		code[read++] = alphabet[digit];
		sum = times_x(sum) ^ (unsigned)digit;
	}
	if (read != length)
		return false;
	memcpy(ret_code, code, length);
	ret_code[length] = '\0';
	*ret_fits = sum == 0;
	return true;
}

bool public_code_read(const char *text, size_t length, char *ret_code)
{
	char code[PUBLIC_CODE_LENGTH_MAX + 1];
	bool fits;

	if (!public_code_spell(text, length, code, &fits) || !fits)
		return false;
	memcpy(ret_code, code, length + 1);
	return true;
}
