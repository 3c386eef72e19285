/* serial.h - what a sticker is worth; facts in, decision out
 *
 * No clock, no store, no log. That a sticker was seen far apart (position.h) is a signal for the
 * OCOP agency and never takes a certificate's worth away.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/label/public_code.h"
#include "market/rules.h"
#include "market/rules/position.h"
#include "ocop/market/v1/types.pb-c.h"

#define SERIAL_VERDICT(name) OCOP__MARKET__V1__SERIAL_VERDICT__SERIAL_VERDICT_##name

enum {
	SERIAL_LENGTH = STICKER_SERIAL_LENGTH, /* X..20 of GS1 has room for more */
	SERIAL_SIZE = SERIAL_LENGTH + 1,
	SERIAL_RANDOM_BYTES = SERIAL_LENGTH - 1,
	/* One draw: some 30 ms of the writer thread, a file of some 200 kB. */
	STICKERS_A_DRAW_MAX = 2000,
	STICKERS_GRANTED_MAX = 10000000,
	/* Rows that a day's looks may fill; the rest is counted without its commune or serial. */
	SCANS_A_DAY = 100000,
	SIGNALS_A_DAY = 10000,
	SCANS_KEPT_DAYS = 400
};

/* What is known of a serial and of the pack it was found on. */
struct serial_facts {
	bool is_known;
	bool fits_product; /* the pack's product or number of a trade item is the serial's */
	bool fits_batch;   /* so is the pack's batch */
	bool batch_exists; /* the product has the pack's batch at all; true where none was named */
	const struct certificate *certificate; /* NULL: the market does not know it */
	struct badge badge;                    /* of that certificate today */
	bool is_seen_far_apart;
};

/* Whose it is comes before what it is worth, and that before where it was seen: a valid
 * certificate of another product says nothing of the pack. */
Ocop__Market__V1__SerialVerdict serial_verdict(const struct serial_facts *facts);

/* What is counted of a look, in memory: its kind and the serial as one text of SERIAL_KEY_SIZE
 * bytes, and back; the serial is none of ours only where the kind says so. */
enum { SERIAL_KEY_SIZE = SERIAL_SIZE + 1 };
void serial_scan_key(Ocop__Market__V1__SignalKind kind, const char *serial,
		     char ret_key[SERIAL_KEY_SIZE]);
Ocop__Market__V1__SignalKind serial_scan_kind(const char *key);
const char *serial_scan_serial(const char *key);
