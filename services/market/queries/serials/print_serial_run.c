/* print_serial_run.c - the serials of a run with the addresses that their QR codes hold, to be
 * printed
 *
 * CSV (RFC 4180) in the order of the serials, which is none. Neither a serial nor an address has a
 * comma, a quotation mark or a first sign that a spreadsheet takes for a formula.
 *
 * Reads:   market.v1.PrintSerialRun
 * Answers: common.v1.PrintedDocument
 * Refuses: nothing
 */
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/label/digital_link.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/queries.h"
#include "market/records/batch.h"
#include "market/records/serial.h"
#include "market/rules/serial.h"
#include "market/state.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

static const char HEAD[] = "serial,url\r\n";

/* By the number of the trade item where the packs have one: what a till reads is then what a phone
 * opens. */
static const char *sticker_address(struct transaction *tx, const struct serial_run *run,
				   const struct batch *batch, const char *serial)
{
	const char *base = market_state(tx)->public_url;

	if (*run->gtin == '\0')
		return arena_printf(transaction_arena(tx), "%s/s/%s", base, serial);
	return digital_link_print(transaction_arena(tx), base, run->gtin, batch->code, serial);
}

/* All addresses of a run are of one length. */
static void file_write(struct transaction *tx, const struct serial_run *run,
		       const struct batch *batch, ProtobufCBinaryData *content)
{
	static const char any[SERIAL_SIZE] = "000000000000";
	size_t line =
		SERIAL_LENGTH + strlen(sticker_address(tx, run, batch, any)) + strlen(",\r\n");
	size_t size = sizeof(HEAD) + line * (size_t)run->stickers;
	char *text = arena_alloc(transaction_arena(tx), size);
	const char *serial;

	content->data = (uint8_t *)text;
	content->len = (size_t)snprintf(text, size, "%s", HEAD); /* reckoned to fit, as all below */
	serials_of_run(tx, run->run_no);
	while ((serial = serial_next(tx)) != NULL)
		content->len +=
			(size_t)snprintf(text + content->len, size - content->len, "%s,%s\r\n",
					 serial, sticker_address(tx, run, batch, serial));
}

enum decision print_serial_run(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__PrintSerialRun *query =
		(const Ocop__Market__V1__PrintSerialRun *)message;
	Ocop__Common__V1__PrintedDocument answer = OCOP__COMMON__V1__PRINTED_DOCUMENT__INIT;
	struct serial_run run;
	struct batch batch;

	if (!serial_run_load(tx, query->run_id, &run) || !batch_load(tx, run.batch_id, &batch))
		return FAILED; /* the subject was there */

	file_write(tx, &run, &batch, &answer.content);
	answer.file_name = arena_printf(reply_arena(reply), "%s.csv", run.run_id);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
