/* events.h - what certification tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is, builds its message on the
 * stack and appends it to the log under the thing's id and version. Followers see it when the
 * transaction is committed, in this order, once. An event is never changed after release.
 * Other agencies act on these: the first and the second carry the whole certificate.
 */
#pragma once

#include "certification/records.h"

struct transaction;

/* A certificate is valid from now: stars may be shown. */
void event_certificate_issued(struct transaction *tx, const struct certificate *certificate);

/* A recognition of an old register is on record: valid, expired or not verified. */
void event_recognition_recorded(struct transaction *tx, const struct certificate *certificate);

/* It was withdrawn on a ground: the stars and the mark go at once, for good. */
void event_certificate_revoked(struct transaction *tx, const struct certificate *certificate);

/* Its last day is over: the stars and the mark go. */
void event_certificate_expired(struct transaction *tx, const struct certificate *certificate);

/* Another certificate stands in its place, and speaks for the product. */
void event_certificate_replaced(struct transaction *tx, const struct certificate *certificate);
