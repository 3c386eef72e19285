/* digital_link.h - a pack's address by the numbers on it (GS1 Digital Link: URI Syntax)
 *
 * GS1 Digital Link Standard: URI Syntax, release 1.2 and later:
 * ".../01/{gtin}/10/{batch}/21/{serial}", the key (01) before its qualifiers, batch (10) before
 * serial (21). The GTIN has fourteen digits; batch and serial have 1 to 20 characters of the GS1
 * character set 82 (General Specifications, 7.11), those that a path does not take as they are
 * percent-encoded.
 */
#pragma once

#include <stdbool.h>

struct arena;

enum { LABEL_TEXT_MAX = 20 }; /* characters of a batch or serial: X..20 */

/* True for 1 to 20 characters of character set 82: what may stand behind (10) and (21). */
bool label_text_is_valid(const char *text);

/* The parts of a link, decoded; batch and serial are "" where it names none. Owns nothing. */
struct digital_link {
	const char *gtin; /* fourteen digits whose check digit fits */
	const char *batch;
	const char *serial;
};

/* Reads an address or its path: "/01/{gtin}", then "/10/{batch}", then "/21/{serial}", either of
 * which may be missing, under any host and with any query behind. False for anything else; else the
 * parts are in the arena. */
bool digital_link_read(struct arena *arena, const char *text, struct digital_link *ret_link);

/* The address under `base` ("https://host"), in the arena; the batch may be "". The three must be
 * valid: asserted. */
const char *digital_link_print(struct arena *arena, const char *base, const char *gtin,
			       const char *batch, const char *serial);
