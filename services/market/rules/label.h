/* label.h - what a line of a shop's list may name; facts in, decision out
 *
 * Lists come out of tills and web shops: serials as they are printed, addresses as QR codes and
 * browsers have them, parts of such addresses, numbers of certificates and products.
 */
#pragma once

#include "market/rules/serial.h"

struct arena;

/* By what it is looked up; the others are "". */
struct label {
	const char *serial; /* of a sticker as we print it, or any text that stood for one */
	const char *gtin;   /* what a GS1 Digital Link says of the pack */
	const char *batch;
	const char *slug;   /* of a product's page, or its id; perhaps of neither */
	const char *number; /* for certification: what is none of these, without its address */
};

/* In the arena; a text that is no address of ours is a number, and may be a slug. */
void label_read(struct arena *arena, const char *text, struct label *ret_label);
