/* events.h - what certification tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is.
 */
#pragma once

#include "certification/records.h"

struct transaction;

void event_certificate_issued(struct transaction *tx, const struct certificate *certificate);
void event_recognition_recorded(struct transaction *tx, const struct certificate *certificate);
void event_certificate_revoked(struct transaction *tx, const struct certificate *certificate);
void event_certificate_expired(struct transaction *tx, const struct certificate *certificate);
void event_certificate_replaced(struct transaction *tx, const struct certificate *certificate);
