/* enquiry.c - what market tells of offers and enquiries: one function an event */
#include "market/events/enquiry.h"

#include "common/message/message.h"
#include "common/outbox.h"
#include "market/records/enquiry.h"
#include "market/records/offer.h"
#include "ocop/market/v1/events.pb-c.h"

void event_offer_recorded(struct transaction *tx, const struct offer *offer)
{
	Ocop__Market__V1__OfferRecorded event = OCOP__MARKET__V1__OFFER_RECORDED__INIT;

	event.offer_id = message_text(offer->offer_id);
	event.listing_id = message_text(offer->listing_id);
	event.kind = offer->content.kind;
	outbox_append(tx, offer->offer_id, (uint64_t)offer->version, &event.base);
}

void event_offer_changed(struct transaction *tx, const struct offer *offer)
{
	Ocop__Market__V1__OfferChanged event = OCOP__MARKET__V1__OFFER_CHANGED__INIT;

	event.offer_id = message_text(offer->offer_id);
	event.listing_id = message_text(offer->listing_id);
	event.kind = offer->content.kind;
	outbox_append(tx, offer->offer_id, (uint64_t)offer->version, &event.base);
}

void event_offer_withdrawn(struct transaction *tx, const struct offer *offer)
{
	Ocop__Market__V1__OfferWithdrawn event = OCOP__MARKET__V1__OFFER_WITHDRAWN__INIT;

	event.offer_id = message_text(offer->offer_id);
	event.listing_id = message_text(offer->listing_id);
	outbox_append(tx, offer->offer_id, (uint64_t)offer->version, &event.base);
}

void event_enquiry_sent(struct transaction *tx, const struct enquiry *enquiry)
{
	Ocop__Market__V1__EnquirySent event = OCOP__MARKET__V1__ENQUIRY_SENT__INIT;

	event.enquiry_id = message_text(enquiry->enquiry_id);
	event.listing_id = message_text(enquiry->listing_id);
	event.producer_id = message_text(enquiry->producer_id);
	event.offer_id = message_text(enquiry->offer_id);
	event.commune_code = message_text(enquiry->commune_code);
	event.province_code = message_text(enquiry->province_code);
	outbox_append(tx, enquiry->enquiry_id, (uint64_t)enquiry->version, &event.base);
}

void event_enquiry_continued(struct transaction *tx, const struct enquiry *enquiry,
			     Ocop__Market__V1__EnquirySide side)
{
	Ocop__Market__V1__EnquiryContinued event = OCOP__MARKET__V1__ENQUIRY_CONTINUED__INIT;

	event.enquiry_id = message_text(enquiry->enquiry_id);
	event.producer_id = message_text(enquiry->producer_id);
	event.side = side;
	outbox_append(tx, enquiry->enquiry_id, (uint64_t)enquiry->version, &event.base);
}

void event_enquiry_closed(struct transaction *tx, const struct enquiry *enquiry)
{
	Ocop__Market__V1__EnquiryClosed event = OCOP__MARKET__V1__ENQUIRY_CLOSED__INIT;

	event.enquiry_id = message_text(enquiry->enquiry_id);
	event.producer_id = message_text(enquiry->producer_id);
	event.outcome = enquiry->outcome;
	outbox_append(tx, enquiry->enquiry_id, (uint64_t)enquiry->version, &event.base);
}

void event_buyer_blocked(struct transaction *tx, const struct enquiry *enquiry, bool lifted)
{
	Ocop__Market__V1__BuyerBlocked event = OCOP__MARKET__V1__BUYER_BLOCKED__INIT;

	event.enquiry_id = message_text(enquiry->enquiry_id);
	event.producer_id = message_text(enquiry->producer_id);
	event.lifted = lifted;
	outbox_append(tx, enquiry->enquiry_id, (uint64_t)enquiry->version, &event.base);
}

void event_buyer_erased(struct transaction *tx, const struct enquiry *enquiry)
{
	Ocop__Market__V1__BuyerErased event = OCOP__MARKET__V1__BUYER_ERASED__INIT;

	event.enquiry_id = message_text(enquiry->enquiry_id);
	outbox_append(tx, enquiry->enquiry_id, (uint64_t)enquiry->version, &event.base);
}
