/* draw_serials.c - serials for stickers, out of the quota of certificate and batch
 *
 * Where the agency has granted none, the setting sticker_quota_per_batch grants one with the first
 * draw.
 *
 * Reads:     market.v1.DrawSerials
 * Needs:     a batch that is open, a certificate of its product that is valid, a quota
 * Writes:    sticker_quotas, serial_runs, one row; serials
 * Publishes: market.v1.StickerQuotaGranted where the setting grants; market.v1.SerialsDrawn
 * Refuses:   FIELD_INVALID, GTIN_INVALID, BATCH_CLOSED, CERTIFICATE_UNKNOWN,
 *            CERTIFICATE_OF_OTHER_PRODUCT, CERTIFICATE_STATE, STICKER_QUOTA_EXCEEDED
 */
#include "common/base/identifier.h"
#include "common/base/random.h"
#include "common/label/gtin.h"
#include "common/label/public_code.h"
#include "common/store/transaction.h"
#include "market/acts/sticker_certificate.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "market/records/known.h"
#include "market/records/serial.h"
#include "market/rules/serial.h"
#include "market/state.h"
#include "ocop/market/v1/commands.pb-c.h"

/* The number of the variant with fourteen digits, or "". */
static void gtin_read(struct transaction *tx, const struct batch *batch, const char *asked,
		      char ret_gtin[GTIN_SIZE], struct reply *reply)
{
	struct variant variant;

	ret_gtin[0] = '\0';
	if (*asked == '\0')
		return;
	if (!gtin_print(asked, ret_gtin))
		reply_refuse(reply, REFUSAL(GTIN_INVALID), "gtin", NULL);
	else if (!variant_load(tx, listing_standing(tx, batch->product_id), ret_gtin, &variant))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "gtin",
			     "no variant of the product has it");
}

static void quota_find(struct transaction *tx, const Ocop__Market__V1__DrawSerials *command,
		       struct sticker_quota *quota, bool *ret_by_rule)
{
	sticker_quota_load(tx, command->batch_id, command->certificate_code, quota);
	*ret_by_rule = !quota->exists;
	if (*ret_by_rule)
		quota->granted = market_state(tx)->sticker_quota_per_batch;
}

static void stickers_check(const struct sticker_quota *quota, uint32_t stickers,
			   struct reply *reply)
{
	int64_t left = quota->granted - quota->drawn;

	if (stickers == 0 || stickers > STICKERS_A_DRAW_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "stickers", "1 to %d at once",
			     STICKERS_A_DRAW_MAX);
	else if (stickers > left)
		reply_refuse(reply, REFUSAL(STICKER_QUOTA_EXCEEDED), "stickers", "%lld are left",
			     (long long)left);
}

static void serials_draw(struct transaction *tx, const struct serial_run *run)
{
	int64_t run_no = serial_run_insert(tx, run);

	for (int64_t i = 0; i < run->stickers && !transaction_failed(tx); i++) {
		uint8_t random[SERIAL_RANDOM_BYTES];
		char serial[SERIAL_SIZE];

		do {
			random_bytes(random, sizeof(random));
			public_code_make(random, sizeof(random), serial);
		} while (!serial_insert(tx, serial, run_no) && !transaction_failed(tx));
	}
}

enum decision draw_serials(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__DrawSerials *command =
		(const Ocop__Market__V1__DrawSerials *)message;
	char run_id[IDENTIFIER_SIZE], gtin[GTIN_SIZE];
	struct sticker_quota quota;
	struct batch batch;
	bool by_rule;

	if (!batch_load(tx, command->batch_id, &batch))
		return FAILED; /* the subject was there */
	quota_find(tx, command, &quota, &by_rule);
	sticker_certificate_check(tx, &batch, command->certificate_code, "certificate_code", reply);
	gtin_read(tx, &batch, command->gtin, gtin, reply);
	if (transaction_failed(tx))
		return FAILED;

	stickers_check(&quota, command->stickers, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("run", NULL, transaction_now_us(tx), run_id);
	const struct serial_run run = {.run_id = run_id,
				       .batch_id = batch.batch_id,
				       .certificate_code = command->certificate_code,
				       .gtin = gtin,
				       .stickers = command->stickers,
				       .drawn_on = trace_today(tx)};
	batch.version++;
	if (by_rule)
		event_sticker_quota_granted(tx, &batch, &quota, "");
	quota.drawn += run.stickers;
	sticker_quota_write(tx, &quota);
	serials_draw(tx, &run);
	batch_touch(tx, batch.batch_id);
	event_serials_drawn(tx, &batch, &run);
	reply_accept(reply, run_id, 1);
	return ACCEPTED;
}
