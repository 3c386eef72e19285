/* certificate_code.c - ten characters that a person can type and nobody can guess
 *
 * Nine of them are random: 45 bits, so with 35,000 certificates a guess hits once in a thousand
 * million.
 */
#include "certification/rules.h"

#include "common/label/public_code.h"

void certificate_code_make(const uint8_t random[CERTIFICATE_CODE_RANDOM_BYTES],
			   char ret_code[CERTIFICATE_CODE_SIZE])
{
	public_code_make(random, CERTIFICATE_CODE_RANDOM_BYTES, ret_code);
}

bool certificate_code_read(const char *text, char ret_code[CERTIFICATE_CODE_SIZE])
{
	return public_code_read(text, CERTIFICATE_CODE_SIZE - 1, ret_code);
}
