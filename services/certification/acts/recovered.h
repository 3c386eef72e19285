/* recovered.h - what a forgotten leaf tells, put back into the store
 *
 * The log tells numbers, states, days and stars; names, reasons and what a certificate covers it
 * only commits to. What it tells counts at once, so that nothing is ever answered to be worth more
 * than it is; the rest stays empty until an office has entered it again.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct transaction;

/* The message of an event of this register by its full name; NULL for one that is not known. */
const ProtobufCMessageDescriptor *recovered_message(const char *type);

/* True when the log tells all that there is to the event: nothing is to be entered again. */
bool recovered_is_complete(const char *type);

/* Applies it, in a part of the transaction whose time is the event's. One that does not fit what is
 * there fails the transaction. */
void recovered_apply(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body);
