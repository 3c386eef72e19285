/* enquiry.h - what market tells of offers and enquiries
 *
 * Never what somebody wrote, nor who he is. As events.h: after the row was written, with the row as
 * it now is.
 */
#pragma once

#include <stdbool.h>

#include "ocop/market/v1/enquiries.pb-c.h"
#include "ocop/market/v1/offers.pb-c.h"

struct enquiry;
struct offer;
struct transaction;

/* market.v1.OfferRecorded, OfferChanged, OfferWithdrawn. */
void event_offer_recorded(struct transaction *tx, const struct offer *offer);
void event_offer_changed(struct transaction *tx, const struct offer *offer);
void event_offer_withdrawn(struct transaction *tx, const struct offer *offer);

/* market.v1.EnquirySent, and EnquiryContinued by the side that wrote. */
void event_enquiry_sent(struct transaction *tx, const struct enquiry *enquiry);
void event_enquiry_continued(struct transaction *tx, const struct enquiry *enquiry,
			     Ocop__Market__V1__EnquirySide side);

/* market.v1.EnquiryClosed, which also tells of an outcome that is said later. */
void event_enquiry_closed(struct transaction *tx, const struct enquiry *enquiry);

/* market.v1.BuyerBlocked, or that the block was lifted. */
void event_buyer_blocked(struct transaction *tx, const struct enquiry *enquiry, bool lifted);

/* market.v1.BuyerErased. */
void event_buyer_erased(struct transaction *tx, const struct enquiry *enquiry);
