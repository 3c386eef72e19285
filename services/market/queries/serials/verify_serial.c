/* verify_serial.c - what a sticker is worth, to anybody who scans it
 *
 * What it is worth is stored nowhere: it follows from its certificate and the day, at every look. A
 * look is counted in memory (common/label/asked_counter.h): at a serial of ours by commune, at any
 * other as a signal. Whoever asks is not known.
 *
 * Reads:   market.v1.VerifySerial
 * Answers: market.v1.VerifySerialReply
 * Refuses: FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, GTIN_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/label/asked_counter.h"
#include "common/label/digital_link.h"
#include "common/label/gtin.h"
#include "common/label/public_code.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/acts/sticker.h"
#include "market/answers.h"
#include "market/answers/scan_places.h"
#include "market/answers/trace.h"
#include "market/queries.h"
#include "market/records.h"
#include "market/records/known.h"
#include "market/records/serial.h"
#include "market/records/signal.h"
#include "market/rules/serial.h"
#include "market/state.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { ASKED_LENGTH_MAX = 100 };

/* What the pack says of itself must be well-formed, or it is no GS1 Digital Link (1.2: a GTIN has
 * fourteen digits and its check digit fits). */
static bool query_is_sound(const Ocop__Market__V1__VerifySerial *query, struct reply *reply)
{
	(void)require_text(reply, "serial", query->serial, ASKED_LENGTH_MAX);
	(void)allow_text(reply, "product", query->product, ASKED_LENGTH_MAX);
	if (*query->gtin && (strlen(query->gtin) != GTIN_SIZE - 1 || !gtin_is_valid(query->gtin)))
		reply_refuse(reply, REFUSAL(GTIN_INVALID), "gtin", NULL);
	if (*query->batch && !label_text_is_valid(query->batch))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "batch",
			     "1 to %d of GS1's 82 characters", LABEL_TEXT_MAX);
	return !reply_refused(reply);
}

static Ocop__Market__V1__SignalKind signal_kind(Ocop__Market__V1__SerialVerdict verdict)
{
	if (verdict == SERIAL_VERDICT(UNKNOWN))
		return SIGNAL(UNKNOWN_SERIAL);
	if (verdict == SERIAL_VERDICT(BATCH_UNKNOWN))
		return SIGNAL(BATCH_UNKNOWN);
	return verdict == SERIAL_VERDICT(OTHER_PRODUCT) ? SIGNAL(OTHER_PRODUCT)
							: SIGNAL(UNSPECIFIED);
}

static void count(struct transaction *tx, Ocop__Market__V1__SerialVerdict verdict,
		  const char *serial, const char *commune_code)
{
	char key[SERIAL_KEY_SIZE];

	serial_scan_key(signal_kind(verdict), serial, key);
	asked_counter_add(market_state(tx)->scans, key, commune_code);
}

static void sticker_show(struct transaction *tx, const struct sticker *sticker,
			 Ocop__Market__V1__VerifySerialReply *answer)
{
	int32_t today = date_of_us(transaction_now_us(tx));
	struct variant variant;

	answer->listing = listing_message(tx, &sticker->listing, today);
	answer->batch = batch_message_public(tx, &sticker->batch);
	answer->gtin = message_text(sticker->run.gtin);
	if (variant_load(tx, sticker->listing.listing_id, sticker->run.gtin, &variant))
		answer->variant_name = message_text(variant.name);
}

/* What nobody drew is answered as it was typed; it is counted where it could be a serial at all. */
static void judge(struct transaction *tx, const Ocop__Market__V1__VerifySerial *query,
		  Ocop__Market__V1__VerifySerialReply *answer)
{
	struct sticker sticker = {.listing = {.listing_id = ""}};
	struct serial_facts facts = {.is_known = false};
	const struct pack_claim claim = {.product = query->product,
					 .gtin = query->gtin,
					 .batch = query->batch,
					 .commune_code = query->commune_code};
	char *serial = arena_alloc(transaction_arena(tx), SERIAL_SIZE);
	bool is_spelled, fits = false;

	is_spelled = public_code_spell(query->serial, SERIAL_LENGTH, serial, &fits);
	sticker_judge(tx, is_spelled && fits ? serial : "", &claim, &sticker, &facts);
	answer->verdict = serial_verdict(&facts);
	answer->serial = is_spelled ? serial : query->serial;
	if (facts.is_known)
		sticker_show(tx, &sticker, answer);
	if (is_spelled)
		count(tx, answer->verdict, serial, query->commune_code);
}

enum decision verify_serial(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__VerifySerial *query =
		(const Ocop__Market__V1__VerifySerial *)message;
	Ocop__Market__V1__VerifySerialReply answer = OCOP__MARKET__V1__VERIFY_SERIAL_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(followed_until_us(tx));

	if (!query_is_sound(query, reply))
		return REFUSED;

	judge(tx, query, &answer);
	answer.as_of = &as_of;
	if (query->places)
		scan_places(tx, query->province_code, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
