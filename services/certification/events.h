/* events.h - what certification tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is.
 */
#pragma once

#include "certification/records.h"
#include "ocop/certification/v1/types.pb-c.h"

struct transaction;

/* The message that shows a certificate, in events and answers alike; its strings are the row's.
 * `changed_at` is filled in and pointed to. */
void certificate_message(const struct certificate *certificate,
			 Ocop__Certification__V1__Certificate *ret_message,
			 Google__Protobuf__Timestamp *changed_at);

void event_certificate_issued(struct transaction *tx, const struct certificate *certificate);
void event_recognition_recorded(struct transaction *tx, const struct certificate *certificate);
void event_certificate_revoked(struct transaction *tx, const struct certificate *certificate);
void event_certificate_expired(struct transaction *tx, const struct certificate *certificate);
void event_certificate_replaced(struct transaction *tx, const struct certificate *certificate);
