/* count_serial_scans.c - adds what was asked of stickers in the last seconds to the day's counts,
 * and looks whether one was seen where it cannot be
 *
 * A day keeps so many rows at most; beyond them a look at a serial of ours is counted without its
 * commune, any other without its serial, so that nobody can fill the store by asking.
 *
 * Reads:     market.v1.CountSerialScans
 * Needs:     nothing
 * Writes:    serial_scans, serial_signals; what is too old goes
 * Publishes: market.v1.SerialSeenFarApart, once for a serial and day
 * Refuses:   nothing
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/acts/far_sight.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "market/records/serial.h"
#include "market/records/signal.h"
#include "market/rules/serial.h"
#include "market/state.h"
#include "ocop/market/v1/commands.pb-c.h"

/* Counts one; true when it is the first of the day. */
static bool signal_count(struct transaction *tx, struct serial_signal *signal, int64_t *rows)
{
	char *signal_id = arena_alloc(transaction_arena(tx), IDENTIFIER_SIZE);
	const char *found;

	if (*rows >= SIGNALS_A_DAY && *serial_signal_find(tx, signal) == '\0')
		signal->serial = "";
	found = serial_signal_find(tx, signal);
	if (*found) {
		serial_signal_count(tx, found, signal->asked);
		return false;
	}
	identifier_create("signal", NULL, transaction_now_us(tx), signal_id);
	signal->signal_id = signal_id;
	serial_signal_insert(tx, signal);
	(*rows)++;
	return true;
}

/* The product that a serial was drawn for: its province looks after it. */
static void product_find(struct transaction *tx, const char *serial, struct serial_signal *signal)
{
	struct serial_run run;
	struct listing listing;
	struct batch batch;

	if (!serial_run_of_serial(tx, serial, &run) || !batch_load(tx, run.batch_id, &batch))
		return;
	listing_load(tx, listing_standing(tx, batch.product_id), &listing);
	if (!listing.exists)
		return;
	signal->product_id = listing.listing_id;
	signal->province_code = listing.province_code;
}

/* A serial of ours on the pack it was drawn for: was it elsewhere a short time ago? */
static void scan_count(struct transaction *tx, const Ocop__Market__V1__SerialScans *scans,
		       const struct unit *commune, int64_t *scan_rows, int64_t *signal_rows)
{
	struct serial_signal signal = {.kind = SIGNAL(FAR_APART),
				       .serial = scans->serial,
				       .day = trace_today(tx),
				       .province_code = "",
				       .commune_code = commune->code,
				       .product_id = "",
				       .asked = scans->asked};
	const char *commune_code = commune->code;

	if (!serial_scan_is_counted(tx, scans->serial, signal.day, commune_code)) {
		if (*scan_rows >= SCANS_A_DAY)
			commune_code = "";
		(*scan_rows)++;
	}
	serial_scan_add(tx, scans->serial, signal.day, commune_code, scans->asked);
	if (!far_sight_find(tx, scans->serial, commune, &signal.other_commune_code,
			    &signal.distance_km))
		return;
	product_find(tx, scans->serial, &signal);
	if (signal_count(tx, &signal, signal_rows) && *signal.serial)
		event_serial_seen_far_apart(tx, &signal);
}

/* Where it was seen; of another product's sticker the product's province. */
static void other_count(struct transaction *tx, const Ocop__Market__V1__SerialScans *scans,
			const struct unit *commune, int64_t *signal_rows)
{
	struct serial_signal signal = {.kind = scans->kind,
				       .serial = scans->serial,
				       .day = trace_today(tx),
				       .province_code = commune->province_code,
				       .commune_code = commune->code,
				       .other_commune_code = "",
				       .product_id = "",
				       .asked = scans->asked};

	if (*scans->serial)
		product_find(tx, scans->serial, &signal);
	(void)signal_count(tx, &signal, signal_rows); /* told to nobody: anybody can ask anything */
}

/* A commune that exists, else none. */
static void commune_find(struct transaction *tx, const char *code, struct unit *ret_commune)
{
	unit_load(tx, code, ret_commune);
	if (strcmp(ret_commune->code, ret_commune->province_code) == 0)
		*ret_commune = (struct unit){.code = "", .province_code = ""};
}

enum decision count_serial_scans(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Market__V1__CountSerialScans *command =
		(const Ocop__Market__V1__CountSerialScans *)message;
	int32_t oldest = date_of_us(transaction_now_us(tx)) - SCANS_KEPT_DAYS;
	const char *oldest_day = date_text(transaction_arena(tx), oldest);
	int64_t scan_rows = serial_scans_on(tx, trace_today(tx));
	int64_t signal_rows = serial_signals_on(tx, trace_today(tx));
	struct unit commune;

	for (size_t i = 0; i < command->n_scans; i++) {
		commune_find(tx, command->scans[i]->commune_code, &commune);
		if (command->scans[i]->kind == SIGNAL(UNSPECIFIED))
			scan_count(tx, command->scans[i], &commune, &scan_rows, &signal_rows);
		else
			other_count(tx, command->scans[i], &commune, &signal_rows);
	}
	if (command->others > 0) {
		Ocop__Market__V1__SerialScans others = OCOP__MARKET__V1__SERIAL_SCANS__INIT;

		others.kind = SIGNAL(UNKNOWN_SERIAL);
		others.asked = command->others;
		commune_find(tx, "", &commune);
		other_count(tx, &others, &commune, &signal_rows);
	}
	serial_scans_forget(tx, oldest_day);
	serial_signals_forget(tx, oldest_day);
	reply_accept(reply, "", 0);
	return ACCEPTED;
}
