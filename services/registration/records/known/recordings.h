/* recordings.h - how every command records what is known of a producer or product: the same
 * beginning, and the checks that several share
 *
 *	if (!recording_begin(tx, reply, message, &recording))
 *		return REFUSED;
 *	row = ...;  read the message, each fault into the reply
 *	if (reply_refused(reply))
 *		return REFUSED;
 *	..._write(tx, &row);
 *	event_..._recorded(tx, &row);
 *	reply_accept(reply, recording.id, recording.version);
 *	return ACCEPTED;
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registration/records.h"

struct reply;
struct transaction;

/* What is being recorded, and as which version of itself. */
struct recording {
	const char *id; /* in the arena */
	uint64_t version;
};

/* Something new gets an id; what comes with one must be the owner's that the message names
 * (NO_SUCH_THING) and not struck (RECORD_STRUCK). False when the reply says so, or when the
 * transaction has failed. That the owner stands for itself, its subject has seen to. */
bool recording_begin(struct transaction *tx, struct reply *reply, const ProtobufCMessage *message,
		     struct recording *ret_recording);

/* "" or a product of this producer (field product_id): PRODUCT_UNKNOWN, PRODUCT_MERGED. */
void check_product_of_producer(struct transaction *tx, struct reply *reply, const char *product_id,
			       const char *producer_id);

/* The reason as it is kept; REASON_MISSING, FIELD_TOO_LONG. */
const char *require_reason(struct reply *reply, const char *reason);

/* FIELD_INVALID unless it is one of the enumerators 1 to `last`. */
void check_kind(struct reply *reply, const char *field, int kind, int last);

/* FIELD_INVALID for more than `most`. */
void check_count(struct reply *reply, const char *field, uint32_t count, uint32_t most);

/* FIELD_INVALID for less than nothing, or more than anybody has. */
void check_amount(struct reply *reply, const char *field, int64_t amount_vnd);

struct report_fault; /* rules/known.h */

/* REPORT_INVALID for each fault, naming the field and the rule. */
void check_report(struct reply *reply, const struct report_fault *faults, size_t count);

/* From a day to a day, with their fields. */
struct period {
	const char *from_field;
	const char *from;
	const char *until_field;
	const char *until;
};

/* DATE_INVALID unless both are "" or days, the second one after the first. */
void check_period(struct reply *reply, const struct period *period);

/* DATE_INVALID for a day that is still to come; "" is fine. */
void check_day_has_come(struct transaction *tx, struct reply *reply, const char *field,
			const char *day);
